"""Where the average of a term is heading: a forecast, not a calculation, and only as good as its backtest.

What is still to come is expected near a mean of the pupil's own marks, in which older ones count less, drawn
towards what the term before and the classmates say, the more the fewer marks there are. What stands and what is
expected are then weighed together as the term mark will weigh them. `benchmarks/forecast` measures it against «the
average so far»: it is nearer in the first half of a term, and hardly nearer in the last third; there the average so
far is what is said. The constants were chosen there, on other classes than those it is measured on.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from journal_core.forecast.bounds import Prospect, extremes
from journal_core.term_marks.averages import number

#: With fewer numbers nothing is foretold: «слишком мало отметок».
LEAST = 3
#: After so many later marks a mark counts half.
HALF_LIFE = 12.0
#: The mark of the term before, and the classmates' average, count as so many marks of weight one.
BEFORE = 1.5
CLASSMATES = 1.0
#: From this share of the term's lessons on nothing is drawn: the average so far is nearly as good.
PLAIN_FROM = 2 / 3
#: How far marks scatter around their mean, as a share of the scale's length, and the width of four cases in five.
SCATTER = 0.19
FOUR_OF_FIVE = 1.28


@dataclass(frozen=True, slots=True)
class Trend:
    """An average expected at the term's end, with the bounds that hold in four cases of five."""

    average: float
    low: float
    high: float
    heading: str  #: the mark of that average


def trend(prospect: Prospect, held: int, *, before: str, classmates: Fraction | None) -> Trend | None:
    """The forecast; None with too few marks for one. Marks are in order of date.

    `held`: lessons given so far in the term; `before`: the term mark of the term before; `classmates`: their
    average in this subject and term so far.
    """
    numbers, bounds = prospect.grounds.numbers, extremes(prospect)
    if len(numbers) < LEAST or held < 1 or bounds is None:
        return None
    more = prospect.room.lessons / held  # of lessons, and so of marks, for one until now
    expected, certainty = mean_to_come(numbers, number(before), classmates)
    average = Fraction(*prospect.weighed)
    if 1 / (1 + more) < PLAIN_FROM:
        average = Fraction(drawn(average, expected, more))
    chance = more**2 / certainty + more / len(numbers)  # that the mean is another, and that marks scatter around it
    wide = FOUR_OF_FIVE * SCATTER * _length(prospect) * sqrt(chance) / (1 + more)
    low, high = bounds
    average = min(max(average, low), high)
    return Trend(
        float(average),
        max(float(average) - wide, float(low)),
        min(float(average) + wide, float(high)),
        prospect.scale.rounded(average),
    )


def drawn(so_far: Fraction, expected: float, more: float) -> float:
    """What stands and what is expected, weighed: `more` marks are still to come for each that stands."""
    return (float(so_far) + expected * more) / (1 + more)


def mean_to_come(
    numbers: tuple[tuple[int, int], ...], before: int | None, classmates: Fraction | None
) -> tuple[float, float]:
    """The mean that coming marks are expected around, and how many marks it stands on.

    A heavy work tells more of what is to come than a light one, but not as much more as it weighs.
    """
    total = weight = 0.0
    for age, (value, each) in enumerate(reversed(numbers)):
        fresh = sqrt(each) * 0.5 ** (age / HALF_LIFE)
        total += value * fresh
        weight += fresh
    for mean, marks in ((before, BEFORE), (classmates, CLASSMATES)):
        if mean is not None:
            total += float(mean) * marks
            weight += marks
    return total / weight, weight


def _length(prospect: Prospect) -> int:
    return int(prospect.scale.numbers[-1]) - int(prospect.scale.numbers[0])
