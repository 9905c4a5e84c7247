"""The week of every pupil of a class, for paper. Two statements: the class's lessons, and its pupils."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Row
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import ClassPages
from journal_core.diary import Day, LessonLine
from journal_core.entries.entry import DUE_WITHIN
from journal_core.lessons import Span
from journal_core.pages import PageCell, PupilWeek
from storage.lessons.pages import by_name
from storage.pages.standing import ABSENCES, CELLS, CELLS_FROM, MARKS, REMARKS, cells_of, listed

# A row a lesson, with the homework to be ready for it: what was given earlier to the same class or subgroup.
_LESSONS = sql("""
    WITH given AS (
        SELECT DISTINCT ON (r.homework_id) r.homework_id, r.change, r.text, r.due, l.subject_id, l.subgroup_id
        FROM lesson l JOIN homework_revision r ON r.lesson_id = l.id
        WHERE l.class_id = :class AND l.day BETWEEN :since AND :sunday
        ORDER BY r.homework_id, r.revision DESC
    )
    SELECT l.id, l.day, l.slot, l.starts_at, l.ends_at, l.room, l.subject_id, l.subgroup_id, s.name AS subject, (
        SELECT jsonb_agg(h.text ORDER BY h.homework_id) FROM given h
        WHERE h.change <> 'removed' AND h.due = l.day AND h.subject_id = l.subject_id
          AND h.subgroup_id IS NOT DISTINCT FROM l.subgroup_id) AS due
    FROM lesson l JOIN subject s ON s.id = l.subject_id
    WHERE l.class_id = :class AND l.school_id = :school AND l.day BETWEEN :monday AND :sunday AND NOT l.cancelled
    ORDER BY l.day, l.slot, l.id
""")

_PUPILS = sql(f"""
    WITH taught AS MATERIALIZED (
        SELECT l.id, l.subgroup_id FROM lesson l
        WHERE l.class_id = :class AND l.school_id = :school AND l.day BETWEEN :monday AND :sunday AND NOT l.cancelled
    ),
    mark AS ({MARKS}),
    missed AS ({ABSENCES}),
    remark AS ({REMARKS})
    SELECT p.id, p.surname, p.name, d.days, g.groups, {CELLS}
    FROM (
        SELECT m.pupil_id, jsonb_agg(jsonb_build_array(lower(m.days), upper(m.days))) AS days
        FROM membership m
        WHERE m.class_id = :class AND m.days && daterange(CAST(:monday AS date), CAST(:sunday AS date), '[]')
        GROUP BY m.pupil_id
    ) d
    JOIN pupil p ON p.id = d.pupil_id AND p.school_id = :school
    LEFT JOIN (
        SELECT m.pupil_id, jsonb_agg(jsonb_build_array(m.subgroup_id, lower(m.days), upper(m.days))) AS groups
        FROM subgroup_member m WHERE m.subgroup_id IN (SELECT subgroup_id FROM taught) GROUP BY m.pupil_id
    ) g ON g.pupil_id = p.id
    {CELLS_FROM}
""")


@dataclass(frozen=True, slots=True)
class _Pupil:
    """When the pupil belonged to the class and to its subgroups, and what stands at the week's lessons."""

    spans: tuple[Span, ...]
    groups: tuple[tuple[int, Span], ...]
    cells: dict[int, PageCell]

    def has(self, lesson: Row[Any]) -> bool:
        """Whether the lesson is theirs."""
        belongs = any(lesson.day in span for span in self.spans)
        if lesson.subgroup_id is None:
            return belongs
        return belongs and any(group == lesson.subgroup_id and lesson.day in span for group, span in self.groups)


async def read_weeks(connection: AsyncConnection, pages: ClassPages, monday: date) -> tuple[PupilWeek, ...]:
    """The week that begins on `monday`, of each pupil who belonged to the class in it."""
    asked = {
        "school": pages.school.id,
        "class": pages.class_id,
        "monday": monday,
        "sunday": monday + timedelta(days=6),
    }
    lessons = (await connection.execute(_LESSONS, {**asked, "since": monday - DUE_WITHIN})).all()
    pupils = (await connection.execute(_PUPILS, asked)).all()
    days = {lesson.id: lesson.day for lesson in lessons}
    return tuple(_week(pages, monday, row, lessons, days) for row in sorted(pupils, key=by_name))


def _week(
    pages: ClassPages, monday: date, row: Row[Any], lessons: Sequence[Row[Any]], days: dict[int, date]
) -> PupilWeek:
    pupil = _pupil(row, days)
    own = [lesson for lesson in lessons if pupil.has(lesson)]
    return PupilWeek(
        pages.school.name, pages.class_name, row.id, f"{row.surname} {row.name}", monday, _days(own, pupil.cells)
    )


def _pupil(row: Row[Any], days: dict[int, date]) -> _Pupil:
    return _Pupil(
        tuple(_span(first, end) for first, end in listed(row.days)),
        tuple((group, _span(first, end)) for group, first, end in listed(row.groups)),
        cells_of(row, days),
    )


def _span(first: str | None, end: str | None) -> Span:
    """Of a range that may have no beginning or no end."""
    return Span(date.fromisoformat(first) if first else date.min, date.fromisoformat(end) if end else date.max)


def _days(lessons: Sequence[Row[Any]], cells: dict[int, PageCell]) -> tuple[Day, ...]:
    found = []
    for day, of_day in groupby(lessons, key=lambda lesson: lesson.day):
        told: set[tuple[int, int | None]] = set()  # homework is said at the first lesson of its subject
        found.append(Day(day, tuple(_line(lesson, cells.get(lesson.id, PageCell()), told) for lesson in of_day)))
    return tuple(found)


def _line(lesson: Row[Any], cell: PageCell, told: set[tuple[int, int | None]]) -> LessonLine:
    place = (lesson.subject_id, lesson.subgroup_id)
    due = () if place in told else tuple(listed(lesson.due))
    told.add(place)
    return LessonLine(
        lesson.id,
        lesson.slot,
        lesson.starts_at,
        lesson.ends_at,
        lesson.subject,
        lesson.room,
        due=due,
        marks=cell.marks,
        absence=cell.absence,
        minutes=cell.minutes,
        remark=cell.remark,
    )
