"""Work for one pupil: plans, tasks, materials and consultations, at a distance too (000 3.7.5; 004 §3 ¶3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from journal_core.entries.revisions import Change
from journal_core.errors import Invalid
from journal_core.lessons import Span

LONGEST = 2000  #: characters


class IndividualKind(StrEnum):
    """What a teacher gives one pupil."""

    PLAN = "plan"  #: индивидуальный учебный план: what is learnt in which days
    TASK = "task"
    MATERIAL = "material"  #: a text or an address to read
    CONSULTATION = "consultation"


@dataclass(frozen=True, slots=True)
class IndividualEntry:
    """What a teacher has written, ready to be recorded."""

    pupil_id: int
    subject_id: int
    kind: IndividualKind
    text: str
    days: Span  #: of a plan its span, of a task until when, of a consultation its day


@dataclass(frozen=True, slots=True)
class IndividualWork:
    """One of them as it stands."""

    id: int
    revision: int
    change: Change
    pupil_id: int
    pupil: str  #: «Иванова Анна»
    subject_id: int
    subject: str
    teacher: str  #: «Ковалёва Нина Петровна»
    kind: IndividualKind
    text: str
    days: Span


def check(entry: IndividualEntry, today: date) -> None:
    """Raise Invalid for work without words, or whose days are over."""
    if not entry.text.strip() or len(entry.text) > LONGEST:
        raise Invalid("individual.text", most=str(LONGEST))
    if entry.days.end <= max(entry.days.first, today):
        raise Invalid("individual.days")
