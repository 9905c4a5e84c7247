"""A school's month at a glance: figures class by class, no pupil's name (001 2.6; 002 3.6; 003 3.2.5, 4.2 в(1), 5.2).

качество is the part of pupils who have nothing below `Scale.good`; успеваемость, of those with nothing below the pass
line. Both look at the month's average in each subject, rounded as the scale rounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from journal_core.lessons import Span


@dataclass(frozen=True, slots=True)
class ClassMonth:
    """One class, or all of them summed."""

    class_name: str
    pupils: int  #: who belonged to the class in the month
    lessons: int
    topics: int  #: lessons with a topic
    homework: int  #: lessons with homework
    marks: int
    late: int  #: of the marks, those given after their deadline
    total: int  #: the numbers of the marks times their weights, summed
    weight: int  #: of the marks that are numbers
    graded: int  #: pupils with an average in any subject
    good: int  #: of them, with nothing below good
    passing: int  #: of them, with nothing below the pass line
    missed: int  #: lessons missed by pupils
    unexcused: int
    ill: int
    late_arrivals: int

    @property
    def average(self) -> Fraction | None:
        """The weighted average of the month; None without numbers."""
        return Fraction(self.total, self.weight) if self.weight else None


@dataclass(frozen=True, slots=True)
class SchoolMonth:
    """The report."""

    school: str
    span: Span
    classes: tuple[ClassMonth, ...]

    @property
    def total(self) -> ClassMonth:
        """All classes together."""
        return summed("", self.classes)


def summed(name: str, classes: Iterable[ClassMonth]) -> ClassMonth:
    """The figures of several classes under one name."""
    rows = list(classes)
    figures = [one for one in ClassMonth.__dataclass_fields__ if one != "class_name"]
    return ClassMonth(name, *(sum(getattr(row, figure) for row in rows) for figure in figures))


def percent(part: int, whole: int) -> int | None:
    """Rounded down, so that 100 is all; None of nothing."""
    return 100 * part // whole if whole else None
