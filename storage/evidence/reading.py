"""The chains and the rows they hold, read for verifying: one chain at a time, whatever the size of the journal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from sqlalchemy import select
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.chain import Entry, Head, Link, commitment
from journal_core.ports.evidence import Chain
from storage.evidence.forms import FORMS
from storage.tables.evidence import chain, chain_link
from storage.trouble import as_connection_error

_CHAINS = select(chain).order_by(chain.c.name)
_LINKS = select(chain_link).order_by(chain_link.c.position)
_ROWS = {
    form.table.name: sql(f"""
        SELECT r.id, {form.said} AS said {form.rows}
        JOIN chain_link k ON k.relation = '{form.table.name}' AND k.row_id = r.id WHERE k.chain_id = :chain
    """)
    for form in FORMS
}
_UNSEALED = {
    form.table.name: sql(f"""
        SELECT r.id, {form.said} AS said {form.rows} WHERE NOT EXISTS (
            SELECT FROM chain_link k WHERE k.relation = '{form.table.name}' AND k.row_id = r.id) ORDER BY r.id
    """)
    for form in FORMS
}


class PgEvidence:
    """`journal_core.ports.evidence.Evidence` over the run-time role's engine."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def chains(self) -> tuple[Chain, ...]:
        """Every chain of the installation, by name."""
        with as_connection_error():
            async with self._engine.connect() as connection:
                found = await connection.execute(_CHAINS)
                return tuple(Chain(row.id, row.name, Head(row.length, bytes(row.mac))) for row in found)

    async def links(self, chain: Chain) -> tuple[Link, ...]:
        """The chain's links by position."""
        with as_connection_error():
            async with self._engine.connect() as connection:
                found = await connection.execute(_LINKS.where(chain_link.c.chain_id == chain.id))
                return tuple(
                    Link(row.position, Entry(row.relation, row.row_id, bytes(row.commitment)), bytes(row.mac), row.key)
                    for row in found
                )

    async def rows(self, chain: Chain) -> Mapping[tuple[str, int], bytes]:
        """The commitments of the chain's rows as they stand now."""
        standing: dict[tuple[str, int], bytes] = {}
        with as_connection_error():
            async with self._engine.connect() as connection:
                for name, statement in _ROWS.items():
                    for row in await connection.execute(statement, {"chain": chain.id}):
                        standing[name, row.id] = commitment(row.said)
        return standing

    async def unsealed(self) -> AsyncIterator[Entry]:
        """Rows of the journal that no chain holds."""
        with as_connection_error():
            async with self._engine.connect() as connection:
                for name, statement in _UNSEALED.items():
                    for row in await connection.execute(statement):
                        yield Entry(name, row.id, commitment(row.said))
