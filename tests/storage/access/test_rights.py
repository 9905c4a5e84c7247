"""What a class teacher and an administrator take away and give: bars, links, slips, duties (PRV-10, SEC-04, SEC-09)."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core import access
from journal_core.access import AdminDesk
from journal_core.actions.barring import bar_adult, lift_bar
from journal_core.actions.duties import give_duty, settle_duty, take_duty
from journal_core.actions.inviting import invite_class
from journal_core.actions.linking import settle_staff_link
from journal_core.actions.revoking import revoke_invitation, revoke_invitations, revoke_link
from journal_core.duties import Step
from journal_core.entries.revisions import Stamp
from journal_core.errors import Conflict, Invalid, Refused, Unknown
from journal_core.linking import LinkState
from journal_core.people import Person, Role
from journal_core.ports.rights import Adult
from tests.storage.office import MARIA, OLEG, PEPPER, Office, chat
from tests.storage.town import build_town


@pytest.fixture
async def office(owner: AsyncEngine, runtime: AsyncEngine) -> Office:
    """«Гимназия № 1» on Wednesday noon; nobody is linked."""
    return Office(await build_town(owner), runtime, owner)


def court(office: Office) -> Stamp:
    return replace(office.leader(), reason="определение суда от 01.10.2026")


async def test_the_class_teacher_bars_an_adult_and_the_diary_closes_at_the_next_press(office: Office) -> None:
    await office.link(MARIA, "Аня")
    whom = Adult(office.town.pupils["Аня"], guardian_id=office.town.guardians["Мария"])
    desk = office.town.class_desk()
    assert await bar_adult(office.store, desk, whom, court(office))
    assert not await bar_adult(office.store, desk, whom, court(office))  # it stands already
    grants = await office.grants(MARIA)
    assert grants is not None and grants.children == ()
    assert await lift_bar(office.store, office.admin, whom, court(office))
    assert not await lift_bar(office.store, office.admin, whom, court(office))
    assert access.child(await office.grants(MARIA)).name == "Аня"
    told = await office.ask("SELECT action, details ->> 'reason' FROM audit WHERE action LIKE '%bar%' ORDER BY id")
    assert [row[0] for row in told] == ["bar_adult", "bar_adult", "lift_bar", "lift_bar"]
    assert {row[1] for row in told} == {"определение суда от 01.10.2026"}


async def test_one_without_a_record_is_barred_as_a_person_by_the_administrator(office: Office) -> None:
    linked = await office.link(MARIA, "Вова")
    whom = Adult(office.town.pupils["Вова"], person_id=linked.person_id)
    assert await bar_adult(office.store, office.admin, whom, court(office))
    grants = await office.grants(MARIA)
    assert grants is not None and grants.children == ()


async def test_a_bar_needs_its_paper_and_a_pupil_and_an_adult_of_ones_own(office: Office) -> None:
    town = office.town
    maria = Adult(town.pupils["Аня"], guardian_id=town.guardians["Мария"])
    with pytest.raises(Invalid, match="bar.paper_unnamed"):
        await bar_adult(office.store, town.class_desk(), maria, office.leader())
    nobodys = Adult(town.pupils["Аня"], person_id=10**6)
    for desk, whom in (
        (town.class_desk("Орлов", "7А"), maria),
        (town.class_desk(), Adult(town.pupils["Дима"], guardian_id=town.guardians["Жанна"])),
        (town.class_desk(), nobodys),
        (AdminDesk(None, replace(town.school, id=10**6)), maria),
    ):
        with pytest.raises(Refused, match="access.not_yours"):
            await bar_adult(office.store, desk, whom, court(office))
    for desk, whom in (
        (AdminDesk(None, replace(town.school, id=10**6)), maria),
        (AdminDesk(None, town.school), nobodys),
    ):
        with pytest.raises(Refused, match="access.not_yours"):
            await lift_bar(office.store, desk, whom, court(office))
    assert await office.count("bar") == 0
    assert await office.ask("SELECT id FROM audit WHERE action LIKE '%bar%'") == []


async def test_a_link_taken_back_opens_nothing_and_takes_its_consent_along(office: Office) -> None:
    link_id = (await office.link(MARIA, "Аня")).link_id
    with pytest.raises(Refused, match="access.not_yours"):
        await revoke_link(office.store, office.town.class_desk("Орлов", "7А"), link_id, office.leader())
    assert await revoke_link(office.store, office.town.class_desk(), link_id, office.leader()) is LinkState.REVOKED
    assert await office.grants(MARIA) is None
    assert await office.ask("SELECT id FROM consent WHERE withdrawn_at IS NULL") == []
    assert await revoke_link(office.store, office.admin, link_id, office.stamp()) is LinkState.REVOKED
    assert "Аня" in await office.slips()


async def test_a_class_teacher_does_not_take_back_a_teachers_link(office: Office) -> None:
    linked = await office.redeem(chat(51), (await office.staff_slip("Орлов")).secret.code, None)
    with pytest.raises(Refused, match="access.not_yours"):
        await revoke_link(office.store, office.town.class_desk(), linked.link_id, office.leader())
    assert await revoke_link(office.store, office.admin, linked.link_id, office.stamp()) is LinkState.REVOKED
    assert await office.grants(chat(51)) is None


async def test_a_slip_is_closed_singly_and_a_class_s_all_together(office: Office) -> None:
    slips = await office.slips()
    await revoke_invitation(office.store, office.town.class_desk(), slips["Аня"].invitation_id, office.leader())
    with pytest.raises(Refused, match="link.not_accepted"):
        await office.redeem(MARIA, slips["Аня"].secret.code)
    assert (await office.redeem(OLEG, slips["Борис"].secret.code)).awaiting
    with pytest.raises(Refused, match="access.not_yours"):  # it opened already: the link is what to take back
        await revoke_invitation(office.store, office.admin, slips["Борис"].invitation_id, office.stamp())
    assert await revoke_invitations(office.store, office.admin, "7 «б»", office.stamp()) == 2
    for name in ("Вова", "Галя"):
        with pytest.raises(Refused, match="link.not_accepted"):
            await office.redeem(chat(60), slips[name].secret.code)


async def test_a_class_teacher_makes_and_closes_the_slips_of_the_own_class_only(office: Office) -> None:
    desk = office.town.class_desk()
    assert len(await invite_class(office.store, desk, "7б", office.leader(), PEPPER)) == 4
    others = await office.slips("7А")
    for name in ("7А", "1А"):
        with pytest.raises(Refused, match="access.not_yours"):
            await invite_class(office.store, desk, name, office.leader(), PEPPER)
        with pytest.raises(Refused, match="access.not_yours"):
            await revoke_invitations(office.store, desk, name, office.leader())
    with pytest.raises(Refused, match="access.not_yours"):
        await revoke_invitation(office.store, desk, others["Дима"].invitation_id, office.leader())
    assert (await office.redeem(OLEG, others["Дима"].secret.code)).awaiting


async def administrators(office: Office, *surnames: str) -> list[tuple[AdminDesk, Person]]:
    """Linked, each confirmed by the one before."""
    made: list[tuple[AdminDesk, Person]] = []
    for number, surname in enumerate(surnames):
        await office.do("UPDATE staff SET duties = '{administrator}' WHERE surname = :surname", surname=surname)
        linked = await office.redeem(chat(70 + number), (await office.staff_slip(surname)).secret.code, None)
        if made:
            stamp = office.stamp(made[-1][1])
            await settle_staff_link(office.store, made[-1][0], linked.link_id, True, stamp)
        desk = access.administrator(await office.grants(chat(70 + number)))
        made.append((desk, Person(linked.person_id, Role.ADMINISTRATOR)))
    return made


async def duties(office: Office, surname: str) -> list[str]:
    (row,) = await office.ask("SELECT duties FROM staff WHERE surname = :surname", surname=surname)
    return list(row.duties)


async def test_a_duty_is_given_and_taken_and_the_next_press_knows_it(office: Office) -> None:
    lis = office.town.staff["Лис"]
    await office.redeem(chat(52), (await office.staff_slip("Лис")).secret.code, None)
    assert await give_duty(office.store, office.admin, lis, Role.DEPUTY, office.stamp()) is Step.GIVEN
    assert await give_duty(office.store, office.admin, lis, Role.DEPUTY, office.stamp()) is None
    assert access.deputy(await office.grants(chat(52))).staff_id == lis
    assert await take_duty(office.store, office.admin, lis, Role.DEPUTY, office.stamp()) is Step.TAKEN
    with pytest.raises(Refused):
        access.deputy(await office.grants(chat(52)))
    assert await duties(office, "Лис") == ["teacher"]
    rows = await office.ask("SELECT duty, revision, change, actor FROM duty_revision ORDER BY id")
    assert [tuple(row) for row in rows] == [
        ("deputy", 1, "given", "operator:admin"),
        ("deputy", 2, "taken", "operator:admin"),
    ]


async def test_another_administrator_takes_two_people(office: Office) -> None:
    (first, nina), (second, zoya) = await administrators(office, "Орлов", "Соколова")
    lis = office.town.staff["Лис"]
    assert await give_duty(office.store, first, lis, Role.ADMINISTRATOR, office.stamp(nina)) is Step.ASKED
    assert await duties(office, "Лис") == ["teacher"]
    with pytest.raises(Conflict, match="duty.asked_before"):
        await give_duty(office.store, second, lis, Role.ADMINISTRATOR, office.stamp(zoya))
    with pytest.raises(Refused, match="duty.another_confirms"):
        await settle_duty(office.store, first, lis, Role.ADMINISTRATOR, True, office.stamp(nina))
    assert await settle_duty(office.store, second, lis, Role.ADMINISTRATOR, True, office.stamp(zoya)) is Step.GIVEN
    assert await duties(office, "Лис") == ["teacher", "administrator"]
    with pytest.raises(Unknown, match="duty.nothing_asked"):
        await settle_duty(office.store, second, lis, Role.ADMINISTRATOR, True, office.stamp(zoya))


async def test_a_refused_administrator_may_be_asked_for_again(office: Office) -> None:
    (first, nina), (second, zoya) = await administrators(office, "Орлов", "Соколова")
    lis = office.town.staff["Лис"]
    await give_duty(office.store, first, lis, Role.ADMINISTRATOR, office.stamp(nina))
    assert await settle_duty(office.store, second, lis, Role.ADMINISTRATOR, False, office.stamp(zoya)) is Step.REFUSED
    assert await duties(office, "Лис") == ["teacher"]
    assert await give_duty(office.store, first, lis, Role.ADMINISTRATOR, office.stamp(nina)) is Step.ASKED


async def test_an_administrator_who_wants_a_desk_with_marks_asks_another_for_it(office: Office) -> None:
    (first, nina), (second, zoya) = await administrators(office, "Орлов", "Соколова")
    own = first.staff_id
    assert own is not None
    assert await give_duty(office.store, first, own, Role.DEPUTY, office.stamp(nina)) is Step.ASKED
    assert await duties(office, "Орлов") == ["administrator"]
    with pytest.raises(Refused, match="duty.another_confirms"):
        await settle_duty(office.store, first, own, Role.DEPUTY, True, office.stamp(nina))
    assert await settle_duty(office.store, second, own, Role.DEPUTY, True, office.stamp(zoya)) is Step.GIVEN
    assert await duties(office, "Орлов") == ["deputy", "administrator"]


async def test_the_first_administrator_of_a_school_is_given_at_once(office: Office) -> None:
    orlov = office.town.staff["Орлов"]
    assert await give_duty(office.store, office.admin, orlov, Role.ADMINISTRATOR, office.stamp()) is Step.GIVEN


async def test_the_last_administrator_stays_even_when_two_let_each_other_go_at_once(office: Office) -> None:
    (first, nina), (second, zoya) = await administrators(office, "Орлов", "Соколова")
    answers = await asyncio.gather(
        take_duty(office.store, first, office.town.staff["Соколова"], Role.ADMINISTRATOR, office.stamp(nina)),
        take_duty(office.store, second, office.town.staff["Орлов"], Role.ADMINISTRATOR, office.stamp(zoya)),
        return_exceptions=True,
    )
    assert [one for one in answers if one is Step.TAKEN] == [Step.TAKEN]
    (refused,) = [one for one in answers if one is not Step.TAKEN]
    assert isinstance(refused, Refused) and refused.code == "duty.last_administrator"


async def test_the_last_administrators_link_is_taken_back_by_the_operator_alone(office: Office) -> None:
    ((desk, person),) = await administrators(office, "Орлов")
    (row,) = await office.ask("SELECT id FROM link WHERE staff_id = :staff", staff=office.town.staff["Орлов"])
    with pytest.raises(Refused, match="duty.last_administrator"):
        await revoke_link(office.store, desk, row.id, office.stamp(person))
    assert await revoke_link(office.store, office.admin, row.id, office.stamp()) is LinkState.REVOKED


async def test_a_family_s_role_is_no_duty_and_other_schools_staff_are_unknown(office: Office) -> None:
    for role in (Role.GUARDIAN, Role.PUPIL, Role.CLASS_TEACHER):
        with pytest.raises(Invalid, match="duty.unknown"):
            await give_duty(office.store, office.admin, office.town.staff["Лис"], role, office.stamp())
    elsewhere = AdminDesk(None, replace(office.town.school, id=10**6))
    with pytest.raises(Unknown, match="link.no_such_staff"):
        await give_duty(office.store, elsewhere, office.town.staff["Лис"], Role.DEPUTY, office.stamp())


async def test_a_duty_said_twice_is_given_once(office: Office) -> None:
    stamp, lis = office.stamp(command_id="give"), office.town.staff["Лис"]
    for _ in range(2):
        assert await give_duty(office.store, office.admin, lis, Role.HEAD, stamp) is Step.GIVEN
    assert await office.count("duty_revision") == 1
