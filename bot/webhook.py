"""The webhook's other half: telling the Bot API where updates are to be brought, and seeing that it stays so.

They come in by `web.webhook`. Back to polling nothing needs to be done: the poller takes a webhook in its way down.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

import structlog

from bot.get_updates import PollTrouble

log = structlog.get_logger()

LOOKED_AFTER = 300.0  #: seconds between looks: somebody may have polled with this token, which takes the webhook down
SHORTEST, LONGEST = 1.0, 60.0  #: seconds between tries


class UpdateCarrier(Protocol):
    """The Bot API, when it brings updates."""

    async def bring(self, url: str, secret: str) -> None:
        """Bring them there; what waits is not dropped. Raises PollTrouble."""
        ...

    async def brought_to(self) -> str:
        """Where they are brought now; empty: nowhere. Raises PollTrouble."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


@dataclass(frozen=True, slots=True)
class StandingWebhook:
    """One bot's webhook, set while this runs; it stays set afterwards, so a restart loses nothing."""

    carrier: UpdateCarrier
    url: str = field(repr=False)
    secret: str = field(repr=False)
    chance: Random

    async def run(self, stop: asyncio.Event) -> None:
        """Set it, for the secret may be new; then see every few minutes that it stands."""
        stands, failures = False, 0
        try:
            while not stop.is_set():
                try:
                    if not stands or await self.carrier.brought_to() != self.url:
                        await self.carrier.bring(self.url, self.secret)
                        log.info("webhook_set")
                    stands, failures, pause = True, 0, LOOKED_AFTER
                except PollTrouble as trouble:
                    failures += 1
                    longest = min(LONGEST, SHORTEST * 2 ** min(failures, 10))
                    pause = max(trouble.retry_after, self.chance.uniform(longest / 2, longest))
                    log.warning("webhook_not_set", reason=trouble.reason, failures=failures)
                await _stopped_within(stop, pause)
        finally:
            await self.carrier.close()


async def _stopped_within(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
