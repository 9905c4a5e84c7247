"""Plans of lessons and work for one pupil, written: `journal_core.ports.plans.PlanBook` on one connection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, insert
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import DeputyDesk, TeacherDesk
from journal_core.classes import ClassName
from journal_core.entries.revisions import Change, Stamp
from journal_core.plans.individual import IndividualEntry, IndividualWork
from journal_core.plans.plan import LessonPlan, PlanTopic
from journal_core.ports.plans import Course, NamedCourse
from storage.plans.individual import STANDING, work
from storage.stamps import stamped
from storage.tables import plans

_COURSE = "class_id = :class_id AND subgroup_id IS NOT DISTINCT FROM :subgroup_id AND subject_id = :subject_id"
_LOAD = f"""
    SELECT EXISTS (SELECT FROM timetable_line WHERE school_id = :school AND {_COURSE} AND days @> CAST(:day AS date)
"""
_OWN = sql(f"{_LOAD} AND staff_id = :staff)")
_EXISTS = sql(f"{_LOAD})")
_COURSES = sql("""
    SELECT DISTINCT t.class_id, t.subgroup_id, t.subject_id, c.grade, c.letter, s.name AS subject,
           coalesce(g.name, '') AS subgroup
    FROM timetable_line t
    JOIN school_class c ON c.id = t.class_id
    JOIN subject s ON s.id = t.subject_id
    LEFT JOIN subgroup g ON g.id = t.subgroup_id
    WHERE t.school_id = :school
    ORDER BY c.grade, c.letter, s.name, subgroup
""")
_PLAN = sql(f"SELECT id FROM lesson_plan WHERE {_COURSE} AND year = :year FOR UPDATE")
_TOPICS = sql("SELECT title, hours, section, homework FROM plan_topic WHERE plan_id = :plan ORDER BY position")
_MAKE = sql("""
    INSERT INTO lesson_plan (school_id, class_id, subgroup_id, subject_id, year)
    VALUES (:school, :class_id, :subgroup_id, :subject_id, :year)
    ON CONFLICT (class_id, subgroup_id, subject_id, year) DO UPDATE SET year = excluded.year
    RETURNING id
""")
_HOURS = sql("""
    INSERT INTO curriculum (school_id, year, grade, subject_id, hours)
    SELECT :school, :year, :grade, s.id, :hours FROM subject s WHERE s.id = :subject AND s.school_id = :school
    ON CONFLICT (school_id, year, grade, subject_id) DO UPDATE SET hours = excluded.hours
    RETURNING id
""")
_TEACHES = sql("""
    SELECT EXISTS (
        SELECT FROM timetable_line t
        JOIN membership m ON m.class_id = t.class_id AND m.pupil_id = :pupil AND m.days @> CAST(:day AS date)
        WHERE t.school_id = :school AND t.staff_id = :staff AND t.subject_id = :subject
          AND t.days @> CAST(:day AS date)
          AND (t.subgroup_id IS NULL OR EXISTS (
              SELECT FROM subgroup_member g
              WHERE g.subgroup_id = t.subgroup_id AND g.pupil_id = :pupil AND g.days @> CAST(:day AS date))))
""")
_WORK = sql(f"""
    {STANDING} WHERE r.individual_id = :individual AND r.staff_id = :staff
    ORDER BY r.revision DESC LIMIT 1 FOR NO KEY UPDATE OF p
""")


class PlanWrites:
    """Plans, inside one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def own(self, desk: TeacherDesk, course: Course, on: date) -> bool:
        """Whether the teacher has this course in the load on the day."""
        asked = {"school": desk.school.id, "staff": desk.staff_id, "day": on, **_named(course)}
        return bool(await self._connection.scalar(_OWN, asked))

    async def exists(self, desk: DeputyDesk, course: Course, on: date) -> bool:
        """Whether the school has it on the day."""
        asked = {"school": desk.school.id, "day": on, **_named(course)}
        return bool(await self._connection.scalar(_EXISTS, asked))

    async def courses(self, desk: DeputyDesk) -> tuple[NamedCourse, ...]:
        """Every course of the school's timetable, by name."""
        rows = await self._connection.execute(_COURSES, {"school": desk.school.id})
        return tuple(
            NamedCourse(
                Course(row.class_id, row.subgroup_id, row.subject_id),
                ClassName(row.grade, row.letter),
                row.subject,
                row.subgroup,
            )
            for row in rows
        )

    async def plan(self, course: Course, year: int) -> LessonPlan | None:
        """The course's plan, held until the transaction ends."""
        number = await self._connection.scalar(_PLAN, {**_named(course), "year": year})
        if number is None:
            return None
        rows = await self._connection.execute(_TOPICS, {"plan": number})
        topics = tuple(PlanTopic(row.title, row.hours, row.section, row.homework) for row in rows)
        return LessonPlan(number, course.class_id, course.subgroup_id, course.subject_id, year, topics)

    async def put(self, school_id: int, course: Course, year: int, topics: Sequence[PlanTopic]) -> None:
        """Make or replace the course's plan."""
        made = await self._connection.execute(_MAKE, {"school": school_id, **_named(course), "year": year})
        number = made.scalar_one()
        await self._connection.execute(delete(plans.plan_topic).where(plans.plan_topic.c.plan_id == number))
        rows = [
            {
                "plan_id": number,
                "position": position,
                "title": topic.title,
                "hours": topic.hours,
                "section": topic.section,
                "homework": topic.homework,
            }
            for position, topic in enumerate(topics, 1)
        ]
        await self._connection.execute(insert(plans.plan_topic), rows)

    async def set_hours(self, school_id: int, year: int, grade: int, subject_id: int, hours: int) -> bool:
        """The curriculum's hours; False when the school has no such subject."""
        asked = {"school": school_id, "year": year, "grade": grade, "subject": subject_id, "hours": hours}
        return (await self._connection.execute(_HOURS, asked)).first() is not None

    async def teaches(self, desk: TeacherDesk, pupil_id: int, subject_id: int, on: date) -> bool:
        """Whether this teacher teaches the pupil the subject on the day."""
        asked = {"school": desk.school.id, "staff": desk.staff_id, "pupil": pupil_id, "subject": subject_id, "day": on}
        return bool(await self._connection.scalar(_TEACHES, asked))

    async def individual(self, desk: TeacherDesk, individual_id: int) -> IndividualWork | None:
        """Work that this teacher gave, as it stands, held; None when they gave no such."""
        asked = {"individual": individual_id, "staff": desk.staff_id}
        row = (await self._connection.execute(_WORK, asked)).one_or_none()
        return work(row) if row else None

    async def record_individual(
        self, desk: TeacherDesk, individual_id: int, revision: int, change: Change, entry: IndividualEntry, stamp: Stamp
    ) -> None:
        """Write one revision."""
        row = {
            "individual_id": individual_id,
            "revision": revision,
            "change": str(change),
            "pupil_id": entry.pupil_id,
            "subject_id": entry.subject_id,
            "staff_id": desk.staff_id,
            "kind": str(entry.kind),
            "text": entry.text.strip(),
            "days": Range(entry.days.first, entry.days.end),
        }
        await self._connection.execute(insert(plans.individual_revision), row | stamped(stamp))


def _named(course: Course) -> dict[str, int | None]:
    return {"class_id": course.class_id, "subgroup_id": course.subgroup_id, "subject_id": course.subject_id}
