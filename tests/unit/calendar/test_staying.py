"""A change of the timetable opens nothing that has closed: terms, and days due where nothing is backdated."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from journal_core.calendar.staying import check_open
from journal_core.entries.closing import DayTerm
from journal_core.errors import TooLate
from journal_core.lessons import PlannedLesson
from journal_core.school import PROFILES, Jurisdiction, School
from tests.unit.calendar.gymnasium import ALGEBRA, CLASS_7B, KOVALEVA, SOKOLOVA

MONDAY = date(2026, 10, 5)
FRIDAY = MONDAY + timedelta(days=4)
AFTER = date(2026, 11, 10)
FIRST, SECOND = DayTerm(date(2026, 11, 1)), DayTerm(date(2026, 12, 25))
TERMS = {MONDAY: FIRST, FRIDAY: FIRST, AFTER: SECOND}
STANDS = PlannedLesson(CLASS_7B, None, ALGEBRA, KOVALEVA, MONDAY, 1, time(8), time(8, 45))


def school(profile: str) -> School:
    law = PROFILES[profile]
    return School(1, "Школа", law, Jurisdiction.BY_STATE, ZoneInfo("Europe/Minsk"), law.scale)


def moment(day: date, hour: int = 12) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo("Europe/Minsk"))


@pytest.mark.parametrize("profile", ["000", "003"])
def test_a_lesson_neither_leaves_a_closed_term_nor_enters_it_nor_changes_in_it(profile: str) -> None:
    at = moment(date(2026, 11, 15), 0)
    ahead = replace(STANDS, day=AFTER)
    changes = ((STANDS, ahead), (ahead, STANDS), (STANDS, replace(STANDS, staff_id=SOKOLOVA)))
    for stands, wanted in changes:
        with pytest.raises(TooLate) as caught:
            check_open(school(profile), at, stands, wanted, TERMS)
        assert (caught.value.code, caught.value.details) == ("timetable.term_closed", {"day": "05.10.2026"})
    check_open(school("000"), at - timedelta(seconds=1), STANDS, ahead, TERMS)


def test_what_the_deputy_closed_sooner_is_closed() -> None:
    closed = datetime(2026, 11, 2, 9, tzinfo=UTC)
    terms = {MONDAY: replace(FIRST, closed=closed)}
    check_open(school("000"), closed - timedelta(seconds=1), STANDS, replace(STANDS, cancelled=True), terms)
    with pytest.raises(TooLate, match="timetable.term_closed"):
        check_open(school("000"), closed, STANDS, replace(STANDS, cancelled=True), terms)


def test_a_lesson_outside_every_term_stays_two_weeks_after_its_day() -> None:
    shut = moment(MONDAY + timedelta(days=15), 0)
    check_open(school("000"), shut - timedelta(seconds=1), STANDS, replace(STANDS, slot=4), {MONDAY: DayTerm()})
    with pytest.raises(TooLate, match="timetable.term_closed"):
        check_open(school("000"), shut, STANDS, replace(STANDS, slot=4), {MONDAY: DayTerm()})


def test_where_nothing_is_backdated_a_lesson_that_is_due_does_not_leave_its_day() -> None:
    moved = replace(STANDS, day=FRIDAY)
    last = moment(MONDAY + timedelta(days=3), 0)
    check_open(school("003"), last - timedelta(seconds=1), STANDS, moved, TERMS)
    with pytest.raises(TooLate) as caught:
        check_open(school("003"), last, STANDS, moved, TERMS)
    assert (caught.value.code, caught.value.details) == ("timetable.past_deadline", {"day": "05.10.2026"})
    check_open(school("003"), last, STANDS, replace(STANDS, slot=4, staff_id=SOKOLOVA), TERMS)


def test_where_lateness_is_only_flagged_yesterdays_lesson_may_still_be_moved() -> None:
    check_open(school("000"), moment(FRIDAY), STANDS, replace(STANDS, day=FRIDAY), TERMS)
