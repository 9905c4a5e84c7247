"""Days a family may still explain, terms that may be closed: by the school's own midnight."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from journal_core.calendar.terms import System, Term
from journal_core.entries.closing import TermToClose, check_over, to_close
from journal_core.entries.explaining import check_day
from journal_core.errors import Invalid, Unknown
from journal_core.lessons import Span
from tests.unit.journal.page import NOON, SCHOOL, TODAY, refused

#: 00:30 of 8 October in Minsk.
PAST_MIDNIGHT = datetime(2026, 10, 7, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize("days", [-14, 0, 30])
def test_a_day_is_explained_two_weeks_after_it_and_a_month_before(days: int) -> None:
    check_day(SCHOOL, TODAY + timedelta(days=days), NOON)


@pytest.mark.parametrize("days", [-15, 31])
def test_a_day_further_off_is_refused_with_the_days_that_are_not(days: int) -> None:
    with refused(Invalid, "absence.explained_day", first="2026-09-23", last="2026-11-06"):
        check_day(SCHOOL, TODAY + timedelta(days=days), NOON)


def test_at_the_schools_midnight_the_days_to_explain_move_on() -> None:
    check_day(SCHOOL, TODAY + timedelta(days=31), PAST_MIDNIGHT)
    with refused(Invalid, "absence.explained_day", first="2026-09-24", last="2026-11-07"):
        check_day(SCHOOL, TODAY - timedelta(days=14), PAST_MIDNIGHT)


def test_a_term_is_closed_from_its_last_day_on() -> None:
    last_is_today = TermToClose(1, (7,), "I четверть", Span(date(2026, 9, 1), date(2026, 10, 8)))
    last_is_tomorrow = TermToClose(1, (7,), "I четверть", Span(date(2026, 9, 1), date(2026, 10, 9)))
    check_over(last_is_today, SCHOOL, NOON)
    check_over(last_is_tomorrow, SCHOOL, PAST_MIDNIGHT)
    with refused(Invalid, "term.not_over", term="I четверть", last="2026-10-08"):
        check_over(last_is_tomorrow, SCHOOL, NOON)


YEAR = date(2026, 9, 1)
QUARTER = Term(1, System.QUARTER, "I четверть", Span(YEAR, date(2026, 11, 1)))
HALF = Term(2, System.HALF_YEAR, "I полугодие", Span(YEAR, date(2026, 12, 25)))
GRADES = {71: 7, 72: 7, 101: 10}  #: 7А, 7Б and 10А by number


def test_a_term_closes_for_the_classes_that_are_marked_by_it_and_for_no_other() -> None:
    assert to_close((QUARTER, HALF), GRADES, 1, None) == TermToClose(1, (71, 72), "I четверть", QUARTER.span)
    assert to_close((QUARTER, HALF), GRADES, 2, None).classes == (101,)
    assert to_close((QUARTER, HALF), GRADES, 1, 72).classes == (72,)
    assert to_close((QUARTER,), GRADES, 1, None).classes == (71, 72, 101)


def test_a_class_marked_by_half_years_has_no_quarter_to_close() -> None:
    with refused(Invalid, "term.not_of_class", term="I четверть"):
        to_close((QUARTER, HALF), GRADES, 1, 101)
    for term_id, class_id in ((3, None), (1, 999)):
        with refused(Unknown, "term.unknown"):
            to_close((QUARTER, HALF), GRADES, term_id, class_id)
