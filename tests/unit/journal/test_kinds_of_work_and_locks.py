"""A kind of work gives a mark more time; taking the kind away takes the time away too (003 4.2 а)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from journal_core.entries.admitting import admitted
from journal_core.entries.correcting import corrections
from journal_core.entries.entering import changes
from journal_core.entries.entry import Changes, LessonEntry, MarkEntry
from journal_core.errors import TooLate
from journal_core.school import School
from tests.unit.journal.page import ANYA, FORBIDDING, NOON, PAGE, SCHOOL, STAMP, recorded, refused, written

MINUTE = timedelta(minutes=1)
WRITTEN = LessonEntry(5, marks=(MarkEntry(ANYA, ("5",), work="тест"),))
ORAL = LessonEntry(5, marks=(MarkEntry(ANYA, ("5",)),))
BETTER = LessonEntry(5, marks=(MarkEntry(ANYA, ("4",), work="тест"),))


def second_thought(first: LessonEntry, then: LessonEntry, made: datetime, school: School = FORBIDDING) -> Changes:
    """`first`, and a minute later `then`."""
    posted = admitted(PAGE, changes(PAGE, first, school, replace(STAMP, at=made), range(100, 200)), school, made, {})
    page, at = recorded(PAGE, posted), made + MINUTE
    said = corrections(page, written(PAGE, posted), then, school, replace(STAMP, at=at), range(200, 300))
    return admitted(page, said, school, at, {100: made})


def test_a_late_mark_does_not_come_in_as_written_work_and_lose_its_kind() -> None:
    late = NOON + timedelta(days=5)
    with refused(TooLate, "entry.locked_deadline"):
        second_thought(WRITTEN, ORAL, late)
    assert second_thought(WRITTEN, BETTER, late).marks, "the grace is for a slip of the pen"


def test_in_time_a_kind_comes_and_goes_within_the_grace() -> None:
    assert second_thought(WRITTEN, ORAL, NOON).marks
    assert second_thought(ORAL, WRITTEN, NOON).marks


def test_where_correcting_is_free_the_mark_that_loses_its_kind_is_late() -> None:
    days = NOON + timedelta(days=5)
    (one,) = second_thought(WRITTEN, ORAL, days, SCHOOL).marks
    assert one.late
