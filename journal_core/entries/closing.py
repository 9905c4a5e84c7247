"""Closing a term: from then on what stands in it changes only by an approved request (design/journal.md, «Rules»).

A deputy closes it for a class or for all that are marked by it, from its last day on; nobody opens it again. Left alone
it closes by itself: `journal_core.entries.locks.closes_at`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from journal_core.calendar.terms import Term, school_year, terms_of
from journal_core.errors import Invalid, Unknown
from journal_core.lessons import Span
from journal_core.school import School


@dataclass(frozen=True, slots=True)
class TermToClose:
    """A term of a school and the classes that it is to be closed for."""

    id: int
    classes: tuple[int, ...]  #: marked by it
    name: str  #: «II четверть»
    span: Span
    closed: datetime | None = None  #: since when it is for all of these; None while it is not


@dataclass(frozen=True, slots=True)
class DayTerm:
    """What the locks ask about a day of a class: its term's end, and when somebody closed it."""

    end: date | None = None  #: the first day after the term; None: no term holds the day
    closed: datetime | None = None


def to_close(terms: Iterable[Term], grades: Mapping[int, int], term_id: int, class_id: int | None) -> TermToClose:
    """The term for one class or for every one that is marked by it; `grades` are those of the school's classes.

    Raises Unknown for a term or class of nowhere, Invalid for a class that is marked by other terms.
    """
    terms = tuple(terms)
    term = next((one for one in terms if one.id == term_id), None)
    if term is None or (class_id is not None and class_id not in grades):
        raise Unknown("term.unknown")
    year = school_year(term.span.first)
    marked = {grade: term in terms_of(terms, grade, year) for grade in {*grades.values()}}
    classes = tuple(one for one, grade in sorted(grades.items()) if class_id in (None, one) and marked[grade])
    if not classes:
        raise Invalid("term.not_of_class", term=term.name)
    return TermToClose(term.id, classes, term.name, term.span)


def check_over(term: TermToClose, school: School, at: datetime) -> None:
    """Raise Invalid for a term that still has days to come."""
    last = term.span.end - timedelta(days=1)
    if school.local(at).date() < last:
        raise Invalid("term.not_over", term=term.name, last=last.isoformat())
