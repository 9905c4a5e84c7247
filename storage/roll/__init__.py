"""Schools, records, calendar and timetable, written: `journal_core.ports.RollBook` on one connection."""

from __future__ import annotations

from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.calendar.days import Calendar
from journal_core.enrolment.difference import Changes
from journal_core.enrolment.records import Standing, Written
from journal_core.lessons_ahead import Moves, StandingLesson
from journal_core.school import School
from storage.calendar.reading import read_calendar
from storage.roll import applying, lessons, schools, standing, written


class RollWrites:
    """A school as its files tell it, inside one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def schools(self) -> tuple[School, ...]:
        """Every school of the installation, by name."""
        return await schools.every(self._connection)

    async def add_school(self, school: School) -> School:
        """Write a new school; Conflict when the name is taken."""
        return await schools.add(self._connection, school)

    async def save_school(self, school: School) -> None:
        """Write all settings of a school; Conflict when the name is taken."""
        await schools.save(self._connection, school)

    async def lock(self, school_id: int) -> None:
        """Let one import or planning of a school run at a time; ends with the transaction."""
        await schools.lock(self._connection, school_id)

    async def standing(self, school_id: int, today: date) -> Standing:
        """The school's records; of memberships those not over by `today`, and the last one of who left."""
        return await standing.read(self._connection, school_id, today)

    async def written(self, school_id: int, since: date | None) -> Written:
        """Classes whose journal has begun; with `since`, the last entries of pupils from that day on."""
        return await written.read(self._connection, school_id, since)

    async def apply(self, school_id: int, changes: Changes) -> None:
        """Write what a roll changes."""
        await applying.apply(self._connection, school_id, changes)

    async def calendar(self, school_id: int) -> Calendar:
        """What lessons are made from."""
        return await read_calendar(self._connection, school_id)

    async def lessons(self, school_id: int, today: date, *, lock: bool = False) -> tuple[StandingLesson, ...]:
        """Lessons from two weeks before `today` on. With `lock` nobody writes in the future ones meanwhile."""
        return await lessons.read(self._connection, school_id, today, lock=lock)

    async def move(self, school_id: int, moves: Moves) -> None:
        """Make, alter and withdraw lessons; a lesson somebody made meanwhile stays as it is."""
        await lessons.move(self._connection, school_id, moves)
