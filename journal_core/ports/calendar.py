"""The calendar's dated facts: changed lessons, moved days, bells, groups; the writing side."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from journal_core.calendar.changes import LessonChange
from journal_core.calendar.changing import Changed, LessonPlace
from journal_core.calendar.clashes import DayLesson
from journal_core.calendar.days import BellUse, MovedDay
from journal_core.calendar.groups import GroupMove
from journal_core.entries.revisions import Stamp


class CalendarBook(Protocol):
    """What a deputy does to single lessons and days. Read under the school's lock (`RollBook.lock`)."""

    async def changes(self, school_id: int) -> tuple[LessonChange, ...]:
        """Every change that holds."""
        ...

    async def lesson(self, school_id: int, lesson_id: int) -> LessonPlace:
        """A lesson of the school, locked until the transaction ends; Unknown when it has none such."""
        ...

    async def day(self, school_id: int, day: date) -> tuple[DayLesson, ...]:
        """All lessons of a day."""
        ...

    async def knows(self, school_id: int, *, staff_id: int | None, subject_id: int | None) -> bool:
        """Whether what is named is the school's own."""
        ...

    async def change(self, place: LessonPlace, found: Changed, stamp: Stamp) -> None:
        """Write the next revision, and the lesson's row as it is from now on."""
        ...

    async def move_day(self, school_id: int, moved: MovedDay) -> None:
        """Say how a day works, whatever was said of it before."""
        ...

    async def put_back_day(self, school_id: int, day: date) -> None:
        """The day is again what its date says."""
        ...

    async def ring(self, school_id: int, use: BellUse) -> None:
        """Say which bells ring, whatever was said of the same class, day and weekday before."""
        ...

    async def group_move(self, school_id: int, pupil_id: int, subgroup_id: int, first: date) -> GroupMove:
        """A pupil and a subgroup of the school on a day; Unknown when it has none such."""
        ...

    async def move_group(self, move: GroupMove, first: date) -> None:
        """From `first` on the pupil is in this subgroup and in no other of its class and subject."""
        ...
