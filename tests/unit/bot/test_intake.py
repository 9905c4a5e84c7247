"""The intake: one person's updates in order, different people's side by side, none lost, none twice."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from random import Random
from typing import Any

import pytest

from bot import intake
from bot.intake import Intake
from bot.reply import NotSent
from notifier.ports import Incoming
from tests.fakes.clock import FakeClock
from tests.fakes.queues import FakeInbox, FakeLease
from tests.unit.bot.rig import MARIA, NOON, OLEG, Rig
from texts.catalog import words

T = words("ru")


def said(update_id: int, who: int) -> dict[str, Any]:
    """A raw update of somebody."""
    return {"update_id": update_id, "message": {"from": {"id": who}}}


class Hands:
    """Handlers that wait until they are let go, and remember the order of things."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.ended: list[int] = []
        self.held: dict[int, asyncio.Event] = {}
        self.errors: dict[int, list[Exception]] = {}
        self.changed = asyncio.Condition()

    async def feed(self, raw: Mapping[str, Any]) -> None:
        """Handle one."""
        number = raw["update_id"]
        await self._note(self.begun, number)
        if number in self.held:
            await self.held[number].wait()
        if self.errors.get(number):
            raise self.errors[number].pop(0)
        await self._note(self.ended, number)

    async def _note(self, where: list[int], number: int) -> None:
        async with self.changed:
            where.append(number)
            self.changed.notify_all()

    async def until(self, where: list[int], count: int) -> None:
        """Until so many are there."""
        async with self.changed:
            await asyncio.wait_for(self.changed.wait_for(lambda: len(where) >= count), 5)


class Shift:
    """An intake at work."""

    def __init__(self, hands: Hands, inbox: FakeInbox, lease: FakeLease | None = None) -> None:
        self.stop = asyncio.Event()
        self.intake = Intake("42", inbox, lease or FakeLease(), hands.feed, FakeClock(NOON), Random(1))

    async def __aenter__(self) -> Shift:
        self.work = asyncio.create_task(self.intake.run(self.stop))
        return self

    async def __aexit__(self, *error: object) -> None:
        self.stop.set()
        await asyncio.wait_for(self.work, 5)


async def kept(*updates: dict[str, Any]) -> FakeInbox:
    """An inbox with these."""
    inbox = FakeInbox()
    await inbox.keep("42", updates, NOON)
    return inbox


async def test_one_person_waits_for_themselves_and_nobody_waits_for_another() -> None:
    hands = Hands()
    hands.held[1] = asyncio.Event()
    inbox = await kept(said(1, 7), said(2, 7), said(3, 8))
    async with Shift(hands, inbox):
        await hands.until(hands.ended, 1)
        assert hands.ended == [3]
        assert hands.begun == [1, 3]
        hands.held[1].set()
        await hands.until(hands.ended, 3)
    assert hands.ended == [3, 1, 2]
    assert set(inbox.errors.values()) == {""}


async def test_what_was_left_is_taken_up_at_the_start_and_what_comes_later_at_the_wake() -> None:
    hands = Hands()
    inbox = await kept(said(1, 7))
    async with Shift(hands, inbox) as shift:
        await hands.until(hands.ended, 1)
        await inbox.keep("42", [said(2, 7)], NOON)
        shift.intake.wake()
        await hands.until(hands.ended, 2)
    assert hands.begun == [1, 2]


async def test_no_more_people_are_served_at_once_than_there_are_places() -> None:
    hands = Hands()
    many = intake.SIDE_BY_SIDE + 5
    hands.held = {number: asyncio.Event() for number in range(1, many + 1)}
    inbox = await kept(*(said(number, number) for number in hands.held))
    async with Shift(hands, inbox):
        await hands.until(hands.begun, intake.SIDE_BY_SIDE)
        assert len(hands.begun) == intake.SIDE_BY_SIDE
        for door in hands.held.values():
            door.set()
        await hands.until(hands.ended, many)


async def test_a_failing_handler_is_marked_by_the_error_s_name_and_the_next_goes_on() -> None:
    hands = Hands()
    hands.errors[1] = [ValueError("Иванова написала: …")]
    inbox = await kept(said(1, 7), said(2, 7))
    async with Shift(hands, inbox):
        await hands.until(hands.ended, 1)
    assert inbox.errors == {1: "ValueError", 2: ""}


async def test_while_the_database_is_away_the_update_waits_and_is_handled_after() -> None:
    hands = Hands()
    hands.errors[1] = [ConnectionError(), NotSent()]
    inbox = await kept(said(1, 7), said(2, 7))
    async with Shift(hands, inbox) as shift:
        patient(shift.intake)
        await hands.until(hands.ended, 2)
    assert hands.ended == [1, 2]
    assert inbox.errors == {1: "", 2: ""}


