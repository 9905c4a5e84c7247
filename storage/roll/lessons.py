"""Lessons ahead: read with what was written in them, made, altered and withdrawn in sets."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, delete, exists, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.lessons import Bell, PlannedLesson, Span, Weekly
from journal_core.lessons_ahead import Calendar, Moves, StandingLesson
from storage.roll.bulk import update_rows
from storage.tables import journal
from storage.tables.school import bell, lesson, term, timetable_line

_HISTORY = (
    journal.mark_revision,
    journal.absence_revision,
    journal.homework_revision,
    journal.topic_revision,
)
_TOUCHED = or_(*(exists().where(table.c.lesson_id == lesson.c.id) for table in _HISTORY))
#: With RETURNING many rows go in one statement.
_MAKE = insert(lesson).on_conflict_do_nothing().returning(lesson.c.id)
#: Rows of one DELETE.
_AT_ONCE = 2000


async def calendar(connection: AsyncConnection, school_id: int) -> Calendar:
    """Timetable, bells, terms and holidays of a school."""
    lines = await connection.execute(select(timetable_line).where(timetable_line.c.school_id == school_id))
    bells = await connection.execute(select(bell).where(bell.c.school_id == school_id))
    terms = (await connection.execute(select(term).where(term.c.school_id == school_id))).all()
    spans = [(row.kind, Span(row.days.lower, row.days.upper)) for row in terms if not row.days.isempty]
    return Calendar(
        tuple(_weekly(row) for row in lines),
        tuple(Bell(row.slot, row.starts_at, row.ends_at) for row in bells),
        tuple(span for kind, span in spans if kind == "term"),
        tuple(span for kind, span in spans if kind == "holiday"),
    )


async def read(
    connection: AsyncConnection, school_id: int, today: date, behind: timedelta, *, lock: bool
) -> tuple[StandingLesson, ...]:
    """Lessons from `behind` before `today` on; `lock` holds those after it."""
    own = lesson.c.school_id == school_id
    if lock:
        # A statement of its own: the next one sees all that the holders before us committed.
        # In the order of ids, so that two who lock many cannot wait for each other.
        ahead = select(lesson.c.id).where(own, lesson.c.day > today).order_by(lesson.c.id).with_for_update()
        await connection.execute(ahead)
    query = select(lesson, _TOUCHED.label("touched")).where(own, lesson.c.day >= today - behind)
    return tuple(StandingLesson(row.id, _lesson(row), row.touched) for row in await connection.execute(query))


async def move(connection: AsyncConnection, school_id: int, moves: Moves) -> None:
    """Write `moves`."""
    for start in range(0, len(moves.withdrawn), _AT_ONCE):
        some = moves.withdrawn[start : start + _AT_ONCE]
        await connection.execute(delete(lesson).where(lesson.c.id.in_(some)))
    await update_rows(connection, lesson, [{"id": one.id, **_facts(one.lesson)} for one in moves.altered])
    rows = [{"school_id": school_id, **_identity(one), **_facts(one)} for one in moves.made]
    if rows:
        await connection.execute(_MAKE, rows)


def _identity(one: PlannedLesson) -> dict[str, Any]:
    return {
        "class_id": one.class_id,
        "subgroup_id": one.subgroup_id,
        "subject_id": one.subject_id,
        "day": one.day,
        "slot": one.slot,
    }


def _facts(one: PlannedLesson) -> dict[str, Any]:
    return {"staff_id": one.staff_id, "starts_at": one.starts_at, "ends_at": one.ends_at, "room": one.room}


def _weekly(row: Row[Any]) -> Weekly:
    return Weekly(
        row.class_id, row.subgroup_id, row.subject_id, row.staff_id, row.weekday, row.slot, row.room
    )  # fmt: skip


def _lesson(row: Row[Any]) -> PlannedLesson:
    return PlannedLesson(
        row.class_id, row.subgroup_id, row.subject_id, row.staff_id, row.day, row.slot,
        row.starts_at, row.ends_at, row.room,
    )  # fmt: skip
