"""Term marks written: `journal_core.ports.term_marks.TermMarkBook` on one connection.

The class's row is the lock of its columns, and a request's own row is its lock: it is settled once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import DeputyDesk, HeadDesk, TeacherDesk
from journal_core.entries.requests import RequestState
from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused
from journal_core.term_marks.requests import TermMarkRequest, stood
from journal_core.term_marks.setting import Column, ColumnPage, TermKind, TermMarkEntry, TermMarkRevision
from storage.stamps import stamped
from storage.tables.term_marks import term_mark_request, term_mark_revision, term_mark_step
from storage.term_marks.columns import lock, read_column

_ASK = insert(term_mark_request).returning(term_mark_request.c.id)
_LOCK = sql("""
    SELECT c.id FROM school_class c JOIN term_mark_request q ON q.class_id = c.id
    WHERE q.id = :request AND q.school_id = :school FOR NO KEY UPDATE OF c
""")
#: Requests with what became of them, as `request_of` takes them.
REQUESTS = """
    SELECT q.*, coalesce(s.state, 'open') AS state
    FROM term_mark_request q LEFT JOIN term_mark_step s ON s.request_id = q.id
"""
_REQUEST = sql(f"{REQUESTS} WHERE q.id = :request").columns(entries=JSONB)


class TermMarkWrites:
    """Columns of term marks, inside one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def column(self, desk: TeacherDesk | DeputyDesk | HeadDesk, column: Column, at: datetime) -> ColumnPage:
        """The column, locked until the transaction ends; Refused when it is not this teacher's or school's."""
        await lock(self._connection, desk.school, column)
        staff_id = desk.staff_id if isinstance(desk, TeacherDesk) else None
        return await read_column(self._connection, desk.school, staff_id, column, at)

    async def record(self, revisions: Sequence[TermMarkRevision], stamp: Stamp) -> None:
        """Write the revisions; their events are the transaction's to emit."""
        rows = [_row(one) | stamped(stamp) | {"request_id": stamp.request_id} for one in revisions]
        await self._connection.execute(insert(term_mark_revision), rows)

    async def recorded(self, command_id: str) -> int:
        """How many revisions `command_id` wrote."""
        query = select(func.count()).where(term_mark_revision.c.command_id == command_id)
        return int((await self._connection.execute(query)).scalar_one())

    async def ask(
        self, desk: TeacherDesk, page: ColumnPage, entries: Sequence[TermMarkEntry], due_at: datetime, stamp: Stamp
    ) -> TermMarkRequest:
        """Keep a request, with what stands now."""
        was, column = stood(page, entries), page.column
        row = {
            "school_id": desk.school.id,
            "staff_id": desk.staff_id,
            "kind": str(column.kind),
            "class_id": column.class_id,
            "subject_id": column.subject_id,
            "subgroup_id": column.subgroup_id,
            "term_id": column.term_id,
            "entries": [[one.pupil_id, one.value, was[one.pupil_id]] for one in entries],
            "due_at": due_at,
            **stamped(stamp),
        }
        return await self._read(int((await self._connection.execute(_ASK, row)).scalar_one()))

    async def asked_by(self, desk: TeacherDesk, command_id: str) -> TermMarkRequest:
        """The request that a command made; Refused when this teacher said no such thing."""
        asked = term_mark_request.c
        query = select(asked.id).where(asked.command_id == command_id, asked.staff_id == desk.staff_id)
        number = (await self._connection.execute(query)).scalar_one_or_none()
        if number is None:
            raise Refused("access.not_yours")
        return await self._read(number)

    async def request(self, desk: DeputyDesk | HeadDesk, request_id: int) -> TermMarkRequest:
        """A request as it stands, its class locked; Refused for another school's."""
        asked = {"request": request_id, "school": desk.school.id}
        if (await self._connection.execute(_LOCK, asked)).first() is None:
            raise Refused("access.not_yours")
        return await self._read(request_id)

    async def settle(self, desk: DeputyDesk | HeadDesk, request_id: int, state: RequestState, stamp: Stamp) -> None:
        """Write what became of it, and why."""
        row = {"request_id": request_id, "state": str(state), "staff_id": desk.staff_id, **stamped(stamp)}
        await self._connection.execute(insert(term_mark_step), row)

    async def _read(self, request_id: int) -> TermMarkRequest:
        return request_of((await self._connection.execute(_REQUEST, {"request": request_id})).one())


def request_of(row: Row[Any]) -> TermMarkRequest:
    """From a row of REQUESTS."""
    return TermMarkRequest(
        id=row.id,
        school_id=row.school_id,
        staff_id=row.staff_id,
        asked_by=row.actor,
        asked_at=row.recorded_at,
        due_at=row.due_at,
        reason=row.reason,
        state=RequestState(row.state),
        column=Column(TermKind(row.kind), row.class_id, row.subject_id, row.subgroup_id, row.term_id),
        entries=tuple(TermMarkEntry(pupil_id, value) for pupil_id, value, _ in row.entries),
        was={pupil_id: was for pupil_id, _, was in row.entries},
    )


def _row(one: TermMarkRevision) -> dict[str, Any]:
    return {
        "term_mark_id": one.term_mark_id,
        "revision": one.revision,
        "change": str(one.change),
        "kind": str(one.kind),
        "year": one.year,
        "term_id": one.term_id,
        "class_id": one.class_id,
        "subject_id": one.subject_id,
        "pupil_id": one.pupil_id,
        "value": one.value,
        "late": one.late,
        "grounds": dict(one.grounds),
    }
