"""Correction requests: what is locked is changed by two people, one who asks and another who approves.

A request holds the very revisions that it would write, so what is approved is what was asked; when anything of it was
changed meanwhile it is refused. Who approves: a deputy, never the asker; the head where the school has no other deputy
(docs/decisions/0011-deadlines.md). Clauses: 003 4.2 а; 000 3.5.5; design/journal.md, «Nothing changes silently».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from journal_core.access import DeputyDesk, HeadDesk
from journal_core.entries.entering import changes, numbers_needed, weight_of
from journal_core.entries.entry import Changes, LessonEntry, LessonPage
from journal_core.entries.entry_checks import check_comment, check_grade, check_kind, check_value
from journal_core.entries.lesson_events import with_events
from journal_core.entries.marks import check_weight
from journal_core.entries.revisions import (
    AbsenceRevision,
    Change,
    HomeworkRevision,
    MarkRevision,
    RemarkRevision,
    Revision,
    Stamp,
    TaskRevision,
)
from journal_core.errors import Conflict, Invalid, Refused
from journal_core.people import Actor
from journal_core.school import School

MOST_REASON = 500  #: characters


class RequestState(StrEnum):
    """How far a request came."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"


class About(StrEnum):
    """What a line of a request changes."""

    MARK = "mark"
    ABSENCE = "absence"
    HOMEWORK = "homework"
    REMARK = "remark"
    TASK = "task"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class MarkChange:
    """A mark that stands, and how it should read; None leaves that part as it is."""

    mark_id: int
    value: str | None = None
    work: str | None = None
    weight: int | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What should stand at a lesson, whether asked for or done at once where the law leaves it free."""

    entry: LessonEntry  #: to be noted, or to be said differently; each mark in it is a new one
    marks: tuple[MarkChange, ...] = ()
    removed: frozenset[int] = frozenset()  #: numbers of marks, absences, homework, remarks and tasks to take away


@dataclass(frozen=True, slots=True)
class CorrectionRequest:
    """A request with the revisions that it would write."""

    id: int
    school_id: int
    lesson_id: int
    staff_id: int  #: who asked
    asked_by: str  #: the actor, as in the audit
    asked_at: datetime
    due_at: datetime  #: by when it is to be settled (000 3.5.5)
    reason: str
    state: RequestState
    changes: Changes
    topic_was: str = ""  #: when it was asked


class Request(Protocol):
    """What settling asks of any request: of a lesson's, or of term marks'."""

    @property
    def school_id(self) -> int:
        """Whose it is."""
        ...

    @property
    def staff_id(self) -> int:
        """Who asked."""
        ...

    @property
    def asked_by(self) -> str:
        """The actor, as in the audit."""
        ...

    @property
    def state(self) -> RequestState:
        """How far it came."""
        ...


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One change that a request asks for, as people read it."""

    about: About
    change: Change
    pupil: str  #: «Иванов Пётр», or empty
    was: str  #: what stood when it was asked: «4»; empty for a first entry
    now: str  #: what should stand: «5»; empty for a removal


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request on the deputy's list, or on the asker's own."""

    id: int
    teacher: str  #: «Ковалёва Н. П.»
    class_name: str
    subject: str
    day: date
    asked_at: datetime
    due_at: datetime
    reason: str
    state: RequestState
    answer: str  #: the words of whoever settled it
    lines: tuple[RequestLine, ...]


def asked_changes(page: LessonPage, asked: Asked, school: School, stamp: Stamp, numbers: Iterable[int]) -> Changes:
    """The revisions that make `page` read as asked; `numbers` as for `changes`, `numbers_asked` says how many.

    Raises Invalid: `entry.*` for what cannot stand, `correction.*` for a request that is empty, unclear, or about what
    does not stand there.
    """
    found = changes(page, asked.entry, school, stamp, numbers)
    standing = page.standing()
    touched = [*(one.mark_id for one in asked.marks), *asked.removed, *(one.number for one in found.revisions())]
    if len(touched) != len(set(touched)):
        raise Invalid("correction.unclear")
    marks = tuple(_marked(page, one, school) for one in asked.marks)
    removed = tuple(_removed(standing.get(number)) for number in sorted(asked.removed))
    found = _joined(found, (*(one for one in marks if one is not None), *removed))
    if not found:
        raise Invalid("correction.nothing")
    return with_events(page, found, stamp.at)


def numbers_asked(asked: Asked) -> int:
    """How many fresh numbers it can take at most."""
    return numbers_needed(asked.entry)


def check_reason(reason: str) -> str:
    """The reason as it is to be kept. Raises Invalid for none, or for one that is too long."""
    words = reason.strip()
    if not words:
        raise Invalid("correction.reason_empty")
    if len(words) > MOST_REASON:
        raise Invalid("correction.reason_long", written=str(len(words)), most=str(MOST_REASON))
    return words


def check_settler(request: Request, desk: DeputyDesk | HeadDesk, actor: Actor, *, other_deputies: bool) -> None:
    """Raise Refused unless this is a second person who may settle it.

    `other_deputies` tells whether a deputy beside the asker could.
    """
    if desk.school.id != request.school_id or desk.staff_id is None:
        raise Refused("access.not_yours")
    if desk.staff_id == request.staff_id or person_of(str(actor)) == person_of(request.asked_by):
        raise Refused("correction.own")
    if isinstance(desk, HeadDesk) and other_deputies:
        raise Refused("correction.deputys")


def check_open(request: Request) -> None:
    """Raise Conflict for a request that was settled already."""
    if request.state is not RequestState.OPEN:
        raise Conflict("correction.settled")


def check_stands(page: LessonPage, request: CorrectionRequest) -> None:
    """Raise Conflict when anything the request is about was changed since it was asked."""
    standing = page.standing()
    for one in request.changes.revisions():
        now = standing.get(one.number)
        if (now.revision if now else 0) != one.revision - 1 or (one.revision == 1 and _is_taken(page, one)):
            raise Conflict("correction.stale")
    if request.changes.topic is not None and page.lesson.topic != request.topic_was:
        raise Conflict("correction.stale")


def person_of(actor: str) -> str:
    """Who acted, whatever hat they wore: «person:5» of «person:5/teacher»."""
    return actor.partition("/")[0]


def _is_taken(page: LessonPage, one: Revision) -> bool:
    """Whether another of its kind took the one place that there is for it."""
    match one:
        case AbsenceRevision():
            return page.absence_of(one.pupil_id) is not None
        case RemarkRevision():
            return page.remark_about(one.pupil_id) is not None
        case HomeworkRevision():
            return page.homework is not None
    return False  # of marks and tasks there may be several


def _marked(page: LessonPage, asked: MarkChange, school: School) -> MarkRevision | None:
    """The mark as it should read; None when it does already."""
    now = next((one for one in page.marks if one.mark_id == asked.mark_id), None)
    if now is None:
        raise Invalid("correction.not_standing")
    check_grade(page.lesson, school)
    work = now.work if asked.work is None else asked.work
    check_kind(page, work)
    kept = now.weight if work == now.work else weight_of(page, work)
    weight = kept if asked.weight is None else asked.weight
    check_weight(weight)
    value = now.value if asked.value is None else asked.value
    check_value(value, page.pupils.get(now.pupil_id, ""), school)
    comment = now.comment if asked.comment is None else asked.comment.strip()
    check_comment(comment)
    meant = replace(now, value=value, work=work, weight=weight, comment=comment)
    return replace(meant, revision=now.revision + 1, change=Change.CORRECTED) if meant != now else None


def _removed(now: Revision | None) -> Revision:
    if now is None:
        raise Invalid("correction.not_standing")
    return replace(now, revision=now.revision + 1, change=Change.REMOVED)


def _joined(found: Changes, more: tuple[Revision, ...]) -> Changes:
    homework: Iterator[HomeworkRevision] = (one for one in more if isinstance(one, HomeworkRevision))
    return replace(
        found,
        marks=(*found.marks, *(one for one in more if isinstance(one, MarkRevision))),
        absences=(*found.absences, *(one for one in more if isinstance(one, AbsenceRevision))),
        homework=found.homework or next(homework, None),
        remarks=(*found.remarks, *(one for one in more if isinstance(one, RemarkRevision))),
        tasks=(*found.tasks, *(one for one in more if isinstance(one, TaskRevision))),
    )
