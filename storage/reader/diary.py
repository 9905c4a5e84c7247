"""A child's day or week: lessons with topic, marks, attendance and what is due, holidays by name.

Two statements: the days with everything that stands at their lessons, and the homework due on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import Child
from journal_core.diary import Day, LessonLine
from journal_core.entries.attendance import AbsenceCode
from storage.reader.homework import Due, read_due
from storage.reader.marks import mark_cell

# One row a mark, or one a lesson without marks, or one a day without lessons. The laterals go by the index of
# the pupil and lesson, so a week costs what stands in it and not what the pupil has gathered in years.
_DAYS = sql("""
    WITH his AS MATERIALIZED (SELECT class_id, days FROM membership WHERE pupil_id = :pupil)
    SELECT d.day, h.name AS holiday, l.id, l.slot, l.starts_at, l.ends_at, l.room, l.class_id, l.subgroup_id,
           l.subject_id, s.name AS subject, t.topic, a.code, a.minutes, w.text AS remark,
           k.mark_id, k.change, k.value, k.work, k.weight, k.before
    FROM (
        SELECT CAST(:first AS date) + n AS day
        FROM generate_series(0, CAST(:last AS date) - CAST(:first AS date)) n
    ) d
    LEFT JOIN his m ON m.days @> d.day
    LEFT JOIN lesson l ON l.class_id = m.class_id AND l.day = d.day AND NOT l.cancelled AND (
        l.subgroup_id IS NULL OR EXISTS (
            SELECT 1 FROM subgroup_member g
            WHERE g.subgroup_id = l.subgroup_id AND g.pupil_id = :pupil AND g.days @> d.day))
    LEFT JOIN LATERAL (
        SELECT name FROM term
        WHERE school_id = :school AND kind = 'holiday' AND days @> d.day
          AND (grades = '{}' OR (SELECT grade FROM school_class WHERE id = m.class_id) = ANY(grades))
        ORDER BY lower(days) LIMIT 1
    ) h ON l.id IS NULL
    LEFT JOIN subject s ON s.id = l.subject_id
    LEFT JOIN LATERAL (
        SELECT r.topic FROM topic_revision r WHERE r.lesson_id = l.id ORDER BY r.id DESC LIMIT 1
    ) t ON true
    LEFT JOIN LATERAL (
        SELECT DISTINCT ON (r.absence_id) r.change, r.code, r.minutes
        FROM absence_revision r WHERE r.pupil_id = :pupil AND r.lesson_id = l.id
        ORDER BY r.absence_id DESC, r.revision DESC
    ) a ON a.change <> 'removed'
    LEFT JOIN LATERAL (
        SELECT DISTINCT ON (r.remark_id) r.change, r.text
        FROM remark_revision r WHERE r.pupil_id = :pupil AND r.lesson_id = l.id
        ORDER BY r.remark_id DESC, r.revision DESC
    ) w ON w.change <> 'removed'
    LEFT JOIN LATERAL (
        SELECT DISTINCT ON (r.mark_id) r.mark_id, r.change, r.value, r.work, r.weight,
               lag(r.value) OVER (PARTITION BY r.mark_id ORDER BY r.revision) AS before
        FROM mark_revision r WHERE r.pupil_id = :pupil AND r.lesson_id = l.id
        ORDER BY r.mark_id, r.revision DESC
    ) k ON k.change <> 'removed'
    ORDER BY d.day, l.slot, l.id, k.mark_id
""")


async def read_days(connection: AsyncConnection, child: Child, first: date, last: date) -> list[Day]:
    """Each day from `first` to `last`, both included."""
    asked = {"pupil": child.pupil_id, "school": child.school.id, "first": first, "last": last}
    rows = (await connection.execute(_DAYS, asked)).all()
    due = await read_due(connection, child, first, last) if any(row.id is not None for row in rows) else []
    return [_day(day, list(of_day), due) for day, of_day in groupby(rows, key=lambda row: row.day)]


def _day(day: date, rows: Sequence[Row[Any]], due: Sequence[Due]) -> Day:
    if rows[0].id is None:
        return Day(day, holiday=rows[0].holiday or "")
    told: set[int] = set()
    return Day(day, tuple(_lesson(list(of_one), due, told) for _, of_one in groupby(rows, key=lambda row: row.id)))


def _lesson(rows: Sequence[Row[Any]], due: Sequence[Due], told: set[int]) -> LessonLine:
    """`told`: homework shown at an earlier lesson of the subject that day, not to be said at the second."""
    one = rows[0]
    place = (one.day, one.class_id, one.subgroup_id, one.subject_id)
    ready = [homework for homework in due if homework.place == place and homework.id not in told]
    told.update(homework.id for homework in ready)
    return LessonLine(
        id=one.id,
        slot=one.slot,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        subject=one.subject,
        room=one.room,
        topic=one.topic or "",
        due=tuple(homework.text for homework in ready),
        marks=tuple(mark_cell(row) for row in rows if row.mark_id is not None),
        absence=AbsenceCode(one.code) if one.code else None,
        minutes=one.minutes,
        remark=one.remark or "",
    )
