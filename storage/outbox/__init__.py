"""The outbox: promises and messages, from the event that made them to the receipt.

`notifier.ports.Outbox` over the run-time role's engine. Each call is one short transaction; none is held while
anybody talks to a service. A lost database is a `ConnectionError`, whatever the driver calls it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from journal_core.school import Channel
from notifier.ports import Claimed, Sight, Withdrawn
from notifier.promises import Happening, Promise
from notifier.retries import Settlement
from storage.outbox import bouncing, claiming, counts, looking, permits, promising, receipts, rescuing, settling
from storage.trouble import as_connection_error

__all__ = ["PgOutbox"]


class PgOutbox:
    """The outbox of one worker; `worker` is the number its advisory lock is held under."""

    def __init__(self, engine: AsyncEngine, worker: int, pepper: bytes) -> None:
        self._engine = engine
        self._worker = worker
        self._pepper = pepper
        self._not_fanned: set[int] = set()  #: events that failed here; they go last

    @asynccontextmanager
    async def _begin(self) -> AsyncIterator[AsyncConnection]:
        with as_connection_error():
            async with self._engine.connect() as connection, connection.begin():
                yield connection

    async def fan(self, decide: Callable[[Happening], Sequence[Promise]], now: datetime) -> bool:
        """Turn the oldest waiting event into promises; False when none waits. One that failed goes last."""
        try:
            async with self._begin() as connection:
                return await promising.fan(connection, decide, now, self._not_fanned)
        except promising.NotFanned as error:
            self._not_fanned.add(error.event_id)
            raise

    async def claim(self, channel: Channel, limit: int, now: datetime) -> list[Claimed]:
        """Take due messages, the most urgent first, under a fresh token and lease."""
        async with self._begin() as connection:
            return await claiming.claim(connection, self._worker, channel, limit, now)

    async def next_due(self, channel: Channel) -> datetime | None:
        """When the next message of the channel is due."""
        async with self._begin() as connection:
            return await claiming.next_due(connection, channel)

    async def look(self, claimed: Claimed, now: datetime) -> Sight | Withdrawn:
        """Look again: what stands, and whether this person may hear it here."""
        async with self._begin() as connection:
            return await looking.look(connection, claimed, self._pepper, now)

    async def sending(self, claimed: Claimed) -> bool:
        """The point of no return, durable before the first byte leaves; False when the claim was lost."""
        async with self._begin() as connection:
            return await claiming.sending(connection, claimed)

    async def settle(
        self, claimed: Claimed, settlement: Settlement, now: datetime, *, sight: Sight | None = None, shown: str = ""
    ) -> None:
        """Write how it ended, guarded by the token; a late success still counts."""
        async with self._begin() as connection:
            await settling.settle(connection, claimed, settlement, now, sight, shown)

    async def rescue(self, now: datetime) -> int:
        """Return what dead workers held: unsent ones as they were, the others in doubt."""
        async with self._begin() as connection:
            return await rescuing.rescue(connection, now)

    async def expire(self, now: datetime) -> int:
        """End what nobody may hear any more, and give up doubts that lasted too long."""
        async with self._begin() as connection:
            return await rescuing.expire(connection, now)

    async def receipt(self, channel: Channel, provider_id: str, *, delivered: bool, code: str, now: datetime) -> bool:
        """A receipt from the other side; kept for later when nobody knows its message yet."""
        async with self._begin() as connection:
            return await receipts.apply(connection, channel, provider_id, delivered, code, now)

    async def bounced(self, message_id: int, code: str, now: datetime) -> bool:
        """A letter came back: its mailbox is dead, and what it said goes by the next channel."""
        async with self._begin() as connection:
            return await bouncing.bounced(connection, message_id, code, now)

    async def lease_permits(self, bot: str, most: int) -> int:
        """This worker's share of a bot's permits, renewed by asking again."""
        async with self._begin() as connection:
            return await permits.lease(connection, bot, self._worker, most)

    async def unsettled(self, now: datetime) -> Mapping[str, int]:
        """Counts for health."""
        async with self._begin() as connection:
            return await counts.unsettled(connection, now)
