"""The trend says where a term is heading, how surely, and nothing when it stands on too little."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.entries.marks import TEN_POINT
from journal_core.forecast.bounds import extremes
from journal_core.forecast.trend import Trend, mean_to_come, trend
from tests.unit.forecast.prospects import prospect

marks = st.lists(st.tuples(st.integers(1, 10), st.integers(1, 3)), min_size=3, max_size=20)


def heading(
    *values: int, lessons: int = 20, held: int = 10, before: str = "", classmates: Fraction | None = None
) -> Trend:
    one = prospect(*((value, 1) for value in values), lessons=lessons, scale=TEN_POINT)
    found = trend(one, held, before=before, classmates=classmates)
    assert found is not None
    return found


def test_on_two_marks_nothing_is_said() -> None:
    assert trend(prospect((7, 1), (8, 1), lessons=9), 9, before="8", classmates=Fraction(8)) is None
    assert trend(prospect(lessons=9), 9, before="8", classmates=Fraction(8)) is None


def test_before_the_first_lesson_nothing_is_said() -> None:
    assert trend(prospect((7, 1), (8, 1), (8, 1), lessons=9), 0, before="8", classmates=None) is None


def test_who_gets_worse_is_expected_below_the_average_so_far() -> None:
    assert heading(9, 9, 8, 6, 5).average < 7.4 < heading(5, 6, 8, 9, 9).average


def test_a_term_mark_of_before_draws_and_so_do_classmates() -> None:
    assert heading(7, 7, 7).average < heading(7, 7, 7, before="9").average
    assert heading(7, 7, 7).average > heading(7, 7, 7, classmates=Fraction(5)).average
    assert heading(7, 7, 7, before="н/а") == heading(7, 7, 7)


def test_in_the_last_third_the_average_so_far_is_what_is_said() -> None:
    found = heading(9, 9, 8, 6, 5, lessons=9, held=20, before="10")
    assert (found.average, found.heading) == (7.4, "7")
    assert found.low < 7.4 < found.high


def test_with_two_thirds_of_a_term_behind_nothing_is_drawn_any_more() -> None:
    assert heading(7, 7, 7, lessons=10, held=20, before="10").average == 7
    assert heading(7, 7, 7, lessons=11, held=20, before="10").average > 7


def test_after_twelve_later_marks_a_mark_counts_half() -> None:
    twelve, thirteen = (mean_to_come(((7, 1),) * count, None, None)[1] for count in (12, 13))
    assert thirteen - twelve == pytest.approx(0.5)


def test_the_term_before_counts_as_a_mark_and_a_half_and_classmates_as_one_mark() -> None:
    assert mean_to_come(((7, 1),), 9, None) == pytest.approx((20.5 / 2.5, 2.5))
    assert mean_to_come(((7, 1),), 9, Fraction(5)) == pytest.approx((25.5 / 3.5, 3.5))
    assert mean_to_come(((7, 1),), None, Fraction(5)) == pytest.approx((6, 2))


def test_the_width_is_worked_out_by_hand() -> None:
    """Four marks that count as 3.676; two to come for each. The mean's part 4 / 3.676 and the marks' part 2 / 4 make
    1.588, its root 1.260; of it a third, times 1.28, times 0.19 of nine points."""
    found = heading(7, 7, 7, 7, lessons=20, held=10)
    assert (found.low, found.average, found.high) == pytest.approx((6.081, 7, 7.919), abs=0.001)


def test_with_no_lesson_left_there_is_nothing_to_doubt() -> None:
    assert heading(8, 8, 9, lessons=0) == Trend(25 / 3, 25 / 3, 25 / 3, "8")


def test_a_half_is_rounded_as_the_scale_rounds() -> None:
    assert heading(7, 8, 7, 8, lessons=0).heading == "8"


def test_the_later_in_the_term_the_surer() -> None:
    widths = [
        found.high - found.low
        for held in (5, 10, 20, 29)
        for found in [heading(7, 8, 6, 7, lessons=30 - held, held=held)]
    ]
    assert widths == sorted(widths, reverse=True)


@given(marks, st.integers(0, 40), st.integers(1, 40), st.sampled_from(["", "1", "10", "осв"]))
def test_a_forecast_never_leaves_what_is_possible(
    given_: list[tuple[int, int]], lessons: int, held: int, before: str
) -> None:
    one = prospect(*given_, lessons=lessons, weights=(1, 2, 3), scale=TEN_POINT)
    found, bounds = trend(one, held, before=before, classmates=Fraction(6)), extremes(one)
    assert found is not None and bounds is not None
    assert float(bounds[0]) <= found.low <= found.average <= found.high <= float(bounds[1])
    assert found.heading in TEN_POINT.numbers
