"""What a family sees: the diary's views, made for one child at a time.

Views are made by `storage.reader` from a `Child` pass and drawn by `texts.screens`; the arithmetic on them is here.
Clauses: 000 3.7.1-2, 001 3.6, 003 3.1.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from journal_core.entries.attendance import AbsenceCode
from journal_core.term_marks.averages import number, two_places, weighted


@dataclass(frozen=True, slots=True)
class MarkCell:
    """A mark as it stands now."""

    id: int
    value: str
    day: date  #: of the lesson
    work: str | None = None  #: one of the school's kinds of work
    weight: int = 1
    corrected_from: str | None = None  #: the value before the last correction


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson of a child's day with everything that stands in it."""

    id: int
    slot: int
    starts_at: time
    ends_at: time
    subject: str
    room: str = ""
    topic: str = ""
    due: tuple[str, ...] = ()  #: homework to be ready for this lesson
    marks: tuple[MarkCell, ...] = ()
    absence: AbsenceCode | None = None
    minutes: int | None = None  #: of lateness
    remark: str = ""  #: the teacher's words about the child


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a child."""

    day: date
    lessons: tuple[LessonLine, ...] = ()
    holiday: str = ""  #: the holiday's name when there is no school


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday; days without lessons are left out unless they are a holiday."""

    monday: date
    days: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectMarks:
    """The marks of one subject in one term, in order of date."""

    subject: str
    marks: tuple[MarkCell, ...]


@dataclass(frozen=True, slots=True)
class TermMarks:
    """A term's marks by subject; averages never mix terms."""

    term: str  #: «II четверть», or empty outside any term
    subjects: tuple[SubjectMarks, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkCard:
    """One mark opened: the work, the weight, the comment, the topic, and when it was set and changed."""

    id: int
    subject: str
    cell: MarkCell
    topic: str
    comment: str
    set_at: datetime
    history: tuple[tuple[datetime, str], ...] = ()  #: (when, value), oldest first; the last is the present one
    removed: bool = False


@dataclass(frozen=True, slots=True)
class HomeworkLine:
    """Homework by the day it is due."""

    due: date
    subject: str
    text: str
    set_on: date


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """A lesson missed, or come late to."""

    day: date
    slot: int
    subject: str
    code: AbsenceCode
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Average:
    """A weighted average that says how many marks it stands on."""

    value: Decimal
    count: int


def average(marks: tuple[MarkCell, ...]) -> Average | None:
    """The weighted average to two places, half up; None when no mark is a number."""
    counted = [(value, mark.weight) for mark in marks if (value := number(mark.value)) is not None]
    exact = weighted(counted)
    return None if exact is None else Average(two_places(exact), len(counted))
