"""Lessons and what stands in them, written: `journal_core.ports.LessonBook` on one connection.

History is only added to. The lesson's row is the lock: two who write in one lesson do it one after the other.
"""

from __future__ import annotations

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import ClassDesk, TeacherDesk
from journal_core.correcting import Written
from journal_core.entry import Changes, LessonFacts, LessonPage
from journal_core.errors import Refused
from journal_core.ports.lessons import Recorded
from journal_core.revisions import AbsenceRevision, Stamp
from storage.lessons import commands, rows
from storage.lessons.pages import FACTS, FACTS_FROM, absence_revision, lesson_facts, read_page

# NO KEY: rows that merely refer to the lesson need not wait for us.
_LOCK_OF_TEACHER = sql("""
    SELECT id FROM lesson
    WHERE id = :lesson AND school_id = :school AND staff_id = :staff
    FOR NO KEY UPDATE
""")
_LOCK_OF_CLASS = sql("""
    SELECT id FROM lesson
    WHERE class_id = :class_id
      AND id = (SELECT lesson_id FROM absence_revision WHERE absence_id = :absence LIMIT 1)
    FOR NO KEY UPDATE
""")
_LESSON = sql(f"SELECT {FACTS} {FACTS_FROM} WHERE l.id = :lesson")
_ABSENCE = sql("SELECT * FROM absence_revision WHERE absence_id = :absence ORDER BY revision DESC LIMIT 1")
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

    async def numbers(self, count: int) -> list[int]:
        """Fresh numbers for marks, absences and homework."""
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
