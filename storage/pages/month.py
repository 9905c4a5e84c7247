"""A school's month: one statement for all classes."""

from __future__ import annotations

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.lessons import Span
from journal_core.month import ClassMonth, SchoolMonth
from journal_core.school import School
from storage.pages.standing import ABSENCES, MARKS

# An average rounded half up reaches a number when twice the sum reaches (2 × number − 1) × weight: whole numbers only.
_MONTH = sql(f"""
    WITH taught AS MATERIALIZED (
        SELECT l.id, l.class_id, l.subject_id FROM lesson l
        WHERE l.school_id = :school AND l.day >= :first AND l.day < :end AND NOT l.cancelled
    ),
    filled AS (
        SELECT t.class_id, count(*) AS lessons,
               count(*) FILTER (WHERE (SELECT r.topic <> '' FROM topic_revision r
                                       WHERE r.lesson_id = t.id ORDER BY r.id DESC LIMIT 1)) AS topics,
               count(*) FILTER (WHERE (SELECT r.change <> 'removed' FROM homework_revision r WHERE r.lesson_id = t.id
                                       ORDER BY r.homework_id DESC, r.revision DESC LIMIT 1)) AS homework
        FROM taught t GROUP BY t.class_id
    ),
    mark AS ({MARKS.replace("r.weight,", "r.weight, r.late,")}),
    missed AS ({ABSENCES}),
    given AS (
        SELECT t.class_id, t.subject_id, k.pupil_id, count(*) AS marks, count(*) FILTER (WHERE k.late) AS late,
               coalesce(sum(CAST(k.value AS int) * k.weight) FILTER (WHERE k.value ~ '^[0-9]+$'), 0) AS total,
               coalesce(sum(k.weight) FILTER (WHERE k.value ~ '^[0-9]+$'), 0) AS weight
        FROM mark k JOIN taught t ON t.id = k.lesson_id
        WHERE k.change <> 'removed' GROUP BY t.class_id, t.subject_id, k.pupil_id
    ),
    pupils AS (
        SELECT class_id, pupil_id, sum(marks) AS marks, sum(late) AS late, sum(total) AS total, sum(weight) AS weight,
               bool_or(weight > 0) AS graded,
               bool_and(2 * total >= (2 * CAST(:good AS int) - 1) * weight) AS good,
               bool_and(2 * total >= (2 * CAST(:passing AS int) - 1) * weight) AS passing
        FROM given GROUP BY class_id, pupil_id
    ),
    marked AS (
        SELECT class_id, sum(marks) AS marks, sum(late) AS late, sum(total) AS total, sum(weight) AS weight,
               count(*) FILTER (WHERE graded) AS graded, count(*) FILTER (WHERE graded AND good) AS good,
               count(*) FILTER (WHERE graded AND passing) AS passing
        FROM pupils GROUP BY class_id
    ),
    away AS (
        SELECT t.class_id, count(*) FILTER (WHERE a.code <> 'late') AS missed,
               count(*) FILTER (WHERE a.code = 'unexcused') AS unexcused, count(*) FILTER (WHERE a.code = 'ill') AS ill,
               count(*) FILTER (WHERE a.code = 'late') AS late_arrivals
        FROM missed a JOIN taught t ON t.id = a.lesson_id WHERE a.change <> 'removed' GROUP BY t.class_id
    ),
    listed AS (
        SELECT m.class_id, count(DISTINCT m.pupil_id) AS pupils
        FROM membership m JOIN school_class c ON c.id = m.class_id AND c.school_id = :school
        WHERE m.days && daterange(:first, :end) GROUP BY m.class_id
    )
    SELECT c.grade || c.letter AS class_name, coalesce(listed.pupils, 0) AS pupils,
           coalesce(filled.lessons, 0) AS lessons, coalesce(filled.topics, 0) AS topics,
           coalesce(filled.homework, 0) AS homework, coalesce(marked.marks, 0) AS marks,
           coalesce(marked.late, 0) AS late, coalesce(marked.total, 0) AS total, coalesce(marked.weight, 0) AS weight,
           coalesce(marked.graded, 0) AS graded, coalesce(marked.good, 0) AS good,
           coalesce(marked.passing, 0) AS passing, coalesce(away.missed, 0) AS missed,
           coalesce(away.unexcused, 0) AS unexcused, coalesce(away.ill, 0) AS ill,
           coalesce(away.late_arrivals, 0) AS late_arrivals
    FROM school_class c
    LEFT JOIN listed ON listed.class_id = c.id
    LEFT JOIN filled ON filled.class_id = c.id
    LEFT JOIN marked ON marked.class_id = c.id
    LEFT JOIN away ON away.class_id = c.id
    WHERE c.school_id = :school AND (listed.pupils > 0 OR filled.lessons > 0)
    ORDER BY c.grade, c.letter
""")


async def read_month(connection: AsyncConnection, school: School, span: Span) -> SchoolMonth:
    """The figures of every class that had pupils or lessons."""
    asked = {"school": school.id, "first": span.first, "end": span.end}
    asked |= {"good": int(school.scale.good), "passing": int(school.scale.passing)}
    rows = (await connection.execute(_MONTH, asked)).mappings()
    return SchoolMonth(
        school.name, span, tuple(ClassMonth(row["class_name"], *(int(row[one]) for one in _FIGURES)) for row in rows)
    )


_FIGURES = tuple(one for one in ClassMonth.__dataclass_fields__ if one != "class_name")
