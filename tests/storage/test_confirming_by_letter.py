"""An address confirms itself by the same rules as digits in the chat, whoever entered it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.linking import ADDRESS_TRIES
from journal_core.school import Channel
from notifier.answers import Deed
from tests.postgres import Database
from tests.storage.office import MARIA, OLEG
from tests.storage.street import OLGA, PHONE, Street, open_street
from tests.storage.test_addresses import other, sent_code


@pytest.fixture
async def street(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Street]:
    opened = await open_street(database, runtime, owner)
    yield opened
    await opened.room.worker.end()


async def confirmed(street: Street, ticket: str, code: str = "", said: str = "link") -> bool:
    letter = await street.answers.letter(ticket, Deed.CONFIRM)
    return letter is not None and await street.answers.confirm(letter, code, said)


async def test_a_letter_of_the_class_teacher_s_entry_opens_the_address_and_the_others_hear(street: Street) -> None:
    await street.entered(OLGA)
    assert await confirmed(street, await street.ticket())
    assert await street.state(OLGA) == "live"
    assert len(await street.events("address_added")) == 1
    grants = await street.office.grants(OLGA)
    assert grants is not None
    assert [(one.name, one.consented) for one in grants.children] == [("Аня", True)]
    [evidence] = await street.room.ask("SELECT evidence FROM consent WHERE channel = 'email'")
    assert evidence == "paper: заявление № 12"  # what she signed, not that she pressed


async def test_a_letter_of_one_s_own_entry_records_the_consent_by_the_press(street: Street) -> None:
    await street.office.link(MARIA, "Аня")
    await street.entered_own(MARIA, OLGA)
    assert await confirmed(street, await street.ticket())
    assert await street.events("address_added") == []  # her own doing, as by the digits in the chat
    [evidence] = await street.room.ask("SELECT evidence FROM consent WHERE channel = 'email'")
    assert evidence.startswith("email letter:") and evidence.endswith(":link:confirm")


async def test_twice_pressed_is_once_done(street: Street) -> None:
    await street.entered(OLGA)
    ticket = await street.ticket()
    assert await confirmed(street, ticket)
    assert await confirmed(street, ticket)
    assert len(await street.events("address_added")) == 1


async def test_a_link_lives_as_long_as_its_code(street: Street) -> None:
    await street.entered(OLGA)
    ticket = await street.ticket()
    street.room.clock.later(minutes=10)
    assert not await confirmed(street, ticket)
    assert await street.state(OLGA) == "unconfirmed"


async def test_a_code_asked_for_anew_makes_the_old_letter_void(street: Street) -> None:
    await street.entered(OLGA)
    old = await street.ticket()
    street.room.clock.later(minutes=1)
    await street.entered(OLGA)
    new = await street.ticket()
    assert not await confirmed(street, old)
    assert await confirmed(street, new)


async def test_guesses_at_the_code_close_the_letter_too(street: Street) -> None:
    entered = await street.entered(OLGA)
    ticket, code = await street.ticket(), await sent_code(street.office, entered.account_id)
    for number in range(ADDRESS_TRIES):
        assert not await confirmed(street, ticket, other(code), f"reply {number}")
    assert not await confirmed(street, ticket, code, "reply")
    assert not await confirmed(street, ticket)


async def test_a_letter_about_a_child_one_is_barred_from_meanwhile_opens_nothing(street: Street) -> None:
    await street.entered(OLGA)
    ticket = await street.ticket()
    known = {"guardian": street.office.town.guardians["Мария"], "pupil": street.office.town.pupils["Аня"]}
    await street.room.do(
        "INSERT INTO bar (guardian_id, pupil_id, actor, since) VALUES (:guardian, :pupil, 'a', now())", **known
    )
    assert not await confirmed(street, ticket)
    assert await street.state(OLGA) == "unconfirmed"


async def test_an_other_letter_confirms_nothing(street: Street) -> None:
    await street.entered(OLGA)
    assert await confirmed(street, await street.ticket())
    await street.room.mark("9")
    street.room.clock.later(minutes=5)
    ticket = await street.ticket()
    assert await street.answers.letter(ticket, Deed.CONFIRM) is None
    assert await street.answers.letter(ticket, Deed.SEEN) is None
    assert await street.answers.letter(ticket, Deed.STOP) is not None


@pytest.mark.parametrize("says_yes", [True, False])
async def test_a_phone_confirms_itself_by_its_digits_or_by_a_yes(street: Street, says_yes: bool) -> None:
    entered = await street.entered(PHONE)
    await street.ticket(Channel.SMS)
    code = await sent_code(street.office, entered.account_id)
    assert not await street.answers.confirm_phone(PHONE, other(code), "first")
    assert await street.answers.confirm_phone(PHONE, "" if says_yes else code, "second")
    assert await street.state(PHONE) == "live"


async def test_digits_by_sms_are_guessed_at_five_times_and_no_more(street: Street) -> None:
    entered = await street.entered(PHONE)
    code = await sent_code(street.office, entered.account_id)
    for number in range(ADDRESS_TRIES):
        assert not await street.answers.confirm_phone(PHONE, other(code), f"guess {number}")
    assert not await street.answers.confirm_phone(PHONE, code, "right")
    assert await street.state(PHONE) == "unconfirmed"


async def test_a_phone_shared_by_two_means_the_newest_code(street: Street) -> None:
    await street.entered(PHONE)
    street.room.clock.later(minutes=1)
    await street.entered(PHONE, guardian="Олег")
    assert await street.answers.confirm_phone(PHONE, "", "yes")
    rows = await street.room.ask("SELECT state FROM account WHERE channel = 'sms' ORDER BY id")
    assert rows == ["unconfirmed", "live"]


async def test_who_is_not_in_the_diary_confirms_nothing(street: Street) -> None:
    assert not await street.answers.confirm_phone(PHONE, "", "yes")
    await street.office.link(OLEG, "Борис")
    assert not await street.answers.confirm_phone(PHONE, "123456", "digits")
