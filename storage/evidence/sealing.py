"""Sealing: the rows of a transaction become links at the ends of their chains, before it commits.

A chain is held from here to the commit, so two transactions of one class seal one after the other; chains are taken
by name, and always after the lessons, so nobody waits in a circle.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Row, insert
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.chain import Entry, Head, Keys, Link, commitment, extended
from storage.evidence.forms import fresh
from storage.tables.evidence import chain_link

_FRESH = sql(fresh())
_HOLD = sql("""
    INSERT INTO chain (school_id, class_id, name) VALUES (:school_id, :class_id, :name)
    ON CONFLICT (name) DO UPDATE SET name = excluded.name
    RETURNING id, length, mac
""")
_LINK = insert(chain_link)
_GROWN = sql("UPDATE chain SET length = :length, mac = :mac WHERE id = :id")


async def seal(connection: AsyncConnection, keys: Keys, commands: Sequence[str]) -> None:
    """Seal everything that `commands` wrote in this transaction."""
    rows = (await connection.execute(_FRESH, {"commands": list(commands)})).all()
    for name, some in groupby(rows, lambda row: row.chain):
        await _grow(connection, keys, name, list(some))


async def _grow(connection: AsyncConnection, keys: Keys, name: str, rows: list[Row[Any]]) -> None:
    whose = {"school_id": rows[0].school_id, "class_id": rows[0].class_id, "name": name}
    held = (await connection.execute(_HOLD, whose)).one()
    entries = [Entry(row.relation, row.row_id, commitment(row.said)) for row in rows]
    links, head = extended(keys, name, Head(held.length, bytes(held.mac)), entries)
    await connection.execute(_LINK, [_row(held.id, link) for link in links])
    await connection.execute(_GROWN, {"id": held.id, "length": head.length, "mac": head.mac})


def _row(chain_id: int, link: Link) -> dict[str, object]:
    return {
        "chain_id": chain_id,
        "position": link.position,
        "relation": link.entry.relation,
        "row_id": link.entry.row_id,
        "commitment": link.entry.commitment,
        "mac": link.mac,
        "key": link.key,
    }
