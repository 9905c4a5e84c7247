"""Mailboxes and phones: live only when the six digits come back (model.md, subscribers without a messenger)."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.actions.addresses import (
    Confirmed,
    Entered,
    confirm_address_for,
    confirm_own_address,
    enter_address_for,
    enter_own_address,
)
from journal_core.actions.linking import consent
from journal_core.errors import Conflict, Invalid, NotLinked, Refused
from journal_core.linking import address_code
from journal_core.people import Account
from journal_core.ports.diary import Reach
from journal_core.school import Channel
from storage.reader.families import read_families
from tests.storage.office import MARIA, PEPPER, Office
from tests.storage.town import build_town

MAIL = Account(Channel.EMAIL, "maria@example.by")
PHONE = Account(Channel.SMS, "+375291234567")


@pytest.fixture
async def office(owner: AsyncEngine, runtime: AsyncEngine) -> Office:
    """«Гимназия № 1» on Wednesday noon; nobody is linked."""
    return Office(await build_town(owner), runtime, owner)


async def enter_own(office: Office, typed: str = "Maria@Example.by ", channel: Channel = Channel.EMAIL) -> Entered:
    return await enter_own_address(office.store, await office.grants(MARIA), channel, typed, office.stamp())


async def confirm_own(office: Office, code: str) -> Confirmed:
    return await confirm_own_address(office.store, await office.grants(MARIA), code, office.stamp(), PEPPER)


async def enter_for(office: Office, guardian: str = "Мария", note: str = "заявление № 12") -> Entered:
    return await enter_address_for(
        office.store,
        office.town.class_desk(),
        office.town.guardians[guardian],
        Channel.SMS,
        "+375 (29) 123-45-67",
        note,
        office.leader(),
    )


async def confirm_for(office: Office, code: str, guardian: str = "Мария") -> Confirmed:
    desk = office.town.class_desk()
    return await confirm_address_for(office.store, desk, office.town.guardians[guardian], code, office.leader(), PEPPER)


async def sent_code(office: Office, account_id: int) -> str:
    """What the notifier works out and sends."""
    (row,) = await office.ask("SELECT code_asked_at FROM account WHERE id = :id", id=account_id)
    asked_at: datetime = row.code_asked_at
    return address_code(PEPPER, account_id, asked_at)


def other(code: str) -> str:
    """Six digits that are not these."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


async def reach(office: Office, pupil: str = "Иванова Аня") -> tuple[Reach, ...]:
    async with office.engine.connect() as connection:
        families = await read_families(connection, office.town.class_desk(), office.now)
    return next(one.adults for one in families if one.pupil == pupil)


async def test_a_guardians_own_mailbox_lives_once_its_code_comes_back_to_the_chat(office: Office) -> None:
    await office.link(MARIA, "Аня")
    entered = await enter_own(office)
    assert (entered.address, entered.live) == ("maria@example.by", False)
    assert (await office.events())[-1] == ("address_code", f"account:{entered.account_id}", 1)
    assert await office.grants(MAIL) is None
    confirmed = await confirm_own(office, f" {await sent_code(office, entered.account_id)} ")
    assert confirmed == Confirmed(entered.account_id, Channel.EMAIL, "maria@example.by")
    grants = await office.grants(MAIL)
    assert grants is not None
    assert (grants.children[0].name, grants.children[0].consented) == ("Аня", True)


async def test_the_code_goes_out_at_once_and_says_whose_child_it_is_about(office: Office) -> None:
    await office.link(MARIA, "Аня")
    await enter_own(office)
    (row,) = await office.ask("SELECT urgent, pupil_id FROM event WHERE kind = 'address_code'")
    assert tuple(row) == (True, office.town.pupils["Аня"])


async def test_only_a_confirmed_guardian_enters_an_address(office: Office) -> None:
    with pytest.raises(NotLinked):
        await enter_own(office)
    await office.redeem(MARIA, (await office.slips())["Аня"].secret.code)
    with pytest.raises(Refused, match="access.not_confirmed"):
        await enter_own(office)


async def test_what_cannot_be_written_to_is_not_taken(office: Office) -> None:
    await office.link(MARIA, "Аня")
    with pytest.raises(Invalid, match="address.email_unread"):
        await enter_own(office, "мария собака почта")
    with pytest.raises(Invalid, match="address.phone_unread"):
        await enter_own(office, "80291234567", Channel.SMS)
    with pytest.raises(Invalid, match="address.no_such_channel"):
        await enter_own(office, "1001", Channel.TELEGRAM)


async def test_a_code_is_good_for_ten_minutes_and_a_new_one_replaces_it(office: Office) -> None:
    await office.link(MARIA, "Аня")
    entered = await enter_own(office)
    first = await sent_code(office, entered.account_id)
    office.later(minutes=10)
    with pytest.raises(Refused, match="address.code_not_accepted"):
        await confirm_own(office, first)
    again = await enter_own(office)
    assert again.account_id == entered.account_id
    assert (await office.events())[-1][2] == 2
    with pytest.raises(Refused, match="address.code_not_accepted"):
        await confirm_own(office, first)
    assert (await confirm_own(office, await sent_code(office, entered.account_id))).address


