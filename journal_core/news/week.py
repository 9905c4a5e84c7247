"""A week: what the summary tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journal_core.entries.attendance import AbsenceCode
from journal_core.news.about import About
from journal_core.news.lesson import HomeworkSaid, MarkSaid, RemarkSaid
from journal_core.news.term import TermMarkSaid


@dataclass(frozen=True, slots=True)
class Missed:
    """How many lessons of one kind of absence."""

    code: AbsenceCode
    lessons: int


@dataclass(frozen=True, slots=True)
class ChildWeek:
    """What was recorded of one child within a week, as it stands now, and what is to be done next."""

    about: About
    marks: tuple[MarkSaid, ...] = ()  #: by subject; corrected ones with what stood before, removed ones too
    absences: tuple[Missed, ...] = ()  #: by kind
    homework: tuple[HomeworkSaid, ...] = ()  #: due in the coming days
    remarks: tuple[RemarkSaid, ...] = ()  #: as they stand, by subject
    term_marks: tuple[TermMarkSaid, ...] = ()  #: by period

    @property
    def missed(self) -> int:
        """Lessons missed or come late to."""
        return sum(one.lessons for one in self.absences)

    @property
    def entries(self) -> int:
        """How much there is: all that a neutral channel may tell."""
        return len(self.marks) + self.missed + len(self.homework) + len(self.remarks) + len(self.term_marks)


@dataclass(frozen=True, slots=True)
class SummaryNews:
    """A person's week: all their children whom the channel may speak of."""

    first: date  #: of its seven days
    weeks: tuple[ChildWeek, ...]

    @property
    def entries(self) -> int:
        """Of all the children."""
        return sum(week.entries for week in self.weeks)
