"""A lesson's entry: what a teacher's message says of one lesson, the page it goes to, and what it changes there.

Nouns only. What may stand is `entry_checks`, what follows from an entry `entering`, when it is late `deadlines`, when
it is not free at all `locks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.marks import Work, works_by_name
from journal_core.entries.revisions import (
    AbsenceRevision,
    HomeworkRevision,
    MarkRevision,
    RemarkRevision,
    Revision,
    TaskRevision,
)
from journal_core.events import Event

#: How far ahead homework may be due; the diary looks this far back for what is due on a day.
DUE_WITHIN = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class MarkEntry:
    """Values given to one pupil for one work."""

    pupil_id: int
    values: tuple[str, ...]
    work: str | None = None  #: one of the school's kinds of work
    comment: str = ""  #: the teacher's words about them
    weight: int | None = None  #: their own; None is the weight of the kind


@dataclass(frozen=True, slots=True)
class AbsenceEntry:
    """What the teacher wrote of one pupil's attendance."""

    pupil_id: int
    code: AbsenceCode
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class HomeworkEntry:
    """Homework and the day it is due."""

    text: str
    due: date


@dataclass(frozen=True, slots=True)
class RemarkEntry:
    """The teacher's words about one pupil at the lesson: where marks are not given, and as a recommendation."""

    pupil_id: int
    text: str


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """What was done at the lesson, and of what type it was (003 4.2 а)."""

    type: str  #: one of `lesson_tasks.TYPES`, or the teacher's own word
    text: str


@dataclass(frozen=True, slots=True)
class LessonEntry:
    """All that one message says of one lesson."""

    lesson_id: int
    topic: str | None = None
    homework: HomeworkEntry | None = None
    marks: tuple[MarkEntry, ...] = ()
    attendance: tuple[AbsenceEntry, ...] = ()
    remarks: tuple[RemarkEntry, ...] = ()
    tasks: tuple[TaskEntry, ...] = ()  #: all of the lesson's when any is named


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """The lesson an entry is about."""

    id: int
    school_id: int
    class_id: int
    subgroup_id: int | None
    subject_id: int
    subject: str
    class_name: str
    day: date
    slot: int
    topic: str = ""
    grade: int = 0  #: of the class; some grades have no marks
    cancelled: bool = False  #: it was not given after all
    term_end: date | None = None  #: the first day after the term that the lesson belongs to; None: no term holds it
    closed: datetime | None = None  #: when somebody closed that term
    topic_since: datetime | None = None  #: when a topic was first written, while one stands
    substituted: bool = False  #: whoever asks gives it instead of the timetable's teacher


@dataclass(frozen=True, slots=True)
class LessonPage:
    """A lesson with its list and everything that stands in it now: last revisions, the removed left out."""

    lesson: LessonFacts
    pupils: Mapping[int, str]  #: id → «Иванов Пётр», members of the class or subgroup on that day
    marks: tuple[MarkRevision, ...] = ()
    absences: tuple[AbsenceRevision, ...] = ()
    homework: HomeworkRevision | None = None
    explained: frozenset[int] = frozenset()  #: pupils whose absence that day is already explained
    remarks: tuple[RemarkRevision, ...] = ()
    tasks: tuple[TaskRevision, ...] = ()
    works: Mapping[str, Work] = field(default_factory=lambda: works_by_name(()))  #: the school's kinds of work

    def absence_of(self, pupil_id: int) -> AbsenceRevision | None:
        """What stands for the pupil at this lesson."""
        return next((one for one in self.absences if one.pupil_id == pupil_id), None)

    def remark_about(self, pupil_id: int) -> RemarkRevision | None:
        """The words that stand about the pupil at this lesson."""
        return next((one for one in self.remarks if one.pupil_id == pupil_id), None)

    def standing(self) -> dict[int, Revision]:
        """Everything that stands here and has a number, by it."""
        homework = (self.homework,) if self.homework else ()
        found: tuple[Revision, ...] = (*self.marks, *self.absences, *homework, *self.remarks, *self.tasks)
        return {one.number: one for one in found}


@dataclass(frozen=True, slots=True)
class Changes:
    """What follows from an entry: rows to write, in one transaction."""

    topic: str | None = None
    marks: tuple[MarkRevision, ...] = ()
    absences: tuple[AbsenceRevision, ...] = ()
    homework: HomeworkRevision | None = None
    remarks: tuple[RemarkRevision, ...] = ()
    tasks: tuple[TaskRevision, ...] = ()
    topic_late: bool = False  #: the topic is recorded after its deadline
    events: tuple[Event, ...] = field(default_factory=tuple)

    def __bool__(self) -> bool:
        return self.topic is not None or any(True for _ in self.revisions())

    def revisions(self) -> Iterator[Revision]:
        """Every revision that has a number: all but the topic."""
        yield from self.marks
        yield from self.absences
        if self.homework:
            yield self.homework
        yield from self.remarks
        yield from self.tasks