async def test_after_five_wrong_tries_only_a_new_code_helps(office: Office) -> None:
    await office.link(MARIA, "Аня")
    entered = await enter_own(office)
    code = await sent_code(office, entered.account_id)
    for guess in (*[other(code)] * 5, code):
        with pytest.raises(Refused, match="address.code_not_accepted"):
            await confirm_own(office, guess)
    office.later(seconds=5)
    await enter_own(office)
    assert (await confirm_own(office, await sent_code(office, entered.account_id))).address


async def test_nobody_is_pestered_with_more_than_five_codes_a_day(office: Office) -> None:
    await office.link(MARIA, "Аня")
    for number in range(5):
        await enter_own(office, f"m{number}@example.by")
    with pytest.raises(Refused, match="address.too_many_codes"):
        await enter_own(office, "m6@example.by")
    office.later(days=1)
    await enter_own(office, "m6@example.by")


async def test_the_class_teacher_enters_a_phone_with_a_paper_and_is_told_the_code(office: Office) -> None:
    entered = await enter_for(office)
    assert entered.address == "+375291234567"
    assert await office.grants(PHONE) is None
    assert (await reach(office))[0].waiting == (Channel.SMS,)
    confirmed = await confirm_for(office, await sent_code(office, entered.account_id))
    assert confirmed.account_id == entered.account_id
    grants = await office.grants(PHONE)
    assert grants is not None
    assert (grants.children[0].confirmed, grants.children[0].consented) == (True, True)
    (row,) = await office.ask("SELECT channel, evidence FROM consent")
    assert tuple(row) == ("sms", "paper: заявление № 12")
    assert await reach(office) == (Reach(office.town.guardians["Мария"], "Иванова Мария", "мать", (Channel.SMS,), ()),)
    assert [kind for kind, _, _ in await office.events()] == ["adult_added", "address_code", "address_added"]


async def test_a_paper_consent_must_be_named(office: Office) -> None:
    with pytest.raises(Invalid, match="address.paper_unnamed"):
        await enter_for(office, note="  ")


async def test_a_guardian_of_another_class_is_not_hers_to_enter(office: Office) -> None:
    with pytest.raises(Refused, match="access.not_yours"):
        await enter_for(office, "Жанна")
    with pytest.raises(Refused, match="access.not_yours"):
        await confirm_for(office, "123456", "Жанна")
    assert await office.count("person") == 0


async def test_a_barred_guardian_gets_no_address(office: Office) -> None:
    await office.do(
        "INSERT INTO bar (guardian_id, pupil_id, actor, since) VALUES (:guardian, :pupil, 'суд', now())",
        guardian=office.town.guardians["Мария"],
        pupil=office.town.pupils["Аня"],
    )
    with pytest.raises(Refused, match="link.barred"):
        await enter_for(office)


async def test_the_phone_joins_the_person_who_is_linked_already(office: Office) -> None:
    redeemed = await office.link(MARIA, "Аня")
    entered = await enter_for(office)
    assert (await confirm_for(office, await sent_code(office, entered.account_id))).address
    grants = await office.grants(PHONE)
    assert grants is not None
    assert grants.person_id == redeemed.person_id
    assert await office.count("link") == 1
    assert (await reach(office))[0].live == (Channel.TELEGRAM, Channel.SMS)


async def test_whoever_waits_for_the_tap_is_settled_first(office: Office) -> None:
    redeemed = await office.redeem(MARIA, (await office.slips())["Аня"].secret.code)
    await consent(office.store, MARIA, redeemed.link_id, True, office.stamp())
    with pytest.raises(Conflict, match="address.settle_first"):
        await enter_for(office)


async def test_an_imported_address_is_nobodys_account(office: Office) -> None:
    await office.do("UPDATE guardian SET email = 'maria@example.by', phone = '+375291234567'")
    await office.link(MARIA, "Аня")
    assert await office.grants(MAIL) is None
    assert await office.count("account") == 1
    assert (await reach(office))[0].live == (Channel.TELEGRAM,)


async def test_a_child_linked_later_is_taken_in_by_entering_the_live_address_again(office: Office) -> None:
    await office.link(MARIA, "Аня")
    entered = await enter_own(office)
    await confirm_own(office, await sent_code(office, entered.account_id))
    await office.link(MARIA, "Борис")
    assert (await enter_own(office)).live
    grants = await office.grants(MAIL)
    assert grants is not None
    assert [child.consented for child in grants.children] == [True, True]


async def test_entering_and_confirming_said_twice_are_done_once(office: Office) -> None:
    await office.link(MARIA, "Аня")
    grants = await office.grants(MARIA)
    stamp, tap = office.stamp(command_id="enter"), office.stamp(command_id="confirm")
    first = await enter_own_address(office.store, grants, *_mail(), stamp)
    assert await enter_own_address(office.store, grants, *_mail(), stamp) == first
    code = await sent_code(office, first.account_id)
    done = await confirm_own_address(office.store, grants, code, tap, PEPPER)
    assert await confirm_own_address(office.store, grants, code, tap, PEPPER) == done
    assert [kind for kind, _, _ in await office.events()].count("address_code") == 1


def _mail() -> tuple[Channel, str]:
    return MAIL.channel, MAIL.address
