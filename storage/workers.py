"""Workers: a process is alive while it holds its advisory lock on the direct connection (decision 0004).

PostgreSQL lets go of the lock the moment the process dies, so what it held can be returned at once, and its
successor may poll at once. Wakes come over the same connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import zlib
from typing import Any

import asyncpg
import structlog

from storage.engine import listen_connection
from storage.roles import POLLER_LOCKS, WORKER_LOCKS

log = structlog.get_logger()

#: SQL: the row's `worker` holds no lock any more.
DEAD = f"""NOT EXISTS (
    SELECT 1 FROM pg_locks held WHERE held.locktype = 'advisory' AND held.classid = {WORKER_LOCKS}
      AND held.objid = CAST(worker AS oid) AND held.objsubid = 2 AND held.granted
      AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database()))"""

RECONNECT_SECONDS = 1.0


class PgWorker:
    """This process as the database knows it: its number, its lock, its wakes, its poller lease."""

    def __init__(self, dsn: str) -> None:
        self.number = secrets.randbelow(2**31 - 1) + 1
        self._dsn = dsn
        self._connection: asyncpg.Connection[Any] | None = None
        self._bots: set[str] = set()
        self._wakers: set[asyncio.Event] = set()

    async def begin(self) -> None:
        """Connect, take the lock, listen.

        Raises OSError when the database is not there, or still holds the lock for a connection of ours that broke.
        """
        connection = await listen_connection(self._dsn)
        try:
            if not await connection.fetchval("SELECT pg_try_advisory_lock($1, $2)", WORKER_LOCKS, self.number):
                raise ConnectionError("the broken connection still holds the lock")
            await connection.add_listener("diary", lambda *_: self._wake())
        except BaseException:
            await connection.close()
            raise
        connection.add_termination_listener(lambda _: self._lost())
        self._connection = connection

    async def keep(self, stop: asyncio.Event) -> None:
        """Connect again whenever the connection is lost, until `stop`."""
        while not stop.is_set():
            if self._connection is None:
                try:
                    await self.begin()
                    self._wake()
                except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                    log.warning("listen_lost", error=type(error).__name__)
            try:
                await asyncio.wait_for(stop.wait(), RECONNECT_SECONDS)
            except TimeoutError:
                continue

    async def woken(self, seconds: float) -> None:
        """Return at the next wake, or after `seconds` without one."""
        bell = asyncio.Event()
        self._wakers.add(bell)
        try:
            async with asyncio.timeout(seconds):
                await bell.wait()
        except TimeoutError:
            return
        finally:
            self._wakers.discard(bell)

    async def take(self, bot: str) -> bool:
        """Whether this process is the one that asks for the bot's updates."""
        connection = self._connection
        if connection is None:
            return False
        if bot in self._bots:
            return True
        key = zlib.crc32(bot.encode()) & 0x7FFFFFFF
        try:
            taken = await connection.fetchval("SELECT pg_try_advisory_lock($1, $2)", POLLER_LOCKS, key)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return False
        if taken:
            self._bots.add(bot)
        return bool(taken)

    async def end(self) -> None:
        """Let go of the lock and the connection; a server that hung up first has freed the lock itself."""
        if self._connection is not None:
            with contextlib.suppress(OSError):
                await self._connection.close()

    def _wake(self) -> None:
        for bell in self._wakers:
            bell.set()

    def _lost(self) -> None:
        self._connection = None
        self._bots.clear()
        self._wake()
