"""What we tell a teacher to write is what we understand."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from html import unescape
from zoneinfo import ZoneInfo

import pytest

from bot.reading import Understood, read
from journal_core.desk import Desk, DeskClass, DeskLesson, DeskPupil, Load
from journal_core.entries.marks import TEN_POINT
from tests.unit.texts.named import T
from texts.screens import desk

AFTER_THE_LESSON = datetime(2025, 11, 26, 9, 20, tzinfo=ZoneInfo("Europe/Minsk"))


def algebra_on(day: int, number: int) -> DeskLesson:
    return DeskLesson(number, 7, 3, None, date(2025, 11, day), 1, time(8, 30), time(9, 15))


PUPILS = tuple(
    DeskPupil(number, surname, name, "", frozenset())
    for number, (surname, name) in enumerate((("Иванов", "Пётр"), ("Петрова", "Анна"), ("Сидоров", "Иван")), 1)
)
ALGEBRA = Desk(
    TEN_POINT,
    (DeskClass(7, "7Б", PUPILS),),
    (Load(7, 3, "Алгебра", None, None),),
    tuple(algebra_on(day, day) for day in (24, 25, 26, 27, 28)),
)


def examples(text: str) -> list[str]:
    return [unescape(one) for one in re.findall(r"<code>(.*?)</code>", text)]


@pytest.mark.parametrize("said", [*examples(desk.teacher_menu(T).text), *examples(desk.not_understood(T).text)])
def test_an_example_that_we_show_is_understood(said: str) -> None:
    assert isinstance(read(said, AFTER_THE_LESSON, ALGEBRA), Understood), said


def test_the_example_is_read_in_full() -> None:
    found = read(examples(desk.teacher_menu(T).text)[0], AFTER_THE_LESSON, ALGEBRA)
    assert isinstance(found, Understood)
    assert found.topic == "дроби"
    assert [(one.pupil.surname, one.values) for one in found.marks] == [("Иванов", ("9",)), ("Петрова", ("8", "7"))]
    assert [one.pupil.surname for one in found.attendance] == ["Сидоров"]
    assert found.homework
    assert found.homework.due == date(2025, 11, 28)


@pytest.mark.parametrize("day", ["на пт", "на 27.11"])
def test_the_days_that_we_offer_for_homework_are_understood(day: str) -> None:
    assert day in desk.question(("date",), None, (), T).text
    assert isinstance(read(f"7Б дз §12 {day}", AFTER_THE_LESSON, ALGEBRA), Understood)


@pytest.mark.parametrize("day", ["вчера", "25.11"])
def test_the_days_that_we_offer_for_a_lesson_are_understood(day: str) -> None:
    assert day in desk.question(("lesson",), None, (), T).text
    found = read(f"{day} 7Б алгебра Иванов 9", AFTER_THE_LESSON, ALGEBRA)
    assert isinstance(found, Understood)
    assert found.lesson.date == date(2025, 11, 25)
