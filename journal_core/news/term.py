"""Marks of a quarter or half-year, of the year, of an exam, and final ones."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from journal_core.news.about import About


@dataclass(frozen=True, slots=True)
class Period:
    """What a term mark stands for."""

    kind: str  #: term, year, exam or final
    name: str = ""  #: of a term: «I четверть»


@dataclass(frozen=True, slots=True)
class TermMarkSaid:
    """One term mark as it stands."""

    period: Period
    subject: str
    value: str
    was: str = ""  #: the value this person was told before, when it differs
    removed: bool = False


@dataclass(frozen=True, slots=True)
class TermMarksNews:
    """The term marks of one child, merged; those of one period stand together."""

    about: About
    marks: tuple[TermMarkSaid, ...]

    @property
    def periods(self) -> tuple[tuple[Period, tuple[TermMarkSaid, ...]], ...]:
        """The marks of each period."""
        return tuple((period, tuple(marks)) for period, marks in groupby(self.marks, key=lambda one: one.period))
