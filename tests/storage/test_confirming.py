"""Consent, then the class teacher's tap; what is merged, and who hears of it (SEC-08, PRV-01)."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core import access
from journal_core.actions.linking import consent, settle_link, settle_staff_link
from journal_core.errors import Conflict, Refused, TooLate
from journal_core.linking import LinkState
from journal_core.people import Person, Role
from storage.reader.families import read_link, read_links
from tests.storage.office import MARIA, OLEG, STRANGER, Office, chat
from tests.storage.town import build_town


@pytest.fixture
async def office(owner: AsyncEngine, runtime: AsyncEngine) -> Office:
    """«Гимназия № 1» on Wednesday noon; nobody is linked."""
    return Office(await build_town(owner), runtime, owner)


async def redeemed(office: Office, name: str = "Аня") -> int:
    """Maria used the code for a child; nothing is said about consent yet."""
    return (await office.redeem(MARIA, (await office.slips())[name].secret.code)).link_id


async def agree(office: Office, link_id: int, given: bool = True) -> LinkState:
    return (await consent(office.store, MARIA, link_id, given, office.stamp(), "v1")).state


async def tap(office: Office, link_id: int, accept: bool = True) -> str:
    return (await settle_link(office.store, office.town.class_desk(), link_id, accept, office.leader())).state


async def waiting(office: Office) -> list[tuple[int, str, str, str]]:
    """What the class teacher is shown."""
    async with office.engine.connect() as connection:
        lines = await read_links(connection, office.town.class_desk(), office.now)
    return [(one.link_id, one.pupil, one.relation, one.adult) for one in lines]


async def test_consent_is_kept_per_adult_child_and_channel_with_the_texts_version(office: Office) -> None:
    link_id = await redeemed(office)
    assert await waiting(office) == []  # nothing to confirm before there is consent
    assert await agree(office, link_id) is LinkState.AWAITING
    rows = await office.ask("SELECT pupil_id, channel, version, given_at, withdrawn_at FROM consent")
    assert [tuple(row) for row in rows] == [(office.town.pupils["Аня"], "telegram", "v1", office.now, None)]
    assert await waiting(office) == [(link_id, "Иванова Аня", "мать", "Иванова Мария")]
    assert await office.events() == [("link_asked", f"link:{link_id}", 1)]


async def test_the_diary_opens_at_the_class_teachers_tap_and_not_before(office: Office) -> None:
    link_id = await redeemed(office)
    for consented in (False, True):
        grants = await office.grants(MARIA)
        assert grants is not None
        assert (grants.children[0].confirmed, grants.children[0].consented) == (False, consented)
        await agree(office, link_id)
    await tap(office, link_id)
    grants = await office.grants(MARIA)
    assert grants is not None
    assert (grants.children[0].confirmed, grants.children[0].consented) == (True, True)
    assert await waiting(office) == []
    assert (await office.events())[1:] == [
        ("link_settled", f"link:{link_id}", 2),
        ("adult_added", f"link:{link_id}", 3),
    ]


async def test_consent_refused_revokes_the_link_and_nobody_is_asked(office: Office) -> None:
    link_id = await redeemed(office)
    assert await agree(office, link_id, given=False) is LinkState.REVOKED
    assert await office.grants(MARIA) is None
    assert await office.events() == []
    with pytest.raises(TooLate, match="link.over"):
        await agree(office, link_id)
    assert "Аня" in await office.slips()  # and may be invited again


async def test_consent_taken_back_closes_the_child_on_that_channel(office: Office) -> None:
    link_id = (await office.link(MARIA, "Аня")).link_id
    assert await agree(office, link_id, given=False) is LinkState.LIVE
    grants = await office.grants(MARIA)
    assert grants is not None
    assert not grants.children[0].consented
    assert await agree(office, link_id) is LinkState.LIVE
    assert len(await office.ask("SELECT id FROM consent WHERE withdrawn_at IS NOT NULL")) == 1


async def test_nobody_consents_for_another(office: Office) -> None:
    link_id = await redeemed(office)
    await office.redeem(OLEG, (await office.slips())["Борис"].secret.code)
    for who in (OLEG, STRANGER):
        with pytest.raises(Refused, match="access.not_yours"):
            await consent(office.store, who, link_id, True, office.stamp(), "v1")


async def test_where_the_school_does_without_the_tap_consent_opens_the_diary(office: Office) -> None:
    await office.do("UPDATE school SET confirms_links = false")
    link_id = await redeemed(office)
    assert await agree(office, link_id) is LinkState.LIVE
    assert [kind for kind, _, _ in await office.events()] == ["adult_added"]


async def test_the_class_teacher_of_another_class_is_refused(office: Office) -> None:
    link_id = await redeemed(office)
    await agree(office, link_id)
    other = office.town.class_desk("Орлов", "7А")
    with pytest.raises(Refused, match="access.not_yours"):
        await settle_link(office.store, other, link_id, True, office.leader())
    async with office.engine.connect() as connection:
        with pytest.raises(Refused, match="access.not_yours"):
            await read_link(connection, other, link_id, office.now)
    assert await tap(office, link_id) == "live"


async def test_a_tap_before_consent_is_refused(office: Office) -> None:
    link_id = await redeemed(office)
    with pytest.raises(Refused, match="access.not_yours"):
        await tap(office, link_id)


async def test_a_second_tap_changes_nothing_and_says_nothing_twice(office: Office) -> None:
    link_id = await redeemed(office)
    await agree(office, link_id)
    assert await asyncio.gather(*(tap(office, link_id) for _ in range(5))) == ["live"] * 5
    assert await tap(office, link_id, accept=False) == "live"
    assert [kind for kind, _, _ in await office.events()] == ["link_asked", "link_settled", "adult_added"]


async def test_the_rejected_is_told_and_sees_nothing_and_the_others_hear_nothing(office: Office) -> None:
    link_id = await redeemed(office)
    await agree(office, link_id)
    assert await tap(office, link_id, accept=False) == "rejected"
    assert await office.grants(MARIA) is None
    assert [kind for kind, _, _ in await office.events()] == ["link_asked", "link_settled"]
    assert await office.ask("SELECT id FROM consent WHERE withdrawn_at IS NULL") == []


async def test_a_second_code_makes_one_person_hold_two_records(office: Office) -> None:
    first = await office.link(MARIA, "Аня")
    second = await office.link(MARIA, "Борис")
    staff = await office.redeem(MARIA, (await office.staff_slip("Лис")).secret.code, None)
    assert {first.person_id, second.person_id, staff.person_id} == {first.person_id}
    assert (first.merged, second.merged, staff.merged) == (False, True, True)
    grants = await office.grants(MARIA)
    assert grants is not None
    assert [child.name for child in grants.children] == ["Аня", "Борис"]
    assert [hat.role for hat in grants.hats] == [Role.TEACHER]


async def test_a_code_for_a_child_one_has_already_stays_unused(office: Office) -> None:
    await office.do(
        "INSERT INTO guardianship (guardian_id, pupil_id, relation) VALUES (:guardian, :pupil, 'отец')",
        guardian=office.town.guardians["Олег"],
        pupil=office.town.pupils["Аня"],
    )
    slips = await office.slips()  # the last slip of Аня is Олег's
    await office.link(OLEG, "Аня", slips["Аня"].secret.code)
    mothers = (await office.slips())["Аня"]
    with pytest.raises(Conflict, match="link.already_yours"):
        await office.redeem(OLEG, mothers.secret.code)
    assert (await office.redeem(MARIA, mothers.secret.code)).awaiting


async def bar(office: Office, guardian: str, name: str) -> None:
    await office.do(
        "INSERT INTO bar (guardian_id, pupil_id, actor, since) VALUES (:guardian, :pupil, 'суд', now())",
        guardian=office.town.guardians[guardian],
        pupil=office.town.pupils[name],
    )


async def test_one_barred_after_the_code_can_neither_consent_nor_be_accepted(office: Office) -> None:
    link_id = await redeemed(office)
    await agree(office, link_id)
    await bar(office, "Мария", "Аня")
    with pytest.raises(Refused, match="access.not_yours"):
        await agree(office, link_id)
    with pytest.raises(Refused, match="link.barred"):
        await tap(office, link_id)
    assert await tap(office, link_id, accept=False) == "rejected"


async def test_a_barred_adult_is_not_let_in_by_a_slip_without_a_name(office: Office) -> None:
    await office.link(MARIA, "Аня")
    await bar(office, "Мария", "Вова")  # her record, another child
    code = (await office.slips())["Вова"].secret.code
    with pytest.raises(Refused, match="link.not_accepted"):
        await office.redeem(MARIA, code)
    assert (await office.redeem(OLEG, code)).awaiting


async def test_an_adult_without_a_record_can_be_barred_as_a_person(office: Office) -> None:
    redeemed = await office.link(MARIA, "Вова")  # by the slip «законный представитель»
    (row,) = await office.ask("SELECT guardian_id FROM link WHERE id = :id", id=redeemed.link_id)
    assert row.guardian_id is None
    await office.do(
        "INSERT INTO bar (person_id, pupil_id, actor, since) VALUES (:person, :pupil, 'суд', now())",
        person=redeemed.person_id,
        pupil=office.town.pupils["Вова"],
    )
    grants = await office.grants(MARIA)
    assert grants is not None and grants.children == ()
    again = (await office.slips())["Вова"].secret.code
    with pytest.raises(Refused, match="link.not_accepted"):
        await office.redeem(MARIA, again)
    assert (await office.redeem(OLEG, again)).awaiting


@pytest.mark.parametrize("adults", [":guardian, :person", "NULL, NULL"])
async def test_a_bar_is_against_one_record_or_one_person(office: Office, adults: str) -> None:
    redeemed = await office.link(MARIA, "Аня")
    with pytest.raises(IntegrityError, match="ck_bar_one_adult"):
        await office.do(
            f"INSERT INTO bar (guardian_id, person_id, pupil_id, actor, since) VALUES ({adults}, :pupil, 'суд', now())",
            guardian=office.town.guardians["Мария"],
            person=redeemed.person_id,
            pupil=office.town.pupils["Аня"],
        )


async def test_the_second_administrator_is_confirmed_by_the_first(office: Office) -> None:
    await office.do("UPDATE staff SET duties = '{administrator}' WHERE surname IN ('Орлов', 'Лис')")
    first = await office.redeem(chat(51), (await office.staff_slip("Орлов")).secret.code, None)
    second = await office.redeem(chat(52), (await office.staff_slip("Лис")).secret.code, None)
    assert (first.awaiting, second.awaiting) == (False, True)
    grants = await office.grants(chat(52))
    assert grants is not None
    assert grants.hats == ()
    with pytest.raises(Refused, match="access.not_yours"):
        access.administrator(grants)
    desk = access.administrator(await office.grants(chat(51)))
    stamp = office.stamp(Person(second.person_id, Role.ADMINISTRATOR))  # even from the first one's desk
    with pytest.raises(Refused, match="access.not_yours"):
        await settle_staff_link(office.store, desk, second.link_id, True, stamp)
    stamp = office.stamp(Person(first.person_id, Role.ADMINISTRATOR))
    assert await settle_staff_link(office.store, desk, second.link_id, True, stamp) is LinkState.LIVE
    grants = await office.grants(chat(52))
    assert grants is not None
    assert [hat.role for hat in grants.hats] == [Role.ADMINISTRATOR]
