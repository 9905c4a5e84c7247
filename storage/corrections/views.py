"""Correction requests as people read them: one statement a list, its lines with it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from sqlalchemy import Row, TextClause
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import DeputyDesk, HeadDesk, TeacherDesk
from journal_core.entries.requests import About, RequestLine, RequestState, RequestView
from journal_core.entries.revisions import Change
from storage.trouble import as_connection_error

_REQUESTS = """
    SELECT q.id, q.recorded_at, q.due_at, q.reason, coalesce(z.state, 'open') AS state,
           coalesce(z.reason, '') AS answer, c.grade || c.letter AS class_name, s.name AS subject, l.day,
           t.surname AS teacher, t.name AS first_name, t.patronymic,
           k.about, k.change, k.was, k.value, p.surname AS pupil_surname, p.name AS pupil_name
    FROM correction_request q
    JOIN lesson l ON l.id = q.lesson_id
    JOIN subject s ON s.id = l.subject_id
    JOIN school_class c ON c.id = l.class_id
    JOIN staff t ON t.id = q.staff_id
    JOIN correction_line k ON k.request_id = q.id
    LEFT JOIN pupil p ON p.id = k.pupil_id
    LEFT JOIN correction_step z ON z.request_id = q.id
"""
_TO_SETTLE = sql(f"{_REQUESTS} WHERE q.school_id = :school AND z.id IS NULL ORDER BY q.due_at, q.id, k.id")
_OWN = sql(f"{_REQUESTS} WHERE q.school_id = :school AND q.staff_id = :staff ORDER BY q.id DESC, k.id")


class PgCorrections:
    """`journal_core.ports.corrections.CorrectionViews` over the run-time role's engine."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    async def to_settle(self, desk: DeputyDesk | HeadDesk) -> tuple[RequestView, ...]:
        """Open requests of the school, the one due first first."""
        return await self._read(_TO_SETTLE, {"school": desk.school.id})

    async def own(self, desk: TeacherDesk) -> tuple[RequestView, ...]:
        """A teacher's own requests, the newest first."""
        return await self._read(_OWN, {"school": desk.school.id, "staff": desk.staff_id})

    async def _read(self, statement: TextClause, asked: dict[str, Any]) -> tuple[RequestView, ...]:
        with as_connection_error():
            async with self._engine.connect() as connection:
                rows = (await connection.execute(statement, asked)).all()
        return tuple(_view(list(of_one)) for _, of_one in groupby(rows, key=lambda row: row.id))


def _view(rows: list[Row[Any]]) -> RequestView:
    one = rows[0]
    initials = " ".join(f"{part[0]}." for part in (one.first_name, one.patronymic) if part)
    return RequestView(
        id=one.id,
        teacher=f"{one.teacher} {initials}".strip(),
        class_name=one.class_name,
        subject=one.subject,
        day=one.day,
        asked_at=one.recorded_at,
        due_at=one.due_at,
        reason=one.reason,
        state=RequestState(one.state),
        answer=one.answer,
        lines=tuple(_line(row) for row in rows),
    )


def _line(row: Row[Any]) -> RequestLine:
    change = Change(row.change)
    pupil = f"{row.pupil_surname} {row.pupil_name}" if row.pupil_surname else ""
    return RequestLine(About(row.about), change, pupil, row.was, "" if change is Change.REMOVED else row.value)
