"""What every room of views stands on: the run-time role's engine, read without a transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.trouble import as_connection_error


class Views:
    """Reading needs no BEGIN and no ROLLBACK: that is two round trips of three."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AsyncConnection]:
        with as_connection_error():
            async with self._engine.connect() as connection:
                yield connection
