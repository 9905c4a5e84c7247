"""When term marks are due, and who will be short of marks while there is still time (001 5.2–5.3).

A term is half-open: its last day is the day before its end. Due «no later than 2 days before» is the end of the
day that stands two before the last. Marks of the last days come after it: a term mark may be revised until the
term is closed (001 4.4.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from journal_core.law import Law
from journal_core.lessons import Span
from journal_core.term_marks.progress import Progress

#: The reminder begins so long before the term's last day.
REMIND = timedelta(days=10)

#: A pupil who lacks a mark is spoken of when fewer than so many lessons are left for each mark lacking.
LESSONS_A_MARK = 4


def last_day(term: Span) -> date:
    """The last day of a half-open term."""
    return term.end - timedelta(days=1)


def due_day(term: Span, law: Law) -> date | None:
    """The last day on which a term mark is in time; None where the law names none."""
    return None if law.term_mark_due is None else last_day(term) - timedelta(days=law.term_mark_due)


def is_late(term: Span, law: Law, today: date) -> bool:
    """Whether a term mark first set `today` is set too late."""
    due = due_day(term, law)
    return due is not None and today > due


@dataclass(frozen=True, slots=True)
class ColumnDue:
    """A column of a class or subgroup: of a term, or of the year that ends with it."""

    class_id: int
    class_name: str
    subject_id: int
    subject: str
    subgroup_id: int | None
    subgroup: str
    term_id: int
    term: str
    span: Span
    pupils: int
    missing: int  #: pupils without this mark
    due: date | None = None  #: the last day that is in time
    of_year: bool = False  #: the marks of the year that ends with the term


def reminded(columns: Iterable[ColumnDue], today: date) -> tuple[ColumnDue, ...]:
    """What is to be reminded of: from ten days before the term's last day until every mark is set."""
    return tuple(one for one in columns if one.missing and today >= last_day(one.span) - REMIND)


@dataclass(frozen=True, slots=True)
class Shortage:
    """«2 отметки, осталось 3 урока»."""

    pupil_id: int
    pupil: str
    class_id: int
    class_name: str
    subject_id: int
    subject: str
    count: int
    lacking: int  #: marks
    written_lacking: bool
    lessons_left: int
    unmarked: int = 0  #: lessons given that may still get a mark in time

    @property
    def still_possible(self) -> bool:
        """With a mark a lesson the pupil can still be attested; a mark past its deadline is not counted on."""
        return max(self.lacking, int(self.written_lacking)) <= self.lessons_left + self.unmarked


def shortages(progress: Iterable[Progress], law: Law, today: date) -> tuple[Shortage, ...]:
    """Who must be asked soon, the most pressing first: in the term's second half, when lessons run short."""
    found = [
        short
        for one in progress
        if one.grade not in law.grades_without_marks and not one.grounds.exempt
        if 2 * (today - one.span.first) >= one.span.end - one.span.first
        if (short := shortage(one, law)) is not None
        if short.lessons_left < LESSONS_A_MARK * max(short.lacking, int(short.written_lacking))
    ]
    return tuple(sorted(found, key=lambda short: short.lessons_left - short.lacking))


def shortage(one: Progress, law: Law) -> Shortage | None:
    """What the pupil lacks by the law; None for who has enough."""
    lacking = max(0, law.least_marks - one.grounds.count)
    written = law.counts_written and one.written_given and not one.grounds.written
    if not lacking and not written:
        return None
    return Shortage(
        one.pupil_id,
        one.pupil,
        one.class_id,
        one.class_name,
        one.subject_id,
        one.subject,
        one.grounds.count,
        lacking,
        written,
        one.lessons_left,
        one.unmarked,
    )
