"""The dispatcher over the real outbox: whatever fails around a sending, it is written down and holds nobody up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.news import News
from journal_core.school import Channel
from notifier import dispatcher, fanning
from notifier.dispatcher import Dispatcher, Render
from notifier.outcomes import Refused, TryLater, Unknown
from notifier.policy import Lane
from notifier.street import Doors
from storage.outbox import PgOutbox
from tests.fakes.channel import FakeChannel
from tests.fakes.clock import SteppedClock
from tests.postgres import Database
from tests.storage.postroom import Postroom, open_postroom
from texts.render import Rendered, push

PATIENCE = 20.0  #: real seconds before a test gives up


class Bell:
    """`notifier.ports.Watch`: it is always time to look."""

    async def woken(self, seconds: float) -> None:
        await asyncio.sleep(0.01)


@dataclass
class Shaky:
    """The outbox, with some of its calls failing first: name → errors still to come."""

    outbox: PgOutbox
    fails: dict[str, list[Exception]] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        async def call(*args: Any, **more: Any) -> Any:
            self.called.append(name)
            if self.fails.get(name):
                raise self.fails[name].pop(0)
            return await getattr(self.outbox, name)(*args, **more)

        return call


@dataclass
class Desk:
    """A post room with a dispatcher at work."""

    room: Postroom
    clock: SteppedClock
    channel: FakeChannel
    shaky: Shaky
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    render: Render = push

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[asyncio.Task[None]]:
        """The dispatcher runs until the block ends."""
        known: Any = (self.shaky, self.channel, self.render, Doors(b"secret"), self.clock, Bell(), Random(1))
        running = asyncio.create_task(Dispatcher(*known).run(self.stop))
        try:
            yield running
        finally:
            self.stop.set()
            await asyncio.wait_for(running, PATIENCE)

    async def until(self, *states: str) -> None:
        """Wait for the messages to stand so."""
        seen: list[Any] = []
        for _ in range(int(PATIENCE / 0.02)):
            seen = await self.room.messages()
            if sorted(seen) == sorted(states):
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"{seen} are not {states}")


@pytest.fixture
async def desk(
    database: Database, runtime: AsyncEngine, owner: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    monkeypatch.setattr(dispatcher, "SETTLE_PAUSE", (0.001, 0.01))
    room = await open_postroom(database, runtime, owner)
    clock = SteppedClock(room.clock.moment)
    room.clock = clock
    yield Desk(room, clock, FakeChannel(), Shaky(room.outbox))
    await room.worker.end()


async def due(desk: Desk, *names: str) -> None:
    """A mark for the child of each, whose grace is over."""
    children = {"Мария": "Аня", "Олег": "Борис", "Жанна": "Дима"}
    for number, name in enumerate(names or ("Мария",), 1):
        await desk.room.adult(name)
        await desk.room.mark("7", of=children[name], number=number)
    await desk.room.fan()
    await desk.clock.step(minutes=5)


async def test_from_the_event_to_the_chat_by_itself(desk: Desk) -> None:
    await desk.room.adult("Мария")
    outbox: Any = desk.shaky
    fan = asyncio.create_task(fanning.run(outbox, desk.clock, Bell(), desk.stop))
    async with desk.at_work():
        await desk.room.mark("7")
        await desk.until("scheduled")
        assert desk.channel.sent == []
        await desk.clock.step(minutes=5)
        await desk.until("accepted")
    await fan
    [sent] = desk.channel.sent
    assert sent.screen is not None and "Алгебра: <b>7</b>" in sent.screen.text


async def test_while_the_database_is_away_the_outcome_is_kept_in_hand(desk: Desk) -> None:
    await due(desk)
    desk.shaky.fails["settle"] = [ConnectionError(), TimeoutError(), ConnectionError()]
    async with desk.at_work():
        await desk.until("accepted")
    assert len(desk.channel.sent) == 1
    assert await desk.room.ask("SELECT outcome FROM attempt") == ["accepted"]


@pytest.mark.parametrize("call", ["look", "sending"])
async def test_a_database_away_before_anything_left_costs_nothing(desk: Desk, call: str) -> None:
    await due(desk)
    desk.shaky.fails[call] = [ConnectionError()]
    async with desk.at_work():
        await desk.until("accepted")
    assert len(desk.channel.sent) == 1
    assert await desk.room.messages("attempts", "doubts") == [(1, 0)]


async def test_the_dispatcher_outlives_a_database_that_is_away(desk: Desk) -> None:
    await due(desk)
    desk.shaky.fails = {"claim": [ConnectionError()] * 3, "next_due": [ConnectionError()] * 2}
    async with desk.at_work() as running:
        await desk.until("accepted")
        assert not running.done()


async def test_told_to_stop_it_claims_no_more_and_finishes_what_is_in_hand(desk: Desk) -> None:
    await due(desk)
    hold = desk.channel.holds[str(1000 + desk.room.people["Мария"])] = asyncio.Event()
    async with desk.at_work() as running:
        while not desk.channel.sent:
            await asyncio.sleep(0.01)
        desk.stop.set()
        await asyncio.sleep(0.05)
        claims = desk.shaky.called.count("claim")
        assert not running.done()
        hold.set()
        await running
    assert desk.shaky.called.count("claim") == claims
    assert await desk.room.messages() == ["accepted"]


async def test_what_is_not_finished_in_time_is_left_to_the_rescuer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatcher, "DRAIN_SECONDS", 0.05)
    await due(desk)
    desk.channel.permits.pause(3600)
    async with desk.at_work():
        await desk.until("leased")
    assert desk.channel.sent == []
    await desk.room.worker.end()
    for _ in range(200):
        if await desk.room.outbox.rescue(desk.clock.now()):
            break
        await asyncio.sleep(0.01)
    assert await desk.room.messages("state", "attempts") == [("pending", 0)]


async def test_a_slow_recipient_does_not_hold_the_others_up(desk: Desk) -> None:
    await due(desk, "Мария", "Олег", "Жанна")
    hold = desk.channel.holds[str(1000 + desk.room.people["Мария"])] = asyncio.Event()
    async with desk.at_work():
        await desk.until("leased", "accepted", "accepted")
        hold.set()
        await desk.until("accepted", "accepted", "accepted")


async def test_a_message_that_cannot_be_worded_is_laid_aside_and_the_others_go(desk: Desk) -> None:
    def fails(template: str, news: News, *rest: Any) -> Rendered:
        if "Анна" in repr(news) or "Аня" in repr(news):
            raise KeyError("push.no_such_key")
        return push(template, news, *rest)

    desk.render = fails
    await due(desk, "Мария", "Олег")
    async with desk.at_work():
        await desk.until("broken", "accepted")
    assert await desk.room.messages("error") == ["KeyError", ""]


async def test_a_look_that_fails_by_our_own_mistake_does_not_go_round_for_ever(desk: Desk) -> None:
    await due(desk)
    desk.shaky.fails["look"] = [LookupError("a defect")]
    async with desk.at_work():
        await desk.until("broken")
    assert desk.channel.sent == []


async def test_a_channel_that_raises_may_have_sent(desk: Desk) -> None:
    await due(desk)
    desk.channel.answers = [RuntimeError("a defect")]
    async with desk.at_work():
        await desk.until("unknown")
        await desk.clock.step(minutes=1)
        await desk.until("accepted")
    assert len(desk.channel.sent) == 2


async def test_what_expired_while_it_waited_for_its_permit_is_not_sent(desk: Desk) -> None:
    await due(desk)
    desk.channel.permits.pause(0.5)
    async with desk.at_work():
        await desk.until("leased")
        await desk.clock.step(days=3)
        await desk.until("expired")
    assert desk.channel.sent == []


async def test_what_was_lost_while_it_waited_for_its_permit_is_not_sent(desk: Desk) -> None:
    await due(desk)
    desk.channel.permits.pause(0.5)
    async with desk.at_work():
        await desk.until("leased")
        await desk.room.do("UPDATE message SET claim_token = gen_random_uuid()")
        while desk.shaky.called.count("sending") == 0:
            await asyncio.sleep(0.02)
    assert desk.channel.sent == []


async def test_a_throttle_silences_the_whole_channel_and_is_nobodys_fault(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatcher, "DRAIN_SECONDS", 0.05)
    desk.channel.permits.total = 1
    await due(desk, "Мария", "Олег")
    desk.channel.answers = [TryLater(timedelta(seconds=3600), whole_channel=True)]
    async with desk.at_work():
        await desk.until("pending", "leased")  # the second waits for its permit
        waits = asyncio.create_task(_permitted(desk))
        await asyncio.sleep(0.05)
        assert not waits.done()
        waits.cancel()
    assert len(desk.channel.sent) == 1
    assert sorted(await desk.room.messages("state", "attempts")) == [("leased", 1), ("pending", 0)]


async def _permitted(desk: Desk) -> None:
    async with desk.channel.permits.one(Lane.PEOPLE, "somebody"):
        return


async def test_a_refusal_is_followed_by_the_next_channels_message(desk: Desk) -> None:
    await desk.room.adult("Мария", Channel.TELEGRAM, Channel.EMAIL)
    await desk.room.mark("7")
    await desk.room.fan()
    await desk.clock.step(minutes=5)
    desk.channel.answers = [Refused("blocked")]
    async with desk.at_work():
        await desk.until("refused", "scheduled")
    assert await desk.room.messages("channel") == ["telegram", "email"]


async def test_there_and_back_edits_nothing(desk: Desk) -> None:
    await due(desk)
    async with desk.at_work():
        await desk.until("accepted")
        await desk.room.mark("4", change="corrected")
        await desk.room.mark("7", change="corrected")
        await desk.room.fan()
        await desk.until("accepted")
    assert len(desk.channel.sent) == 1
    assert {state for _, state in await desk.room.deliveries()} <= {"accepted", "merged"}


async def test_doubt_is_settled_by_one_copy(desk: Desk) -> None:
    await due(desk)
    desk.channel.answers = [Unknown("reset")]
    async with desk.at_work():
        await desk.until("unknown")
        for _ in range(3):
            await desk.clock.step(minutes=1)
        await desk.until("accepted")
    assert len(desk.channel.sent) == 2
