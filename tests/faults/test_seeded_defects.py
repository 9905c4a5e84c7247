"""Defects planted on purpose: a promise that stays true with its guard taken away is not proved by its test.

Each story ends in a fact about what the other side received. It is told twice: once as the code is, once with the
defect, and the defect must show.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core import access
from journal_core.access import Child
from journal_core.school import Channel
from notifier import limits
from notifier.outcomes import Refused, Sent, Unknown
from notifier.policy import Lane
from notifier.ports import Sight, Withdrawn
from notifier.retries import COPIES
from storage.outbox import claiming, looking, promising, rescuing, settling
from tests.postgres import Database, database, migrated, owner, runtime, server
from tests.storage.postroom import Postroom, open_postroom
from tests.unit.notifier import loop

__all__ = ["database", "migrated", "owner", "runtime", "server"]  #: fixtures, named here so that this file is enough

Story = Callable[[Postroom], Awaitable[object]]
Plant = Callable[[pytest.MonkeyPatch], None]
TELEGRAM, SMS = Channel.TELEGRAM, Channel.SMS


@pytest.fixture
async def room(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Postroom]:
    opened = await open_postroom(database, runtime, owner)
    yield opened
    await opened.worker.end()


def without(module: Any, name: str, guard: str, instead: str = "") -> Plant:
    """The statement `name` of a module without one of its guards."""

    def plant(monkeypatch: pytest.MonkeyPatch) -> None:
        words = str(getattr(module, name))
        assert guard in words, f"{name} has no such guard any more"
        monkeypatch.setattr(module, name, sql(words.replace(guard, instead)))

    return plant


async def in_hand(room: Postroom, channel: Channel = TELEGRAM) -> tuple[Any, Sight]:
    await room.adult("Мария", channel)
    await room.absence("absent")
    await room.fan()
    room.clock.later(seconds=90)
    [claimed] = await room.claim(channel)
    sight = await room.outbox.look(claimed, room.clock.now())
    assert isinstance(sight, Sight)
    return claimed, sight


async def lose(room: Postroom) -> None:
    """The lease runs out, and the rescuer comes."""
    await room.do("UPDATE message SET lease_until = now() - interval '1 second' WHERE state = 'leased'")
    await room.outbox.rescue(room.clock.now())


async def a_stale_worker_reports_a_refusal(room: Postroom) -> object:
    """Its claim is another's by now: Мария's address lives, and the second worker's message is its own."""
    claimed, sight = await in_hand(room)
    await room.outbox.sending(claimed)
    await lose(room)
    room.clock.later(minutes=1)
    await room.claim()
    await room.settle(claimed, sight, Refused("stale"))
    return await room.messages()


async def nobody_sends_for_three_days(room: Postroom) -> object:
    claimed, _ = await in_hand(room)
    room.clock.later(days=3)
    return isinstance(await room.outbox.look(claimed, room.clock.now()), Withdrawn)


async def an_sms_is_in_doubt_for_an_hour(room: Postroom) -> object:
    claimed, sight = await in_hand(room, SMS)
    await room.outbox.sending(claimed)
    await room.settle(claimed, sight, Unknown("timeout"))
    sent = 1
    for _ in range(6):
        room.clock.later(minutes=10)
        sent += len(await room.send(SMS))
    return sent


async def the_rescuer_comes_after_the_success(room: Postroom) -> object:
    """The message was settled long ago; its old lease time still stands in the past."""
    claimed, sight = await in_hand(room)
    await room.outbox.sending(claimed)
    await room.settle(claimed, sight, Sent("there"))
    await room.do("UPDATE message SET lease_until = now() - interval '1 hour', claim_token = gen_random_uuid()")
    await room.outbox.rescue(room.clock.now())
    return await room.messages()


async def a_worker_dies_while_it_sends_an_sms(room: Postroom) -> object:
    claimed, _ = await in_hand(room, SMS)
    await room.outbox.sending(claimed)
    await lose(room)
    room.clock.later(minutes=30)
    return len(await room.send(SMS))


async def a_worker_wakes_after_its_lease(room: Postroom) -> object:
    claimed, _ = await in_hand(room)
    await lose(room)
    await room.claim()
    return await room.outbox.sending(claimed)


async def a_late_success_meets_a_waiting_copy(room: Postroom) -> object:
    claimed, sight = await in_hand(room)
    await room.outbox.sending(claimed)
    await lose(room)
    await room.settle(claimed, sight, Sent("there"))
    room.clock.later(minutes=2)
    return len(await room.send())


async def two_claim_at_once(room: Postroom) -> object:
    await in_hand(room)
    return 1 + len(await room.claim())


async def a_mark_is_corrected_while_in_hand(room: Postroom) -> object:
    await room.adult("Мария")
    await room.mark("7")
    await room.fan()
    room.clock.later(minutes=5)
    [claimed] = await room.claim()
    sight = await room.outbox.look(claimed, room.clock.now())
    assert isinstance(sight, Sight)
    await room.mark("4", change="corrected")
    await room.fan()
    await room.settle(claimed, sight, Sent("there"))
    return [one.claimed.provider_id for one in await room.send()]


