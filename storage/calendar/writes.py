"""What a deputy changes in single lessons, days and groups: `journal_core.ports.CalendarBook` on one connection."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.calendar.changes import Home, LessonChange
from journal_core.calendar.changing import Changed, LessonPlace, revision_of
from journal_core.calendar.clashes import DayLesson
from journal_core.calendar.days import BellUse, MovedDay
from journal_core.calendar.groups import GroupMove
from journal_core.entries.revisions import Change, Stamp
from journal_core.errors import Unknown
from storage.calendar import groups
from storage.calendar.reading import change_of, read_changes
from storage.roll.lessons import WRITTEN, lesson_row, planned_lesson
from storage.stamps import stamped
from storage.tables.calendar import bell_use, lesson_change, moved_day
from storage.tables.school import lesson

# A statement of its own: what is read after it sees all that whoever was here before us committed.
_LOCK = sql("SELECT id FROM lesson WHERE id = :lesson AND school_id = :school FOR NO KEY UPDATE")

_LESSON = select(lesson, WRITTEN.label("written")).where(lesson.c.id == bindparam("lesson"))
_LAST = sql("""
    SELECT c.*, l.class_id, l.subgroup_id FROM lesson_change c JOIN lesson l ON l.id = c.lesson_id
    WHERE c.lesson_id = :lesson ORDER BY c.revision DESC LIMIT 1
""")
_DAY = sql("""
    SELECT l.*, c.grade || c.letter AS class_name, s.name AS subject
    FROM lesson l JOIN school_class c ON c.id = l.class_id JOIN subject s ON s.id = l.subject_id
    WHERE l.school_id = :school AND l.day = :day
    ORDER BY l.starts_at, l.id
""")
_KNOWS = sql("""
    SELECT (CAST(:staff AS bigint) IS NULL OR EXISTS (
                SELECT FROM staff WHERE id = :staff AND school_id = :school))
       AND (CAST(:subject AS bigint) IS NULL OR EXISTS (
                SELECT FROM subject WHERE id = :subject AND school_id = :school))
""")


class CalendarWrites:
    """The calendar's dated facts, inside one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def changes(self, school_id: int) -> tuple[LessonChange, ...]:
        """Every change that holds."""
        return await read_changes(self._connection, school_id)

    async def lesson(self, school_id: int, lesson_id: int) -> LessonPlace:
        """A lesson of the school, locked until the transaction ends; Unknown when it has none such."""
        asked = {"lesson": lesson_id, "school": school_id}
        if (await self._connection.execute(_LOCK, asked)).first() is None:
            raise Unknown("timetable.no_lesson")
        row = (await self._connection.execute(_LESSON, {"lesson": lesson_id})).one()
        last = (await self._connection.execute(_LAST, {"lesson": lesson_id})).one_or_none()
        holds = change_of(last) if last is not None and last.change != Change.REMOVED else _unchanged(row)
        revision = last.revision if last is not None else 0
        return LessonPlace(lesson_id, school_id, planned_lesson(row), holds, revision, row.written)

    async def day(self, school_id: int, day: date) -> tuple[DayLesson, ...]:
        """All lessons of a day."""
        rows = await self._connection.execute(_DAY, {"school": school_id, "day": day})
        return tuple(DayLesson(row.id, planned_lesson(row), row.class_name, row.subject) for row in rows)

    async def knows(self, school_id: int, *, staff_id: int | None, subject_id: int | None) -> bool:
        """Whether what is named is the school's own."""
        asked = {"school": school_id, "staff": staff_id, "subject": subject_id}
        return bool((await self._connection.execute(_KNOWS, asked)).scalar_one())

    async def change(self, place: LessonPlace, found: Changed, stamp: Stamp) -> None:
        """Write the next revision, and the lesson's row as it is from now on."""
        change = found.change
        written = {
            "school_id": place.school_id,
            "lesson_id": place.id,
            "revision": place.revision + 1,
            "change": str(revision_of(place, change)),
            **_home(change.home),
            "staff_id": change.staff_id,
            "subject_id": change.subject_id,
            "day": change.day,
            "slot": change.slot,
            "room": change.room,
            "cancelled": change.cancelled,
            **stamped(stamp),
        }
        await self._connection.execute(insert(lesson_change), written)
        await self._connection.execute(update(lesson).where(lesson.c.id == place.id), lesson_row(found.lesson))

    async def move_day(self, school_id: int, moved: MovedDay) -> None:
        """Say how a day works, whatever was said of it before."""
        how = {"weekday": moved.weekday, "week": str(moved.week)}
        row = {"school_id": school_id, "day": moved.day, **how}
        said = upsert(moved_day).values(row).on_conflict_do_update(index_elements=["school_id", "day"], set_=how)
        await self._connection.execute(said)

    async def put_back_day(self, school_id: int, day: date) -> None:
        """The day is again what its date says."""
        own = (moved_day.c.school_id == school_id, moved_day.c.day == day)
        await self._connection.execute(delete(moved_day).where(*own))

    async def ring(self, school_id: int, use: BellUse) -> None:
        """Say which bells ring, whatever was said of the same class, day and weekday before."""
        when = {"school_id": school_id, "class_id": use.class_id, "day": use.day, "weekday": use.weekday}
        said = upsert(bell_use).values(bell_set=use.bell_set, **when)
        await self._connection.execute(
            said.on_conflict_do_update(index_elements=list(when), set_={"bell_set": use.bell_set})
        )

    async def group_move(self, school_id: int, pupil_id: int, subgroup_id: int, first: date) -> GroupMove:
        """A pupil and a subgroup of the school on a day; Unknown when it has none such."""
        return await groups.read(self._connection, school_id, pupil_id, subgroup_id, first)

    async def move_group(self, move: GroupMove, first: date) -> None:
        """From `first` on the pupil is in this subgroup and in no other of its class and subject."""
        await groups.move(self._connection, move, first)


def _unchanged(row: Row[Any]) -> LessonChange:
    home = Home(row.class_id, row.subgroup_id, row.subject_id, row.staff_id, row.day, row.slot, row.room)
    return LessonChange(row.id, home)


def _home(home: Home) -> dict[str, Any]:
    return {
        "home_day": home.day,
        "home_slot": home.slot,
        "home_subject_id": home.subject_id,
        "home_staff_id": home.staff_id,
        "home_room": home.room,
    }
