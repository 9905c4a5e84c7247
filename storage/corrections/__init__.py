"""Correction requests written: `journal_core.ports.corrections.CorrectionBook` on one connection.

A request is settled once: the lesson is its lock, as it is of everything else that is written there.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import DeputyDesk, HeadDesk, TeacherDesk
from journal_core.entries.entry import Changes, LessonPage
from journal_core.entries.requests import CorrectionRequest, RequestState
from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused
from storage.corrections.lines import changes_of, rows_of
from storage.stamps import stamped
from storage.tables.entry_law import correction_line, correction_request, correction_step

_ASK = insert(correction_request).returning(correction_request.c.id)
_LINES = insert(correction_line)
_SETTLE = insert(correction_step)
_BY_COMMAND = sql("SELECT id FROM correction_request WHERE command_id = :command AND staff_id = :staff")
_LOCK = sql("""
    SELECT l.id FROM lesson l JOIN correction_request q ON q.lesson_id = l.id
    WHERE q.id = :request AND q.school_id = :school
    FOR NO KEY UPDATE OF l
""")
_REQUEST = sql("""
    SELECT q.*, coalesce(s.state, 'open') AS state
    FROM correction_request q LEFT JOIN correction_step s ON s.request_id = q.id
    WHERE q.id = :request
""")
_STANDS = sql("SELECT * FROM correction_line WHERE request_id = :request ORDER BY id")
_DEPUTY = sql("""
    SELECT EXISTS (
        SELECT FROM staff s JOIN link k ON k.staff_id = s.id AND k.state = 'live'
        WHERE s.school_id = :school AND s.id <> :beside AND 'deputy' = ANY(s.duties))
""")


class CorrectionWrites:
    """Requests and their settling, inside one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def ask(
        self, desk: TeacherDesk, page: LessonPage, changes: Changes, due_at: datetime, stamp: Stamp
    ) -> CorrectionRequest:
        """Keep a request for `changes` of `page`; its reason is the stamp's."""
        row = {
            "school_id": desk.school.id,
            "lesson_id": page.lesson.id,
            "staff_id": desk.staff_id,
            "due_at": due_at,
            **stamped(stamp),
        }
        number = int((await self._connection.execute(_ASK, row)).scalar_one())
        await self._connection.execute(_LINES, [one | {"request_id": number} for one in rows_of(page, changes)])
        return await self._read(number)

    async def asked_by(self, desk: TeacherDesk, command_id: str) -> CorrectionRequest:
        """The request that a command made; Refused when this teacher said no such thing."""
        number = await self._connection.scalar(_BY_COMMAND, {"command": command_id, "staff": desk.staff_id})
        if number is None:
            raise Refused("access.not_yours")
        return await self._read(number)

    async def request(self, desk: DeputyDesk | HeadDesk, request_id: int) -> CorrectionRequest:
        """A request as it stands, its lesson locked until the transaction ends; Refused for another school's."""
        # A statement of its own: what is read after it sees all that whoever was here before us committed.
        asked = {"request": request_id, "school": desk.school.id}
        if (await self._connection.execute(_LOCK, asked)).first() is None:
            raise Refused("access.not_yours")
        return await self._read(request_id)

    async def settle(self, desk: DeputyDesk | HeadDesk, request_id: int, state: RequestState, stamp: Stamp) -> None:
        """Write what became of it, and why."""
        row = {"request_id": request_id, "state": str(state), "staff_id": desk.staff_id, **stamped(stamp)}
        await self._connection.execute(_SETTLE, row)

    async def has_deputy(self, school_id: int, beside: int) -> bool:
        """Whether the school has a deputy who is linked, beside this staff record."""
        found = await self._connection.execute(_DEPUTY, {"school": school_id, "beside": beside})
        return bool(found.scalar_one())

    async def _read(self, request_id: int) -> CorrectionRequest:
        row = (await self._connection.execute(_REQUEST, {"request": request_id})).one()
        lines = (await self._connection.execute(_STANDS, {"request": request_id})).all()
        changes, topic_was = changes_of(lines, row.lesson_id)
        return CorrectionRequest(
            id=row.id,
            school_id=row.school_id,
            lesson_id=row.lesson_id,
            staff_id=row.staff_id,
            asked_by=row.actor,
            asked_at=row.recorded_at,
            due_at=row.due_at,
            reason=row.reason,
            state=RequestState(row.state),
            changes=changes,
            topic_was=topic_was,
        )
