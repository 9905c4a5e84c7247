"""An address that the class teacher enters opens one child to one adult, and is not entered unseen."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.actions.addresses import confirm_address_for
from journal_core.actions.inviting import invite_class
from journal_core.actions.linking import consent, settle_link
from journal_core.errors import Refused
from tests.storage.office import MARIA, PEPPER, STRANGER, Office
from tests.storage.test_addresses import PHONE, confirm_for, enter_for, sent_code
from tests.storage.town import build_town


@pytest.fixture
async def office(owner: AsyncEngine, runtime: AsyncEngine) -> Office:
    """«Гимназия № 1» on Wednesday noon; nobody is linked."""
    return Office(await build_town(owner), runtime, owner)


async def brother(office: Office) -> None:
    """Дима of 7А is Аня's brother: one record of their mother, two class teachers."""
    await office.do(
        "INSERT INTO guardianship (guardian_id, pupil_id, relation) VALUES (:guardian, :pupil, 'мать')",
        guardian=office.town.guardians["Мария"],
        pupil=office.town.pupils["Дима"],
    )


async def holds_the_brothers_slip(office: Office) -> None:
    """Somebody got hold of the mother's slip for Дима, and was confirmed in 7А."""
    await brother(office)
    slips = await invite_class(office.store, office.admin, "7А", office.stamp(), PEPPER)
    [slip] = [one for one in slips if one.pupil_id == office.town.pupils["Дима"] and str(one.adult) == "Иванова Мария"]
    redeemed = await office.redeem(STRANGER, slip.secret.code)
    await consent(office.store, STRANGER, redeemed.link_id, True, office.stamp())
    await settle_link(office.store, office.town.class_desk(class_name="7А"), redeemed.link_id, True, office.leader())


async def test_a_code_for_one_child_opens_no_other_when_the_other_class_teacher_enters_an_address(
    office: Office,
) -> None:
    await holds_the_brothers_slip(office)
    entered = await enter_for(office)
    grants = await office.grants(STRANGER)
    assert grants is not None
    assert [one.name for one in grants.children] == ["Дима"]
    assert (await confirm_for(office, await sent_code(office, entered.account_id))).address
    mother = await office.grants(PHONE)
    assert mother is not None
    assert mother.person_id != grants.person_id
    assert [one.name for one in mother.children] == ["Аня"]


async def test_a_chat_cannot_consent_to_a_child_whom_only_an_address_was_entered_for(office: Office) -> None:
    redeemed = await office.link(MARIA, "Аня")
    await office.do(
        "INSERT INTO guardianship (guardian_id, pupil_id, relation) VALUES (:guardian, :pupil, 'мать')",
        guardian=office.town.guardians["Мария"],
        pupil=office.town.pupils["Борис"],
    )
    await enter_for(office)  # a link to Борис, with the consent on paper and for the phone
    (row,) = await office.ask("SELECT id FROM link WHERE id <> :known", known=redeemed.link_id)
    with pytest.raises(Refused, match="access.not_yours"):
        await consent(office.store, MARIA, row.id, True, office.stamp())
    grants = await office.grants(MARIA)
    assert grants is not None
    assert [one.name for one in grants.children if one.consented] == ["Аня"]


async def told(office: Office) -> list[tuple[str, int]]:
    """What is to be said of addresses: (subject, revision)."""
    return [(subject, revision) for kind, subject, revision in await office.events() if kind == "address_added"]


async def test_an_address_that_the_class_teacher_makes_live_is_told_of_once_each_time(office: Office) -> None:
    await office.link(MARIA, "Аня")
    entered = await enter_for(office)
    assert await told(office) == []
    desk, tap = office.town.class_desk(), office.leader()
    code = await sent_code(office, entered.account_id)
    for _ in range(2):  # said twice, done once
        await confirm_address_for(office.store, desk, office.town.guardians["Мария"], code, tap, PEPPER)
    subject = f"account:{entered.account_id}"
    assert await told(office) == [(subject, 1)]
    (row,) = await office.ask("SELECT pupil_id, class_id FROM event WHERE kind = 'address_added'")
    assert tuple(row) == (office.town.pupils["Аня"], office.town.classes["7Б"])
    await office.do("UPDATE account SET state = 'dead' WHERE id = :id", id=entered.account_id)
    await enter_for(office)
    await confirm_for(office, await sent_code(office, entered.account_id))
    assert await told(office) == [(subject, 1), (subject, 2)]


async def test_a_barred_persons_hold_on_the_record_gives_them_no_address(office: Office) -> None:
    redeemed = await office.link(STRANGER, "Аня")  # with the mother's slip
    await office.do(
        "INSERT INTO bar (person_id, pupil_id, actor, since) VALUES (:person, :pupil, 'суд', now())",
        person=redeemed.person_id,
        pupil=office.town.pupils["Аня"],
    )
    assert "Аня" in await office.slips()  # the mother gets a slip again
    entered = await enter_for(office)
    (row,) = await office.ask("SELECT person_id FROM account WHERE id = :id", id=entered.account_id)
    assert row.person_id != redeemed.person_id
