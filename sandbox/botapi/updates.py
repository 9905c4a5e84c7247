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


async def get_updates(bot: Bot, asked: JSON, clock: Clock, penalty: float) -> list[JSON]:
    """``penalty`` is what a hasty poller waits, real seconds."""
    if bot.webhook:
        words = "can't use getUpdates method while webhook is active; "
        raise await _conflict(bot, words + "use deleteWebhook to delete the webhook first", penalty)
    if "allowed_updates" in asked:
        bot.allow(asked["allowed_updates"])
    offset, limit = asked.get("offset", 0), min(max(asked.get("limit", 100), 1), 100)
    timeout: float = min(max(asked.get("timeout", 0), 0), LONGEST_POLL)
    since = time.monotonic() - bot.last_poll
    if offset == bot.last_offset and since < penalty:
        timeout = max(timeout, penalty)
    if offset == bot.last_offset and since < SUSPICIOUS:
        limit = 1
    bot.last_offset, bot.last_poll = offset, time.monotonic()
    bot.queue.confirm(offset)
    await _wait(bot, clock, timeout, penalty)
    return [update.shown() for update in bot.queue.pending(clock.now())[:limit]]


async def _wait(bot: Bot, clock: Clock, timeout: float, penalty: float) -> None:
    """Client.cpp, abort_long_poll: the newcomer goes on, whoever hung before is refused."""
    poll = object()
    bot.poller = poll
    bot.terminated_by = "other getUpdates request; make sure that only one bot instance is running"
    bot.bell.ring()
    try:
        await bot.bell.until(lambda: bot.poller is not poll or bool(bot.queue.pending(clock.now())), timeout)
        if bot.poller is not poll:
            raise await _conflict(bot, f"terminated by {bot.terminated_by}", penalty)
    finally:
        if bot.poller is poll:
            bot.poller = None


async def _conflict(bot: Bot, words: str, penalty: float) -> Refusal:
    """Told at once, and then for three seconds only after a wait (fail_query_conflict)."""
    if time.monotonic() < bot.next_conflict:
        await asyncio.sleep(penalty)
    else:
        bot.next_conflict = time.monotonic() + penalty
    return Refusal(409, f"Conflict: {words}")
