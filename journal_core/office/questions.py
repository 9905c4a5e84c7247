"""Questions about using the journal, how long they wait for an answer, and consultations that were given.

Clauses: 000 3.2.1, 3.3.4, 4.1.2; 001 4.1.4, 4.3.11, 8.1; 002 3.1(7), 3.3(6); 003 4.1 б, 4.2 д, plan 1.1–1.2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from journal_core.office.matters import Filed, Step, Way
from journal_core.office.sheets import OfficeSheet, sheet


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a family (about whose pupil tells which class), or of a member of staff."""

    NAME: ClassVar[str] = "question"
    WAY: ClassVar[Way] = {None: frozenset({Step.ANSWERED})}

    school_id: int
    day: date
    text: str
    class_id: int | None = None
    pupil_id: int | None = None
    staff_id: int | None = None


@dataclass(frozen=True, slots=True)
class Consultation:
    """A consultation that was given."""

    NAME: ClassVar[str] = "consultation"
    WAY: ClassVar[Way] = {}

    school_id: int
    day: date
    whom: str  #: «родители 7Б», «Орлов О. И.»
    topic: str
    class_id: int | None = None  #: of a class teacher's
    staff_id: int | None = None  #: who gave it


def waited(question: Filed[Question], now: datetime) -> timedelta:
    """How long it took to answer, or has taken so far."""
    return (question.when(Step.ANSWERED) or now) - question.at


def questions_sheet(questions: Iterable[Filed[Question]], now: datetime) -> OfficeSheet:
    """Questions with their answers; how long each waited, in whole hours."""
    return sheet(
        "office.questions",
        ("office.asked_at", "office.class", "office.who", "office.text", "office.answer", "office.waited"),
        (
            (
                one.at,
                one.names.class_name,
                one.names.staff or one.names.pupil,
                one.matter.text,
                one.last.note if one.last else "",
                waited(one, now) // timedelta(hours=1),
            )
            for one in questions
        ),
    )


def consultations_sheet(consultations: Iterable[Filed[Consultation]]) -> OfficeSheet:
    """The record of consultations."""
    return sheet(
        "office.consultations",
        ("office.day", "office.whom", "office.topic", "office.who"),
        ((one.matter.day, one.matter.whom, one.matter.topic, one.names.staff) for one in consultations),
    )
