"""The poller: asks for updates, keeps them, and only then asks for the next (facts 0.1).

A poll without an offset gives again what was never confirmed; the inbox passes over what it has, so a restart, a
lost answer or two pollers in a row lose nothing and double nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random

import structlog

from bot.get_updates import PollTrouble, Raw, UpdateSource
from journal_core.ports import Clock
from notifier.ports import Inbox, PollerLease

log = structlog.get_logger()

SHORTEST, LONGEST = 0.5, 30.0  #: seconds between tries
LEASE_SECONDS = 1.0  #: another process polls: how often we see whether it still does


class Poller:
    """One bot's long polling."""

    def __init__(
        self,
        bot: str,
        source: UpdateSource,
        inbox: Inbox,
        lease: PollerLease,
        clock: Clock,
        chance: Random,
        kept: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._source = source
        self._inbox = inbox
        self._lease = lease
        self._clock = clock
        self._chance = chance
        self._kept = kept  #: called when there is something new
        self._offset: int | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop`; a poll that hangs then is broken off, and its updates come to whoever asks next."""
        running = asyncio.ensure_future(self._poll())
        stopping = asyncio.ensure_future(stop.wait())
        try:
            await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            running.cancel()
            stopping.cancel()
            await asyncio.gather(running, stopping, return_exceptions=True)
            await self._source.close()
        if not running.cancelled() and (error := running.exception()):
            raise error

    async def _poll(self) -> None:
        failures = 0
        while True:
            try:
                if await self._lease.take(self._bot):
                    await self.once()
                    failures = 0
                    continue
                self._offset = None  # somebody else asks meanwhile
                pause = LEASE_SECONDS
            except PollTrouble as trouble:
                failures += 1
                pause = await self._after(trouble, failures)
            except Exception as error:  # the database is away, or worse: nothing was confirmed, we come again
                failures += 1
                pause = self._backed_off(failures)
                log.warning("inbox_away", error=type(error).__name__)
            await asyncio.sleep(pause)

    async def once(self) -> None:
        """One poll, and what it brought kept; confirmed by the next poll alone."""
        updates = [one for one in await self._source.get(self._offset) if _numbered(one)]
        if updates:
            await self._inbox.keep(self._bot, updates, self._clock.now())
            self._offset = max(one["update_id"] for one in updates) + 1
            self._kept()

    async def _after(self, trouble: PollTrouble, failures: int) -> float:
        """How long to wait."""
        log.warning("poll_failed", reason=trouble.reason, failures=failures)
        if trouble.webhook:
            try:
                await self._source.drop_webhook()
            except PollTrouble as another:
                log.warning("webhook_stays", reason=another.reason)
        return max(trouble.retry_after, self._backed_off(failures))

    def _backed_off(self, failures: int) -> float:
        """Twice as long each time, never twice the same."""
        longest: float = min(LONGEST, SHORTEST * 2 ** min(failures, 10))
        return self._chance.uniform(longest / 2, longest)


def _numbered(update: Raw) -> bool:
    """Whether it can be told from others at all; everything else that is odd about it is the intake's to meet."""
    number = update.get("update_id")
    if isinstance(number, int) and not isinstance(number, bool):
        return True
    log.error("update_without_number", fields=len(update))
    return False
