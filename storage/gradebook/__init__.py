"""Marks of other programs, read beside the journal's and written into it: `journal_core.ports.GradebookBook`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, insert
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.entries.revisions import Stamp
from journal_core.gradebook.records import Known, StandingMark, Taken, TaughtLesson
from journal_core.lessons import Span
from storage.lessons.pages import mark_revision
from storage.lessons.rows import marks
from storage.stamps import stamped
from storage.tables.imports import imported_mark
from storage.tables.school import lesson

_LESSONS = sql("""
    SELECT id, class_id, subgroup_id, subject_id, day, slot, staff_id, starts_at, ends_at FROM lesson
    WHERE school_id = :school AND class_id = ANY(:classes) AND day BETWEEN :first AND :last AND NOT cancelled
    ORDER BY id
""")
_MARKS = """
    SELECT DISTINCT ON (r.mark_id) r.*,
           ARRAY(SELECT i.external_id FROM imported_mark i WHERE i.mark_id = r.mark_id ORDER BY i.id) AS external_ids,
           NOT EXISTS (SELECT FROM imported_mark n WHERE n.mark_id = r.mark_id AND n.revision = r.revision) AS ours
    FROM mark_revision r
"""
_IN_LESSONS = sql(f"""{_MARKS}
    JOIN lesson l ON l.id = r.lesson_id
    WHERE l.school_id = :school AND l.class_id = ANY(:classes) AND l.day BETWEEN :first AND :last
    ORDER BY r.mark_id, r.revision DESC
""")
_CLOSED = sql("""
    SELECT class_id, days FROM term_close
    WHERE school_id = :school AND class_id = ANY(:classes) AND days && daterange(:first, :last, '[]')
""")
_BY_NUMBER = sql(f"""{_MARKS}
    WHERE r.mark_id IN (SELECT mark_id FROM imported_mark WHERE school_id = :school AND external_id IN :numbers)
    ORDER BY r.mark_id, r.revision DESC
""").bindparams(bindparam("numbers", expanding=True))
_MAKE = insert(lesson).returning(lesson.c.id, sort_by_parameter_order=True)
_SOURCE = insert(imported_mark)
#: Numbers of one query; the protocol counts its parameters in sixteen bits.
_AT_ONCE = 10_000


class GradebookWrites:
    """Imported marks, inside one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def around(
        self, school_id: int, classes: Collection[int], first: date, last: date, external_ids: Collection[str]
    ) -> Known:
        """Lessons of the classes from `first` to `last`, the marks in them, and those known by these numbers."""
        asked = {"school": school_id, "classes": list(classes), "first": first, "last": last}
        lessons = (await self._connection.execute(_LESSONS, asked)).all()
        found = {row.mark_id: _mark(row) for row in await self._connection.execute(_IN_LESSONS, asked)}
        numbers = sorted(external_ids)
        for start in range(0, len(numbers), _AT_ONCE):
            some = {"school": school_id, "numbers": numbers[start : start + _AT_ONCE]}
            found |= {row.mark_id: _mark(row) for row in await self._connection.execute(_BY_NUMBER, some)}
        closed = await self._connection.execute(_CLOSED, asked)
        spans = tuple((row.class_id, Span(row.days.lower, row.days.upper)) for row in closed)
        return Known(tuple(_lesson(row) for row in lessons), tuple(found.values()), spans)

    async def take(self, school_id: int, taken: Taken, stamp: Stamp) -> None:
        """Write lessons, revisions and where they came from; nothing is emitted: nobody hears of old marks."""
        made = await self._make(school_id, taken.lessons)
        revisions = [replace(one, lesson_id=made.get(one.lesson_id, one.lesson_id)) for one in taken.marks]
        if revisions:
            await self._connection.execute(*marks(revisions, stamp))
        if taken.sources:
            rows = [
                {
                    "school_id": school_id,
                    "external_id": one.external_id,
                    "mark_id": one.mark_id,
                    "revision": one.revision,
                    **stamped(stamp),
                }
                for one in taken.sources
            ]
            await self._connection.execute(_SOURCE, rows)

    async def _make(self, school_id: int, lessons: tuple[TaughtLesson, ...]) -> dict[int, int]:
        """New lessons; gives the number of each by the one below zero."""
        if not lessons:
            return {}
        given = await self._connection.execute(_MAKE, [_row(school_id, one) for one in lessons])
        return {one.id: real for one, real in zip(lessons, given.scalars(), strict=True)}


def _row(school_id: int, one: TaughtLesson) -> dict[str, Any]:
    return {
        "school_id": school_id,
        "class_id": one.class_id,
        "subgroup_id": one.subgroup_id,
        "subject_id": one.subject_id,
        "staff_id": one.staff_id,
        "day": one.day,
        "slot": one.slot,
        "starts_at": one.starts_at,
        "ends_at": one.ends_at,
    }


def _lesson(row: Row[Any]) -> TaughtLesson:
    return TaughtLesson(
        row.id, row.class_id, row.subgroup_id, row.subject_id, row.day, row.slot, row.staff_id, row.starts_at,
        row.ends_at,
    )  # fmt: skip


def _mark(row: Row[Any]) -> StandingMark:
    return StandingMark(mark_revision(row), tuple(dict.fromkeys(row.external_ids)), row.ours)
