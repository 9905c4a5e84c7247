"""What families say of absences, written."""

from __future__ import annotations

from datetime import date

from sqlalchemy import insert
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import Child
from journal_core.entries.explaining import Explained
from journal_core.entries.revisions import Stamp
from storage.stamps import stamped
from storage.tables.entry_law import absence_explanation

_ADD = insert(absence_explanation).returning(absence_explanation.c.id)
_STANDS = sql(
    "SELECT explained FROM absence_explanation WHERE pupil_id = :pupil AND day = :day ORDER BY id DESC LIMIT 1"
)


class ExplanationWrites:
    """`journal_core.ports.explanations.ExplanationBook` on one connection."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def stands(self, child: Child, day: date) -> Explained | None:
        """What the family said last of a day."""
        said: str | None = await self._connection.scalar(_STANDS, {"pupil": child.pupil_id, "day": day})
        return Explained(said) if said else None

    async def add(self, child: Child, day: date, said: Explained, stamp: Stamp) -> int:
        """Keep one, and tell its number; of several about a day the last stands."""
        row = {"pupil_id": child.pupil_id, "day": day, "explained": str(said), **stamped(stamp)}
        return int((await self._connection.execute(_ADD, row)).scalar_one())
