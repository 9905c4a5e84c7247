"""Lessons ahead: read with what was written in them, made, altered and withdrawn in sets."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, delete, exists, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.lessons import PlannedLesson
from journal_core.lessons_ahead import BEHIND, Moves, StandingLesson
from storage.roll.bulk import update_rows
from storage.tables import metadata
from storage.tables.calendar import lesson_change
from storage.tables.journal import event
from storage.tables.school import lesson

#: Whatever speaks of a lesson holds it where it is: marks, topics, changes, all that is yet to be thought of.
_HOLDING = [column for table in metadata.sorted_tables for column in table.c if column.references(lesson.c.id)]
_TOUCHED = or_(*(exists().where(column == lesson.c.id) for column in _HOLDING))
#: What speaks of a lesson's place in the timetable and not of what was entered in it.
_OF_ITS_PLACE = (lesson_change, event)
#: Something was entered, whatever became of it since: a mark, a topic, a request, all that is yet to be thought of.
WRITTEN = or_(*(exists().where(column == lesson.c.id) for column in _HOLDING if column.table not in _OF_ITS_PLACE))
#: With RETURNING many rows go in one statement.
_MAKE = insert(lesson).on_conflict_do_nothing().returning(lesson.c.id)
#: Rows of one DELETE.
_AT_ONCE = 2000


async def read(connection: AsyncConnection, school_id: int, today: date, *, lock: bool) -> tuple[StandingLesson, ...]:
    """Lessons from BEHIND before `today` on; `lock` holds those after it."""
    own = lesson.c.school_id == school_id
    if lock:
        # A statement of its own: the next one sees all that the holders before us committed.
        # In the order of ids, so that two who lock many cannot wait for each other.
        ahead = select(lesson.c.id).where(own, lesson.c.day > today).order_by(lesson.c.id).with_for_update()
        await connection.execute(ahead)
    query = select(lesson, _TOUCHED.label("touched")).where(own, lesson.c.day >= today - BEHIND)
    return tuple(StandingLesson(row.id, planned_lesson(row), row.touched) for row in await connection.execute(query))


async def move(connection: AsyncConnection, school_id: int, moves: Moves) -> None:
    """Write `moves`."""
    for start in range(0, len(moves.withdrawn), _AT_ONCE):
        some = moves.withdrawn[start : start + _AT_ONCE]
        await connection.execute(delete(lesson).where(lesson.c.id.in_(some)))
    await update_rows(connection, lesson, [{"id": one.id, **_facts(one.lesson)} for one in moves.altered])
    rows = [{"school_id": school_id, **_identity(one), **_facts(one)} for one in moves.made]
    if rows:
        await connection.execute(_MAKE, rows)


def lesson_row(one: PlannedLesson) -> dict[str, Any]:
    """A lesson as the columns of its row."""
    return {**_identity(one), **_facts(one)}


def _identity(one: PlannedLesson) -> dict[str, Any]:
    return {
        "class_id": one.class_id,
        "subgroup_id": one.subgroup_id,
        "subject_id": one.subject_id,
        "day": one.day,
        "slot": one.slot,
    }


def _facts(one: PlannedLesson) -> dict[str, Any]:
    return {
        "staff_id": one.staff_id,
        "regular_staff_id": one.regular_staff_id,
        "starts_at": one.starts_at,
        "ends_at": one.ends_at,
        "room": one.room,
        "cancelled": one.cancelled,
    }


def planned_lesson(row: Row[Any]) -> PlannedLesson:
    """From a row of `lesson`."""
    return PlannedLesson(
        row.class_id, row.subgroup_id, row.subject_id, row.staff_id, row.day, row.slot,
        row.starts_at, row.ends_at, row.room, row.regular_staff_id, row.cancelled,
    )  # fmt: skip
