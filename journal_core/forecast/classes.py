"""A class's forecast: who is near a border, who is falling, who is short of marks (001 2.7; 000 3.3.5).

Said by rules that a teacher can check by hand, not by the trend: a name on such a list has to be explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from journal_core.entries.marks import Scale
from journal_core.forecast.bounds import Prospect
from journal_core.forecast.pupils import prospect_of
from journal_core.school import School
from journal_core.term_marks.averages import weighted
from journal_core.term_marks.due import Shortage, shortages
from journal_core.term_marks.progress import Progress

#: So many of the last marks are compared with all before them, which must be as many at least.
LAST = 3
#: … and are falling when their average is lower by so much of the scale's length: 1.35 of ten points, 0.6 of five.
FALL = Fraction(3, 20)


@dataclass(frozen=True, slots=True)
class Near:
    """One ordinary mark away from another term mark."""

    progress: Progress
    mark: str  #: as it stands
    other: str  #: as it would be
    by: str  #: after one more mark of this value, one above or below the mark that stands


@dataclass(frozen=True, slots=True)
class Falling:
    """The last marks are lower than those before."""

    progress: Progress
    before: Fraction
    last: Fraction


@dataclass(frozen=True, slots=True)
class ClassForecast:
    """Lists of a class, in the order of what they were made from."""

    rising: tuple[Near, ...]  #: one mark better would do
    slipping: tuple[Near, ...]  #: one mark worse would do
    falling: tuple[Falling, ...]
    short: tuple[Shortage, ...]  #: the most pressing first
    unattested: tuple[Shortage, ...]  #: of them, those for whom the lessons left do not suffice


def class_forecast(progress: Iterable[Progress], school: School, today: date) -> ClassForecast:
    """The lists of a class, or of a teacher's classes; who is exempt is on none."""
    marked = [
        one for one in progress if one.grade not in school.law.grades_without_marks and not one.grounds.exempt
    ]  # fmt: skip
    near = [found for one in marked for found in nearness(one, prospect_of(one, school.scale, school.law))]
    short = shortages(marked, school.law, today)
    return ClassForecast(
        tuple(one for one in near if int(one.other) > int(one.mark)),
        tuple(one for one in near if int(one.other) < int(one.mark)),
        tuple(found for one in marked if (found := falling(one, school.scale)) is not None),
        short,
        tuple(one for one in short if not one.still_possible),
    )


def nearness(one: Progress, prospect: Prospect) -> Sequence[Near]:
    """The borders that one more mark of the lightest kind would cross, one above or one below what stands."""
    average, scale = one.grounds.average, prospect.scale
    if average is None or prospect.lacking:
        return ()
    mark = scale.rounded(average)
    found = []
    for by in (str(int(mark) + 1), str(int(mark) - 1)):
        after = weighted((*one.grounds.numbers, (int(by), prospect.room.weights[0])))
        if by in scale.numbers and after is not None and (other := scale.rounded(after)) != mark:
            found.append(Near(one, mark, other, by))
    return found


def falling(one: Progress, scale: Scale) -> Falling | None:
    """The last marks beside those before; None while there are too few, and when they are no lower."""
    numbers = one.grounds.numbers
    before, last = weighted(numbers[:-LAST]), weighted(numbers[-LAST:])
    if before is None or last is None or len(numbers) < 2 * LAST:
        return None
    length = int(scale.numbers[-1]) - int(scale.numbers[0])
    return Falling(one, before, last) if before - last >= FALL * length else None
