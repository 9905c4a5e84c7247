"""Lessons and what stands in them: the writing side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from journal_core.access import ClassDesk, DeputyDesk, HeadDesk, TeacherDesk
from journal_core.entries.correcting import Written
from journal_core.entries.entry import Changes, LessonFacts, LessonPage
from journal_core.entries.revisions import AbsenceRevision, Stamp

__all__ = ["LessonBook", "Recorded", "Written"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """How much one command wrote, whatever became of it since."""

    marks: int = 0
    absences: int = 0
    homework: int = 0
    topics: int = 0
    remarks: int = 0
    tasks: int = 0

    @property
    def count(self) -> int:
        """All of it."""
        return self.marks + self.absences + self.homework + self.topics + self.remarks + self.tasks


class LessonBook(Protocol):
    """The journal's pages, for the verbs that write."""

    async def page(self, desk: TeacherDesk, lesson_id: int) -> LessonPage:
        """The lesson's page, locked until the transaction ends; Refused when it is not this teacher's."""
        ...

    async def numbers(self, count: int) -> list[int]:
        """Fresh numbers for marks, absences, homework, remarks and tasks."""
        ...

    async def office_page(self, desk: DeputyDesk | HeadDesk, lesson_id: int) -> LessonPage:
        """Any lesson's page of the school, locked; Refused for another school's."""
        ...

    async def first_recorded(self, numbers: Sequence[int]) -> Mapping[int, datetime]:
        """When each of these was first recorded."""
        ...

    async def record(self, lesson: LessonFacts, changes: Changes, stamp: Stamp) -> None:
        """Write the revisions of `changes`; its events are the transaction's to emit."""
        ...

    async def recorded(self, command_id: str) -> Recorded:
        """How much `command_id` wrote, to answer truthfully when it is said again."""
        ...

    async def written(self, desk: TeacherDesk, command_id: str, *, with_corrections: bool = False) -> Written:
        """What `command_id` wrote, as it stands now, its lesson locked until the transaction ends.

        `with_corrections` takes in all that the first command and its later corrections wrote, whichever of
        them is named. Refused when this teacher said no such thing.
        """
        ...

    async def absence(self, desk: ClassDesk, absence_id: int) -> tuple[LessonFacts, AbsenceRevision]:
        """An absence of the class, as it stands, locked; Refused for another class's."""
        ...
