"""A mark's whole way through the outbox: promised once, claimed by one, looked at again, settled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.events import EventKind
from journal_core.school import Channel
from notifier.fanout import fan_out
from notifier.outcomes import TryLater
from notifier.ports import Withdrawn
from notifier.states import State
from storage.outbox import PgOutbox
from tests.postgres import Database
from tests.storage.postroom import PEPPER, Postroom, local, open_postroom
from tests.storage.town import NOON


@pytest.fixture
async def room(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Postroom]:
    opened = await open_postroom(database, runtime, owner)
    yield opened
    await opened.worker.end()


@pytest.mark.parametrize(
    ("channel", "says"),
    [(Channel.TELEGRAM, "Алгебра: <b>7</b>"), (Channel.EMAIL, "Новая отметка: Алгебра (А. И.)"), (Channel.SMS, "")],
)
async def test_maria_hears_of_anyas_mark_once_where_she_can_be_reached(
    room: Postroom, channel: Channel, says: str
) -> None:
    await room.adult("Мария", channel)
    await room.mark("7")
    heard = await room.say(channel, minutes=5)
    assert [says in text for text in heard] == ([True] if says else [])  # no SMS for a mark
    room.clock.later(days=3)
    assert await room.send(channel) == []
    assert await room.deliveries() == ([(channel, "accepted")] if says else [("none", "suppressed")])


async def test_an_absence_goes_by_sms_without_a_name(room: Postroom) -> None:
    await room.adult("Мария", Channel.SMS)
    await room.absence("absent")
    [text] = await room.say(Channel.SMS, seconds=90)
    assert text == "Новая запись в школьном дневнике. Подробности у классного руководителя."


async def test_nothing_leaves_inside_the_grace(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7")
    await room.fan()
    room.clock.later(minutes=4, seconds=59)
    assert await room.send() == []
    assert await room.outbox.next_due(Channel.TELEGRAM) == NOON + timedelta(minutes=5)
    room.clock.later(seconds=1)
    assert len(await room.send()) == 1


async def test_an_event_fanned_twice_makes_one_promise_and_one_message(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7")
    await room.fan()
    await room.do("UPDATE event SET fanned_at = NULL")
    await room.fan()
    assert await room.messages() == ["scheduled"]
    assert await room.deliveries() == [("telegram", "scheduled")]


async def test_two_fan_outs_at_once_make_one_promise(room: Postroom) -> None:
    await room.adult("Мария")
    for number in range(4):
        await room.mark("7", number=number + 1)
    await asyncio.gather(room.fan(), room.fan(), room.fan())
    assert await room.messages() == ["scheduled"]
    assert len(await room.deliveries()) == 4


async def test_two_workers_never_claim_the_same_message(room: Postroom) -> None:
    for name, child in (("Мария", "Аня"), ("Олег", "Борис"), ("Жанна", "Дима")):
        await room.adult(name)
        await room.mark("7", of=child, number=room.people[name])
    await room.fan()
    room.clock.later(minutes=5)
    other = PgOutbox(room.runtime, 77, PEPPER)
    mine, theirs = await asyncio.gather(room.claim(limit=2), other.claim(Channel.TELEGRAM, 2, room.clock.now()))
    assert len({one.id for one in (*mine, *theirs)}) == len(mine) + len(theirs) == 3
    assert len({one.token for one in (*mine, *theirs)}) == 3


async def test_absences_are_claimed_before_marks(room: Postroom) -> None:
    await room.adult("Мария")
    await room.adult("Олег")
    await room.mark("7")
    await room.absence("absent", of="Борис")
    await room.fan()
    room.clock.later(minutes=5)
    [first] = await room.claim(limit=1)
    assert first.template == "absence"


async def test_marks_of_one_child_within_the_grace_are_one_message(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7", number=1)
    await room.fan()
    room.clock.later(minutes=4)
    await room.mark("9", number=2, line="history")
    [text] = await room.say(minutes=5)
    assert "Алгебра: <b>7</b>" in text and "История: <b>9</b>" in text


async def test_a_mark_after_the_grace_of_the_first_is_a_message_of_its_own(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7", number=1)
    await room.fan()
    room.clock.later(minutes=6)
    await room.mark("9", number=2)
    assert len(await room.say(minutes=5)) == 2


async def test_marks_of_the_night_are_one_message_in_the_morning(room: Postroom) -> None:
    await room.adult("Мария")
    room.clock.moment = local(room, 21, 30)
    await room.mark("7", number=1)
    await room.fan()
    room.clock.later(hours=2)
    await room.mark("9", number=2)
    assert await room.say(hours=7, minutes=29) == []
    [text] = await room.say(minutes=1)
    assert "<b>7</b>" in text and "<b>9</b>" in text


async def test_what_was_held_up_into_the_night_waits_for_the_morning(room: Postroom) -> None:
    await room.adult("Мария")
    room.clock.moment = local(room, 20, 50)
    await room.mark("7")
    await room.fan()
    room.clock.later(minutes=5)
    await room.send(Channel.TELEGRAM, TryLater(timedelta(minutes=10)))
    room.clock.later(minutes=10)
    [held] = await room.send()
    assert held.sight == Withdrawn(State.PENDING, "quiet hours", until=local(room, 7, days=1))
    room.clock.moment = local(room, 7, days=1)
    assert len(await room.send()) == 1


async def test_an_urgent_absence_passes_the_night(room: Postroom) -> None:
    await room.adult("Мария")
    room.clock.moment = local(room, 21, 30)
    await room.absence("absent")
    assert len(await room.say(seconds=90)) == 1


async def test_a_mother_of_two_in_one_class_hears_of_one_homework_once_a_child(room: Postroom) -> None:
    await room.adult("Мария", of="Аня")
    await room.adult("Мария", of="Борис")
    await room.homework("№ 214")
    await room.fan()
    assert len(await room.messages()) == 2
    room.clock.moment = local(room, 17)
    first, second = await room.send()
    assert first.text.startswith("<b>Аня</b>, 7Б") and second.text.startswith("<b>Борис</b>, 7Б")


async def test_two_people_who_share_a_mailbox_each_hear_of_their_own_child(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL, address="family@mail.by")
    await room.adult("Олег", Channel.EMAIL, address="family@mail.by")
    await room.mark("7", of="Аня", number=1)
    await room.mark("9", of="Борис", number=2)
    texts = await room.say(Channel.EMAIL, minutes=5)
    assert sorted("А. И." in text for text in texts) == [False, True]
    assert sorted("Б. П." in text for text in texts) == [False, True]


async def test_nobody_linked_means_nothing_promised(room: Postroom) -> None:
    await room.mark("7")
    await room.fan()
    assert await room.deliveries() == []
    assert not await room.outbox.fan(lambda happening: [], room.clock.now())


@pytest.mark.parametrize(
    "taken_away",
    [
        "INSERT INTO bar (guardian_id, pupil_id, actor, since) SELECT guardian_id, pupil_id, 'суд', now() FROM link",
        "INSERT INTO bar (person_id, pupil_id, actor, since) SELECT person_id, pupil_id, 'суд', now() FROM link",
        "UPDATE consent SET withdrawn_at = now()",
        "UPDATE link SET state = 'revoked', settled_at = now()",
        "UPDATE school SET jurisdiction = 'ru-state'",
    ],
)
@pytest.mark.parametrize("when", ["before fan-out", "before sending"])
async def test_who_may_no_longer_see_the_child_hears_nothing(room: Postroom, taken_away: str, when: str) -> None:
    await room.adult("Мария")
    await room.mark("7")
    if when == "before sending":
        await room.fan()
    await room.do(taken_away)
    assert await room.say(minutes=5) == []
    assert {state for _, state in await room.deliveries()} <= {"cancelled", "suppressed"}


async def test_nothing_is_said_after_it_has_expired(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7")
    await room.fan()
    room.clock.later(days=2, minutes=6)
    [late] = await room.send()
    assert late.sight == Withdrawn(State.EXPIRED, "its time has passed")
    assert await room.messages() == ["expired"]


async def test_what_nobody_claims_in_time_is_ended_by_the_upkeep(room: Postroom) -> None:
    await room.adult("Мария")
    await room.absence("absent")
    await room.fan()
    room.clock.moment = local(room, 20)
    assert await room.outbox.expire(room.clock.now()) == 1
    assert (await room.messages(), await room.deliveries()) == (["expired"], [("telegram", "expired")])
    assert await room.send() == []


async def test_one_event_that_cannot_be_fanned_out_does_not_stop_the_others(room: Postroom) -> None:
    await room.adult("Мария")
    await room.happened(EventKind.MARK, "mark:404", pupil_id=room.town.pupils["Аня"])
    await room.mark("7", number=1)
    outbox = room.outbox
    with pytest.raises(Exception, match="1"):
        await outbox.fan(fan_out, room.clock.now())
    assert await outbox.fan(fan_out, room.clock.now())
    assert await room.messages() == ["scheduled"]


async def test_health_counts_what_waits(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7")
    assert (await room.outbox.unsettled(room.clock.now()))["events"] == 1
    await room.fan()
    counts = await room.outbox.unsettled(room.clock.now())
    assert (counts["events"], counts["scheduled"], counts["due"]) == (0, 1, 0)
    await room.claim()
    room.clock.later(minutes=5)
    await room.claim()
    assert (await room.outbox.unsettled(room.clock.now()))["leased"] == 1
