"""Columns and how much of them is set: one statement for a teacher's, or a class's, of every term begun this year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import ClassPages, TeacherDesk
from journal_core.calendar.terms import System, Term, school_year, terms_of
from journal_core.entries.locks import CLOSES_AFTER, closed_at
from journal_core.lessons import Span
from journal_core.school import School
from journal_core.term_marks.due import ColumnDue, due_day
from storage.lessons.closing import CLOSED
from storage.term_marks.standing import begins, ends_year, standing

_OF_PUPIL = "r.pupil_id = listed.pupil_id AND r.subject_id = listed.subject_id"
_STANDS = standing(f"{_OF_PUPIL} AND r.term_id = listed.term_id")
_YEAR_STANDS = standing(f"{_OF_PUPIL} AND r.kind = 'year' AND r.year = begun.year")

# Whether a mark stands is asked by the index, pupil by pupil: as a set it is planned for one row, and costs seconds.
_DUE = sql(f"""
    WITH begun AS (
        SELECT t.*, upper(t.days) - 1 AS last_day, {begins("t.days")} AS year, {ends_year("t")} AS ends_year
        FROM term t
        WHERE t.school_id = :school AND t.kind = 'term' AND NOT isempty(t.days)
          AND lower(t.days) <= CAST(:today AS date) AND upper(t.days) >= CAST(:since AS date)
    ),
    course AS (
        SELECT DISTINCT w.class_id, w.subject_id, w.subgroup_id, begun.id AS term_id,
               least(begun.last_day, CAST(:today AS date)) AS last
        FROM begun JOIN timetable_line w ON w.school_id = :school AND w.days && begun.days
        WHERE (CAST(:class AS bigint) IS NULL OR w.class_id = :class)
          AND (CAST(:staff AS bigint) IS NULL OR (w.staff_id = :staff
               AND (w.days @> CAST(:today AS date) OR w.days @> begun.last_day)))
    ),
    listed AS MATERIALIZED (
        SELECT course.class_id, course.subject_id, course.subgroup_id, course.term_id, m.pupil_id
        FROM course JOIN membership m ON m.class_id = course.class_id AND m.days @> course.last
        WHERE course.subgroup_id IS NULL OR EXISTS (
            SELECT FROM subgroup_member g
            WHERE g.subgroup_id = course.subgroup_id AND g.pupil_id = m.pupil_id AND g.days @> course.last)
    )
    SELECT c.id AS class_id, c.grade, c.grade || c.letter AS class_name, s.id AS subject_id, s.name AS subject,
           g.id AS subgroup_id, coalesce(g.name, '') AS subgroup, begun.id AS term_id, begun.system, begun.name AS term,
           begun.days, begun.grades, begun.ends_year, {CLOSED} AS closed,
           count(*) AS pupils,
           count(*) FILTER (WHERE NOT EXISTS (SELECT FROM ({_STANDS}) x WHERE x.change <> 'removed')) AS missing,
           count(*) FILTER (WHERE begun.ends_year AND NOT EXISTS (
               SELECT FROM ({_YEAR_STANDS}) x WHERE x.change <> 'removed')) AS missing_year
    FROM listed
    JOIN begun ON begun.id = listed.term_id
    JOIN school_class c ON c.id = listed.class_id
    JOIN subject s ON s.id = listed.subject_id
    LEFT JOIN subgroup g ON g.id = listed.subgroup_id
    CROSS JOIN LATERAL (SELECT c.school_id, c.id AS class_id, begun.last_day AS day) l
    GROUP BY c.id, s.id, g.id, begun.id, begun.system, begun.name, begun.days, begun.grades, begun.last_day,
             begun.ends_year, l.school_id, l.class_id, l.day
    ORDER BY begun.last_day, c.grade, c.letter, s.name, g.name
""")


async def read_due(connection: AsyncConnection, reader: TeacherDesk | ClassPages, at: datetime) -> list[ColumnDue]:
    """Columns of terms begun and not closed yet, of grades that have marks; the one due first first."""
    school = reader.school
    today = school.local(at).date()
    asked = {
        "school": school.id,
        "class": reader.class_id if isinstance(reader, ClassPages) else None,
        "staff": reader.staff_id if isinstance(reader, TeacherDesk) else None,
        "today": today,
        "since": today - CLOSES_AFTER,  # an older one is closed by itself
    }
    rows = (await connection.execute(_DUE, asked)).all()
    terms = tuple({row.term_id: _term(row) for row in rows}.values())
    return [one for row in rows for one in _due(row, terms, reader, at)]


def _due(row: Row[Any], terms: Sequence[Term], reader: TeacherDesk | ClassPages, at: datetime) -> Iterator[ColumnDue]:
    school: School = reader.school
    term = _term(row)
    closed = closed_at(row.closed, term.span.end, school.zone)
    if row.grade in school.law.grades_without_marks or at >= closed:
        return
    if term not in terms_of(terms, row.grade, school_year(term.span.first)):
        return
    if isinstance(reader, ClassPages) and not reader.opens(row.subject_id, row.subgroup_id):
        return
    column = ColumnDue(
        class_id=row.class_id,
        class_name=row.class_name,
        subject_id=row.subject_id,
        subject=row.subject,
        subgroup_id=row.subgroup_id,
        subgroup=row.subgroup,
        term_id=row.term_id,
        term=row.term,
        span=term.span,
        pupils=row.pupils,
        missing=row.missing,
        due=due_day(term.span, school.law),
    )
    yield column
    if row.ends_year:  # its marks are due with those of its last term
        yield replace(column, of_year=True, missing=row.missing_year)


def _term(row: Row[Any]) -> Term:
    return Term(row.term_id, System(row.system), row.term, Span(row.days.lower, row.days.upper), tuple(row.grades))
