"""Opening the installation for one command: settings, clock, database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from app.clocks import RealClock, SandboxClock
from app.foundation import Foundation, foundation
from app.logs import set_up
from app.settings import Settings
from journal_core.ports import Clock


@dataclass(frozen=True, slots=True)
class Opened:
    """An installation, at this moment of its clock."""

    base: Foundation
    now: datetime
    clock: Clock


@asynccontextmanager
async def opened() -> AsyncIterator[Opened]:
    """The installation that the environment describes."""
    settings = Settings()
    set_up("warning")
    async with foundation(settings) as base:
        clock = await _clock(settings)
        yield Opened(base, clock.now(), clock)


async def _clock(settings: Settings) -> Clock:
    if not settings.clock:
        return RealClock()
    clock = SandboxClock(settings.clock)
    await clock.begin()
    return clock
