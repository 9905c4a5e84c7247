"""The stepped clock: it stands until stepped, and a step is over when everybody has heard of it."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
import pytest_asyncio

from sandbox.client import Sandbox, SandboxError
from sandbox.clock import duration
from sandbox.server import running

MORNING = datetime.fromisoformat("2026-09-01T08:00:00+03:00")


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running() as started, Sandbox(started.http) as box:
        yield box


async def test_it_flows_until_it_is_set_and_then_stands(sandbox: Sandbox) -> None:
    before = await sandbox.now()
    assert abs(before - datetime.now().astimezone()) < timedelta(seconds=5)
    assert await sandbox.now() > before
    await sandbox.set_clock(MORNING)
    assert [await sandbox.now(), await sandbox.now()] == [MORNING, MORNING]
    assert await sandbox.advance("PT5M") == MORNING + timedelta(minutes=5)
    assert await sandbox.advance(timedelta(days=1)) == MORNING + timedelta(days=1, minutes=5)
    await sandbox.flow()
    flowing = await sandbox.now()
    assert await sandbox.now() > flowing


async def test_everything_is_stamped_with_it(sandbox: Sandbox) -> None:
    await sandbox.set_clock(MORNING)
    anna = await sandbox.person(1001, "Анна")
    sent = await sandbox.as_bot("sendMessage", chat_id=1001, text="доброе утро")
    assert sent["result"]["date"] == int(MORNING.timestamp())
    assert (await anna.screen())[0].at == MORNING
    call = (await sandbox.calls())[0]
    assert datetime.fromisoformat(call["at"]) == MORNING
    assert abs(call["t"] - time.monotonic()) < 60


async def test_a_step_waits_for_its_listeners_to_come_back(sandbox: Sandbox) -> None:
    heard: list[int] = []

    async def listen() -> None:
        seq = 0
        while seq < 2:
            seq = (await sandbox.get("clock", after=seq, timeout=30))["seq"]
            heard.append(seq)
        await sandbox.get("clock", after=seq, timeout=0)

    listener = asyncio.create_task(listen())
    for number in (1, 2):
        while not (await sandbox.get("clock/listeners"))["listening"]:
            await asyncio.sleep(0)
        started = time.monotonic()
        await sandbox.advance("PT1H")
        assert heard == list(range(1, number + 1))
        assert time.monotonic() - started < 1.5
    await listener


async def test_a_listener_that_does_not_come_back_is_waited_for_two_seconds(sandbox: Sandbox) -> None:
    listener = asyncio.create_task(sandbox.get("clock", after=0, timeout=30))
    while not (await sandbox.get("clock/listeners"))["listening"]:
        await asyncio.sleep(0)
    started = time.monotonic()
    await sandbox.advance("PT1H")
    assert (await listener)["seq"] == 1
    assert time.monotonic() - started > 1.9


async def test_a_listener_that_hung_up_is_not_waited_for(sandbox: Sandbox) -> None:
    listener = asyncio.create_task(sandbox.get("clock", after=0, timeout=30))
    while not (await sandbox.get("clock/listeners"))["listening"]:
        await asyncio.sleep(0)
    listener.cancel()
    while (await sandbox.get("clock/listeners"))["listening"]:
        await asyncio.sleep(0)
    started = time.monotonic()
    await sandbox.advance("PT1H")
    assert time.monotonic() - started < 1.5


async def test_a_moment_without_a_zone_is_refused_in_words(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxError, match="no offset from UTC"):
        await sandbox.post("clock", {"now": "2026-09-01T08:00:00"})
    with pytest.raises(SandboxError, match="no ISO 8601 duration"):
        await sandbox.advance("five minutes")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("PT5M", timedelta(minutes=5)),
        ("P1DT2H", timedelta(days=1, hours=2)),
        ("PT0.5S", timedelta(seconds=0.5)),
        ("P2W", timedelta(weeks=2)),
    ],
)
def test_durations_are_iso_8601(text: str, meant: timedelta) -> None:
    assert duration(text) == meant
