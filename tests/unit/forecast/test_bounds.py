"""What can still become of a term mark: nothing lies outside it, and all of it can come about."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from journal_core.entries.marks import TEN_POINT
from journal_core.forecast.bounds import Prospect, extremes, guaranteed, reachable
from journal_core.term_marks.averages import weighted
from tests.unit.forecast.prospects import SHORT, THREE, completions, ends, prospect, small


def test_with_no_lesson_left_the_mark_is_what_stands() -> None:
    one = prospect((4, 1), (5, 1), (5, 1))
    assert (extremes(one), reachable(one), guaranteed(one)) == ((Fraction(14, 3), Fraction(14, 3)), ("5",), "5")


def test_a_heavy_work_in_each_lesson_left_bounds_what_can_be() -> None:
    one = prospect((4, 1), (4, 1), lessons=1, weights=(1, 3))
    assert extremes(one) == (Fraction(11, 5), Fraction(23, 5))
    assert (reachable(one), guaranteed(one)) == (("2", "3", "4", "5"), "2")


def test_while_the_laws_marks_are_lacking_nothing_is_certain() -> None:
    assert guaranteed(prospect((5, 1), (5, 1), lessons=5, law=THREE)) == ""
    assert guaranteed(prospect((5, 1), (5, 1), (5, 1), lessons=5, law=THREE, written=False)) == ""


def test_with_fewer_lessons_than_lacking_marks_no_mark_can_be() -> None:
    assert reachable(prospect((5, 1), lessons=1, law=THREE)) == ()
    assert reachable(prospect((5, 1), lessons=2, law=THREE)) == ("2", "3", "4", "5")


def test_without_marks_and_lessons_there_is_no_average() -> None:
    assert (extremes(prospect()), reachable(prospect())) == (None, ())


@given(small)
def test_every_way_the_term_can_end_lies_within_the_extremes_and_both_can_be(one: Prospect) -> None:
    found = [average for more in completions(one) if (average := weighted((*one.grounds.numbers, *more))) is not None]
    bounds = extremes(one)
    assert (bounds is None) == (not found)
    if bounds is not None:
        assert bounds == (min(found), max(found))


@given(small)
def test_the_reachable_marks_are_those_that_some_way_leads_to(one: Prospect) -> None:
    assert {*reachable(one)} == {SHORT.rounded(average) for _, average in ends(one)}


@given(small)
def test_what_is_guaranteed_no_way_brings_lower(one: Prospect) -> None:
    certain = guaranteed(one)
    lowest = min((SHORT.rounded(average) for _, average in ends(one)), default="")
    assert certain == ("" if one.lacking else lowest)


@given(
    st.lists(st.tuples(st.integers(1, 10), st.integers(1, 3)), max_size=8),
    st.lists(st.tuples(st.integers(1, 10), st.integers(1, 3)), max_size=12),
)
def test_on_the_ten_point_scale_whatever_comes_lies_within_the_bounds(
    marks: list[tuple[int, int]], more: list[tuple[int, int]]
) -> None:
    one = prospect(*marks, lessons=len(more), weights=(1, 2, 3), scale=TEN_POINT)
    bounds, end = extremes(one), weighted((*marks, *more))
    if end is None:
        return
    assert bounds is not None
    assert bounds[0] <= end <= bounds[1]
    assert TEN_POINT.rounded(end) in reachable(one)
