"""All that lessons are made from, read at once: one statement for each kind, none for a row."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.calendar.changes import Home, LessonChange
from journal_core.calendar.days import BellUse, Calendar, MovedDay
from journal_core.calendar.terms import Holiday, System, Term
from journal_core.lessons import Bell, Span, Week, Weekly
from storage.tables.calendar import bell_use, moved_day
from storage.tables.school import bell, school_class, term, timetable_line

#: A lesson's change as it holds: the last revision, with the class and subgroup of its lesson.
_CHANGES = sql("""
    SELECT c.*, l.class_id, l.subgroup_id
    FROM (
        SELECT DISTINCT ON (r.lesson_id) r.* FROM lesson_change r
        WHERE r.school_id = :school
        ORDER BY r.lesson_id, r.revision DESC
    ) c
    JOIN lesson l ON l.id = c.lesson_id
    WHERE c.change <> 'removed'
""")


async def read_calendar(connection: AsyncConnection, school_id: int) -> Calendar:
    """Timetable, bells, terms, holidays, moved days and changed lessons of a school."""

    async def own(table: Any) -> list[Row[Any]]:
        return list(await connection.execute(select(table).where(table.c.school_id == school_id)))

    rows = list(
        await connection.execute(
            select(term).where(term.c.school_id == school_id, ~func.isempty(term.c.days)).order_by(term.c.id)
        )
    )
    return Calendar(
        timetable=tuple(weekly(row) for row in await own(timetable_line)),
        bells=tuple(Bell(row.slot, row.starts_at, row.ends_at, row.bell_set) for row in await own(bell)),
        terms=tuple(term_of(row) for row in rows if row.kind == "term"),
        holidays=tuple(Holiday(_span(row), tuple(row.grades)) for row in rows if row.kind == "holiday"),
        moved=tuple(MovedDay(row.day, row.weekday, Week(row.week)) for row in await own(moved_day)),
        bell_uses=tuple(BellUse(row.bell_set, row.class_id, row.day, row.weekday) for row in await own(bell_use)),
        changes=await read_changes(connection, school_id),
        grades={row.id: row.grade for row in await own(school_class)},
    )


async def read_changes(connection: AsyncConnection, school_id: int) -> tuple[LessonChange, ...]:
    """Every change of a lesson that holds."""
    return tuple(change_of(row) for row in await connection.execute(_CHANGES, {"school": school_id}))


def term_of(row: Row[Any]) -> Term:
    """From a row of `term` that is no holiday."""
    return Term(row.id, System(row.system), row.name, _span(row), tuple(row.grades))


def weekly(row: Row[Any]) -> Weekly:
    """From a row of `timetable_line`."""
    return Weekly(
        row.class_id, row.subgroup_id, row.subject_id, row.staff_id, row.weekday, row.slot, row.room,
        Week(row.week), row.days.lower, row.days.upper,
    )  # fmt: skip


def change_of(row: Row[Any]) -> LessonChange:
    """From a row of `lesson_change` with the class and subgroup of its lesson."""
    home = Home(
        row.class_id, row.subgroup_id, row.home_subject_id, row.home_staff_id, row.home_day, row.home_slot,
        row.home_room,
    )  # fmt: skip
    return LessonChange(
        row.lesson_id, home, row.staff_id, row.subject_id, row.day, row.slot, row.room, row.cancelled
    )  # fmt: skip


def _span(row: Row[Any]) -> Span:
    return Span(row.days.lower, row.days.upper)
