"""Figures of lessons for the analysis: counts and moments, no pupil and no mark."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.lessons import Span
from journal_core.office.analysis import LessonFigures
from storage.links.standing import class_of, name_of, names
from storage.office.matters import initials

#: Of the lessons of `held`: every entry with what it is, when it came, whether late, and whether it stands.
ENTRIES = """
    SELECT r.lesson_id, 'mark' AS about, r.mark_id AS number, r.recorded_at, r.late,
           r.change <> 'removed' AND r.revision = max(r.revision) OVER (PARTITION BY r.mark_id) AS stands
    FROM mark_revision r JOIN held ON held.id = r.lesson_id
    UNION ALL
    SELECT r.lesson_id, 'homework', r.homework_id, r.recorded_at, r.late,
           r.change <> 'removed' AND r.revision = max(r.revision) OVER (PARTITION BY r.homework_id)
    FROM homework_revision r JOIN held ON held.id = r.lesson_id
    UNION ALL
    SELECT r.lesson_id, 'topic', r.id, r.recorded_at, r.late,
           r.topic <> '' AND r.id = max(r.id) OVER (PARTITION BY r.lesson_id)
    FROM topic_revision r JOIN held ON held.id = r.lesson_id
    UNION ALL
    SELECT r.lesson_id, 'absence', r.absence_id, r.recorded_at, r.late, false
    FROM absence_revision r JOIN held ON held.id = r.lesson_id
    UNION ALL
    SELECT r.lesson_id, 'remark', r.remark_id, r.recorded_at, r.late, false
    FROM remark_revision r JOIN held ON held.id = r.lesson_id
    UNION ALL
    SELECT r.lesson_id, 'task', r.task_id, r.recorded_at, r.late, false
    FROM lesson_task_revision r JOIN held ON held.id = r.lesson_id
"""
#: One row a lesson that has any entry.
FILLED = """
    SELECT lesson_id, min(recorded_at) AS filled_at, count(*) FILTER (WHERE late) AS late,
           bool_or(about = 'topic' AND stands) AS topic, bool_or(about = 'homework' AND stands) AS homework,
           count(*) FILTER (WHERE about = 'mark' AND stands) AS marks
    FROM entry GROUP BY lesson_id
"""
_LESSONS = sql(f"""
    WITH held AS (
        SELECT * FROM lesson WHERE school_id = :school AND day >= :first AND day < :end AND NOT cancelled
    ), entry AS ({ENTRIES}), filled AS ({FILLED})
    SELECT held.id, held.day, held.slot, held.class_id, k.grade, k.letter, held.subject_id, subject.name AS subject,
           held.staff_id, {names("staff")}, filled.filled_at, filled.late, filled.topic, filled.homework, filled.marks,
           EXISTS (SELECT FROM finding WHERE finding.lesson_id = held.id) AS found
    FROM held
    JOIN school_class k ON k.id = held.class_id
    JOIN subject ON subject.id = held.subject_id
    LEFT JOIN staff ON staff.id = held.staff_id
    LEFT JOIN filled ON filled.lesson_id = held.id
    ORDER BY held.day, held.slot, k.grade, k.letter, held.id
""")
_SCHOOL_DAYS = sql("""
    SELECT DISTINCT day FROM lesson
    WHERE school_id = :school AND day >= :first AND day < :end AND NOT cancelled ORDER BY day
""")


async def read_lessons(connection: AsyncConnection, school_id: int, span: Span) -> tuple[LessonFigures, ...]:
    """Every lesson of a period with its figures."""
    known = {"school": school_id, "first": span.first, "end": span.end}
    return tuple(_figures(row) for row in (await connection.execute(_LESSONS, known)).mappings())


async def read_school_days(connection: AsyncConnection, school_id: int, span: Span) -> list[date]:
    """The days of a period that have lessons."""
    known = {"school": school_id, "first": span.first, "end": span.end}
    return list((await connection.execute(_SCHOOL_DAYS, known)).scalars())


def _figures(row: Any) -> LessonFigures:
    return LessonFigures(
        lesson_id=row["id"],
        day=row["day"],
        slot=row["slot"],
        class_id=row["class_id"],
        class_name=class_of(row),
        subject_id=row["subject_id"],
        subject=row["subject"],
        staff_id=row["staff_id"],
        teacher=initials(name_of(row, "staff")),
        filled_at=row["filled_at"],
        topic=bool(row["topic"]),
        homework=bool(row["homework"]),
        marks=row["marks"] or 0,
        late=row["late"] or 0,
        found=row["found"],
    )
