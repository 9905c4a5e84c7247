"""Plans as people look at them: a class's courses in one statement, and the calendar for what is still to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Row
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import Child, ClassPages, TeacherDesk
from journal_core.calendar.left import all_left
from journal_core.calendar.terms import academic_year, school_year
from journal_core.errors import Refused
from journal_core.plans.fulfilment import Fulfilment, fulfilment, offered
from journal_core.plans.individual import IndividualWork
from journal_core.plans.plan import PlanTopic
from journal_core.plans.programme import Programme, programme
from journal_core.ports.plans import Course, CourseReport
from storage.calendar.reading import read_calendar
from storage.plans.individual import STANDING, work
from storage.views import Views

#: The topics of a plan, in order, as arrays.
_PLANNED = """
    LEFT JOIN LATERAL (
        SELECT json_agg(json_build_array(t.title, t.hours, t.section, t.homework) ORDER BY t.position) AS topics
        FROM lesson_plan p JOIN plan_topic t ON t.plan_id = p.id
        WHERE p.class_id = c.class_id AND p.subgroup_id IS NOT DISTINCT FROM c.subgroup_id
          AND p.subject_id = c.subject_id AND p.year = :year
    ) plan ON true
"""
#: What was written at the lessons of the school year up to a day, in order; '' where nothing was.
_HELD = """
    LEFT JOIN LATERAL (
        SELECT coalesce(array_agg(coalesce(w.topic, '') ORDER BY l.day, l.slot), '{}') AS held
        FROM lesson l
        LEFT JOIN LATERAL (
            SELECT r.topic FROM topic_revision r WHERE r.lesson_id = l.id ORDER BY r.id DESC LIMIT 1
        ) w ON true
        WHERE l.class_id = c.class_id AND l.subgroup_id IS NOT DISTINCT FROM c.subgroup_id
          AND l.subject_id = c.subject_id AND NOT l.cancelled
          AND (l.day, l.slot) < (CAST(:day AS date), CAST(:slot AS int)) AND l.day >= make_date(:year, 8, 1)
    ) taught ON true
"""
_COURSES = sql(f"""
    SELECT c.class_id, c.subgroup_id, c.subject_id, s.name AS subject, coalesce(g.name, '') AS subgroup, k.hours,
           plan.topics, taught.held
    FROM (
        SELECT DISTINCT class_id, subgroup_id, subject_id FROM timetable_line
        WHERE class_id = :class_id AND days @> CAST(:day AS date)
        UNION SELECT class_id, subgroup_id, subject_id FROM lesson_plan WHERE class_id = :class_id AND year = :year
    ) c
    JOIN school_class o ON o.id = c.class_id AND o.school_id = :school
    JOIN subject s ON s.id = c.subject_id
    LEFT JOIN subgroup g ON g.id = c.subgroup_id
    LEFT JOIN curriculum k ON k.school_id = o.school_id AND k.year = :year AND k.grade = o.grade
        AND k.subject_id = c.subject_id
    {_PLANNED} {_HELD}
    ORDER BY s.name, g.name NULLS FIRST
""")
_OFFERS = sql(f"""
    SELECT plan.topics, taught.held
    FROM lesson c {_PLANNED} {_HELD}
    WHERE c.id = :lesson AND c.school_id = :school AND :staff IN (c.staff_id, c.regular_staff_id)
""")
_WHEN = sql("SELECT day, slot FROM lesson WHERE id = :lesson")
_GROUPS = sql("SELECT subgroup_id FROM subgroup_member WHERE pupil_id = :pupil AND days @> CAST(:day AS date)")
_INDIVIDUAL = sql(f"""
    SELECT * FROM (
        SELECT DISTINCT ON (w.individual_id) w.* FROM ({STANDING} WHERE r.pupil_id = :pupil) w
        ORDER BY w.individual_id, w.revision DESC
    ) last
    WHERE last.change <> 'removed' AND upper(last.days) > CAST(:since AS date)
    ORDER BY upper(last.days), last.individual_id
""")
WHOLE_DAY = 1000  #: after every slot


class PgProgrammes(Views):
    """`journal_core.ports.plans.Programmes` over the run-time role's engine."""

    async def offers(self, desk: TeacherDesk, lesson_id: int) -> tuple[PlanTopic, ...]:
        """Topics to choose from when a lesson is filled; Refused when it is not this teacher's."""
        async with self._reading() as connection:
            when = (await connection.execute(_WHEN, {"lesson": lesson_id})).one_or_none()
            if when is None:
                raise Refused("access.not_yours")
            asked = {"school": desk.school.id, "staff": desk.staff_id, "lesson": lesson_id}
            asked |= {"day": when.day, "slot": when.slot, "year": school_year(when.day)}
            row = (await connection.execute(_OFFERS, asked)).one_or_none()
            if row is None:
                raise Refused("access.not_yours")
            return offered(_topics(row), row.held)

    async def courses(self, pages: ClassPages, on: date) -> tuple[CourseReport, ...]:
        """Every course of the class with its plan's fulfilment by that day."""
        async with self._reading() as connection:
            found = await _courses(connection, pages.school.id, pages.class_id, on)
            return tuple(one for one in found if pages.opens(one.course.subject_id, one.course.subgroup_id))

    async def programme(self, child: Child, on: date) -> tuple[Programme, ...]:
        """What is done and ahead in the child's subjects that have a plan."""
        async with self._reading() as connection:
            asked = {"pupil": child.pupil_id, "day": on}
            groups = {None, *(await connection.scalars(_GROUPS, asked)).all()}
            found = await _courses(connection, child.school.id, child.class_id, on)
            return tuple(
                programme(one.subject, one.planned) for one in found if one.planned and one.course.subgroup_id in groups
            )

    async def individual_of(self, child: Child, since: date) -> tuple[IndividualWork, ...]:
        """Work for this pupil that is not over by `since`, soonest first."""
        async with self._reading() as connection:
            rows = await connection.execute(_INDIVIDUAL, {"pupil": child.pupil_id, "since": since})
            return tuple(work(row) for row in rows)


async def _courses(connection: AsyncConnection, school_id: int, class_id: int, on: date) -> tuple[CourseReport, ...]:
    asked = {"school": school_id, "class_id": class_id, "year": school_year(on), "day": on, "slot": WHOLE_DAY}
    rows = (await connection.execute(_COURSES, asked)).all()
    left = await _left(connection, school_id, class_id, on) if any(row.topics for row in rows) else {}
    return tuple(_report(row, left) for row in rows)


async def _left(
    connection: AsyncConnection, school_id: int, class_id: int, on: date
) -> dict[tuple[int, int | None, int], int]:
    """Lessons of the class from the next day to the end of the school year, by course."""
    calendar = await read_calendar(connection, school_id)
    own = tuple(line for line in calendar.timetable if line.class_id == class_id)
    year = academic_year(calendar.terms, school_year(on))
    return dict(all_left(replace(calendar, timetable=own), on, year.end)) if year else {}


def _report(row: Row[Any], left: dict[tuple[int, int | None, int], int]) -> CourseReport:
    course = Course(row.class_id, row.subgroup_id, row.subject_id)
    to_come = left.get((course.class_id, course.subgroup_id, course.subject_id), 0)
    planned: Fulfilment | None = fulfilment(_topics(row), row.held, to_come) if row.topics else None
    return CourseReport(course, row.subject, row.subgroup, row.hours, planned)


def _topics(row: Row[Any]) -> Sequence[PlanTopic]:
    return [PlanTopic(*said) for said in row.topics or ()]