async def an_event_is_fanned_twice(room: Postroom) -> object:
    await room.adult("Мария")
    await room.mark("7")
    sent = len(await room.say(minutes=5))
    await room.do("UPDATE event SET fanned_at = NULL")
    return sent + len(await room.say(minutes=5))


async def a_bar_is_set_before_sending(room: Postroom) -> object:
    await room.adult("Мария")
    await room.mark("7")
    await room.fan()
    await room.do(
        "INSERT INTO bar (guardian_id, pupil_id, actor, since) SELECT guardian_id, pupil_id, 'суд', now() FROM link"
    )
    room.clock.later(minutes=5)
    return len([one for one in await room.send() if one.text])


def no_expiry(monkeypatch: pytest.MonkeyPatch) -> None:
    real = looking.look

    async def look(connection: Any, claimed: Any, pepper: bytes, now: Any) -> Any:
        return await real(connection, replace(claimed, expires_at=now + timedelta(days=1)), pepper, now)

    monkeypatch.setattr(looking, "look", look)


def an_sms_may_be_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COPIES, SMS, 5)


def no_second_look(monkeypatch: pytest.MonkeyPatch) -> None:
    async def everything(connection: Any, account: Any, at: Any = None, *, person_id: int | None = None) -> Any:
        return None

    def anybody(grants: Any, pupil_id: int | None = None, **more: Any) -> Any:
        return Child(pupil_id or 0, None, "Иванова", "Аня", 1, "7Б", True, True)  # type: ignore[arg-type]

    monkeypatch.setattr(looking, "read_grants", everything)
    monkeypatch.setattr(access, "child", anybody)


def what_was_left_out_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: Any) -> None:
        return None

    monkeypatch.setattr(settling, "_left_out", nothing)


DEFECTS: list[tuple[str, Story, object, Plant]] = [
    (
        "no token guard in settling",
        a_stale_worker_reports_a_refusal,
        ["leased"],
        without(settling, "_SETTLE", "claim_token = :token AND state = 'leased'", "CAST(:token AS uuid) IS NOT NULL"),
    ),
    ("no expiry when looking", nobody_sends_for_three_days, True, no_expiry),
    ("an unknown SMS is repeated", an_sms_is_in_doubt_for_an_hour, 1, an_sms_may_be_repeated),
    (
        "rescue without the state",
        the_rescuer_comes_after_the_success,
        ["accepted"],
        without(rescuing, "_RESCUE", "state = 'leased' AND (", "("),
    ),
    (
        "rescue forgets that bytes may have left",
        a_worker_dies_while_it_sends_an_sms,
        0,
        without(rescuing, "_RESCUE", "stage = 'sending' AND provider_id = '' AS in_doubt", "false AS in_doubt"),
    ),
    (
        "sending without the token",
        a_worker_wakes_after_its_lease,
        False,
        without(claiming, "_SENDING", "claim_token = :token", "CAST(:token AS uuid) IS NOT NULL"),
    ),
    (
        "a late success is thrown away",
        a_late_success_meets_a_waiting_copy,
        0,
        without(settling, "_LATE", "'scheduled', 'pending', 'unknown'", "'nothing'"),
    ),
    (
        "a claim leaves the message as it was",
        two_claim_at_once,
        1,
        without(claiming, "_CLAIM", "SET state = 'leased', ", "SET "),
    ),
    (
        "what joined while in hand is forgotten",
        a_mark_is_corrected_while_in_hand,
        ["there"],
        what_was_left_out_is_forgotten,
    ),
    (
        "a promise is kept twice",
        an_event_is_fanned_twice,
        1,
        without(
            promising,
            "_PROMISE",
            "ON CONFLICT (event_id, person_id, pupil_id, leg) DO NOTHING",
            "ON CONFLICT (event_id, person_id, pupil_id, leg) DO UPDATE SET leg = excluded.leg",
        ),
    ),
    ("no second look", a_bar_is_set_before_sending, 0, no_second_look),
]


@pytest.mark.parametrize(("story", "holds"), [one[1:3] for one in DEFECTS])
async def test_the_promise_holds(room: Postroom, story: Story, holds: object) -> None:
    assert await story(room) == holds


@pytest.mark.parametrize(
    ("story", "holds", "plant"),
    [pytest.param(story, holds, plant, id=name) for name, story, holds, plant in DEFECTS],
)
async def test_and_the_planted_defect_is_caught(
    room: Postroom, monkeypatch: pytest.MonkeyPatch, story: Story, holds: object, plant: Plant
) -> None:
    plant(monkeypatch)
    assert await story(room) != holds


def busiest_second(permits: limits.Permits) -> int:
    """How many of ninety were let through in the busiest second."""

    async def ninety() -> int:
        times: list[float] = []

        async def one(number: int) -> None:
            async with permits.one(Lane.REST, str(number)):
                times.append(asyncio.get_running_loop().time())

        await asyncio.gather(*map(one, range(90)))
        return max(sum(1 for other in times if at <= other < at + 1) for at in times)

    return loop.run(ninety())


def test_permits_that_come_back_at_once_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    assert busiest_second(limits.Permits()) == 30
    monkeypatch.setattr(limits, "SECOND", 0.1)
    assert busiest_second(limits.Permits()) > 30
