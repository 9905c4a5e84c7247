"""The dispatcher: claim → limit → look again → render → send → settle, one message at a time, many side by side.

A message is claimed under a random token; no transaction is held while talking to a service; every later write is
guarded by the token. Whatever kills this process, the message is found again by the rescuer.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from random import Random
from typing import Any

import structlog

from journal_core.news import News
from journal_core.ports import Clock
from journal_core.school import Channel, Level
from notifier.nursery import Nursery, where_of
from notifier.outcomes import Outcome, Sent, TryLater, Unknown
from notifier.ports import ChannelPort, Claimed, Outbox, Outgoing, Sight, Watch, Withdrawn
from notifier.retries import Settlement, settle
from notifier.states import State
from notifier.street import Doors, unsubscribing
from texts.render import Rendered
from texts.street import Street

log = structlog.get_logger()

#: (template, news, channel, level, language, ways back) → words
Render = Callable[[str, News, Channel, Level, str, Street], Rendered]
#: Messages of one channel in hand at once; a claim never takes more than will be sent soon, so leases stay short.
IN_HAND = {Channel.TELEGRAM: 30, Channel.EMAIL: 4, Channel.SMS: 4}
IDLE_SECONDS = 2.0  #: polling finds what a lost wake missed
DRAIN_SECONDS = 25.0  #: for what is in hand when we are told to stop; the rest is the rescuer's (REL-60)
SETTLE_TRIES = 30  #: an outcome is written with patience, two minutes: losing it would cost a copy
SETTLE_PAUSE = 0.2, 5.0  #: seconds between tries: the first, doubled up to the last
#: As it was: nothing left, nobody is to blame.
UNSENT = Settlement(State.PENDING, spends_attempt=False)


@dataclass(frozen=True, slots=True)
class End:
    """How a message ended this time, and what the person now knows."""

    settlement: Settlement
    sight: Sight | None = None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """One channel's dispatcher."""

    outbox: Outbox
    channel: ChannelPort
    render: Render
    doors: Doors
    clock: Clock
    watch: Watch
    chance: Random

    async def run(self, stop: asyncio.Event) -> None:
        """Send what is due until `stop`; what is in hand then is finished."""
        async with Nursery(DRAIN_SECONDS) as nursery:
            while not stop.is_set():
                free = IN_HAND[self.channel.name] - nursery.busy
                try:
                    claimed = await self.outbox.claim(self.channel.name, free, self.clock.now()) if free > 0 else []
                    for message in claimed:
                        nursery.start(self._deliver(message))
                    if not claimed:
                        await self._wait(nursery, stop)
                except OSError as error:  # the database is away: it comes back, we poll
                    log.warning("claim_failed", channel=self.channel.name, error=type(error).__name__)
                    await first_of(self.watch.woken(IDLE_SECONDS), stop.wait())

    async def _wait(self, nursery: Nursery, stop: asyncio.Event) -> None:
        """Until something may be due: a wake, a time, a free hand, or the poll."""
        due = await self.outbox.next_due(self.channel.name)
        waits = [self.watch.woken(IDLE_SECONDS), stop.wait(), nursery.freed()]
        if due is not None and due > self.clock.now():
            waits.append(self.clock.until(due))
        await first_of(*waits)

    async def _deliver(self, claimed: Claimed) -> None:
        """Take one message to its end. The second look comes after the queue: what is said is what stands now."""
        async with self.channel.permits.one(claimed.lane, claimed.account.address):
            end = await self._spoken(claimed)
        if end is not None:
            await self._settle(claimed, end)

    async def _spoken(self, claimed: Claimed) -> End | None:
        """How it ended; None when the claim was lost. Whatever goes wrong before anything left is known as unsent."""
        try:
            sight = await self.outbox.look(claimed, self.clock.now())
            if isinstance(sight, Withdrawn):
                return End(_withdrawn(sight))
            outgoing = self._worded(claimed, sight)
            shown = _fingerprint(outgoing)
            if claimed.provider_id and claimed.shown == shown:
                return End(Settlement(State.ACCEPTED, provider_id=claimed.provider_id), sight, shown)
            if not await self.outbox.sending(claimed):
                return None
        except OSError:
            return End(UNSENT)
        except Exception as error:  # a defect of ours must not go round for ever: somebody looks at it
            log.error("message_broken", message=claimed.id, error=type(error).__name__, where=where_of(error))
            return End(Settlement(State.BROKEN, reason=type(error).__name__))
        return self._judged(claimed, sight, shown, await self._said(outgoing))

    def _judged(self, claimed: Claimed, sight: Sight, shown: str, outcome: Outcome) -> End:
        settlement = settle(
            outcome,
            self.channel.name,
            attempts=claimed.attempts,
            editing=bool(claimed.provider_id),
            now=self.clock.now(),
            chance=self.chance,
        )
        return End(settlement, sight, shown if isinstance(outcome, Sent) else "")

    def _worded(self, claimed: Claimed, sight: Sight) -> Outgoing:
        street = self.doors.street(claimed.id, claimed.template)
        words = self.render(claimed.template, sight.news, self.channel.name, sight.level, sight.language, street)
        return Outgoing(
            claimed.id,
            claimed.account,
            words.screen,
            words.subject,
            words.text,
            words.html,
            words.files,
            ticket=self.doors.ticket(claimed.id),
            headers=unsubscribing(street),
            replaces=claimed.provider_id,
            answers=claimed.answers,
        )

    async def _said(self, outgoing: Outgoing) -> Outcome:
        """What the channel says, still under the permit, so that a pause holds before the next one is let through."""
        try:
            outcome = await self.channel.send(outgoing)
        except Exception as error:  # a channel never raises; one that does may have sent
            log.error("channel_raised", channel=self.channel.name, error=type(error).__name__, where=where_of(error))
            return Unknown(type(error).__name__)
        if isinstance(outcome, TryLater) and outcome.whole_channel and outcome.after is not None:
            self.channel.permits.pause(outcome.after.total_seconds())
        if isinstance(outcome, TryLater) and outcome.breaker:
            log.error("channel_stopped", channel=self.channel.name, code=outcome.code)
        return outcome

    async def _settle(self, claimed: Claimed, end: End) -> None:
        pause, longest = SETTLE_PAUSE
        for _ in range(SETTLE_TRIES):
            try:
                await self.outbox.settle(claimed, end.settlement, self.clock.now(), sight=end.sight, shown=end.shown)
                return
            except OSError as error:
                log.warning("settle_failed", message=claimed.id, error=type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, longest)


def _withdrawn(sight: Withdrawn) -> Settlement:
    return Settlement(
        sight.state,
        not_before=sight.until,
        spends_attempt=False,
        next_channel=sight.next_channel,
        reason=sight.reason,
    )


def _fingerprint(outgoing: Outgoing) -> str:
    """What stands in the chat, short enough to compare: an edit that changes nothing is not sent."""
    screen = outgoing.screen
    said = (screen.text, screen.rows, screen.file) if screen else (outgoing.subject, outgoing.text, outgoing.files)
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:24]


async def first_of(*waits: Coroutine[Any, Any, Any]) -> None:
    """Return when the first of some coroutines does; the others are cancelled."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
