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


@dataclass(frozen=True, slots=True)
class Opened:
    """An installation, at this moment of its clock."""

    base: Foundation
    now: datetime


@asynccontextmanager
async def opened() -> AsyncIterator[Opened]:
    """The installation that the environment describes."""
    settings = Settings()
    set_up("warning")
    async with foundation(settings) as base:
        yield Opened(base, await _now(settings))


async def _now(settings: Settings) -> datetime:
    if not settings.clock:
        return RealClock().now()
    clock = SandboxClock(settings.clock)
    await clock.begin()
    return clock.now()
