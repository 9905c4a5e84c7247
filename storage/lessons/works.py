"""A school's kinds of work, written and listed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.entries.marks import Work
from storage.tables.entry_law import work_kind

_KEEP = insert(work_kind)
_KEEP = _KEEP.on_conflict_do_update(
    index_elements=["school_id", "name"],
    set_={"weight": _KEEP.excluded.weight, "written": _KEEP.excluded.written},
)


class WorkWrites:
    """`journal_core.ports.works.WorkBook` on one connection."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def listed(self, school_id: int) -> Sequence[Work]:
        """The school's kinds, in the order they were put there."""
        query = select(work_kind).where(work_kind.c.school_id == school_id).order_by(work_kind.c.id)
        return [Work(row.name, row.weight, row.written) for row in await self._connection.execute(query)]

    async def keep(self, school_id: int, works: Sequence[Work]) -> None:
        """Put kinds on the list; one that is there gets this weight and these norms."""
        rows = [
            {"school_id": school_id, "name": str(one.name), "weight": one.weight, "written": one.written}
            for one in works
        ]
        await self._connection.execute(_KEEP, rows)
