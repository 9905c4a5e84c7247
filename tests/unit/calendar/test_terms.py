"""Terms: half-open, apart within their system, quarters beside half-years."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from journal_core.calendar.terms import (
    System,
    Term,
    academic_year,
    overlapping,
    school_year,
    system_of,
    term_on,
    terms_of,
)
from journal_core.lessons import Span
from tests.unit.calendar.gymnasium import HALVES, QUARTERS

YEAR = date(2026, 9, 1)
cuts = some.lists(some.integers(1, 270), min_size=2, max_size=6, unique=True).map(sorted)


def terms(edges: list[int], system: System = System.QUARTER) -> tuple[Term, ...]:
    """Terms that follow each other without a day between, as the edges cut the year."""
    days = [YEAR + timedelta(days=edge) for edge in edges]
    return tuple(
        Term(number, system, str(number), Span(first, end)) for number, (first, end) in enumerate(pairwise(days))
    )


@given(cuts)
def test_no_day_is_covered_twice_and_none_between_the_edges_is_left_out(edges: list[int]) -> None:
    made = terms(edges)
    for day in Span(YEAR, YEAR + timedelta(days=280)).days():
        holding = [term for term in made if day in term.span]
        inside = YEAR + timedelta(days=edges[0]) <= day < YEAR + timedelta(days=edges[-1])
        assert len(holding) == int(inside)
        assert term_on(made, 7, day) == (holding[0] if holding else None)


@given(cuts, some.integers(1, 30))
def test_terms_that_share_a_day_are_found_and_neighbours_are_not(edges: list[int], days: int) -> None:
    made = terms(edges)
    assert overlapping(made) == ()
    first, *rest = made
    longer = Term(first.id, first.system, first.name, Span(first.span.first, first.span.end + timedelta(days=days)))
    assert bool(overlapping((longer, *rest))) == bool(rest)


@given(cuts, cuts)
def test_a_quarter_may_stand_beside_a_half_year(quarters: list[int], halves: list[int]) -> None:
    assert overlapping(terms(quarters) + terms(halves, System.HALF_YEAR)) == ()


def test_the_end_of_a_term_is_the_first_day_after_it() -> None:
    assert term_on(QUARTERS, 7, date(2026, 10, 31)) == QUARTERS[0]
    assert term_on(QUARTERS, 7, date(2026, 11, 1)) is None


@pytest.mark.parametrize(("grade", "expected"), [(1, "quarter"), (9, "quarter"), (10, "half_year"), (11, "half_year")])
def test_upper_grades_are_marked_by_half_years_where_the_school_has_them(grade: int, expected: str) -> None:
    assert system_of(grade, {System.QUARTER, System.HALF_YEAR, System.YEAR}) == expected


@pytest.mark.parametrize("grade", [1, 9, 10, 11])
@pytest.mark.parametrize("only", list(System))
def test_a_school_with_one_system_uses_it_for_everybody(grade: int, only: System) -> None:
    assert system_of(grade, {only}) is only
    assert system_of(grade, set()) is None


def test_7b_and_10a_are_in_different_terms_on_one_day() -> None:
    day = date(2026, 11, 20)
    assert [term_on(QUARTERS + HALVES, grade, day) for grade in (7, 10)] == [QUARTERS[1], HALVES[0]]


def test_a_school_may_say_which_grades_a_system_is_for() -> None:
    fifth = tuple(Term(one.id, one.system, one.name, one.span, (5,)) for one in HALVES)
    assert term_on(QUARTERS + fifth, 5, date(2026, 11, 20)) == fifth[0]
    assert term_on(QUARTERS + fifth, 10, date(2026, 11, 20)) == QUARTERS[1]


def test_last_years_terms_are_not_this_years() -> None:
    old = Term(99, System.HALF_YEAR, "I полугодие", Span(date(2025, 9, 1), date(2025, 12, 25)))
    assert terms_of((old, *QUARTERS), 10, 2026) == QUARTERS
    assert terms_of((old, *QUARTERS), 10, 2025) == (old,)


def test_the_year_is_its_own_row_or_runs_from_the_first_term_to_the_last() -> None:
    assert academic_year(QUARTERS + HALVES, 2026) == Span(date(2026, 9, 1), date(2027, 6, 1))
    own = Term(50, System.YEAR, "2026/2027", Span(date(2026, 9, 1), date(2027, 5, 26)))
    assert academic_year((*QUARTERS, own), 2026) == academic_year((*HALVES, own), 2026) == own.span
    assert academic_year(QUARTERS, 2031) is None


@pytest.mark.parametrize(("day", "year"), [(date(2026, 8, 1), 2026), (date(2027, 7, 31), 2026)])
def test_a_school_year_begins_in_august(day: date, year: int) -> None:
    assert school_year(day) == year
