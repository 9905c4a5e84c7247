"""The stepped clock lets go of whoever stops waiting, even in the moment it is stepped."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from app.clocks import SandboxClock

MORNING = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def stepped_to(moment: datetime, seq: int) -> dict[str, object]:
    """What the sandbox answers to the long poll."""
    return {"now": moment.isoformat(), "flows": False, "seq": seq}


async def test_a_waiter_cancelled_in_the_moment_of_a_step_is_gone() -> None:
    clock = SandboxClock("http://127.0.0.1:9")
    clock._take(stepped_to(MORNING, 1))
    waiter = asyncio.create_task(clock.until(MORNING + timedelta(hours=5)))
    await asyncio.sleep(0)
    clock._take(stepped_to(MORNING + timedelta(minutes=1), 2))
    await asyncio.sleep(0)  # the step has reached the waiter's event, and not yet the waiter
    waiter.cancel()
    await asyncio.wait({waiter}, timeout=2)
    assert waiter.cancelled()


async def test_a_waiter_returns_once_its_moment_has_come() -> None:
    clock = SandboxClock("http://127.0.0.1:9")
    clock._take(stepped_to(MORNING, 1))
    waiter = asyncio.create_task(clock.until(MORNING + timedelta(minutes=5)))
    await asyncio.sleep(0)
    clock._take(stepped_to(MORNING + timedelta(minutes=4), 2))
    await asyncio.sleep(0)
    assert not waiter.done()
    clock._take(stepped_to(MORNING + timedelta(minutes=5), 3))
    await asyncio.wait_for(waiter, 2)
