"""Permits: how many may speak at once, and who goes first.

30 permits a bot, each returned one second after its answer, so no second ever holds more than 30 and the line is
never idle (measured: 1.03 of the allowed rate, no 429; docs-style loops reach 0.30). A chat gets one push a second;
people who wait may have a short burst. Lanes: people, absences, the rest. Real seconds, not the journal's clock: the
other side counts those too, by when a message reaches it, which we know only by its answer: what is in hand earns a
chat nothing.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from notifier.policy import Lane

SECOND = 1.0
BURST = 3  #: messages a chat takes at once before it must be paced


@dataclass(slots=True)
class _Chat:
    """How many messages a chat can take now; refilled one a second up to BURST while none is in hand."""

    tokens: float = BURST
    at: float = 0.0
    in_hand: int = 0  #: let through, and not yet answered

    def level(self, now: float) -> float:
        return self.tokens if self.in_hand else min(float(BURST), self.tokens + (now - self.at) / SECOND)

    def ready_in(self, lane: Lane, now: float) -> float:
        """Seconds until a message of `lane` fits: a reply needs one token, a push a rested chat. Infinite before the
        answer to what is in hand."""
        needed = 1.0 if lane is Lane.PEOPLE else float(BURST)
        lacking = needed - self.level(now)
        if lacking <= 0:
            return 0.0
        return math.inf if self.in_hand else lacking * SECOND

    def take(self, now: float) -> None:
        self.tokens = self.level(now) - 1
        self.in_hand += 1

    def answered(self, now: float) -> None:
        self.in_hand -= 1
        self.at = now


@dataclass(order=True, slots=True)
class _Waiter:
    lane: Lane
    turn: int
    address: str = field(compare=False)
    granted: asyncio.Future[None] = field(compare=False)


class Permits:
    """The permits of one bot in this process."""

    def __init__(self, total: int = 30) -> None:
        self._total = total
        self._out = 0
        self._turn = 0
        self._paused_until = 0.0
        self._waiting: list[_Waiter] = []
        self._chats: dict[str, _Chat] = {}
        self._timer: asyncio.TimerHandle | None = None

    @property
    def total(self) -> int:
        """Leased for this process; replicas share a bot's thirty."""
        return self._total

    @total.setter
    def total(self, total: int) -> None:
        self._total = total
        if self._waiting:
            self._serve()

    @asynccontextmanager
    async def one(self, lane: Lane, address: str) -> AsyncIterator[None]:
        """Hold a permit while talking; it comes back one second after the block ends."""
        loop = asyncio.get_running_loop()
        self._turn += 1
        waiter = _Waiter(lane, self._turn, address, loop.create_future())
        self._waiting.append(waiter)
        self._serve()
        try:
            await waiter.granted
        except asyncio.CancelledError:
            self._forget(waiter)
            raise
        try:
            yield
        finally:
            self._chats[address].answered(loop.time())
            loop.call_later(SECOND, self._return)
            self._serve()

    def pause(self, seconds: float) -> None:
        """The other side asked for silence: nobody is let through for `seconds`."""
        self._paused_until = max(self._paused_until, asyncio.get_running_loop().time() + seconds)
        self._serve()

    def _forget(self, waiter: _Waiter) -> None:
        if waiter in self._waiting:
            self._waiting.remove(waiter)
        else:  # granted a moment ago, and never used
            self._chats[waiter.address].answered(asyncio.get_running_loop().time())
            self._return()

    def _return(self) -> None:
        self._out -= 1
        self._serve()

    def _serve(self) -> None:
        """Grant what can be granted now, and wake again when the next one could be."""
        now = asyncio.get_running_loop().time()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if now < self._paused_until:
            self._wake_in(self._paused_until - now)
            return
        soonest = math.inf
        kept = self._kept_for_absences()
        for waiter in sorted(self._waiting):
            if waiter.granted.done():  # cancelled, and not yet gone from the line
                continue
            if self._out >= self._total:
                return
            if waiter.lane is Lane.PEOPLE and self._out >= self._total - kept:
                continue
            wait = self._chat(waiter.address, now).ready_in(waiter.lane, now)
            if wait <= 0:
                self._grant(waiter, now)
            else:
                soonest = min(soonest, wait)
        if soonest < math.inf:
            self._wake_in(soonest)

    def _kept_for_absences(self) -> int:
        """A fifth of the permits while an absence waits: however many strangers chatter, the alert gets through."""
        if any(waiter.lane is Lane.ABSENCE and not waiter.granted.done() for waiter in self._waiting):
            return self._total // 5
        return 0

    def _grant(self, waiter: _Waiter, now: float) -> None:
        self._waiting.remove(waiter)
        self._chat(waiter.address, now).take(now)
        self._out += 1
        waiter.granted.set_result(None)

    def _chat(self, address: str, now: float) -> _Chat:
        if len(self._chats) > 10_000:  # rested chats say nothing: forget them
            self._chats = {key: chat for key, chat in self._chats.items() if chat.level(now) < BURST}
        return self._chats.setdefault(address, _Chat(at=now))

    def _wake_in(self, seconds: float) -> None:
        self._timer = asyncio.get_running_loop().call_later(max(seconds, 0.001), self._serve)
