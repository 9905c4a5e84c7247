"""«Кто смотрел», kept and shown: `journal_core.ports.reading.Readings`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.passes import Child, ClassPages
from journal_core.people import Actor, Operator, Person, Role
from journal_core.ports.reading import Look, PageKind, Seen
from storage.tables.reading import reading
from storage.trouble import as_connection_error

_SEEN = insert(reading).on_conflict_do_nothing(constraint="uq_reading_once_a_day")

# A page shows everybody who belonged to the class or group in its term, or on the day where it has no term.
_LOOKS = sql("""
    SELECT r.day, r.role, r.kind, coalesce(subject.name, '') AS subject, staff.surname, staff.name, staff.patronymic
    FROM reading r
    LEFT JOIN staff ON staff.id = r.staff_id
    LEFT JOIN subject ON subject.id = r.subject_id
    LEFT JOIN term ON term.id = r.term_id
    WHERE r.school_id = :school AND r.day >= :since AND (r.pupil_id = :pupil OR r.pupil_id IS NULL
        AND EXISTS (SELECT FROM membership m WHERE m.pupil_id = :pupil AND m.class_id = r.class_id
                    AND m.days && coalesce(term.days, daterange(r.day, r.day, '[]')))
        AND (r.subgroup_id IS NULL OR EXISTS (
             SELECT FROM subgroup_member g WHERE g.pupil_id = :pupil AND g.subgroup_id = r.subgroup_id
               AND g.days && coalesce(term.days, daterange(r.day, r.day, '[]')))))
    ORDER BY r.day DESC, r.id DESC
""")


class PgReadings:
    """The record of reads, one statement each."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    async def seen(self, pages: ClassPages, what: Seen, at: datetime) -> None:
        """Remember that whoever holds `pages` looked; the same page again that day is the same row."""
        row = {
            "school_id": pages.school.id,
            "actor": str(pages.by) if pages.by else f"staff:{pages.reader}",
            "staff_id": pages.reader,
            "role": str(pages.by.role) if isinstance(pages.by, Person) else "",
            "device": _device(pages.by),
            "kind": str(what.kind),
            "class_id": pages.class_id,
            "subject_id": what.subject_id,
            "subgroup_id": what.subgroup_id,
            "term_id": what.term_id,
            "pupil_id": what.pupil_id,
            "day": pages.school.local(at).date(),
            "at": at,
        }
        with as_connection_error():
            async with self._engine.connect() as connection:
                await connection.execute(_SEEN, row)

    async def looks(self, child: Child, since: date) -> tuple[Look, ...]:
        """Who looked at pages that this child stands on, newest day first."""
        asked = {"school": child.school.id, "pupil": child.pupil_id, "since": since}
        with as_connection_error():
            async with self._engine.connect() as connection:
                rows = (await connection.execute(_LOOKS, asked)).all()
        return tuple(dict.fromkeys(_look(row) for row in rows))


def _device(by: Actor | None) -> str:
    if isinstance(by, Operator):
        return "command line"
    return str(by.account.channel) if isinstance(by, Person) and by.account else ""


def _look(row: Any) -> Look:
    initials = " ".join(f"{part[:1]}." for part in (row.name, row.patronymic) if part)
    who = f"{row.surname} {initials}".strip() if row.surname else ""
    return Look(row.day, who, Role(row.role) if row.role else None, PageKind(row.kind), row.subject)
