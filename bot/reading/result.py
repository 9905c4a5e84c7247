"""What the reading of a message answers: understood, a question, or nothing to record.

Over all rules stands one: never record a guess silently. So `Understood` holds only what is certain, and a doubt
about any part makes the whole answer a `Question`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from journal_core.desk import DeskLesson, DeskPupil
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.marks import WorkKind


class Topic(StrEnum):
    """What a question is about."""

    CLASS = "class"
    SUBJECT = "subject"
    LESSON = "lesson"
    PUPIL = "pupil"
    MARK = "mark"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class HomeworkRead:
    """Homework in the teacher's own words, due at a lesson of the same class, subject and group (rule 4)."""

    text: str
    due: date
    due_lesson: DeskLesson


@dataclass(frozen=True, slots=True)
class MarkRead:
    """Marks of one pupil for one work, in the order they were written (rule 5)."""

    pupil: DeskPupil
    values: tuple[str, ...]
    work: WorkKind | None


@dataclass(frozen=True, slots=True)
class AttendanceRead:
    """A pupil's absence or lateness (rule 6)."""

    pupil: DeskPupil
    code: AbsenceCode
    minutes: int | None  #: how late, if the teacher said it


@dataclass(frozen=True, slots=True)
class Understood:
    """Everything in the message is clear; at least one part is present."""

    lesson: DeskLesson
    topic: str | None
    homework: HomeworkRead | None
    marks: tuple[MarkRead, ...]
    attendance: tuple[AttendanceRead, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Something must be asked before anything is recorded."""

    about: tuple[Topic, ...]  #: the likeliest first
    word: str | None = None  #: the piece of the message it is about
    candidates: tuple[str, ...] = ()  #: names or subjects to propose
    class_id: int | None = None  #: the class, once it is settled


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Nothing to record: small talk, a reminder, a question to the bot."""


class Unclear(Exception):
    """Raised inside the reading where only a question can help; `read` answers with the question."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.question = question


def ask(*about: Topic, word: str | None = None, candidates: tuple[str, ...] = ()) -> Unclear:
    """An `Unclear` to raise."""
    return Unclear(Question(about, word, candidates))
