"""The printed term: both sides of a sheet speak of the same lessons, nothing is lost, every page has its number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_core.diary import MarkCell
from journal_core.entries.attendance import AbsenceCode
from journal_core.pages import PageCell, PageLesson, SubjectPage
from tests.unit.paper.made import FIRST, HOMEWORK, T, at_years_end, lessons, page, printed, sheet
from texts.catalog import languages, words
from texts.paper.archive.book import archive
from texts.paper.archive.parting import MOST, Columns, sheets
from texts.paper.typeface import load_fonts

LONG = "Решение задач на движение; повторение пройденного за четверть, работа над ошибками. " * 9


def book(*pages: SubjectPage) -> list[str]:
    return printed(archive(sheet(), pages, T))


def test_every_page_is_numbered_of_how_many() -> None:
    pages = book(page(30, lessons(45)), page(12, lessons(9), subject="Английский язык", subgroup="1"))
    drawn = [(number, text) for number, text in enumerate(pages, 1) if text]
    assert all(f"стр. {number} из {len(pages)}" in text for number, text in drawn)
    assert len(pages) % 2 == 0


def test_each_subject_begins_a_sheet_of_its_own_and_the_contents_say_where() -> None:
    pages = book(page(30, lessons(45)), page(12, lessons(9), subject="Физика"), page(3, (), subject="Химия"))
    begins = {
        name: next(n for n, text in enumerate(pages, 1) if n > 2 and f"7Б · {name}" in text)
        for name in ("Алгебра", "Физика", "Химия")
    }
    assert all(number % 2 == 1 for number in begins.values())
    for name, number in begins.items():
        assert f"{name} Ковалёва Н. П. {number}" in pages[1]


def test_the_front_has_the_list_and_marks_and_its_back_the_topics_of_the_same_lessons() -> None:
    taught = lessons(9)
    pages = book(page(3, taught))
    front, back = pages[2], pages[3]
    assert "Беляков Никанор" in front and "Воронова Ия" in front and "УП" in front
    assert all(f"{lesson.day:%d.%m}" in back for lesson in taught)
    assert back.count(HOMEWORK.split(",")[0]) == len(taught)


def test_the_last_sheet_of_a_subject_has_term_marks_averages_and_the_teacher_s_signature() -> None:
    pages = book(page(30, lessons(40)))
    first, signed = pages[2], [text for text in pages if "Дано уроков: 40" in text]
    assert "Средний" not in first
    assert len(signed) == 1
    assert "подпись" in signed[0] and "Ковалёва Н. П." in signed[0]
    sums = next(n for n, text in enumerate(pages, 1) if "Средний" in text and "Фамилия" in text)
    assert sums == 5


def test_when_the_year_ends_its_mark_the_exam_s_and_the_final_one_stand_beside_the_term_s() -> None:
    ended = at_years_end(page(3, lessons(5)))
    front = book(ended)[2]
    assert all(title in front for title in ("Отметка", "Год", "Экзамен", "Итоговая"))
    assert "Экзамен" not in book(page(3, lessons(5)))[2]


def test_whoever_vouches_signs_at_the_end_with_the_number_of_pages_and_of_the_archive() -> None:
    pages = book(page(30, lessons(9)))
    closing = pages[-2]
    assert f"пронумеровано страниц: {len(pages)}" in closing
    for who in ("Администратор журнала", "Классный руководитель", "Заместитель директора", "секретарь"):
        assert who in closing
    assert closing.count("подпись") == 4 and closing.count("дата") == 4 and "Архивный №" in closing


def test_what_a_teacher_wrote_about_a_pupil_stands_on_a_sheet_of_its_own() -> None:
    made = page(2, lessons(3))
    told = replace(made.pupils[0], cells={2: PageCell(remark="Читала выразительно.")})
    pages = book(replace(made, pupils=(told, made.pupils[1])))
    [remarks] = [text for text in pages if "Замечания учителя" in text]
    assert "02.09" in remarks and "Беляков Никанор" in remarks and "Читала выразительно." in remarks
    assert len(pages) % 2 == 0


def test_four_marks_and_a_lateness_in_one_cell_are_all_there() -> None:
    made = page(1, lessons(25))
    marks = tuple(MarkCell(n, value, FIRST) for n, value in enumerate(("10", "9", "зач", "8")))
    crowded = replace(made.pupils[0], cells={1: PageCell(marks, AbsenceCode.LATE, 25, "Ответил")}, days=())
    front = book(replace(made, pupils=(crowded,)))[2]
    for said in ("10", "зач", "О25"):
        assert said in front


def test_topics_of_any_length_are_printed_whole() -> None:
    taught = tuple(replace(one, topic=LONG, homework=LONG) for one in lessons(30))
    pages = book(page(30, taught))
    whole = " ".join(pages)
    assert whole.count("работа над ошибками.") == 30 * 9 * 2
    assert "…" not in whole


@pytest.mark.parametrize("count", [0, 1, 25, 26, 60, 120])
def test_lessons_are_spread_evenly_and_none_is_lost(count: int) -> None:
    load_fonts()
    made = page(30, lessons(count))
    parted = sheets(made, Columns.of(made), T)
    assert [row.lesson for rows in parted for row in rows] == list(made.lessons)
    sizes = [len(rows) for rows in parted]
    assert max(sizes) <= MOST and (max(sizes) - min(sizes) <= 1 or len(sizes) > -(-count // MOST))


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 45),
    st.lists(st.tuples(st.text("АБВгд №§;,. \n", max_size=400), st.text("абв 123", max_size=900)), max_size=40),
)
def test_whatever_stands_on_the_page_it_is_printed_on_both_sides(of: int, said: list[tuple[str, str]]) -> None:
    days = lessons(len(said))
    taught = tuple(
        PageLesson(day.id, day.day, day.slot, "Ёлкина Ж. Ы.", topic, homework, day.due)
        for day, (topic, homework) in zip(days, said, strict=True)
    )
    pages = book(page(of, taught))
    assert len(pages) % 2 == 0


@pytest.mark.parametrize("language", languages())
def test_it_is_printed_in_every_language_the_same_bytes_each_time(language: str) -> None:
    t = words(language)
    once = archive(sheet(), [page(5, lessons(9))], t)
    assert once == archive(sheet(), [page(5, lessons(9))], t)
    assert t("paper.contents") in printed(once)[1]
