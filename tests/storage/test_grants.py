"""What all access stands on: read afresh, and only from what is live (SEC-10, SEC-20, PRV-10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core import access
from journal_core.errors import NotLinked, Refused
from journal_core.people import Account, Role
from journal_core.school import Channel
from storage.reader.families import read_families
from storage.reader.grants import read_grants
from tests.storage.office import MARIA, OLEG, STRANGER, Office, chat
from tests.storage.town import build_town, speaks


@pytest.fixture
async def office(owner: AsyncEngine, runtime: AsyncEngine) -> Office:
    """«Гимназия № 1» on Wednesday noon; nobody is linked."""
    return Office(await build_town(owner), runtime, owner)


async def let_speak(office: Office, who: Account, **held: str) -> int:
    async with office.owner.begin() as connection:
        return await speaks(connection, office.town, who.address, **held)


async def test_a_stranger_is_nobody(office: Office) -> None:
    assert await office.grants(STRANGER) is None
    with pytest.raises(NotLinked):
        access.child(await office.grants(STRANGER))


async def test_a_guardian_sees_the_child_with_school_and_class(office: Office) -> None:
    person_id = await let_speak(office, MARIA, guardian="Мария")
    grants = await office.grants(MARIA)
    assert grants is not None
    assert (grants.person_id, grants.account, grants.language) == (person_id, MARIA, "ru")
    assert grants.children == (replace(office.town.child("Аня"), reader=person_id),)
    assert (grants.hats, grants.classes) == ((), ())
    with pytest.raises(Refused):
        access.child(grants, office.town.pupils["Борис"])


@pytest.mark.parametrize("state", ["rejected", "revoked"])
async def test_a_link_that_is_over_shows_nothing(office: Office, state: str) -> None:
    await let_speak(office, MARIA, guardian="Мария", state=state)
    assert await office.grants(MARIA) is None


async def test_an_awaiting_link_shows_the_child_but_opens_nothing(office: Office) -> None:
    await let_speak(office, MARIA, guardian="Мария", state="awaiting")
    grants = await office.grants(MARIA)
    assert grants is not None
    assert not grants.children[0].confirmed
    with pytest.raises(Refused, match="access.not_confirmed"):
        access.child(grants)


@pytest.mark.parametrize("state", ["unconfirmed", "dead"])
async def test_an_account_that_is_not_live_may_nothing(office: Office, state: str) -> None:
    await let_speak(office, MARIA, guardian="Мария")
    await office.do("UPDATE account SET state = :state", state=state)
    assert await office.grants(MARIA) is None


async def test_consent_is_asked_of_the_accounts_own_channel(office: Office) -> None:
    person_id = await let_speak(office, MARIA, guardian="Мария")
    await office.do(
        "INSERT INTO account (person_id, channel, address, state, changed_at) "
        "VALUES (:person, 'email', 'm@example.by', 'live', now())",
        person=person_id,
    )
    by_mail = await office.grants(Account(Channel.EMAIL, "m@example.by"))
    assert by_mail is not None
    assert not by_mail.children[0].consented


async def test_of_two_who_share_a_mailbox_the_one_who_is_meant_is_read(office: Office) -> None:
    family = Account(Channel.EMAIL, "family@example.by")
    persons = {}
    for who, guardian in ((MARIA, "Мария"), (OLEG, "Олег")):
        persons[guardian] = await let_speak(office, who, guardian=guardian)
        await office.do(
            "INSERT INTO account (person_id, channel, address, state, changed_at) "
            "VALUES (:person, 'email', :address, 'live', now())",
            person=persons[guardian],
            address=family.address,
        )
    async with office.engine.connect() as connection:
        for guardian, child in (("Мария", "Аня"), ("Олег", "Борис")):
            grants = await read_grants(connection, family, office.now, person_id=persons[guardian])
            assert grants is not None
            assert [one.name for one in grants.children] == [child]
        assert await read_grants(connection, family, office.now, person_id=404) is None


async def test_a_bar_closes_the_diary_at_the_next_press_whatever_record_it_names(office: Office) -> None:
    await let_speak(office, MARIA, guardian="Мария")
    await office.do(
        "INSERT INTO bar (guardian_id, pupil_id, actor, since) VALUES (:guardian, :pupil, 'суд', now())",
        guardian=office.town.guardians["Мария"],
        pupil=office.town.pupils["Аня"],
    )
    grants = await office.grants(MARIA)
    assert grants is not None
    assert grants.children == ()
    with pytest.raises(Refused, match="access.not_yours"):
        access.child(grants, office.town.pupils["Аня"])


async def test_staff_wear_the_hats_of_their_duties_and_lead_their_classes(office: Office) -> None:
    await office.do("UPDATE staff SET duties = '{deputy,teacher}' WHERE surname = 'Соколова'")
    await let_speak(office, chat(5), staff="Соколова")
    grants = await office.grants(chat(5))
    assert grants is not None
    assert [hat.role for hat in grants.hats] == [Role.TEACHER, Role.DEPUTY]
    assert grants.classes == (office.town.class_desk(),)
    assert access.teacher(grants) == office.town.teacher("Соколова")
    with pytest.raises(Refused):
        access.class_teacher(grants, office.town.classes["7А"])


async def test_two_classes_led_are_two_desks_and_one_hat(office: Office) -> None:
    await office.do("UPDATE school_class SET class_teacher_id = :id", id=office.town.staff["Соколова"])
    await let_speak(office, chat(5), staff="Соколова")
    grants = await office.grants(chat(5))
    assert grants is not None
    assert [desk.class_name for desk in grants.classes] == ["1А", "7А", "7Б"]
    assert len(grants.hats) == 1


async def test_the_class_is_todays_and_in_summer_the_last_one(office: Office) -> None:
    await let_speak(office, MARIA, guardian="Мария")
    pupil = office.town.pupils["Аня"]
    await office.do("UPDATE membership SET days = '[2026-09-01,2026-10-07)' WHERE pupil_id = :id", id=pupil)
    await office.do(
        "INSERT INTO membership (pupil_id, class_id, days) VALUES (:id, :new, '[2026-10-07,2027-06-01)')",
        id=pupil,
        new=office.town.classes["7А"],
    )
    for at, name in ((-1, "7Б"), (0, "7А"), (300, "7А")):
        async with office.engine.connect() as connection:
            grants = await read_grants(connection, MARIA, office.now + timedelta(days=at))
        assert grants is not None
        assert grants.children[0].class_name == name


async def test_a_school_that_may_not_use_the_messenger_is_left_out(office: Office) -> None:
    await let_speak(office, MARIA, guardian="Мария")
    await let_speak(office, chat(5), staff="Соколова")
    await office.do("UPDATE school SET jurisdiction = 'ru-state'")
    for who in (MARIA, chat(5)):
        grants = await office.grants(who)
        assert grants is not None
        assert (grants.children, grants.hats, grants.classes) == ((), (), ())


async def test_grants_take_three_statements_however_much_a_person_holds(office: Office) -> None:
    for name in ("Аня", "Борис", "Вова"):
        await office.link(MARIA, name)
    statements: list[str] = []

    def listen(*args: object) -> None:
        statements.append(str(args[2]))

    event.listen(office.engine.sync_engine, "before_cursor_execute", listen)
    assert await office.grants(MARIA) is not None
    assert len(statements) == 3


async def test_the_family_view_names_every_pupil_and_who_is_not_reached(office: Office) -> None:
    await office.link(OLEG, "Борис")
    await office.link(MARIA, "Вова")
    async with office.engine.connect() as connection:
        families = await read_families(connection, office.town.class_desk(), office.now)
    seen = {one.pupil: [(adult.name, adult.relation, adult.live) for adult in one.adults] for one in families}
    assert list(seen) == ["Ёлкина Галя", "Иванова Аня", "Петров Борис", "Сидоров Вова"]
    assert seen == {
        "Ёлкина Галя": [],
        "Иванова Аня": [("Иванова Мария", "мать", ())],
        "Петров Борис": [("Петров Олег", "отец", (Channel.TELEGRAM,))],
        "Сидоров Вова": [("", "законный представитель", (Channel.TELEGRAM,))],
    }
