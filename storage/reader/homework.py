"""A child's homework: what is due at a lesson, and all of it by day.

Homework is found through the lessons it was given at, so a class's is never mixed with a subgroup's; it is
the pupil's when they belong to that class and subgroup on the day it is due.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import Child
from journal_core.diary import HomeworkLine
from journal_core.entries.entry import DUE_WITHIN

#: Where homework is due: the day, the class, the subgroup (or the whole class) and the subject.
Place = tuple[date, int, int | None, int]

# Lessons of the class since `:since` are few and found by index; each gives at most one standing homework.
_CLASSES = "WITH his AS MATERIALIZED (SELECT class_id, days FROM membership WHERE pupil_id = :pupil)"
_STANDING = """
    SELECT DISTINCT ON (r.homework_id)
           r.homework_id, r.change, r.text, r.due,
           g.day AS set_on, g.class_id, g.subgroup_id, g.subject_id
    FROM (SELECT DISTINCT class_id FROM his) m
    JOIN lesson g ON g.class_id = m.class_id AND g.day >= :since AND g.day <= :last
    JOIN homework_revision r ON r.lesson_id = g.id
    ORDER BY r.homework_id, r.revision DESC
"""
_OWN = """
    h.change <> 'removed' AND h.due >= :first
    AND EXISTS (SELECT 1 FROM his m WHERE m.class_id = h.class_id AND m.days @> h.due)
    AND (h.subgroup_id IS NULL OR EXISTS (
        SELECT 1 FROM subgroup_member g
        WHERE g.subgroup_id = h.subgroup_id AND g.pupil_id = :pupil AND g.days @> h.due))
"""

_DUE = sql(f"""
    {_CLASSES}
    SELECT h.homework_id, h.text, h.due, h.class_id, h.subgroup_id, h.subject_id
    FROM ({_STANDING}) h WHERE {_OWN} AND h.due <= :last
    ORDER BY h.set_on, h.homework_id
""")

_ALL = sql(f"""
    {_CLASSES}
    SELECT h.text, h.due, h.set_on, s.name AS subject,
           (SELECT min(l.slot) FROM lesson l
            WHERE l.class_id = h.class_id AND l.day = h.due AND l.subject_id = h.subject_id
              AND l.subgroup_id IS NOT DISTINCT FROM h.subgroup_id) AS slot
    FROM ({_STANDING}) h JOIN subject s ON s.id = h.subject_id
    WHERE {_OWN}
    ORDER BY h.due, slot, s.name, h.homework_id
""")


@dataclass(frozen=True, slots=True)
class Due:
    """Homework to be ready at a lesson."""

    id: int
    text: str
    place: Place


async def read_due(connection: AsyncConnection, child: Child, first: date, last: date) -> list[Due]:
    """Homework due from `first` to `last`, both included, in the order it was given."""
    asked = {"pupil": child.pupil_id, "first": first, "last": last, "since": first - DUE_WITHIN}
    rows = (await connection.execute(_DUE, asked)).all()
    return [Due(row.homework_id, row.text, (row.due, row.class_id, row.subgroup_id, row.subject_id)) for row in rows]


async def read_homework(connection: AsyncConnection, child: Child, since: date) -> tuple[HomeworkLine, ...]:
    """Homework due on `since` or later, by day and lesson."""
    asked = {"pupil": child.pupil_id, "first": since, "last": date.max, "since": since - DUE_WITHIN}
    rows = (await connection.execute(_ALL, asked)).all()
    return tuple(HomeworkLine(row.due, row.subject, row.text, row.set_on) for row in rows)
