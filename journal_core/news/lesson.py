"""What is recorded at a lesson: marks, absences, homework, remarks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journal_core.entries.attendance import AbsenceCode
from journal_core.news.about import About


@dataclass(frozen=True, slots=True)
class MarkSaid:
    """One mark as it stands."""

    subject: str
    value: str
    day: date
    work: str | None = None  #: one of the school's kinds of work
    topic: str = ""
    was: str = ""  #: the value this person was told before, when it differs
    removed: bool = False
    comment: str = ""  #: the teacher's words about it


@dataclass(frozen=True, slots=True)
class MarksNews:
    """The marks of one child, merged."""

    about: About
    marks: tuple[MarkSaid, ...]


@dataclass(frozen=True, slots=True)
class AbsenceSaid:
    """One lesson missed or come late to, as it stands."""

    subject: str
    slot: int
    code: AbsenceCode
    minutes: int | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True)
class AbsenceNews:
    """One day of one child."""

    about: About
    day: date
    absences: tuple[AbsenceSaid, ...]

    @property
    def is_only_late(self) -> bool:
        """Nobody is missing: the child came, after the bell."""
        return all(one.code is AbsenceCode.LATE for one in self.absences if not one.removed)


@dataclass(frozen=True, slots=True)
class HomeworkSaid:
    """Homework as it stands."""

    subject: str
    text: str
    due: date
    removed: bool = False


@dataclass(frozen=True, slots=True)
class HomeworkNews:
    """What was given to one child, together."""

    about: About
    homework: tuple[HomeworkSaid, ...]


@dataclass(frozen=True, slots=True)
class RemarkSaid:
    """What a teacher wrote of a child at one lesson, as it stands."""

    subject: str
    text: str
    removed: bool = False
    corrected: bool = False  #: this person was told other words before


@dataclass(frozen=True, slots=True)
class RemarksNews:
    """The teachers' words of one day about one child."""

    about: About
    day: date
    remarks: tuple[RemarkSaid, ...]
