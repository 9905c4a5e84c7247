"""A clock that stands still until a test moves it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass
class FakeClock:
    """`journal_core.ports.Clock`."""

    moment: datetime

    def now(self) -> datetime:
        """Where it stands."""
        return self.moment

    async def until(self, moment: datetime) -> None:
        """Moves there."""
        self.moment = max(self.moment, moment)

    def later(self, **by: float) -> None:
        """Time passes."""
        self.moment += timedelta(**by)


@dataclass
class SteppedClock(FakeClock):
    """A clock that does not move by being waited for: whoever waits, waits for a test's step."""

    def __post_init__(self) -> None:
        self._moved = asyncio.Condition()

    async def until(self, moment: datetime) -> None:
        """Returns once a step has come so far."""
        async with self._moved:
            await self._moved.wait_for(lambda: self.moment >= moment)

    async def step(self, **by: float) -> None:
        """Time passes, and whoever waited for it is woken."""
        async with self._moved:
            self.later(**by)
            self._moved.notify_all()
