"""A class's term sheet. Two statements: the sheet's head with its subjects, and a row a pupil."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import ClassPages
from journal_core.diary import average
from journal_core.errors import Refused
from journal_core.lessons import Span
from journal_core.pages import ClassSheet, SheetCell, SheetRow
from storage.lessons.pages import by_name
from storage.pages.standing import ABSENCES, MARK, MARKS, listed, mark_cell
from storage.pages.subject import signed

# One row a subject, or one alone when the class has no lessons in the term.
_HEAD = sql("""
    SELECT at.name AS school, c.grade || c.letter AS class_name, f.surname, f.name, f.patronymic,
           t.name AS term, lower(t.days) AS first, upper(t.days) AS end, s.id AS subject_id, s.name AS subject
    FROM term t
    JOIN school at ON at.id = t.school_id
    JOIN school_class c ON c.id = :class AND c.school_id = at.id
    LEFT JOIN staff f ON f.id = c.class_teacher_id
    LEFT JOIN subject s ON s.id IN (
        SELECT l.subject_id FROM lesson l
        WHERE l.class_id = c.id AND l.day >= lower(t.days) AND l.day < upper(t.days) AND NOT l.cancelled)
    WHERE t.id = :term AND t.school_id = :school
    ORDER BY s.name
""")

# A row a pupil; marks with their lesson's subject, absences counted, term marks by subject.
_ROWS = sql(f"""
    WITH t AS (SELECT days FROM term WHERE id = :term),
    taught AS MATERIALIZED (
        SELECT l.id, l.subject_id FROM t JOIN lesson l ON l.class_id = :class
            AND l.day >= lower(t.days) AND l.day < upper(t.days)
        WHERE NOT l.cancelled
    ),
    mark AS ({MARKS}),
    missed AS ({ABSENCES}),
    final AS (
        SELECT DISTINCT ON (r.term_mark_id) r.pupil_id, r.subject_id, r.value, r.change
        FROM term_mark_revision r
        WHERE r.class_id = :class AND r.kind = 'term' AND r.term_id = :term
        ORDER BY r.term_mark_id, r.revision DESC
    ),
    counted AS (
        SELECT pupil_id, count(*) FILTER (WHERE code <> 'late') AS missed,
               count(*) FILTER (WHERE code = 'unexcused') AS unexcused,
               count(*) FILTER (WHERE code = 'ill') AS ill, count(*) FILTER (WHERE code = 'late') AS late
        FROM (
            SELECT DISTINCT ON (pupil_id, lesson_id) pupil_id, code FROM missed
            WHERE change <> 'removed' ORDER BY pupil_id, lesson_id, absence_id DESC
        ) one GROUP BY pupil_id
    )
    SELECT p.id, p.surname, p.name, k.marks, f.term_marks, coalesce(a.missed, 0) AS missed,
           coalesce(a.unexcused, 0) AS unexcused, coalesce(a.ill, 0) AS ill, coalesce(a.late, 0) AS late
    FROM (
        SELECT m.pupil_id FROM t JOIN membership m ON m.class_id = :class AND m.days && t.days
        UNION SELECT pupil_id FROM mark WHERE change <> 'removed'
        UNION SELECT pupil_id FROM counted
        UNION SELECT pupil_id FROM final WHERE change <> 'removed'
    ) x
    JOIN pupil p ON p.id = x.pupil_id
    LEFT JOIN (
        SELECT k.pupil_id, jsonb_agg(jsonb_build_array(taught.subject_id, {MARK})) AS marks
        FROM mark k JOIN taught ON taught.id = k.lesson_id WHERE k.change <> 'removed' GROUP BY k.pupil_id
    ) k ON k.pupil_id = p.id
    LEFT JOIN (
        SELECT pupil_id, jsonb_agg(jsonb_build_array(subject_id, value)) AS term_marks
        FROM final WHERE change <> 'removed' GROUP BY pupil_id
    ) f ON f.pupil_id = p.id
    LEFT JOIN counted a ON a.pupil_id = p.id
""")


async def read_sheet(connection: AsyncConnection, pages: ClassPages, term_id: int) -> ClassSheet:
    """The sheet; the one Refused of `access` for a term that is not this school's."""
    asked = {"school": pages.school.id, "class": pages.class_id, "term": term_id}
    head = (await connection.execute(_HEAD, asked)).all()
    if not head:
        raise Refused("access.not_yours")
    asked.pop("school")
    rows = (await connection.execute(_ROWS, asked)).all()
    one = head[0]
    subjects = tuple((row.subject_id, row.subject) for row in head if row.subject_id is not None)
    return ClassSheet(
        school=one.school,
        class_name=one.class_name,
        class_teacher=signed(one.surname, one.name, one.patronymic) if one.surname else "",
        term=one.term,
        span=Span(one.first, one.end),
        subjects=subjects,
        rows=tuple(_row(row, one.first) for row in sorted(rows, key=by_name)),
    )


def _row(row: Row[Any], day: date) -> SheetRow:
    marks: dict[int, list[Any]] = {}
    for subject, *told in listed(row.marks):
        marks.setdefault(subject, []).append(told)
    finals = dict(listed(row.term_marks))
    return SheetRow(
        row.id,
        f"{row.surname} {row.name}",
        {
            subject: _cell(marks.get(subject, []), finals.get(subject, ""), day)
            for subject in marks.keys() | finals.keys()
        },
        row.missed,
        row.unexcused,
        row.ill,
        row.late,
    )


def _cell(told: list[Any], term_mark: str, day: date) -> SheetCell:
    """The day of a mark says nothing to its average."""
    return SheetCell(average(tuple(mark_cell(one, day) for one in told)), term_mark)
