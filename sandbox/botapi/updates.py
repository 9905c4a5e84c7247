"""getUpdates, with its true manners: long polling, confirmation by offset, one poller at a time."""

import asyncio
import time
from typing import Any

from sandbox.botapi.bots import Bot
from sandbox.botapi.refusals import Refusal
from sandbox.clock import Clock

JSON = dict[str, Any]

#: Client.cpp, LONG_POLL_MAX_TIMEOUT.
LONGEST_POLL = 50
#: The same offset again so soon gets one update only: the bot probably failed on one of them.
SUSPICIOUS = 0.5


async def get_updates(bot: Bot, asked: JSON, clock: Clock, conflict_delay: float) -> list[JSON]:
    if bot.webhook.get("url"):
        words = "can't use getUpdates method while webhook is active; "
        raise Refusal(409, f"Conflict: {words}use deleteWebhook to delete the webhook first")
    if "allowed_updates" in asked:
        bot.allowed = set(asked["allowed_updates"]) or None
    offset = asked.get("offset", 0)
    limit = _limit(bot, offset, asked.get("limit", 100))
    bot.confirm(offset)
    await _wait(bot, clock, min(max(asked.get("timeout", 0), 0), LONGEST_POLL), conflict_delay)
    bot.last_offset, bot.last_answer = offset, time.monotonic()
    return [update.shown() for update in bot.pending(clock.now())[:limit]]


def _limit(bot: Bot, offset: int, limit: int) -> int:
    again = offset == bot.last_offset and time.monotonic() - bot.last_answer < SUSPICIOUS
    return 1 if again else min(max(limit, 1), 100)


async def _wait(bot: Bot, clock: Clock, timeout: int, conflict_delay: float) -> None:
    """Client.cpp, abort_long_poll: the newcomer goes on, whoever hung before is refused after a delay."""
    poll = object()
    bot.poller = poll
    bot.terminated_by = "other getUpdates request; make sure that only one bot instance is running"
    bot.bell.ring()
    try:
        await bot.bell.until(lambda: bot.poller is not poll or bool(bot.pending(clock.now())), timeout)
        if bot.poller is not poll:
            await asyncio.sleep(conflict_delay)
            raise Refusal(409, f"Conflict: terminated by {bot.terminated_by}")
    finally:
        if bot.poller is poll:
            bot.poller = None