async def test_a_mark_that_cannot_be_written_is_written_later_and_nothing_is_handled_twice() -> None:
    hands = Hands()
    inbox = await kept(said(1, 7))
    hands.held[1] = asyncio.Event()
    async with Shift(hands, inbox) as shift:
        patient(shift.intake)
        await hands.until(hands.begun, 1)
        inbox.away = 2
        hands.held[1].set()
        await hands.until(hands.ended, 1)
        await inbox.keep("42", [said(2, 7)], NOON) if not inbox.away else None
        shift.intake.wake()
    assert hands.begun.count(1) == 1
    assert inbox.errors[1] == ""


async def test_a_reply_that_never_leaves_is_given_up_and_marked() -> None:
    hands = Hands()
    hands.errors[1] = [NotSent() for _ in range(intake.REPLY_TRIES)]
    inbox = await kept(said(1, 7), said(2, 7))
    async with Shift(hands, inbox) as shift:
        patient(shift.intake)
        await hands.until(hands.ended, 1)
    assert inbox.errors == {1: "NotSent", 2: ""}


async def test_at_stop_what_is_in_hand_is_finished_and_the_rest_is_left() -> None:
    hands = Hands()
    hands.held[1] = asyncio.Event()
    inbox = await kept(said(1, 7), said(2, 7))
    async with Shift(hands, inbox) as shift:
        await hands.until(hands.begun, 1)
        shift.stop.set()
        hands.held[1].set()
    assert hands.ended == [1]
    assert inbox.errors == {1: ""}


async def test_without_the_lease_nothing_is_touched() -> None:
    hands = Hands()
    inbox = await kept(said(1, 7))
    async with Shift(hands, inbox, FakeLease(ours=False)) as shift:
        shift.intake.wake()
        for _ in range(20):
            await asyncio.sleep(0)
    assert not hands.begun


async def test_the_hundreds_of_one_person_do_not_keep_another_from_being_read() -> None:
    hands = Hands()
    hands.held[1] = asyncio.Event()
    many = intake.MOST_IN_HAND + 5
    inbox = await kept(*(said(number, 7) for number in range(1, many)), said(many, 8))
    async with Shift(hands, inbox):
        await hands.until(hands.ended, 1)
        assert hands.ended == [many]
        hands.held[1].set()


class SlowInbox(FakeInbox):
    """A database so slow that handlers get something done between two pages."""

    async def waiting(self, bot: str, after: int, limit: int, each: int = 20) -> list[Incoming]:
        """With a long way there."""
        for _ in range(300):
            await asyncio.sleep(0)
        return await super().waiting(bot, after, limit, each)


async def test_one_person_s_hundreds_are_all_handled_in_order_however_they_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(intake, "IDLE_SECONDS", 60)
    monkeypatch.setattr(intake, "READ_AT_ONCE", 30)
    hands, inbox = Hands(), SlowInbox()
    theirs = [*range(1, 26), *range(36, 150)]  # between them others, so that a page ends behind some left unread
    await inbox.keep("42", [said(number, 7 if number in theirs else 1000 + number) for number in range(1, 150)], NOON)
    async with Shift(hands, inbox):
        await hands.until(hands.ended, 149)
    assert [number for number in hands.ended if number in theirs] == theirs


def patient(one: Intake) -> None:
    """Let waiting between tries take no time."""

    async def at_once(turn: int, stop: asyncio.Event) -> bool:
        await asyncio.sleep(0)
        return stop.is_set()

    one._stopped_within = at_once  # type: ignore[method-assign]


async def test_a_malformed_update_is_marked_and_the_next_person_is_answered() -> None:
    rig = Rig()
    broken: list[dict[str, Any]] = [
        {"update_id": 1, "message": {"message_id": "нет", "from": {"id": 1}}},
        {"update_id": 2, "message": []},
        {"update_id": 3},
        {"update_id": 4, "new_kind_of_thing": {"from": {"id": 1}, "secret": "…"}},
    ]
    await rig.inbox.keep("42", [*broken, rig.message(MARIA, "/today"), rig.message(OLEG, "/today")], NOON)
    stop = asyncio.Event()
    work = asyncio.create_task(rig.conversation.run(stop))
    with suppress(TimeoutError):
        async with asyncio.timeout(5):
            while len(rig.inbox.errors) < 6:
                await asyncio.sleep(0)
    stop.set()
    await work
    assert {number: error for number, error in rig.inbox.errors.items() if error} == {
        1: "ValidationError",
        2: "ValidationError",
    }
    assert "Сегодня" in rig.seen(MARIA).text
    assert "Сегодня" in rig.seen(OLEG).text
    assert rig.messenger.menus[""][0] == ("today", T("command.today"))
