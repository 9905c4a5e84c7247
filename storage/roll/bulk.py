"""Many rows updated by one statement."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, cast, column, update, values
from sqlalchemy.ext.asyncio import AsyncConnection

#: Rows of one statement; the protocol counts its parameters in sixteen bits.
_AT_ONCE = 1000


async def update_rows(connection: AsyncConnection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Rows by their `id`; every row has the same columns."""
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        names = list(some[0])
        fresh = values(*(column(name, table.c[name].type) for name in names), name="fresh").data(
            [tuple(row[name] for name in names) for row in some]
        )
        # A column of nothing but NULL would be text.
        fields = {name: cast(fresh.c[name], table.c[name].type) for name in names if name != "id"}
        await connection.execute(update(table).where(table.c.id == fresh.c.id).values(fields))
