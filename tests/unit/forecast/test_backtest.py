"""What is claimed of the trend is what its backtest shows; the whole of it: `python -m benchmarks.forecast`."""

from __future__ import annotations

import pytest

from benchmarks.forecast.backtest import SHARES, measured
from benchmarks.forecast.classes import WORLDS, World, classes

FEW = 30  #: classes: enough to see the difference at a quarter and at half of a term


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_in_the_first_half_of_a_term_the_trend_is_nearer_and_in_the_last_third_it_is_the_average(world: World) -> None:
    quarter, half, late = measured(world, FEW, seed=11)
    assert (quarter.share, half.share, late.share) == SHARES
    assert quarter.interval[0] > 0 and half.interval[0] > 0, "nearer, whatever classes had come"
    assert quarter.trend < quarter.plain and half.trend < half.plain
    assert abs(late.better) < 1e-9
    assert late.unswitched > 0.9 * late.plain, "there the model would save less than a tenth: not worth its words"


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_the_bounds_hold_in_about_four_cases_of_five(world: World) -> None:
    for one in measured(world, FEW, seed=11):
        assert 0.72 < one.within < 0.95


def test_the_backtest_is_the_same_every_time() -> None:
    assert [*classes(WORLDS[0], 2, seed=1)] == [*classes(WORLDS[0], 2, seed=1)]
    assert [*classes(WORLDS[0], 2, seed=1)] != [*classes(WORLDS[0], 2, seed=2)]
