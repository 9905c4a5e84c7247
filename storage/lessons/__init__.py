"""Lessons and what stands in them, written: `journal_core.ports.LessonBook` on one connection.

History is only added to. The lesson's row is the lock: two who write in one lesson do it one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import ClassDesk, DeputyDesk, HeadDesk, TeacherDesk
from journal_core.entries.correcting import Written
from journal_core.entries.entry import Changes, LessonFacts, LessonPage
from journal_core.entries.revisions import AbsenceRevision, Stamp
from journal_core.errors import Refused
from journal_core.ports.lessons import Recorded
from storage.lessons import commands, rows
from storage.lessons.pages import FACTS, FACTS_FROM, absence_revision, lesson_facts, read_page

# NO KEY: rows that merely refer to the lesson need not wait for us.
_LOCK_OF_TEACHER = sql("""
    SELECT id FROM lesson
    WHERE id = :lesson AND school_id = :school AND CAST(:staff AS bigint) IN (staff_id, regular_staff_id)
    FOR NO KEY UPDATE
""")
_LOCK_OF_CLASS = sql("""
    SELECT id FROM lesson
    WHERE class_id = :class_id
      AND id = (SELECT lesson_id FROM absence_revision WHERE absence_id = :absence LIMIT 1)
    FOR NO KEY UPDATE
""")
_LOCK_OF_OFFICE = sql("SELECT id FROM lesson WHERE id = :lesson AND school_id = :school FOR NO KEY UPDATE")
_LESSON = sql(f"SELECT {FACTS} {FACTS_FROM} WHERE l.id = :lesson")
_ABSENCE = sql("SELECT * FROM absence_revision WHERE absence_id = :absence ORDER BY revision DESC LIMIT 1")
_FIRST = sql("""
    SELECT mark_id AS number, recorded_at FROM mark_revision WHERE mark_id = ANY(:numbers) AND revision = 1
    UNION ALL
    SELECT absence_id, recorded_at FROM absence_revision WHERE absence_id = ANY(:numbers) AND revision = 1
    UNION ALL
    SELECT homework_id, recorded_at FROM homework_revision WHERE homework_id = ANY(:numbers) AND revision = 1
    UNION ALL
    SELECT remark_id, recorded_at FROM remark_revision WHERE remark_id = ANY(:numbers) AND revision = 1
    UNION ALL
    SELECT task_id, recorded_at FROM lesson_task_revision WHERE task_id = ANY(:numbers) AND revision = 1
""")
_NUMBERS = sql("SELECT nextval('subject_number') FROM generate_series(1, :count)")


class LessonWrites:
    """The journal's pages, inside one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def page(self, desk: TeacherDesk, lesson_id: int) -> LessonPage:
        """The lesson's page, locked until the transaction ends; Refused when it is not this teacher's."""
        asked = {"lesson": lesson_id, "school": desk.school.id, "staff": desk.staff_id}
        # A statement of its own: what is read after it sees all that whoever was here before us committed.
        if (await self._connection.execute(_LOCK_OF_TEACHER, asked)).first() is None:
            raise Refused("access.not_yours")
        return await read_page(self._connection, desk.school.id, desk.staff_id, lesson_id)

    async def office_page(self, desk: DeputyDesk | HeadDesk, lesson_id: int) -> LessonPage:
        """Any lesson's page of the school, locked until the transaction ends; Refused for another school's."""
        asked = {"lesson": lesson_id, "school": desk.school.id}
        if (await self._connection.execute(_LOCK_OF_OFFICE, asked)).first() is None:
            raise Refused("access.not_yours")
        return await read_page(self._connection, desk.school.id, None, lesson_id)

    async def first_recorded(self, numbers: Sequence[int]) -> Mapping[int, datetime]:
        """When each of these was first recorded."""
        if not numbers:
            return {}
        rows = await self._connection.execute(_FIRST, {"numbers": list(numbers)})
        return {row.number: row.recorded_at for row in rows}

    async def numbers(self, count: int) -> list[int]:
        """Fresh numbers for marks, absences, homework, remarks and tasks."""
        if count == 0:
            return []
        return list((await self._connection.execute(_NUMBERS, {"count": count})).scalars())

    async def record(self, lesson: LessonFacts, changes: Changes, stamp: Stamp) -> None:
        """Write the revisions of `changes`; its events are the transaction's to emit."""
        for statement, written in rows.statements(lesson, changes, stamp):
            await self._connection.execute(statement, written)

    async def recorded(self, command_id: str) -> Recorded:
        """How much `command_id` wrote, whatever became of it since."""
        return await commands.recorded(self._connection, command_id)

    async def written(self, desk: TeacherDesk, command_id: str, *, with_corrections: bool = False) -> Written:
        """What `command_id` wrote, as it stands now; Refused when this teacher said no such thing."""
        said = await commands.said(self._connection, command_id)
        asked = {"lesson": said.lesson_id, "school": desk.school.id, "staff": desk.staff_id}
        if (await self._connection.execute(_LOCK_OF_TEACHER, asked)).first() is None:
            raise Refused("access.not_yours")
        return await commands.written(self._connection, said, with_corrections=with_corrections)

    async def absence(self, desk: ClassDesk, absence_id: int) -> tuple[LessonFacts, AbsenceRevision]:
        """An absence of the class, as it stands, locked; Refused for another class's."""
        asked = {"absence": absence_id, "class_id": desk.class_id}
        lesson_id = (await self._connection.execute(_LOCK_OF_CLASS, asked)).scalar_one_or_none()
        if lesson_id is None:
            raise Refused("access.not_yours")
        lesson = (await self._connection.execute(_LESSON, {"lesson": lesson_id})).one()
        stands = (await self._connection.execute(_ABSENCE, {"absence": absence_id})).one()
        return lesson_facts(lesson), absence_revision(stands)
