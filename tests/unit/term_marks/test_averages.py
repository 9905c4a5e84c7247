"""Averages are exact and rounded once; the mark comes from the fraction, never from what is shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.diary import MarkCell, average
from journal_core.entries.marks import FIVE_POINT, TEN_POINT, Scale
from journal_core.term_marks.averages import number, two_places, weighted

pairs = st.lists(st.tuples(st.integers(1, 10), st.integers(1, 100)), min_size=1, max_size=30)
scales = st.sampled_from([FIVE_POINT, TEN_POINT])
on_the_scale = st.fractions(1, 10)


def test_58_fours_and_57_fives_are_shown_as_4_50_and_are_a_four() -> None:
    marks = [(4, 1)] * 58 + [(5, 1)] * 57
    exact = weighted(marks)
    assert exact is not None
    assert two_places(exact) == Decimal("4.50")
    assert FIVE_POINT.rounded(exact) == "4"


@pytest.mark.parametrize(("exact", "mark"), [("9/2", "5"), ("899/200", "4"), ("4", "4"), ("5", "5"), ("1", "1")])
def test_a_half_goes_up_and_anything_below_it_does_not(exact: str, mark: str) -> None:
    assert FIVE_POINT.rounded(Fraction(exact)) == mark


def test_words_are_in_no_average() -> None:
    assert [number(value) for value in ("7", "10", "зач", "осв", "н/а", "")] == [7, 10, None, None, None, None]
    cells = tuple(MarkCell(n, value, date(2026, 10, 7)) for n, value in enumerate(("зач", "8", "осв", "7")))
    shown = average(cells)
    assert shown is not None
    assert (shown.value, shown.count) == (Decimal("7.50"), 2)
    assert average(cells[:1]) is None


@given(pairs)
def test_an_average_lies_between_the_lowest_and_the_highest(marks: list[tuple[int, int]]) -> None:
    exact = weighted(marks)
    assert exact is not None
    assert min(value for value, _ in marks) <= exact <= max(value for value, _ in marks)


@given(pairs.flatmap(lambda marks: st.tuples(st.just(marks), st.permutations(marks))))
def test_the_order_of_marks_does_not_matter(both: tuple[list[tuple[int, int]], list[tuple[int, int]]]) -> None:
    marks, shuffled = both
    assert weighted(shuffled) == weighted(marks)


@given(pairs)
def test_a_weight_is_so_many_marks_of_weight_one(marks: list[tuple[int, int]]) -> None:
    assert weighted(marks) == weighted([(value, 1) for value, weight in marks for _ in range(weight)])


@given(pairs, st.integers(0, 29))
def test_a_better_mark_never_makes_the_average_lower(marks: list[tuple[int, int]], which: int) -> None:
    at = which % len(marks)
    better = [(value + (place == at), weight) for place, (value, weight) in enumerate(marks)]
    before, after = weighted(marks), weighted(better)
    assert before is not None and after is not None
    assert after > before


@given(scales, on_the_scale, on_the_scale)
def test_rounding_keeps_the_order(scale: Scale, one: Fraction, other: Fraction) -> None:
    rounded = [int(scale.rounded(each)) for each in sorted((one, other))]
    assert rounded == sorted(rounded)


@given(on_the_scale)
def test_rounding_is_never_further_than_a_half_and_up_at_it(exact: Fraction) -> None:
    mark = int(TEN_POINT.rounded(exact))
    assert -Fraction(1, 2) < mark - exact <= Fraction(1, 2)


@given(on_the_scale)
def test_what_is_shown_is_within_half_a_hundredth(exact: Fraction) -> None:
    assert abs(Fraction(two_places(exact)) - exact) <= Fraction(1, 200)
    assert two_places(exact) == two_places(exact).quantize(Decimal("0.01"))
