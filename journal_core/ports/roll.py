"""Schools, people's records, classes, calendar and timetable: the writing side."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from journal_core.calendar.days import Calendar
from journal_core.enrolment.difference import Changes
from journal_core.enrolment.records import Standing, Written
from journal_core.lessons_ahead import Moves, StandingLesson
from journal_core.school import School


class RollBook(Protocol):
    """A school as its files tell it. Everything is read and written in sets: no query for a row."""

    async def schools(self) -> tuple[School, ...]:
        """Every school of the installation, by name."""
        ...

    async def add_school(self, school: School) -> School:
        """Write a new school (its number is not looked at); Conflict when the name is taken."""
        ...

    async def save_school(self, school: School) -> None:
        """Write all settings of a school; Conflict when the name is taken."""
        ...

    async def lock(self, school_id: int) -> None:
        """Let one import or planning of a school run at a time; ends with the transaction."""
        ...

    async def standing(self, school_id: int, today: date) -> Standing:
        """The school's records; of memberships those not over by `today`, and the last one of who left."""
        ...

    async def written(self, school_id: int, since: date | None) -> Written:
        """Classes whose journal has begun; with `since`, the last entries of pupils from that day on."""
        ...

    async def apply(self, school_id: int, changes: Changes) -> None:
        """Write what a roll changes."""
        ...

    async def calendar(self, school_id: int) -> Calendar:
        """What lessons are made from."""
        ...

    async def lessons(self, school_id: int, today: date, *, lock: bool = False) -> tuple[StandingLesson, ...]:
        """Lessons from two weeks before `today` on. With `lock` nobody writes in the future ones meanwhile."""
        ...

    async def move(self, school_id: int, moves: Moves) -> None:
        """Make, alter and withdraw lessons; a lesson somebody made meanwhile stays as it is."""
        ...
