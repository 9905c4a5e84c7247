"""Receipts of the other side: early, twice, late, of nothing we know; and permits shared by replicas."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.school import Channel
from notifier.outcomes import Sent, Unknown
from notifier.ports import Claimed, Sight, Withdrawn
from storage.outbox import PgOutbox
from storage.workers import PgWorker
from tests.postgres import Database
from tests.storage.postroom import PEPPER, Postroom, open_postroom

TELEGRAM, EMAIL, SMS = Channel.TELEGRAM, Channel.EMAIL, Channel.SMS


@pytest.fixture
async def room(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Postroom]:
    opened = await open_postroom(database, runtime, owner)
    yield opened
    await opened.worker.end()


async def in_hand(room: Postroom, channel: Channel, *, sending: bool) -> tuple[Claimed, Sight]:
    """Мария's message about an absence, in the worker's hands."""
    await room.adult("Мария", channel)
    await room.absence("absent")
    await room.fan()
    room.clock.later(seconds=90)
    [claimed] = await room.claim(channel)
    sight = await room.outbox.look(claimed, room.clock.now())
    assert not isinstance(sight, Withdrawn)
    if sending:
        assert await room.outbox.sending(claimed)
    return claimed, sight


async def kill(room: Postroom) -> None:
    """The worker dies: the database lets go of its lock when its connection is gone."""
    of_worker = "FROM pg_locks WHERE locktype = 'advisory' AND objid = CAST(:worker AS oid)"
    async with room.runtime.connect() as connection:
        await connection.execute(sql(f"SELECT pg_terminate_backend(pid) {of_worker}"), {"worker": room.worker.number})
    for _ in range(200):
        if await room.ask(f"SELECT count(*) {of_worker}", worker=room.worker.number) == [0]:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("the lock outlived its holder")


async def upkeep(room: Postroom) -> int:
    return await room.outbox.rescue(room.clock.now()) + await room.outbox.expire(room.clock.now())


async def test_a_receipt_says_that_the_sms_arrived_and_twice_says_no_more(room: Postroom) -> None:
    claimed, sight = await in_hand(room, SMS, sending=True)
    await room.settle(claimed, sight, Sent("g-7"))
    for _ in range(2):
        assert await room.outbox.receipt(SMS, "g-7", delivered=True, code="1", now=room.clock.now())
    assert (await room.messages(), await room.deliveries()) == (["delivered"], [("sms", "delivered")])
    assert await room.ask("SELECT count(*) FROM orphan_receipt") == [0]


async def test_a_receipt_before_the_answer_waits_for_it(room: Postroom) -> None:
    claimed, sight = await in_hand(room, SMS, sending=True)
    assert not await room.outbox.receipt(SMS, "g-7", delivered=True, code="1", now=room.clock.now())
    await room.settle(claimed, sight, Sent("g-7"))
    assert await room.messages() == ["delivered"]
    assert await room.ask("SELECT count(*) FROM orphan_receipt") == [0]


@pytest.mark.parametrize(("delivered", "state"), [(True, "delivered"), (False, "failed")])
async def test_a_receipt_by_our_own_number_ends_the_doubt(room: Postroom, delivered: bool, state: str) -> None:
    claimed, sight = await in_hand(room, SMS, sending=True)
    await room.settle(claimed, sight, Unknown("timeout"))
    assert await room.outbox.receipt(SMS, str(claimed.id), delivered=delivered, code="", now=room.clock.now())
    assert (await room.messages(), await room.deliveries()) == ([state], [("sms", state)])
    room.clock.later(minutes=15)
    assert await upkeep(room) == 0


async def test_an_early_receipt_by_our_own_number_is_found_by_the_rescuer(room: Postroom) -> None:
    claimed, _ = await in_hand(room, SMS, sending=True)
    await room.outbox.receipt(SMS, str(claimed.id), delivered=True, code="", now=room.clock.now())
    await kill(room)
    await upkeep(room)
    assert await room.messages() == ["delivered"]


async def test_a_late_receipt_of_failure_is_believed_and_of_something_else_changes_nothing(room: Postroom) -> None:
    claimed, sight = await in_hand(room, SMS, sending=True)
    await room.settle(claimed, sight, Sent("g-7"))
    room.clock.later(days=2)
    assert not await room.outbox.receipt(SMS, "g-8", delivered=False, code="20", now=room.clock.now())
    assert await room.messages() == ["accepted"]
    assert await room.outbox.receipt(SMS, "g-7", delivered=False, code="20", now=room.clock.now())
    assert await room.messages() == ["failed"]


async def test_replicas_share_a_bots_thirty_permits(room: Postroom) -> None:
    other = PgWorker(room.database.runtime_dsn)
    await other.begin()
    theirs = PgOutbox(room.runtime, other.number, PEPPER)
    assert await room.outbox.lease_permits("bot", 30) == 30
    assert await theirs.lease_permits("bot", 30) == 0  # nothing is left until the first asks again
    assert await room.outbox.lease_permits("bot", 30) == 15
    assert await theirs.lease_permits("bot", 30) == 15
    assert await theirs.lease_permits("another bot", 30) == 30
    await other.end()
    assert await room.outbox.lease_permits("bot", 30) == 30
