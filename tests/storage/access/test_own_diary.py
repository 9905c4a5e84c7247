"""A pupil's own link: the same diary, read; what adults answer for is not theirs (000 3.7.1–2; 003 3.1.2)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core import access
from journal_core.access import AdminDesk, Child
from journal_core.actions.addresses import enter_own_address
from journal_core.actions.inviting import invite_pupils
from journal_core.actions.linking import Redeemed, consent, settle_link
from journal_core.actions.notices import acknowledge
from journal_core.errors import Refused
from journal_core.events import Event, EventKind
from journal_core.people import Account
from journal_core.school import PROFILES, Channel
from storage.outbox.audience import recipients
from storage.reader.families import read_families, read_links
from storage.transaction import PgStore
from tests.storage.access.belonging import everything
from tests.storage.access.everybody import build_everybody
from tests.storage.access.making import Maker
from tests.storage.access.sayings import arguments, numbers
from tests.storage.office import MARIA, PEPPER, Office, chat
from tests.storage.town import build_town
from tests.unit.access.matrix import ROWS
from tests.unit.access.registry import Said, verbs

ANYA = chat(7)


@pytest.fixture
async def office(owner: AsyncEngine, runtime: AsyncEngine) -> Office:
    """«Гимназия № 1» on Wednesday noon; nobody is linked."""
    return Office(await build_town(owner), runtime, owner)


async def anya_links(office: Office, who: Account = ANYA) -> Redeemed:
    """Slip, code, consent, the class teacher's tap."""
    slips = await invite_pupils(office.store, office.town.class_desk(), "7Б", office.leader(), PEPPER)
    [code] = [slip.secret.code for slip in slips if slip.pupil and slip.pupil.name == "Аня"]
    redeemed = await office.redeem(who, code)
    await consent(office.store, who, redeemed.link_id, True, office.stamp())
    async with office.engine.connect() as connection:
        [waiting] = await read_links(connection, office.town.class_desk(), office.now)
    assert (waiting.pupil, waiting.relation, waiting.adult) == ("Иванова Аня", "лично ученику", "")
    await settle_link(office.store, office.town.class_desk(), redeemed.link_id, True, office.leader())
    return redeemed


async def test_every_pupil_of_the_class_gets_a_slip_of_their_own(office: Office) -> None:
    slips = await invite_pupils(office.store, office.admin, "7Б", office.stamp(), PEPPER)
    assert [(slip.kind, slip.pupil.name, slip.adult) for slip in slips if slip.pupil] == [
        ("pupil", name, None) for name in ("Галя", "Аня", "Борис", "Вова")
    ]
    await office.slips()  # the adults' slips are others and void nothing of these
    assert (await office.redeem(ANYA, slips[1].secret.code)).kind == "pupil"


async def test_a_pupil_opens_the_own_diary_and_is_not_taken_for_an_adult(office: Office) -> None:
    await anya_links(office)
    grants = await office.grants(ANYA)
    child = access.child(grants)
    assert (child.name, child.own) == ("Аня", True)
    with pytest.raises(Refused, match="access.not_guardian"):
        access.guardian(grants)
    with pytest.raises(Refused, match="access.not_guardian"):
        await acknowledge(office.store, grants, child.pupil_id, 1, office.stamp())
    with pytest.raises(Refused, match="access.not_guardian"):
        await enter_own_address(office.store, grants, Channel.EMAIL, "anya@example.by", office.stamp())
    async with office.engine.connect() as connection:
        families = await read_families(connection, office.town.class_desk(), office.now)
    [anyas] = [one for one in families if one.pupil_id == child.pupil_id]
    assert [(adult.name, adult.live) for adult in anyas.adults] == [("Иванова Мария", ())]


async def test_a_pupil_who_is_linked_gets_no_second_slip_and_the_adults_keep_theirs(office: Office) -> None:
    await anya_links(office)
    slips = await invite_pupils(office.store, office.admin, "7Б", office.stamp(), PEPPER)
    assert "Аня" not in {slip.pupil.name for slip in slips if slip.pupil}
    assert {"Аня", "Вова"} <= set(await office.slips())


@pytest.mark.parametrize(
    ("kind", "hears"),
    [(EventKind.MARK, True), (EventKind.HOMEWORK, True), (EventKind.ABSENCE, False), (EventKind.CONCERN, False)],
)
async def test_marks_are_told_to_the_pupil_too_and_absences_to_adults_alone(
    office: Office, kind: EventKind, hears: bool
) -> None:
    maria = (await office.link(MARIA, "Аня")).person_id
    anya = (await anya_links(office)).person_id
    pupil = office.town.pupils["Аня"]
    event = Event(kind, office.town.school.id, f"{kind}:1", 1, office.now, pupil_id=pupil)
    async with office.engine.connect() as connection:
        told = {one.person_id for one in await recipients(connection, event)}
    assert told == ({maria, anya} if hears else {maria})


async def test_the_adults_hear_that_the_pupil_was_connected(office: Office) -> None:
    maria = (await office.link(MARIA, "Аня")).person_id
    linked = await anya_links(office)
    added = Event(
        EventKind.ADULT_ADDED,
        office.town.school.id,
        f"link:{linked.link_id}",
        3,
        office.now,
        pupil_id=office.town.pupils["Аня"],
    )
    assert ("adult_added", added.subject, 3) in await office.events()
    async with office.engine.connect() as connection:
        assert [one.person_id for one in await recipients(connection, added)] == [maria]


async def test_where_the_law_gives_codes_to_guardians_only_no_slip_is_made_for_pupils(office: Office) -> None:
    omsk = replace(office.town.school, profile=PROFILES["003"])
    with pytest.raises(Refused, match="link.no_pupil_codes"):
        await invite_pupils(office.store, AdminDesk(None, omsk), "7Б", office.stamp(), PEPPER)
    amended = replace(omsk, amendments=(("pupil_codes", "yes"),))
    assert len(await invite_pupils(office.store, AdminDesk(None, amended), "7Б", office.stamp(), PEPPER)) == 4


#: What an adult answers for, with a pass to the child.
ADULTS_ONLY = [said for said in verbs() if ROWS.get(said.name) == "guardian" and Child in said.takes]


@pytest.mark.parametrize("said", ADULTS_ONLY, ids=lambda said: said.name)
async def test_what_adults_answer_for_is_refused_with_the_pupils_own_pass(
    said: Said, owner: AsyncEngine, runtime: AsyncEngine
) -> None:
    world = await build_everybody(owner, runtime)
    before = await everything(owner)
    maker = Maker(world.here.school, numbers(before, world.here), "болеет")
    own = {Child: replace(world.here.child("Аня"), own=True)}
    with pytest.raises(Refused) as refused:
        await said.function(PgStore(runtime), **arguments(said, maker, Child, own))
    assert refused.value.code != "access.not_yours"  # it is theirs to see
    assert await everything(owner) == before
