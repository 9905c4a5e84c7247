"""Which way a message takes: the next channel, the school's budget, links and codes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.events import EventKind
from journal_core.school import Channel
from notifier.outcomes import Refused, Sent, TryLater, Unknown
from notifier.ports import Sight, Withdrawn
from notifier.states import State
from tests.postgres import Database
from tests.storage.postroom import Postroom, addresses, local, open_postroom
from tests.storage.town import NOON


@pytest.fixture
async def room(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Postroom]:
    opened = await open_postroom(database, runtime, owner)
    yield opened
    await opened.worker.end()


async def test_a_dead_address_is_left_for_the_next_channel(room: Postroom) -> None:
    await room.adult("Мария", Channel.TELEGRAM, Channel.EMAIL)
    await room.mark("7")
    await room.fan()
    room.clock.later(minutes=5)
    await room.send(Channel.TELEGRAM, Refused("TelegramForbiddenError"))
    assert await room.ask("SELECT state FROM account ORDER BY id") == ["dead", "live"]
    assert await room.deliveries() == [("telegram", "refused"), ("email", "scheduled")]
    [letter] = await room.send(Channel.EMAIL)
    assert "Новая отметка: Алгебра (А. И.)" in letter.text


async def test_what_was_promised_to_an_address_that_died_meanwhile_moves_on_too(room: Postroom) -> None:
    await room.adult("Мария", Channel.TELEGRAM, Channel.EMAIL)
    await room.mark("7")
    await room.fan()
    await room.do("UPDATE account SET state = 'dead' WHERE channel = 'telegram'")
    assert await room.say(minutes=5) == []
    assert len(await room.send(Channel.EMAIL)) == 1
    assert await room.deliveries() == [("telegram", "refused"), ("email", "accepted")]


async def test_a_next_channel_found_at_night_waits_for_the_morning(room: Postroom) -> None:
    await room.adult("Мария", Channel.TELEGRAM, Channel.EMAIL)
    room.clock.moment = local(room, 20, 50)
    await room.mark("7")
    await room.fan()
    room.clock.later(minutes=5)
    [claimed] = await room.claim()
    room.clock.later(minutes=10)
    await room.settle(claimed, None, Refused("gone"))
    assert await room.outbox.next_due(Channel.EMAIL) == local(room, 7, days=1)


async def test_with_no_channel_left_the_failure_stays_visible(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7")
    await room.fan()
    room.clock.later(minutes=5)
    await room.send(Channel.TELEGRAM, Refused("gone"))
    assert await room.deliveries() == [("telegram", "refused")]


async def test_later_comes_back_after_its_time_and_spends_an_attempt(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7")
    await room.fan()
    room.clock.later(minutes=5)
    await room.send(Channel.TELEGRAM, TryLater(timedelta(seconds=30)))
    assert await room.send() == []
    room.clock.later(seconds=30)
    [again] = await room.send()
    assert again.claimed.attempts == 2


async def test_a_throttled_channel_spends_no_attempt(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("7")
    await room.fan()
    room.clock.later(minutes=5)
    await room.send(Channel.TELEGRAM, TryLater(timedelta(seconds=3), whole_channel=True))
    room.clock.later(seconds=3)
    [again] = await room.send()
    assert again.claimed.attempts == 1


async def test_an_urgent_sms_goes_beyond_the_schools_budget_but_not_beyond_its_double(room: Postroom) -> None:
    await room.adult("Мария", Channel.SMS)
    await room.do("UPDATE school SET sms_budget = 1")
    await room.absence("absent")
    await room.fan()
    room.clock.later(seconds=90)
    await room.send(Channel.SMS, Sent("g-1", segments=2))
    assert await room.ask("SELECT month, purpose, segments FROM sms_spent") == [("2026-10", "news", 2)]
    await room.absence("absent", of="Аня", number=51, line="history")
    await room.do("DELETE FROM delivery")
    await room.do("DELETE FROM message WHERE id NOT IN (SELECT message_id FROM attempt)")
    await room.do("UPDATE message SET thread = 'yesterday'")
    await room.fan()
    room.clock.later(seconds=90)
    [unpaid] = await room.send(Channel.SMS)
    assert unpaid.sight == Withdrawn(State.SUPPRESSED, "the month's SMS are spent")


async def asked(room: Postroom) -> int:
    """Мария used her code for Аня, and Соколова is to be asked; the link."""
    room.people["Соколова"] = await room.do("INSERT INTO person (created_at) VALUES (:at) RETURNING id", at=NOON)
    await room.account("Соколова", Channel.TELEGRAM)
    await room.do(
        "INSERT INTO link (person_id, school_id, staff_id, state, asked_at) VALUES (:p, :s, :staff, 'live', :at)",
        p=room.people["Соколова"],
        s=room.town.school.id,
        staff=room.town.staff["Соколова"],
        at=NOON,
    )
    await room.adult("Мария")
    link = (await room.ask("SELECT id FROM link WHERE pupil_id IS NOT NULL"))[0]
    await room.do("UPDATE link SET state = 'awaiting' WHERE id = :id", id=link)
    child, class_id = room.town.pupils["Аня"], room.town.classes["7Б"]
    await room.happened(EventKind.LINK_ASKED, f"link:{link}", pupil_id=child, class_id=class_id)
    await room.fan()
    return int(link)


async def test_a_class_teacher_is_asked_to_confirm_and_only_while_it_is_open(room: Postroom) -> None:
    await asked(room)
    [claimed] = await room.claim()
    sight = await room.outbox.look(claimed, room.clock.now())
    assert not isinstance(sight, Withdrawn)
    assert "Иванова Аня" in room.words(claimed, sight) and "Иванова Мария" in room.words(claimed, sight)
    await room.do("UPDATE school_class SET class_teacher_id = NULL")
    assert isinstance(await room.outbox.look(claimed, room.clock.now()), Withdrawn)


async def test_a_code_goes_to_the_mailbox_that_is_to_be_confirmed_at_any_hour(room: Postroom) -> None:
    await room.adult("Мария")
    account = await room.account("Мария", Channel.EMAIL, state="unconfirmed")
    room.clock.moment = local(room, 23)
    await room.do("UPDATE account SET code_asked_at = :at WHERE id = :id", at=room.clock.now(), id=account)
    await room.happened(EventKind.ADDRESS_CODE, f"account:{account}")
    [text] = await room.say(Channel.EMAIL)
    assert "Код подтверждения адреса: " in text and "Гимназия № 1" in text


async def test_codes_are_paid_from_a_purse_of_their_own(room: Postroom) -> None:
    await room.adult("Мария")
    await room.do("UPDATE school SET sms_budget = 10")
    account = await room.account("Мария", Channel.SMS, state="unconfirmed")
    await room.do("UPDATE account SET code_asked_at = :at WHERE id = :id", at=room.clock.now(), id=account)
    told = []
    for revision in (1, 2):
        await room.happened(EventKind.ADDRESS_CODE, f"account:{account}", revision=revision)
        await room.fan()
        told += await room.send(Channel.SMS, Sent(f"g-{revision}", segments=1))
    first, second = told
    assert await room.ask("SELECT purpose, segments FROM sms_spent") == [("codes", 1)]
    assert isinstance(first.sight, Sight)
    assert second.sight == Withdrawn(State.SUPPRESSED, "the month's SMS are spent")


async def test_a_code_in_doubt_is_never_sent_again(room: Postroom) -> None:
    await room.adult("Мария")
    account = await room.account("Мария", Channel.EMAIL, state="unconfirmed")
    await room.do("UPDATE account SET code_asked_at = :at WHERE id = :id", at=room.clock.now(), id=account)
    await room.happened(EventKind.ADDRESS_CODE, f"account:{account}")
    await room.fan()
    [claimed] = await room.outbox.claim(Channel.EMAIL, 1, room.clock.now())
    sight = await room.outbox.look(claimed, room.clock.now())
    assert isinstance(sight, Sight)
    assert await room.outbox.sending(claimed)
    await room.settle(claimed, sight, Unknown("data"))
    room.clock.later(minutes=6)
    assert await room.outbox.claim(Channel.EMAIL, 1, room.clock.now()) == []
    await room.outbox.expire(room.clock.now())
    assert await room.messages("state") == ["failed"]


async def test_the_adults_linked_before_hear_of_a_new_one_who_does_not(room: Postroom) -> None:
    await room.adult("Мария")
    await room.adult("Олег", of="Аня")
    link = (await room.ask("SELECT id FROM link WHERE person_id = :p", p=room.people["Олег"]))[0]
    await room.happened(EventKind.ADULT_ADDED, f"link:{link}", pupil_id=room.town.pupils["Аня"])
    await room.fan()
    told = await room.send()
    assert [one.address for one in addresses(told)] == [str(1000 + room.people["Мария"])]
    assert "подключён ещё один взрослый" in told[0].text


async def test_a_class_teacher_is_asked_although_the_pupils_next_class_is_planned(room: Postroom) -> None:
    await asked(room)
    await room.do("UPDATE membership SET days = daterange(lower(days), '2027-09-01')")
    await room.do(
        "INSERT INTO membership (pupil_id, class_id, days) VALUES (:pupil, :next, '[2027-09-01,)')",
        pupil=room.town.pupils["Аня"],
        next=room.town.classes["7А"],
    )
    [told] = await room.send()
    assert "7Б: кто-то использовал код" in told.text


async def test_where_the_chat_is_neutral_nobody_is_named_in_what_links_say(room: Postroom) -> None:
    link = await asked(room)
    await room.do("UPDATE school SET jurisdiction = 'ru-private'")
    [teachers] = await room.send()
    await room.do("UPDATE link SET state = 'live' WHERE id = :id", id=link)
    await room.happened(EventKind.LINK_SETTLED, f"link:{link}", 2, pupil_id=room.town.pupils["Аня"])
    await room.fan()
    [adults] = await room.send()
    for told in (teachers, adults):
        assert told.text == "В дневнике новая запись. Откройте дневник, чтобы посмотреть."


async def test_where_the_chat_may_carry_nothing_links_say_nothing_in_it(room: Postroom) -> None:
    await asked(room)
    await room.do("UPDATE school SET jurisdiction = 'ru-state'")
    [told] = await room.send()
    assert told.sight == Withdrawn(State.CANCELLED, "the channel may carry nothing")


async def test_of_an_address_made_live_its_owner_hears_elsewhere_and_so_do_the_other_adults(room: Postroom) -> None:
    await room.adult("Мария", Channel.TELEGRAM, Channel.EMAIL)
    await room.adult("Олег", Channel.EMAIL, of="Аня")
    number = (await room.ask("SELECT id FROM account WHERE channel = 'email' ORDER BY id"))[0]
    await room.happened(EventKind.ADDRESS_ADDED, f"account:{number}", pupil_id=room.town.pupils["Аня"])
    await room.fan()
    [owner] = await room.send()
    assert owner.claimed.account.address == str(1000 + room.people["Мария"])
    shown = "a•••@mail.by (мать). Если вы этого не ждали, сообщите классному руководителю."
    assert owner.text == f"К дневнику (Аня Иванова) подключён адрес {shown}"
    [father] = await room.send(Channel.EMAIL)
    assert father.claimed.person_id == room.people["Олег"]
    assert f"К дневнику (А. И.) подключён адрес {shown}" in father.text


async def test_an_address_that_is_all_somebody_has_is_not_told_of_itself(room: Postroom) -> None:
    await room.adult("Мария", Channel.EMAIL)
    [number] = await room.ask("SELECT id FROM account")
    await room.happened(EventKind.ADDRESS_ADDED, f"account:{number}", pupil_id=room.town.pupils["Аня"])
    await room.fan()
    assert await room.deliveries() == []


async def test_an_address_that_came_to_life_again_is_told_of_again(room: Postroom) -> None:
    await room.adult("Мария", Channel.TELEGRAM, Channel.EMAIL)
    number = (await room.ask("SELECT id FROM account WHERE channel = 'email'"))[0]
    for revision in (1, 2):
        await room.happened(EventKind.ADDRESS_ADDED, f"account:{number}", revision, pupil_id=room.town.pupils["Аня"])
        [text] = await room.say()
        assert "подключён адрес" in text


async def test_a_second_code_for_the_same_mailbox_is_sent_like_the_first(room: Postroom) -> None:
    await room.adult("Мария")
    account = await room.account("Мария", Channel.EMAIL, state="unconfirmed")
    for revision in (1, 2):
        room.clock.later(minutes=1)
        await room.do("UPDATE account SET code_asked_at = :at WHERE id = :id", at=room.clock.now(), id=account)
        await room.happened(EventKind.ADDRESS_CODE, f"account:{account}", revision)
        [text] = await room.say(Channel.EMAIL)
        assert "Код подтверждения адреса: " in text
