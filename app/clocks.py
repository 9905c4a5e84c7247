"""The two clocks: the real one, and the sandbox's stepped one for trials."""

from __future__ import annotations

import asyncio
import contextlib
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

LONGEST_WAIT = 60.0  #: seconds; a machine that slept, or a clock set back, is noticed within this


class RealClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)

    async def until(self, moment: datetime) -> None:
        """Return once `moment` has come."""
        left = (moment - self.now()).total_seconds()
        while left > 0:
            await asyncio.sleep(min(left, LONGEST_WAIT))
            left = (moment - self.now()).total_seconds()


class SandboxClock:
    """The sandbox's clock, followed by long polling: it stands still, is stepped, or flows.

    A step returns to whoever made it only after every follower has asked again, so nobody acts on the old time.
    """

    def __init__(self, address: str) -> None:
        self._url = address if "/control/clock" in address else address.rstrip("/") + "/control/clock"
        self._now = datetime.now(UTC)
        self._read_at = time.monotonic()
        self._flows = False
        self._seq = 0
        self._stepped = asyncio.Event()

    def now(self) -> datetime:
        """The sandbox's moment, as last heard."""
        flown = timedelta(seconds=time.monotonic() - self._read_at) if self._flows else timedelta(0)
        return self._now + flown

    async def until(self, moment: datetime) -> None:
        """Return once the sandbox's clock has reached `moment`."""
        while (left := (moment - self.now()).total_seconds()) > 0:
            stepped = self._stepped
            # Not `wait_for`: on Python 3.11 it swallows a cancellation that meets a step, and nobody wakes again.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(left, LONGEST_WAIT) if self._flows else LONGEST_WAIT):
                    await stepped.wait()

    async def begin(self) -> None:
        """Read the clock once. Raises aiohttp.ClientError when nobody answers."""
        async with aiohttp.ClientSession() as session, session.get(self._url) as answer:
            self._take(await answer.json())

    async def follow(self, stop: asyncio.Event) -> None:
        """Keep up with the clock until `stop`."""
        async with aiohttp.ClientSession() as session:
            while not stop.is_set():
                try:
                    asked = {"after": str(self._seq), "timeout": "20"}
                    async with session.get(self._url, params=asked) as answer:
                        self._take(await answer.json())
                except (aiohttp.ClientError, OSError, ValueError):
                    await asyncio.sleep(0.5)

    def _take(self, answer: dict[str, Any]) -> None:
        self._now = datetime.fromisoformat(answer["now"]).astimezone(UTC)
        self._read_at = time.monotonic()
        self._flows = bool(answer["flows"])
        if answer["seq"] != self._seq:
            self._seq = int(answer["seq"])
            self._stepped.set()
            self._stepped = asyncio.Event()
