"""Turning events into promises, one transaction an event, in the order they happened."""

from __future__ import annotations

import asyncio

import structlog

from journal_core.ports import Clock
from notifier.dispatcher import IDLE_SECONDS, first_of
from notifier.fanout import fan_out
from notifier.nursery import where_of
from notifier.ports import Outbox, Watch

log = structlog.get_logger()


async def run(outbox: Outbox, clock: Clock, watch: Watch, stop: asyncio.Event) -> None:
    """Fan out until `stop`. One event that cannot be fanned out is logged and tried again; it is never lost.

    `Outbox.fan` takes those behind it first, so that one bad event does not silence a school.
    """
    while not stop.is_set():
        try:
            if await outbox.fan(fan_out, clock.now()):
                continue
        except OSError as error:  # the database is away: it comes back
            log.warning("fan_out_failed", error=type(error).__name__)
        except Exception as error:  # the text stays out of the log: it may hold a person's words
            log.error("fan_out_failed", error=type(error).__name__, where=where_of(error))
        await first_of(watch.woken(IDLE_SECONDS), stop.wait())
