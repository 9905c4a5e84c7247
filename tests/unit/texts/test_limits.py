"""Whatever people type and however long lists grow, the messenger takes the screen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_core.access import Child
from journal_core.diary import Day, HomeworkLine, SubjectMarks, TermMarks, Week
from journal_core.entries.attendance import AbsenceCode
from tests.unit.texts.named import ANYA, MONDAY, T, cell, child, every_screen, lesson, school
from tests.unit.texts.reading import seen
from texts.addresses import ADDRESSES, DayOf, OneMark, PupilId, WeekOf, field_types, pack
from texts.screen import TEXT_LIMIT, Screen
from texts.screens import family
from texts.screens.frame import LABEL

ALERT_LIMIT = 200  #: characters (Bot API, answerCallbackQuery)
ROW_LIMIT = 8
BUTTONS_LIMIT = 100


def taken(screen: Screen) -> str:
    """What is seen of a screen that the messenger takes."""
    said = seen(screen.text)
    assert said.strip()
    assert len(said.encode("utf-16-le")) // 2 <= TEXT_LIMIT
    assert len(screen.alert) <= ALERT_LIMIT
    assert sum(map(len, screen.rows)) <= BUTTONS_LIMIT
    for row in screen.rows:
        assert 0 < len(row) <= ROW_LIMIT
        for button in row:
            assert 0 < len(button.label) <= LABEL
            assert len(pack(button.address).encode()) <= 64
    return said


@given(st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_nothing_a_person_types_breaks_a_screen(said: str) -> None:
    for screen in every_screen(said):
        taken(screen)


@pytest.mark.parametrize("said", ["<b>&", "</b></i>", "&lt;b&gt;", "\"'><script>", "{t} {0} %s", "\x00\u202e\ud800"])
def test_a_pupil_called_by_markup_harms_nothing(said: str) -> None:
    for screen in every_screen(said):
        taken(screen)


def test_a_pupil_called_by_markup_keeps_their_name() -> None:
    bold = Child(11, school(), "Иванов", "<b>&", 7, "7Б", consented=True, confirmed=True)
    assert "<b>& И." in taken(family.child_menu(bold, True, T))


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("слово " * 300, 0),
        ("слово " * 300, 1),
        ("слово " * 300, 300),
        ("<&>" * 500, 300),
        ("<&>" * 500, 40),
        ("ы" * 2000, 40),
        ("😀" * 1000, 40),
    ],
)
def test_long_words_in_long_lists_stay_within_a_message(said: str, times: int) -> None:
    for screen in every_screen(said, times=times):
        taken(screen)


def test_a_week_of_forty_lessons_fits_and_keeps_every_lesson() -> None:
    task = "Прочитать параграф и ответить на вопросы, затем решить задачи из учебника. " * 5
    lessons = tuple(lesson(slot=slot, marks=(cell(),)) for slot in range(1, 9))
    long = tuple(lesson(task, slot) for slot in range(1, 9))
    days = tuple(Day(date(2025, 11, 24 + n), long if n % 2 else lessons) for n in range(5))
    said = taken(family.week(ANYA, Week(MONDAY, days), MONDAY, True, T))
    assert said.count("1. ") == 5
    assert said.count("8. ") == 5


def test_three_hundred_marks_page_and_every_mark_opens_once() -> None:
    subjects = tuple(SubjectMarks(f"Предмет {n}", tuple(cell("9", n * 100 + k) for k in range(25))) for n in range(12))
    opened: list[int] = []
    screens = [family.marks(ANYA, TermMarks("I четверть", subjects), page, False, T) for page in range(100)]
    for screen in dict.fromkeys(screens):
        taken(screen)
        opened += [b.address.mark for row in screen.rows for b in row if isinstance(b.address, OneMark)]
    assert sorted(opened) == sorted(one.id for subject in subjects for one in subject.marks)


def test_long_homework_is_cut_at_a_word() -> None:
    tasks = (HomeworkLine(MONDAY, "История", "параграф " * 700, MONDAY),)
    said = taken(family.homework(ANYA, tasks, MONDAY, 0, False, T))
    assert said.rstrip().endswith("параграф…")


def test_long_homework_turns_the_page_rather_than_lose_words() -> None:
    text = "Прочитать параграф, выписать даты, ответить на вопросы. " * 15
    tasks = tuple(HomeworkLine(MONDAY, f"Предмет {n}", text, MONDAY) for n in range(10))
    said = "".join(taken(family.homework(ANYA, tasks, MONDAY, page, False, T)) for page in range(4))
    assert said.count(text.strip()) == 10


@pytest.mark.parametrize("day", [date.min, date.max, date(9999, 12, 31), date(1, 1, 7)])
def test_a_forged_day_at_the_end_of_time_still_shows(day: date) -> None:
    taken(family.day(ANYA, Day(day), MONDAY, False, T))
    taken(family.week(ANYA, Week(day), MONDAY, False, T))
    pack(DayOf(PupilId(1), day))
    pack(WeekOf(PupilId(1), day))


def test_every_button_fits_for_the_largest_numbers() -> None:
    largest = child(pupil_id=2**63 - 1)
    taken(family.child_menu(largest, True, T))
    taken(family.day(largest, Day(MONDAY), MONDAY, True, T))
    for kind in ADDRESSES.values():
        values = {name: _longest(hint) for name, hint in field_types(kind).items()}
        assert len(pack(kind(**values)).encode()) <= 64


def _longest(hint: object) -> object:
    if hint is str:
        return max(("email", *AbsenceCode), key=len)
    return date.max if hint is date else 2**63 - 1
