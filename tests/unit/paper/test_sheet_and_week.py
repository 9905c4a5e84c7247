"""A class's term at a glance, and a pupil's week for a family without electronics."""

from __future__ import annotations

import pytest

from tests.unit.paper.made import HOMEWORK, T, printed, sheet, week
from texts.paper.class_sheet import class_sheet
from texts.paper.week import week_sheets


def test_the_sheet_has_every_pupil_and_subject_their_marks_and_absences_and_a_line_to_sign() -> None:
    [page] = printed(class_sheet(sheet(25, 14), T))
    assert page.count("Ёлкина Галина") == 3 and "Алгебра" in page and "Физика" in page
    assert "Сводная ведомость 7Б, I четверть" in page
    assert "Пропущено уроков" in page and "подпись" in page and "стр. 1 из 1" in page


@pytest.mark.parametrize(
    ("pupils", "subjects", "pages"), [(30, 20, 1), (31, 20, 2), (30, 21, 2), (0, 0, 1), (40, 24, 4)]
)
def test_a_large_class_or_many_subjects_take_more_pages(pupils: int, subjects: int, pages: int) -> None:
    assert len(printed(class_sheet(sheet(pupils, subjects), T))) == pages


def test_two_pupils_stand_on_a_page_to_be_cut() -> None:
    pages = printed(week_sheets([week("Иванова Анна"), week("Лис Мария"), week("Петров Борис")], T))
    assert len(pages) == 2
    assert "Иванова Анна, 7Б" in pages[0] and "Лис Мария, 7Б" in pages[0] and "Петров Борис, 7Б" in pages[1]


def test_a_week_says_marks_absences_homework_and_is_signed_by_a_parent() -> None:
    [page] = printed(week_sheets([week()], T))
    assert "5–11 октября" in page and "Понедельник, 5 октября" in page and "Пятница, 9 октября" in page
    assert "О5" in page and HOMEWORK in page and "Подпись родителя" in page


def test_a_week_with_much_homework_has_a_page_of_its_own_and_loses_nothing() -> None:
    long = "Подготовить рассказ о прочитанном и выучить наизусть. " * 6
    pages = printed(week_sheets([week("Иванова Анна", homework=long, lessons=8), week("Лис Мария")], T))
    assert len(pages) == 2
    assert pages[0].count("выучить наизусть.") == 6 * 20
    assert "…" not in pages[0]


def test_a_week_of_a_class_without_marks_says_what_the_teacher_wrote() -> None:
    [page] = printed(week_sheets([week(remark="Читала выразительно.", lessons=4)], T))
    assert page.count("Учитель: Читала выразительно.") == 20


def test_a_week_without_lessons_says_so() -> None:
    [page] = printed(week_sheets([week(lessons=0)], T))
    assert "Понедельник" in page or "уроков нет" in page
