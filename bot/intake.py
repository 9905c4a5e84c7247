"""The intake: waiting updates from the inbox to the handlers, one person's in order, different people's side by side.

What was left by a process that died is taken up at the start. An update whose handling fails is marked and passed;
while the database or the messenger is away it is tried again, and the same person's later ones wait behind it.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Mapping
from random import Random
from typing import Any

import structlog

from bot.get_updates import ALLOWED
from bot.reply import NotSent
from journal_core.ports import Clock
from notifier.nursery import Nursery
from notifier.ports import Inbox, Incoming, PollerLease

log = structlog.get_logger()

#: Hands a raw update to its handlers; raises what they raise.
Feed = Callable[[Mapping[str, Any]], Awaitable[None]]

SIDE_BY_SIDE = 32  #: people served at once; no more than the database has connections for
IDLE_SECONDS = 1.0  #: a lost wake costs no more
READ_AT_ONCE = 200
MOST_IN_HAND = 2000
EACH_AT_ONCE = 20  #: of one person in one reading: the hundreds of one do not keep another from being read
REPLY_TRIES = 6  #: of an update whose reply does not leave: about a minute
SHORTEST, LONGEST = 0.5, 20.0  #: seconds between tries


class Intake:
    """One bot's inbox, worked off."""

    def __init__(self, bot: str, inbox: Inbox, lease: PollerLease, feed: Feed, clock: Clock, chance: Random) -> None:
        self._bot = bot
        self._inbox = inbox
        self._lease = lease
        self._feed = feed
        self._clock = clock
        self._chance = chance
        self._bell = asyncio.Event()
        self._queues: dict[str, deque[Incoming]] = {}
        self._in_hand: set[int] = set()
        self._read: Counter[str] = Counter()  #: of each queue in the last reading
        self._finished: set[int] = set()  #: since the last reading began: it may still show them as waiting
        self._places = asyncio.Semaphore(SIDE_BY_SIDE)

    def wake(self) -> None:
        """Something new was kept."""
        self._bell.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop`; what is being handled then is finished, the rest waits for the next start."""
        async with Nursery() as nursery:
            while not stop.is_set():
                self._bell.clear()
                await self._take_up(nursery, stop)
                await _first_of(self._bell, stop, IDLE_SECONDS)

    async def _take_up(self, nursery: Nursery, stop: asyncio.Event) -> None:
        """Read what waits; a person's queue that was empty gets somebody to work it off."""
        try:
            if not await self._lease.take(self._bot):
                return
            self._finished.clear()
            self._read.clear()
            after, full = 0, True
            while full and len(self._in_hand) < MOST_IN_HAND:
                found = await self._inbox.waiting(self._bot, after, READ_AT_ONCE, EACH_AT_ONCE)
                for one in found:
                    self._line_up(one, nursery, stop)
                full = len(found) == READ_AT_ONCE
                after = found[-1].id if found else after
        except Exception as error:  # the database is away, or worse: what waits is still there
            log.warning("inbox_away", error=type(error).__name__)

    def _line_up(self, one: Incoming, nursery: Nursery, stop: asyncio.Event) -> None:
        self._read[one.queue] += 1
        if self._read[one.queue] > EACH_AT_ONCE:
            return  # some were handled while we read, so later ones moved up; those between were passed over
        if one.id in self._in_hand or one.id in self._finished:
            return
        self._in_hand.add(one.id)
        queue = self._queues.get(one.queue)
        if queue is None:
            queue = self._queues[one.queue] = deque()
            nursery.start(self._work_off(one.queue, stop))
        queue.append(one)

    async def _work_off(self, name: str, stop: asyncio.Event) -> None:
        """One person's updates, in order, until there are none."""
        queue = self._queues[name]
        try:
            while queue and not stop.is_set():
                async with self._places:
                    await self._through(queue[0], stop)
                one = queue.popleft()
                self._finished.add(one.id)
                self._in_hand.discard(one.id)
        finally:
            del self._queues[name]
            self._in_hand.difference_update(one.id for one in queue)
            if self._read[name] >= EACH_AT_ONCE:
                self._bell.set()  # there may be more of theirs

    async def _through(self, one: Incoming, stop: asyncio.Event) -> None:
        """Handle an update and mark it; both are tried again while what they need is away."""
        error = await self._handled(one, stop)
        turn = 0
        while error is not None:
            try:
                await self._inbox.handled(one.id, self._clock.now(), error)
                return
            except Exception as away:  # handling it once more would be worse than marking it late
                turn += 1
                log.warning("not_marked", update=one.update_id, error=type(away).__name__)
                if await self._stopped_within(turn, stop):
                    return

    async def _handled(self, one: Incoming, stop: asyncio.Event) -> str | None:
        """The name of the error it failed with, or nothing; None when it is left for the next start."""
        turn = 0
        while True:
            turn += 1
            try:
                await self._feed(one.raw)
                return ""
            except (OSError, NotSent) as away:
                log.warning("update_postponed", update=one.update_id, error=type(away).__name__, turn=turn)
                if isinstance(away, NotSent) and turn >= REPLY_TRIES:
                    return type(away).__name__
                if await self._stopped_within(turn, stop):
                    return None
            except Exception as error:  # one malformed update or defect must not stop the stream
                # Its text stays out of the log: a validation error quotes what people wrote.
                log.error("update_failed", update=one.update_id, error=type(error).__name__, where=_where(error))
                return type(error).__name__

    async def _stopped_within(self, turn: int, stop: asyncio.Event) -> bool:
        """Wait before the next turn, longer each time; whether it is time to stop."""
        longest = min(LONGEST, SHORTEST * 2 ** min(turn, 10))
        try:
            await asyncio.wait_for(stop.wait(), self._chance.uniform(longest / 2, longest))
        except TimeoutError:
            return False
        return True


def understood(raw: Mapping[str, Any]) -> bool:
    """Whether the update is of a kind we asked for: aiogram would quote any other in a warning."""
    return any(kind in raw for kind in ALLOWED)


async def _first_of(bell: asyncio.Event, stop: asyncio.Event, seconds: float) -> None:
    """Return when the bell rings, at `stop`, or after `seconds`."""
    waits = [asyncio.ensure_future(bell.wait()), asyncio.ensure_future(stop.wait())]
    await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for one in waits:
        one.cancel()
    await asyncio.gather(*waits, return_exceptions=True)


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}" if trace else ""
