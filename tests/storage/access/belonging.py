"""Which school each row of the database belongs to, by what it refers to, however far away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.tables import metadata

#: A row by its table and number, or by all it holds where it has none.
Row = tuple[str, object]
Rows = dict[Row, Mapping[str, Any]]
#: What stands above the schools, or beside them: people, and the districts that have several.
SHARED = {"person", "account", "district", "district_school"}

_EVERYTHING = sql(
    " UNION ALL ".join(
        f"SELECT '{name}' AS name, to_jsonb(t) AS held FROM \"{name}\" t" for name in sorted(metadata.tables)
    )
)


async def everything(engine: AsyncEngine) -> Rows:
    """All that stands in the database."""
    async with engine.connect() as connection:
        found = (await connection.execute(_EVERYTHING)).all()
    return {(name, held.get("id", str(held))): held for name, held in found}


def schools(found: Rows) -> dict[Row, frozenset[int]]:
    """The schools that each row leads to."""
    known: dict[Row, frozenset[int]] = {}

    def of(row: Row) -> frozenset[int]:
        name, number = row
        if name == "school":
            return frozenset({number}) if isinstance(number, int) else frozenset()
        if name in SHARED or row not in found:
            return frozenset()
        if row not in known:
            known[row] = frozenset()  # whoever refers back to it adds nothing
            known[row] = frozenset().union(*(of(parent) for parent in parents(name, found[row])))
        return known[row]

    return {row: of(row) for row in found}


def parents(name: str, held: Mapping[str, Any]) -> list[Row]:
    """What a row refers to."""
    return [
        (key.column.table.name, held[column.name])
        for column in metadata.tables[name].c
        for key in column.foreign_keys
        if held[column.name] is not None
    ]
