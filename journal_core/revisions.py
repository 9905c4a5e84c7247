"""Revisions: nothing in the journal is overwritten, every change is a new row (000 3.4.4; 001 2.4).

`Stamp` says who, when, from what device and why; a command said twice is done once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from journal_core.attendance import AbsenceCode
from journal_core.marks import WorkKind
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


@dataclass(frozen=True, slots=True)
class MarkRevision:
    """One revision of one mark."""

    mark_id: int
    revision: int
    change: Change
    lesson_id: int
    pupil_id: int
    value: str  #: of a removal: the value that was removed
    work: WorkKind | None = None
    weight: int = 1
    comment: str = ""


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


@dataclass(frozen=True, slots=True)
class HomeworkRevision:
    """One revision of the homework given at a lesson."""

    homework_id: int
    revision: int
    change: Change
    lesson_id: int
    text: str
    due: date
