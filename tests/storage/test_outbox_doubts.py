"""When nobody can know: lost claims, dead workers, connections that broke while sending, receipts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.school import Channel
from notifier.outcomes import Refused, Sent, TryLater, Unknown
from notifier.ports import Claimed, Sight, Withdrawn
from tests.postgres import Database
from tests.storage.postroom import Postroom, local, open_postroom

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


async def test_what_a_living_worker_holds_is_left_alone(room: Postroom) -> None:
    await in_hand(room, TELEGRAM, sending=True)
    assert await upkeep(room) == 0
    assert await room.messages() == ["leased"]


@pytest.mark.parametrize("channel", list(Channel))
async def test_a_worker_that_died_before_sending_cost_nothing(room: Postroom, channel: Channel) -> None:
    await in_hand(room, channel, sending=False)
    await kill(room)
    assert await upkeep(room) == 1
    assert await room.messages("state", "attempts", "doubts") == [("pending", 0, 0)]
    assert len(await room.send(channel)) == 1


async def test_a_worker_that_died_while_sending_to_a_chat_costs_one_copy_at_most(room: Postroom) -> None:
    await in_hand(room, TELEGRAM, sending=True)
    await kill(room)
    await upkeep(room)
    assert await room.messages() == ["unknown"]
    assert await room.send() == []
    room.clock.later(minutes=1)
    [again] = await room.send(TELEGRAM, Unknown("reset"))
    assert again.claimed.attempts == 2
    room.clock.later(minutes=10)
    assert await room.send() == []


async def test_a_worker_that_died_while_sending_an_sms_costs_no_second_sms(room: Postroom) -> None:
    await in_hand(room, SMS, sending=True)
    await kill(room)
    await upkeep(room)
    room.clock.later(hours=1)
    assert await room.send(SMS) == []
    assert await upkeep(room) == 1
    assert await room.deliveries() == [("sms", "failed")]


async def test_a_worker_that_died_while_editing_is_repeated_at_once(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7")
    await room.say(minutes=5)
    await room.mark("4", change="corrected")
    await room.fan()
    [claimed] = await room.claim()
    await room.outbox.sending(claimed)
    await kill(room)
    await upkeep(room)
    assert await room.messages("state", "doubts") == [("pending", 0)]
    [edit] = await room.send()
    assert edit.claimed.provider_id == "there-1"


async def test_a_worker_that_died_at_the_second_try_leaves_the_doubt_as_it_was(room: Postroom) -> None:
    claimed, sight = await in_hand(room, TELEGRAM, sending=True)
    await room.settle(claimed, sight, Unknown("reset"))
    room.clock.later(minutes=1)
    await room.claim()
    await kill(room)
    await upkeep(room)
    assert await room.messages("state", "doubts") == [("unknown", 1)]


async def test_what_takes_its_worker_down_three_times_is_laid_aside(room: Postroom) -> None:
    await in_hand(room, TELEGRAM, sending=False)
    await kill(room)
    for _ in range(3):
        await upkeep(room)
        await room.claim()
    assert await room.messages() == ["broken"]
    assert await room.deliveries() == [("telegram", "broken")]
    assert (await room.outbox.unsettled(room.clock.now()))["broken"] == 1


async def test_a_lease_that_ran_out_is_lost_even_by_a_living_worker(room: Postroom) -> None:
    claimed, _ = await in_hand(room, TELEGRAM, sending=False)
    await room.do("UPDATE message SET lease_until = now() - interval '1 second'")
    assert not await room.outbox.sending(claimed)
    assert await upkeep(room) == 1
    assert await room.messages() == ["pending"]


async def test_after_a_rescue_the_old_claim_may_send_nothing(room: Postroom) -> None:
    claimed, _ = await in_hand(room, TELEGRAM, sending=False)
    await kill(room)
    await upkeep(room)
    assert not await room.outbox.sending(claimed)
    await room.claim()
    assert not await room.outbox.sending(claimed)


async def test_a_lost_claims_late_success_stops_the_copy(room: Postroom) -> None:
    claimed, sight = await in_hand(room, TELEGRAM, sending=True)
    await kill(room)
    await upkeep(room)
    await room.settle(claimed, sight, Sent("there"))
    room.clock.later(minutes=5)
    assert await room.send() == []
    assert await room.messages("state", "provider_id", "error") == [("accepted", "there", "late")]
    assert await room.deliveries() == [("telegram", "accepted")]
    assert (await room.told())["absence:50"] == "absent"


async def test_a_late_success_stops_a_copy_that_was_claimed_and_not_begun(room: Postroom) -> None:
    claimed, sight = await in_hand(room, TELEGRAM, sending=True)
    await kill(room)
    await upkeep(room)
    room.clock.later(minutes=1)
    [second] = await room.claim()
    await room.settle(claimed, sight, Sent("there"))
    assert not await room.outbox.sending(second)


async def test_a_late_success_of_an_old_value_is_followed_by_an_edit(room: Postroom) -> None:
    claimed, sight = await in_hand(room, TELEGRAM, sending=True)
    await kill(room)
    await upkeep(room)
    await room.absence("excused", change="corrected")
    await room.fan()
    await room.settle(claimed, sight, Sent("there"))
    [edit] = await room.send()
    assert edit.claimed.provider_id == "there" and "по уважительной причине" in edit.text


@pytest.mark.parametrize("late", [Refused("gone"), TryLater(), Unknown("reset")])
async def test_a_lost_claims_late_failure_changes_nothing(room: Postroom, late: Refused | TryLater | Unknown) -> None:
    claimed, sight = await in_hand(room, TELEGRAM, sending=True)
    await kill(room)
    await upkeep(room)
    await room.settle(claimed, sight, late)
    assert await room.messages("state", "doubts") == [("unknown", 1)]
    assert await room.ask("SELECT state FROM account") == ["live"]


async def test_a_chat_that_may_have_heard_hears_once_more_after_a_minute_and_no_more(room: Postroom) -> None:
    await room.adult("Мария", TELEGRAM, EMAIL)
    await room.absence("absent")
    await room.fan()
    room.clock.later(seconds=90)
    sent = 0
    for _ in range(12):
        sent += len(await room.send(TELEGRAM, Unknown("reset")))
        await upkeep(room)
        room.clock.later(minutes=1)
    assert sent == 2
    assert await room.messages("channel", "state") == [("telegram", "failed"), ("email", "scheduled")]
    assert len(await room.send(EMAIL)) == 1


async def test_an_sms_that_may_have_arrived_is_never_repeated_and_given_up_after_ten_minutes(room: Postroom) -> None:
    claimed, sight = await in_hand(room, SMS, sending=True)
    await room.settle(claimed, sight, Unknown("timeout"))
    for _ in range(9):
        room.clock.later(minutes=1)
        assert (await room.send(SMS), await upkeep(room)) == ([], 0)
    room.clock.later(minutes=1)
    assert await upkeep(room) == 1
    assert await room.deliveries("state", "settled_at IS NOT NULL") == [("failed", True)]


async def test_what_may_have_arrived_and_ran_out_of_time_is_not_called_unsent(room: Postroom) -> None:
    claimed, sight = await in_hand(room, TELEGRAM, sending=True)
    await room.settle(claimed, sight, Unknown("reset"))
    room.clock.moment = local(room, 20)
    await upkeep(room)
    assert (await room.messages(), await room.deliveries()) == (["failed"], [("telegram", "failed")])


async def test_an_edit_that_never_went_leaves_the_message_told(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7")
    await room.say(minutes=5)
    await room.mark("4", change="corrected")
    await room.fan()
    room.clock.later(days=3)
    await upkeep(room)
    assert await room.messages() == ["accepted"]
    assert await room.deliveries() == [("telegram", "accepted"), ("telegram", "expired")]


async def test_an_email_in_doubt_is_repeated_once_after_five_minutes(room: Postroom) -> None:
    claimed, sight = await in_hand(room, EMAIL, sending=True)
    await room.settle(claimed, sight, Unknown("data"))
    assert await room.outbox.next_due(EMAIL) == room.clock.now() + timedelta(minutes=5)
    room.clock.later(minutes=5)
    [again] = await room.send(EMAIL)
    assert again.claimed.id == claimed.id  # so the letter's Message-ID is the same
