"""What a family reads: the one thing first, names only where there are several children, a way on from everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journal_core.access import Child
from journal_core.diary import AbsenceLine, Day, HomeworkLine, MarkCell, SubjectMarks, TermMarks, Week
from journal_core.entries.attendance import AbsenceCode
from tests.unit.texts.named import ANYA, MONDAY, NOON, PETYA, WEDNESDAY, T, card, cell, child, lesson, school
from tests.unit.texts.reading import seen
from texts.addresses import (
    ChildMenu,
    Children,
    DayOf,
    MarkId,
    Menu,
    OneMark,
    OwnAddress,
    PupilId,
    ThisWeek,
    Today,
    WeekOf,
)
from texts.screen import Screen
from texts.screens import family

LESSON = lesson(marks=(cell("4", was="7"), MarkCell(2, "8", WEDNESDAY)))
DAY = Day(WEDNESDAY, (LESSON,))


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


def of(one: Child, many: bool) -> list[Screen]:
    """Every screen about one child."""
    return [
        family.child_menu(one, many, T),
        family.day(one, DAY, WEDNESDAY, many, T),
        family.week(one, Week(MONDAY, (DAY,)), WEDNESDAY, many, T),
        family.marks(one, TermMarks("II четверть", (SubjectMarks("Алгебра", (cell(),)),)), 0, many, T),
        family.mark(one, card(), many, T),
        family.homework(one, (), WEDNESDAY, 0, many, T),
        family.absences(one, (), 0, many, T),
    ]


def test_with_several_children_the_name_stands_on_every_screen() -> None:
    assert all("Аня И." in seen(screen.text) for screen in of(ANYA, many=True))
    assert all("Петя И." in seen(screen.text) for screen in of(PETYA, many=True))


def test_with_one_child_the_name_stands_on_none() -> None:
    assert not any("Аня" in seen(screen.text) for screen in of(ANYA, many=False))


def test_every_screen_leads_back_to_the_menu_of_its_child() -> None:
    for screen in of(ANYA, many=True)[1:]:
        assert [button.address for button in screen.rows[-1]][-2:] == [ChildMenu(PupilId(11)), Children()]
    for screen in of(ANYA, many=False)[1:]:
        assert screen.rows[-1][-1].address == Menu()
        assert screen.rows[-1][-1].label == "☰ Меню"


def test_the_menu_of_a_child_offers_everything_at_once() -> None:
    assert labels(family.child_menu(ANYA, True, T)) == [
        ["Сегодня", "Завтра"],
        ["Неделя", "Задания"],
        ["Оценки", "Пропуски"],
        ["📣 Объявления"],
        ["✉️ Получать на почту", "📱 Получать по СМС"],
        ["👧 Другой ребёнок"],
    ]
    addresses = [b.address for b in family.child_menu(ANYA, False, T).rows[4]]
    assert addresses == [OwnAddress("email"), OwnAddress("sms")]


def test_a_day_reads_lesson_by_lesson() -> None:
    assert seen(family.day(ANYA, DAY, WEDNESDAY, False, T).text) == (
        "Сегодня, среда, 26 ноября\n"
        "\n"
        "1. Алгебра · 8:30–9:15 · каб. 12\n"
        "Отметки: 4 (было 7) (контрольная работа), 8\n"
        "К уроку: §12 №345\n"
        "Тема: Дроби"
    )


def test_a_teachers_words_stand_at_their_lesson() -> None:
    said = replace(LESSON, marks=(), remark="Читает <бегло>")
    assert "Учитель: Читает <бегло>" in seen(family.day(ANYA, Day(WEDNESDAY, (said,)), WEDNESDAY, False, T).text)


def test_a_kind_of_work_of_the_schools_own_is_called_by_its_name() -> None:
    essay = replace(LESSON, marks=(MarkCell(2, "8", WEDNESDAY, "сочинение"),))
    assert "8 (сочинение)" in seen(family.day(ANYA, Day(WEDNESDAY, (essay,)), WEDNESDAY, False, T).text)


def test_a_day_turns_to_its_neighbours_past_sunday() -> None:
    screen = family.day(ANYA, Day(date(2025, 11, 24)), WEDNESDAY, False, T)
    assert labels(screen) == [["‹ сб 22.11", "Сегодня", "вт 25.11 ›"], ["📅 Вся неделя", "☰ Меню"]]
    assert screen.rows[0][0].address == DayOf(PupilId(11), date(2025, 11, 22))
    assert screen.rows[0][1].address == Today(PupilId(11))
    assert screen.rows[1][0].address == WeekOf(PupilId(11), MONDAY)


def test_today_has_no_button_to_itself() -> None:
    assert labels(family.day(ANYA, DAY, WEDNESDAY, False, T))[0] == ["‹ вт 25.11", "чт 27.11 ›"]


def test_a_day_without_lessons_says_why() -> None:
    assert "Уроков нет." in seen(family.day(ANYA, Day(WEDNESDAY), WEDNESDAY, False, T).text)
    holiday = family.day(ANYA, Day(WEDNESDAY, (), "Осенние каникулы"), WEDNESDAY, False, T)
    assert "Осенние каникулы. Уроков нет." in seen(holiday.text)


@pytest.mark.parametrize(
    ("code", "minutes", "said"),
    [
        (AbsenceCode.ABSENT, None, "Пропуск, причина пока неизвестна"),
        (AbsenceCode.ILL, None, "Пропуск по болезни"),
        (AbsenceCode.LATE, 1, "Опоздание на 1 минуту"),
        (AbsenceCode.LATE, 22, "Опоздание на 22 минуты"),
        (AbsenceCode.LATE, None, "Опоздание"),
    ],
)
def test_a_missed_lesson_says_what_is_known(code: AbsenceCode, minutes: int | None, said: str) -> None:
    view = Day(WEDNESDAY, (replace(lesson(), absence=code, minutes=minutes),))
    assert said in seen(family.day(ANYA, view, WEDNESDAY, False, T).text).split("\n")


def test_a_week_reads_on_one_screen() -> None:
    days = (DAY, Day(date(2025, 11, 28), (), "Выходной"))
    screen = family.week(ANYA, Week(MONDAY, days), WEDNESDAY, False, T)
    assert seen(screen.text) == (
        "Эта неделя, 24–30 ноября\n"
        "\n"
        "Среда, 26 ноября\n"
        "1. Алгебра · 4 · 8\n"
        "    §12 №345\n"
        "\n"
        "Пятница, 28 ноября\n"
        "🏖 Выходной. Уроков нет."
    )
    assert labels(screen) == [["ср 26.11"], ["‹ 17.11–23.11", "01.12–07.12 ›"], ["☰ Меню"]]


def test_another_week_leads_back_to_this_one() -> None:
    screen = family.week(ANYA, Week(date(2025, 12, 1)), WEDNESDAY, False, T)
    assert "Неделя 1–7 декабря" in seen(screen.text)
    assert [b.address for b in screen.rows[0]][1] == ThisWeek(PupilId(11))


def test_marks_say_how_many_the_average_stands_on() -> None:
    subjects = (
        SubjectMarks("Алгебра", (cell("7", 1, weight=2), cell("6", 2), cell("зач", 3))),
        SubjectMarks("Физкультура", (cell("зач", 4),)),
        SubjectMarks("Химия", ()),
    )
    screen = family.marks(ANYA, TermMarks("II четверть", subjects), 0, False, T)
    assert seen(screen.text) == (
        "Оценки, II четверть\n"
        "\n"
        "Алгебра — 6,67 по 2 отметкам\n"
        "7 ×2 · 6 · зач\n"
        "\n"
        "Физкультура\n"
        "зач\n"
        "\n"
        "Химия\n"
        "пока без отметок"
    )
    assert labels(screen)[0] == ["Алгебра: 7 · 26.11", "Алгебра: 6 · 26.11"]
    assert screen.rows[0][0].address == OneMark(PupilId(11), MarkId(1))


def test_a_term_without_marks_says_so() -> None:
    assert seen(family.marks(ANYA, TermMarks(""), 0, False, T).text) == "Оценки\n\nОтметок пока нет."


def test_a_mark_opens_with_everything_about_it() -> None:
    assert "Комментарий учителя: молодец" in seen(family.mark(ANYA, card("молодец"), False, T).text)
    assert seen(family.mark(ANYA, card(), False, T).text) == (
        "Алгебра: 4\n"
        "\n"
        "Вид работы: контрольная работа\n"
        "Урок: среда, 26 ноября\n"
        "Тема: Дроби\n"
        "\n"
        "Выставлена 26 ноября в 12:00\n"
        "Исправлена 27 ноября в 12:00: 7 → 4"
    )


def test_a_removed_mark_says_that_it_no_longer_counts() -> None:
    assert "больше не считается" in seen(family.mark(ANYA, replace(card(), removed=True), False, T).text)


def test_homework_stands_by_the_day_it_is_due() -> None:
    tasks = (
        HomeworkLine(date(2025, 11, 27), "Алгебра", "§12 №345", MONDAY),
        HomeworkLine(date(2025, 11, 28), "Физика", "задача 5", MONDAY),
        HomeworkLine(date(2025, 11, 28), "История", "§4", MONDAY),
    )
    assert seen(family.homework(ANYA, tasks, WEDNESDAY, 0, False, T).text) == (
        "Домашние задания\n"
        "\n"
        "На завтра, 27 ноября\n"
        "Алгебра: §12 №345\n"
        "\n"
        "На пятницу, 28 ноября\n"
        "Физика: задача 5\n"
        "История: §4"
    )


def test_lists_turn_their_pages_and_say_which_one_it_is() -> None:
    tasks = tuple(HomeworkLine(WEDNESDAY, "Алгебра", f"№{n}", MONDAY) for n in range(30))
    first, second, last = (family.homework(ANYA, tasks, WEDNESDAY, page, False, T) for page in range(3))
    assert labels(first)[0] == ["Дальше ›"]
    assert labels(second)[0] == ["‹ Назад", "Дальше ›"]
    assert labels(last)[0] == ["‹ Назад"]
    assert "страница 2 из 3" in seen(second.text)


def test_absences_are_summed_and_listed() -> None:
    lines = (
        AbsenceLine(WEDNESDAY, 3, "Алгебра", AbsenceCode.EXCUSED),
        AbsenceLine(WEDNESDAY, 4, "Физика", AbsenceCode.UNEXCUSED),
        AbsenceLine(MONDAY, 1, "Химия", AbsenceCode.LATE, 5),
    )
    assert seen(family.absences(ANYA, lines, 0, False, T).text) == (
        "Пропуски\n"
        "\n"
        "Пропущено 2 урока\n"
        "1 опоздание\n"
        "\n"
        "ср 26.11, 3-й урок, Алгебра: пропуск по уважительной причине\n"
        "ср 26.11, 4-й урок, Физика: пропуск без уважительной причины\n"
        "пн 24.11, 1-й урок, Химия: опоздание на 5 минут"
    )
    assert "Пропусков и опозданий нет." in seen(family.absences(ANYA, (), 0, False, T).text)


def test_moments_are_told_on_the_school_s_clock() -> None:
    assert school().local(NOON).hour == 12
    assert "12:00" in seen(family.mark(child(), card(), False, T).text)
