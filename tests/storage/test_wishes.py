"""What people chose to hear: kept, asked at fan-out, and once more before sending."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import time

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import Grants
from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused
from journal_core.events import EventKind
from journal_core.people import Account, Person, Role
from journal_core.school import Channel
from journal_core.wishes import Chosen, Hour, Kind, Timing, Weekly
from notifier.ports import Withdrawn
from notifier.states import State
from storage.reader.grants import read_grants
from storage.wishes import PgWishes
from tests.postgres import Database
from tests.storage.postroom import Postroom, open_postroom

FRIDAY = Hour(4, time(18))
SUNDAY = Hour(6, time(19))
CHAT, MAIL, SMS = Channel


@pytest.fixture
async def room(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Postroom]:
    opened = await open_postroom(database, runtime, owner)
    yield opened
    await opened.worker.end()


def wishes(room: Postroom) -> PgWishes:
    return PgWishes(room.runtime)


async def grants(room: Postroom, name: str = "Мария", channel: Channel = CHAT) -> Grants:
    """What somebody may do."""
    address = await room.ask(
        "SELECT address FROM account WHERE person_id = :p AND channel = :c", p=room.people[name], c=channel
    )
    async with room.runtime.connect() as connection:
        found = await read_grants(connection, Account(channel, address[0]), room.clock.now())
    assert found is not None
    return found


async def chosen(room: Postroom, name: str = "Мария", channel: Channel = CHAT) -> Chosen:
    """What they have chosen."""
    return await wishes(room).of(await grants(room, name, channel))


def stamp(room: Postroom, command: str, role: Role = Role.GUARDIAN) -> Stamp:
    """A tap."""
    return Stamp(command, Person(room.people.get("Мария", 1), role), room.clock.now(), "telegram")


async def wants(room: Postroom, channel: Channel, kind: Kind, timing: Timing, of: str = "") -> None:
    """Мария taps a line of the settings."""
    own = await grants(room, channel=channel)
    child = room.town.child(of) if of else None
    await wishes(room).set_timing(own, child, channel, kind, timing, stamp(room, f"{channel} {kind} {timing} {of}"))


async def account(room: Postroom, channel: Channel) -> int:
    return int((await room.ask("SELECT id FROM account WHERE channel = :c", c=channel))[0])


async def test_nothing_is_chosen_until_somebody_chooses(room: Postroom) -> None:
    await room.adult("Мария", CHAT, MAIL)
    await room.adult("Олег", MAIL)
    assert await chosen(room) == Chosen((CHAT, MAIL), None, {})
    assert await chosen(room, "Олег", MAIL) == Chosen((MAIL,), Weekly(FRIDAY, MAIL, chosen=False), {})
    assert await room.ask("SELECT count(*) FROM preference") == [0]


async def test_a_summary_is_chosen_moved_and_stopped_and_each_is_audited(room: Postroom) -> None:
    await room.adult("Мария", CHAT, MAIL)
    own = await grants(room)
    await wishes(room).choose_summary(own, SUNDAY, CHAT, stamp(room, "1"))
    assert (await chosen(room)).weekly == Weekly(SUNDAY, CHAT, chosen=True)
    await wishes(room).choose_summary(own, FRIDAY, MAIL, stamp(room, "2"))
    await wishes(room).choose_summary(own, SUNDAY, CHAT, stamp(room, "1"))  # the first tap, handled once more
    assert (await chosen(room)).weekly == Weekly(FRIDAY, MAIL, chosen=True)
    await wishes(room).stop_summary(own.person_id, room.clock.now())
    assert (await chosen(room)).weekly is None
    actions = await room.ask("SELECT action, subject FROM audit ORDER BY id")
    subject = f"person:{own.person_id}"
    assert actions == [("choose_summary", subject), ("choose_summary", subject), ("stop_summary", subject)]


async def test_a_summary_cannot_be_chosen_where_nobody_is_reached(room: Postroom) -> None:
    await room.adult("Мария")
    await room.account("Мария", MAIL)  # without a consent for it
    with pytest.raises(Refused):
        await wishes(room).choose_summary(await grants(room), SUNDAY, MAIL, stamp(room, "1"))
    assert await room.ask("SELECT count(*) FROM subscription") == [0]


async def test_a_default_summary_that_is_stopped_stays_stopped(room: Postroom) -> None:
    father = await room.adult("Олег", MAIL)
    await wishes(room).stop_summary(father, room.clock.now())
    await wishes(room).stop_summary(father, room.clock.now())
    assert (await chosen(room, "Олег", MAIL)).weekly is None


async def test_what_is_switched_off_is_not_promised_and_not_followed_by_mail(room: Postroom) -> None:
    await room.adult("Мария", CHAT, MAIL)
    await wants(room, CHAT, Kind.MARKS, Timing.OFF)
    await room.mark("7")
    assert await room.say(minutes=5) == [] and await room.say(MAIL) == []
    assert await room.deliveries("state", "reason") == [("suppressed", "asked not to be told so")]
    await room.homework("№ 214")
    assert len(await room.say(hours=6)) == 1


async def test_off_in_the_chat_and_at_once_by_mail_goes_by_mail(room: Postroom) -> None:
    await room.adult("Мария", CHAT, MAIL)
    await wants(room, CHAT, Kind.MARKS, Timing.OFF)
    await wants(room, MAIL, Kind.MARKS, Timing.AT_ONCE)
    await room.mark("7")
    assert await room.say(minutes=5) == []
    assert len(await room.send(MAIL)) == 1


async def test_of_one_child_only_in_the_summary_of_the_other_at_once(room: Postroom) -> None:
    await room.adult("Мария")
    await room.adult("Мария", of="Дима")
    await wants(room, CHAT, Kind.MARKS, Timing.SUMMARY, of="Аня")
    await room.mark("7", number=1)
    await room.mark("9", number=2, of="Дима", line="algebra 7А")
    [text] = await room.say(minutes=5)
    assert "Дима" in text
    await wants(room, CHAT, Kind.MARKS, Timing.AT_ONCE)  # of all
    await room.mark("8", number=3)
    [text] = await room.say(minutes=5)
    assert "Аня" in text


async def test_a_wish_that_came_after_the_promise_is_heard_before_sending(room: Postroom) -> None:
    await room.adult("Мария", CHAT, MAIL)
    await room.mark("7")
    await room.fan()
    await wants(room, CHAT, Kind.MARKS, Timing.OFF)
    room.clock.later(minutes=5)
    [told] = await room.send()
    assert told.sight == Withdrawn(State.SUPPRESSED, "asked not to be told so", next_channel=True)
    assert await room.send(MAIL) == []


async def test_then_it_goes_where_it_is_wanted_now(room: Postroom) -> None:
    await room.adult("Мария", CHAT, MAIL)
    await room.mark("7")
    await room.fan()
    await wants(room, CHAT, Kind.MARKS, Timing.OFF)
    await wants(room, MAIL, Kind.MARKS, Timing.AT_ONCE)
    room.clock.later(minutes=5)
    assert await room.say() == []
    assert len(await room.send(MAIL)) == 1


async def test_no_summary_holds_up_an_alarm_and_off_does(room: Postroom) -> None:
    await room.adult("Мария")
    await wants(room, CHAT, Kind.ABSENCES, Timing.SUMMARY)
    await room.absence("late", number=50)
    await room.absence("absent", number=51, line="history")
    [text] = await room.say(minutes=5)
    assert "История" in text and "Алгебра" not in text
    await wants(room, CHAT, Kind.ABSENCES, Timing.OFF)
    await room.absence("absent", number=52, of="Аня", line="english 1")
    assert await room.deliveries("state") == ["suppressed", "accepted"]
    await room.do("UPDATE message SET thread = 'yesterday'")
    assert await room.say(minutes=5) == []


async def test_a_told_mark_is_put_right_in_the_chat_whatever_is_wished_but_without_a_sound(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7")
    await room.say(minutes=5)
    await wants(room, CHAT, Kind.MARKS, Timing.OFF)
    room.clock.later(minutes=20)
    await room.mark("4", change="corrected")
    [edit] = await room.say()
    assert "было 7" in edit
    assert await room.say(minutes=10) == []


async def test_who_guards_the_account_cannot_be_silenced(room: Postroom) -> None:
    await room.adult("Мария", MAIL)
    await wishes(room).stop(await account(room, MAIL), room.clock.now())
    await room.adult("Олег", of="Аня")
    link = (await room.ask("SELECT id FROM link WHERE person_id = :p", p=room.people["Олег"]))[0]
    await room.happened(EventKind.ADULT_ADDED, f"link:{link}", pupil_id=room.town.pupils["Аня"])
    [text] = await room.say(MAIL)
    assert "ещё один взрослый" in text


async def test_stop_silences_a_mailbox_but_for_absences_and_resume_brings_all_of_it_back(room: Postroom) -> None:
    await room.adult("Мария", MAIL)
    mailbox = await account(room, MAIL)
    await wishes(room).stop(mailbox, room.clock.now())
    await wishes(room).stop(mailbox, room.clock.now())
    assert (await chosen(room, channel=MAIL)).weekly is None
    await room.mark("7", number=1)
    assert await room.say(MAIL, minutes=5) == []
    await room.absence("absent")
    assert len(await room.say(MAIL, minutes=2)) == 1
    await wishes(room).resume(mailbox, room.clock.now())
    again = await chosen(room, channel=MAIL)
    assert again.weekly == Weekly(FRIDAY, MAIL, chosen=False)
    assert set(again.timings.values()) == {Timing.AT_ONCE}
    await room.mark("8", number=2)
    assert len(await room.say(MAIL, minutes=5)) == 1


async def test_stop_of_one_kind_leaves_the_others(room: Postroom) -> None:
    await room.adult("Мария", MAIL)
    await wishes(room).stop(await account(room, MAIL), room.clock.now(), Kind.MARKS)
    await room.mark("7")
    assert await room.say(MAIL, minutes=5) == []
    await room.homework("№ 214")
    assert len(await room.say(MAIL, hours=6)) == 1
    assert (await chosen(room, channel=MAIL)).weekly == Weekly(FRIDAY, MAIL, chosen=False)


async def test_a_summary_chosen_for_a_mailbox_that_says_stop_moves_to_the_chat(room: Postroom) -> None:
    await room.adult("Мария", CHAT, MAIL)
    await wishes(room).choose_summary(await grants(room), SUNDAY, MAIL, stamp(room, "1"))
    await wishes(room).stop(await account(room, MAIL), room.clock.now())
    assert (await chosen(room)).weekly == Weekly(SUNDAY, CHAT, chosen=True)


async def test_a_summary_never_moves_to_a_telephone(room: Postroom) -> None:
    await room.adult("Мария", MAIL, SMS)
    await wishes(room).stop(await account(room, MAIL), room.clock.now())
    assert (await chosen(room, channel=MAIL)).weekly is None


async def test_the_class_teacher_chooses_the_hour_of_a_father_without_a_chat(room: Postroom) -> None:
    await room.adult("Олег", MAIL)
    desk, boris, record = room.town.class_desk(), room.town.pupils["Борис"], room.town.guardians["Олег"]
    await wishes(room).choose_summary_for(desk, boris, record, SUNDAY, stamp(room, "1", Role.CLASS_TEACHER))
    found = await wishes(room).of_class(desk, boris, room.clock.now())
    assert found[record].weekly == Weekly(SUNDAY, MAIL, chosen=True)


@pytest.mark.parametrize("because", ["he has a chat", "he said stop", "another class"])
async def test_but_of_nobody_else(room: Postroom, because: str) -> None:
    father = await room.adult("Олег", *([CHAT, MAIL] if because == "he has a chat" else [MAIL]))
    if because == "he said stop":
        await wishes(room).stop_summary(father, room.clock.now())
    desk = room.town.class_desk(class_name="7А" if because == "another class" else "7Б")
    boris, record = room.town.pupils["Борис"], room.town.guardians["Олег"]
    with pytest.raises(Refused):
        await wishes(room).choose_summary_for(desk, boris, record, SUNDAY, stamp(room, "1", Role.CLASS_TEACHER))
