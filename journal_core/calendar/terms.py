"""Terms: half-open spans of days, in systems that stand beside each other.

A school may mark grades 1–9 by quarters and 10–11 by half-years; the year stands above both. Terms of one system
never overlap (the database refuses them too), terms of two do. Clauses: 001 4.4.3, 5.2–5.3; 003 4.2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from journal_core.lessons import Span

#: The first grade that is marked by half-years where a school has them.
UPPER = 10


class System(StrEnum):
    """A way to divide the year."""

    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Term:
    """A quarter, a half-year or the year itself."""

    id: int
    system: System
    name: str  #: «II четверть»
    span: Span
    grades: tuple[int, ...] = ()  #: whose it is when the school says so; empty is «by the usual rule»


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days without lessons; of some grades only (the first one rests a week longer)."""

    span: Span
    grades: tuple[int, ...] = ()  #: none is all of them


def school_year(day: date) -> int:
    """The year in which the school year of `day` began; a year begins in August, with its papers."""
    return day.year if day.month >= 8 else day.year - 1


def rank(system: System, grade: int) -> int:
    """The lower, the rather this grade is marked by it: upper grades by half-years, the others by quarters."""
    order = (System.HALF_YEAR, System.QUARTER) if grade >= UPPER else (System.QUARTER, System.HALF_YEAR)
    return (*order, System.YEAR).index(system)


def system_of(grade: int, systems: Iterable[System]) -> System | None:
    """By which of the school's systems a grade is marked; None when it has no terms at all."""
    return min(systems, key=lambda system: rank(system, grade), default=None)


def terms_of(terms: Iterable[Term], grade: int, year: int) -> tuple[Term, ...]:
    """A grade's terms in the school year that began in `year`, in their order.

    A system whose terms name the grade goes before the usual rule.
    """
    open_to = [term for term in terms if not term.grades or grade in term.grades]
    there = [term for term in open_to if school_year(term.span.first) == year]
    named = {term.system for term in there if term.grades}
    system = system_of(grade, named or {term.system for term in there})
    return tuple(sorted((term for term in there if term.system is system), key=lambda term: term.span.first))


def term_on(terms: Iterable[Term], grade: int, day: date) -> Term | None:
    """The term of a grade that holds `day`; None between terms."""
    return next((term for term in terms_of(terms, grade, school_year(day)) if day in term.span), None)


def academic_year(terms: Iterable[Term], year: int) -> Span | None:
    """The school year that began in `year`: its own row, or from the first of its terms to the last."""
    there = [term for term in terms if school_year(term.span.first) == year]
    own = [term.span for term in there if term.system is System.YEAR]
    spans = own or [term.span for term in there]
    if not spans:
        return None
    return Span(min(span.first for span in spans), max(span.end for span in spans))


def overlapping(terms: Iterable[Term]) -> tuple[tuple[Term, Term], ...]:
    """Neighbours of one system that share a day, the earlier one first."""
    found: list[tuple[Term, Term]] = []
    terms = tuple(terms)
    for system in System:
        mine = sorted((term for term in terms if term.system is system), key=lambda term: term.span.first)
        found += [(one, other) for one, other in pairwise(mine) if other.span.first < one.span.end]
    return tuple(found)
