"""Which classes a school has, which terms and pages a class."""

from __future__ import annotations

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import ClassPages
from journal_core.classes import ClassName
from journal_core.lessons import Span
from journal_core.pages import ClassLine, PageName, TermLine

_CLASSES = sql("SELECT id, grade, letter FROM school_class WHERE school_id = :school ORDER BY grade, letter")

# Between two dates the index of class and day answers. A half-year may be the older grades' alone.
_TERMS = sql("""
    SELECT t.id, t.name, lower(t.days) AS first, upper(t.days) AS end
    FROM term t JOIN school_class c ON c.id = :class AND c.school_id = t.school_id
    WHERE t.school_id = :school AND t.kind = 'term' AND (t.grades = '{}' OR c.grade = ANY(t.grades)) AND EXISTS (
        SELECT FROM lesson l WHERE l.class_id = c.id AND l.day >= lower(t.days) AND l.day < upper(t.days))
    ORDER BY lower(t.days), upper(t.days), t.id
""")

_NAMES = sql("""
    SELECT DISTINCT s.id AS subject_id, s.name AS subject, g.id AS subgroup_id, coalesce(g.name, '') AS subgroup
    FROM term t
    JOIN lesson l ON l.class_id = :class AND l.day >= lower(t.days) AND l.day < upper(t.days) AND NOT l.cancelled
    JOIN school_class c ON c.id = l.class_id AND c.school_id = t.school_id
    JOIN subject s ON s.id = l.subject_id
    LEFT JOIN subgroup g ON g.id = l.subgroup_id
    WHERE t.id = :term AND t.school_id = :school
""")


async def read_classes(connection: AsyncConnection, school_id: int) -> tuple[ClassLine, ...]:
    """The classes of a school."""
    rows = await connection.execute(_CLASSES, {"school": school_id})
    return tuple(ClassLine(row.id, ClassName(row.grade, row.letter)) for row in rows)


async def read_terms(connection: AsyncConnection, pages: ClassPages) -> tuple[TermLine, ...]:
    """The terms in which the class has lessons."""
    rows = await connection.execute(_TERMS, {"school": pages.school.id, "class": pages.class_id})
    return tuple(TermLine(row.id, row.name, Span(row.first, row.end)) for row in rows)


async def read_names(connection: AsyncConnection, pages: ClassPages, term_id: int) -> tuple[PageName, ...]:
    """The pages of the class that the pass opens."""
    asked = {"school": pages.school.id, "class": pages.class_id, "term": term_id}
    rows = (await connection.execute(_NAMES, asked)).all()
    found = (PageName(row.subject_id, row.subject, row.subgroup_id, row.subgroup) for row in rows)
    open_ = (one for one in found if pages.opens(one.subject_id, one.subgroup_id))
    return tuple(sorted(open_, key=lambda one: (one.subject, one.subgroup)))
