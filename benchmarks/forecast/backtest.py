"""The backtest: at a quarter, half and three quarters of a term, what each forecast says of its end, and who is nearer.

An error is the distance to the exact average of the whole term, in marks of the scale. The improvement's interval is
a bootstrap over classes: classmates share a teacher, so pupils are not independent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from statistics import fmean

from benchmarks.forecast.classes import Series, World, classes
from journal_core.forecast.bounds import Prospect, Room
from journal_core.forecast.trend import drawn, mean_to_come, trend
from journal_core.law import Law
from journal_core.term_marks.averages import number
from journal_core.term_marks.grounds import Grounds

SHARES = (0.25, 0.5, 0.75)
RESAMPLED = 1000
_LAW = Law()
_WEIGHTS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Said:
    """One pupil's forecast, and what became of it."""

    class_number: int
    plain: float  #: error of «the average so far»
    trend: float
    plain_right: bool  #: the term mark was foretold
    trend_right: bool
    within: bool  #: the end lay within the trend's bounds
    unswitched: float  #: error of the model where the trend falls back on the average so far


@dataclass(frozen=True, slots=True)
class Result:
    """A world at one point of the term."""

    share: float
    told: int  #: pupils of whom something was foretold
    all: int
    plain: float  #: mean absolute error
    trend: float
    plain_right: float
    trend_right: float
    better: float  #: share of the plain error that the trend saves
    interval: tuple[float, float]  #: of `better`, nineteen cases in twenty
    within: float
    unswitched: float  #: mean absolute error of the model itself


def measured(world: World, count: int, seed: int) -> Iterator[Result]:
    """The world at each point of the term."""
    made = list(classes(world, count, seed))
    for share in SHARES:
        said = [one for pupils in made for one in _of_class(pupils, share)]
        better, interval = _better(said, Random(seed))
        yield Result(
            share,
            len(said),
            sum(len(pupils) for pupils in made),
            fmean(one.plain for one in said),
            fmean(one.trend for one in said),
            fmean(one.plain_right for one in said),
            fmean(one.trend_right for one in said),
            better,
            interval,
            fmean(one.within for one in said),
            fmean(one.unswitched for one in said),
        )


def _of_class(pupils: Sequence[Series], share: float) -> Iterator[Said]:
    held = max(1, round(pupils[0].lessons * share))
    so_far = [Grounds(tuple(mark for day, mark in one.marks if day < held)) for one in pupils]
    averages = [grounds.average for grounds in so_far]
    for place, (one, grounds) in enumerate(zip(pupils, so_far, strict=True)):
        others = [average for at, average in enumerate(averages) if average is not None and at != place]
        if (said := _said(one, grounds, held, mean(others))) is not None:
            yield said


def _said(one: Series, grounds: Grounds, held: int, classmates: Fraction | None) -> Said | None:
    prospect = Prospect(grounds, Room(one.lessons - held, _WEIGHTS), one.scale, _LAW)
    found = trend(prospect, held, before=one.before, classmates=classmates)
    plain, end = grounds.average, Grounds(tuple(mark for _, mark in one.marks)).average
    if found is None or plain is None or end is None:
        return None
    right = one.scale.rounded(end)
    expected, _ = mean_to_come(grounds.numbers, number(one.before), classmates)
    return Said(
        one.class_number,
        abs(float(plain - end)),
        abs(found.average - float(end)),
        one.scale.rounded(plain) == right,
        found.heading == right,
        found.low - 1e-9 <= end <= found.high + 1e-9,
        abs(drawn(plain, expected, prospect.room.lessons / held) - float(end)),
    )


def mean(averages: Sequence[Fraction]) -> Fraction | None:
    """The classmates' mean, each pupil counting once."""
    return sum(averages, Fraction()) / len(averages) if averages else None


def _better(said: Sequence[Said], chance: Random) -> tuple[float, tuple[float, float]]:
    """How much of the plain error is saved, and between what bounds when other classes had come."""
    sums: dict[int, list[float]] = {}
    for one in said:
        pair = sums.setdefault(one.class_number, [0.0, 0.0])
        pair[0] += one.plain
        pair[1] += one.trend
    pairs = list(sums.values())
    drawn = sorted(_saved(chance.choices(pairs, k=len(pairs))) for _ in range(RESAMPLED))
    return _saved(pairs), (drawn[round(RESAMPLED * 0.025)], drawn[round(RESAMPLED * 0.975) - 1])


def _saved(pairs: Sequence[Sequence[float]]) -> float:
    plain = sum(pair[0] for pair in pairs)
    return 1 - sum(pair[1] for pair in pairs) / plain if plain else 0.0
