"""Whether an account can be reached: a person who blocks the bot is not written to until they come back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.people import Account
from storage.trouble import as_connection_error

_SET = sql("""
UPDATE account SET state = :state, changed_at = :at
WHERE channel = :channel AND address = :address AND state IN ('live', 'dead') AND state <> :state
""")


class PgReachability:
    """The live and the dead among accounts that were once confirmed."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def set(self, account: Account, alive: bool, at: datetime) -> None:
        """Note that an account lives again, or is dead."""
        values = {"channel": account.channel, "address": account.address, "at": at}
        with as_connection_error():
            async with self._engine.begin() as connection:
                await connection.execute(_SET, {**values, "state": "live" if alive else "dead"})
