"""Revisions: nothing in the journal is overwritten, every change is a new row (design/journal.md, «Rules»).

`Stamp` says who, when, from what device and why; a command said twice is done once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from journal_core.entries.attendance import AbsenceCode
from journal_core.people import Actor


class Change(StrEnum):
    """What a revision does."""

    SET = "set"
    CORRECTED = "corrected"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who changed something, when, from where, why, and as which command."""

    command_id: str  #: unique: the draft's, or one made for the command line
    actor: Actor
    at: datetime
    device: str = ""  #: "telegram", "command line"
    reason: str = ""
    request_id: int | None = None  #: of the correction request that this carries out: it names who asked


@dataclass(frozen=True, slots=True)
class MarkRevision:
    """One revision of one mark."""

    mark_id: int
    revision: int
    change: Change
    lesson_id: int
    pupil_id: int
    value: str  #: of a removal: the value that was removed
    work: str | None = None  #: one of the school's kinds of work
    weight: int = 1
    comment: str = ""
    late: bool = False  #: recorded after its deadline

    @property
    def number(self) -> int:
        """Of marks, absences, homework, remarks and tasks no two have the same."""
        return self.mark_id


@dataclass(frozen=True, slots=True)
class AbsenceRevision:
    """One revision of what stands for a pupil at a lesson."""

    absence_id: int
    revision: int
    change: Change
    lesson_id: int
    pupil_id: int
    code: AbsenceCode
    minutes: int | None = None  #: of lateness
    proposed: AbsenceCode | None = None  #: the reason a teacher proposed to the class teacher
    late: bool = False  #: recorded after its deadline; a reason settled is never late

    @property
    def number(self) -> int:
        """As of a mark."""
        return self.absence_id


@dataclass(frozen=True, slots=True)
class HomeworkRevision:
    """One revision of the homework given at a lesson."""

    homework_id: int
    revision: int
    change: Change
    lesson_id: int
    text: str
    due: date
    late: bool = False

    @property
    def number(self) -> int:
        """As of a mark."""
        return self.homework_id


@dataclass(frozen=True, slots=True)
class RemarkRevision:
    """One revision of a teacher's words about a pupil at a lesson (002 1.3; 000 3.7.2)."""

    remark_id: int
    revision: int
    change: Change
    lesson_id: int
    pupil_id: int
    text: str
    late: bool = False

    @property
    def number(self) -> int:
        """As of a mark."""
        return self.remark_id


@dataclass(frozen=True, slots=True)
class TaskRevision:
    """One revision of a task done at a lesson, with its type (003 4.2 а)."""

    task_id: int
    revision: int
    change: Change
    lesson_id: int
    type: str
    text: str
    late: bool = False

    @property
    def number(self) -> int:
        """As of a mark."""
        return self.task_id


Revision = MarkRevision | AbsenceRevision | HomeworkRevision | RemarkRevision | TaskRevision
