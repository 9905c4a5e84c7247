"""When term marks are due, and who is spoken of while there is still time (001 5.2–5.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.law import Law
from journal_core.lessons import Span
from journal_core.school import PROFILES
from journal_core.term_marks.due import (
    ColumnDue,
    Shortage,
    due_day,
    is_late,
    last_day,
    reminded,
    shortages,
)
from journal_core.term_marks.grounds import Ground, Grounds
from journal_core.term_marks.progress import Progress

SCHOOL = PROFILES["001"].law
QUARTER = Span(date(2026, 9, 1), date(2026, 11, 1))
OCTOBER = date(2026, 10, 20)
COLUMN = ColumnDue(7, "7Б", 3, "Алгебра", None, "", 1, "I четверть", QUARTER, 25, 25, date(2026, 10, 29))


def pupil(name: str, *values: str, left: int = 3, written: bool = True) -> Progress:
    marks = tuple(Ground(place, value, written=written) for place, value in enumerate(values))
    return Progress(
        11, name, 7, "7Б", 7, 3, "Алгебра", "I четверть", QUARTER, Grounds(marks), left, written_given=True
    )  # fmt: skip


def test_two_days_before_the_end_is_the_end_of_the_day_two_before_the_last() -> None:
    assert (last_day(QUARTER), due_day(QUARTER, SCHOOL)) == (date(2026, 10, 31), date(2026, 10, 29))
    assert [is_late(QUARTER, SCHOOL, date(2026, 10, day)) for day in (29, 30)] == [False, True]


def test_a_law_that_names_no_day_makes_nobody_late() -> None:
    assert due_day(QUARTER, Law()) is None
    assert not is_late(QUARTER, Law(), date(2027, 1, 1))


@pytest.mark.parametrize(("day", "heard"), [(20, False), (21, True), (31, True)])
def test_the_reminder_begins_ten_days_before_the_last(day: int, heard: bool) -> None:
    assert bool(reminded([COLUMN], date(2026, 10, day))) is heard


def test_a_column_that_is_set_is_not_reminded_of() -> None:
    assert reminded([replace(COLUMN, missing=0)], date(2026, 10, 31)) == ()


def test_two_marks_and_three_lessons_left_is_said() -> None:
    (found,) = shortages([pupil("Петров Борис", "5", "4")], SCHOOL, OCTOBER)
    assert found == Shortage(11, "Петров Борис", 7, "7Б", 3, "Алгебра", 2, 1, False, 3)
    assert found.still_possible


def test_who_cannot_be_attested_any_more_comes_first() -> None:
    found = shortages([pupil("Аня", "5", "4"), pupil("Вова", left=2), pupil("Галя", "5", left=2)], SCHOOL, OCTOBER)
    assert [(one.pupil, one.still_possible) for one in found] == [("Вова", False), ("Галя", True), ("Аня", True)]


@pytest.mark.parametrize(
    "progress",
    [
        pupil("enough marks", "5", "4", "3"),
        pupil("many lessons left", "5", "4", left=4),
        pupil("exempt", "осв"),
        replace(pupil("a grade without marks"), grade=1),
    ],
    ids=lambda one: one.pupil,
)
def test_others_are_not_spoken_of(progress: Progress) -> None:
    assert shortages([progress], SCHOOL, OCTOBER) == ()


def test_a_written_work_that_is_lacking_is_said_too() -> None:
    (found,) = shortages([pupil("Аня", "5", "5", "5", written=False)], SCHOOL, OCTOBER)
    assert (found.lacking, found.written_lacking, found.still_possible) == (0, True, True)


def test_in_the_first_half_of_a_term_nobody_is_spoken_of() -> None:
    short = replace(pupil("Вова", left=1), span=Span(date(2026, 9, 1), date(2026, 10, 31)))  # sixty days
    assert [len(shortages([short], SCHOOL, day)) for day in (date(2026, 9, 30), date(2026, 10, 1))] == [0, 1]


@given(st.dates(date(2026, 9, 2), date(2027, 8, 1)), st.integers(0, 10))
def test_a_term_is_due_within_it_or_just_before(end: date, days: int) -> None:
    due = due_day(Span(date(2026, 9, 1), end), Law(term_mark_due=days))
    assert due is not None
    assert end - due == timedelta(days=days + 1)
