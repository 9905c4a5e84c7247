"""Whose word it is: what a family sees of who has read, who takes back, which request a correction names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journal_core.actions.corrections import ask_correction
from journal_core.actions.office.concerns import acknowledge_concern, take_back_concern, tell_guardians
from journal_core.actions.office.mistakes import correct_mistake, report_mistake
from journal_core.entries.entry import LessonEntry
from journal_core.entries.requests import Asked, MarkChange
from journal_core.entries.revisions import Change
from journal_core.errors import Refused
from journal_core.office.concerns import Worry
from journal_core.passes import ClassDesk, DeputyDesk
from journal_core.people import Account, Person, Role
from journal_core.school import Channel
from storage.reader.grants import read_grants
from tests.storage.office_matters.chancery import Chancery
from tests.storage.pen import Pen
from tests.storage.town import NOON, TODAY, speaks


async def test_a_family_sees_who_has_read_it_of_itself_alone(own: Chancery) -> None:
    async with own.owner.begin() as connection:
        maria = await speaks(connection, own.town, "1001", guardian="Мария")
    pupil = own.town.pupils["Аня"]
    said = await tell_guardians(own.store, own.deputy(), pupil, Worry.FAILING, "Две двойки", own.stamp())
    await acknowledge_concern(own.store, own.child(), said.id, own.stamp(person=maria))

    async def seen_by(person: int | None) -> tuple[str, ...]:
        [line] = await own.lists.concerns_about(replace(own.child(), reader=person))
        return tuple(adult for adult, _ in line.read)

    assert await seen_by(maria) == ("Иванова Мария",)
    assert await seen_by(maria + 1) == await seen_by(None) == ()
    async with own.owner.connect() as connection:
        grants = await read_grants(connection, Account(Channel.TELEGRAM, "1001"), NOON)
    assert grants is not None and [child.reader for child in grants.children] == [maria]


async def test_the_deputy_s_word_is_not_the_class_teacher_s_to_take_back(own: Chancery) -> None:
    async def says(desk: ClassDesk | DeputyDesk, role: Role) -> int:
        told = own.stamp()
        assert isinstance(told.actor, Person)
        told = replace(told, actor=replace(told.actor, role=role))
        return (await tell_guardians(own.store, desk, own.town.pupils["Аня"], Worry.TRUANT, "Не была", told)).id

    of_deputy = await says(own.deputy(), Role.DEPUTY)
    with pytest.raises(Refused, match=r"access\.not_yours"):
        await take_back_concern(own.store, own.class_7b(), of_deputy, own.stamp())
    of_leader = await says(own.class_7b(), Role.CLASS_TEACHER)
    new_leader = own.town.class_desk("Орлов")
    assert (await take_back_concern(own.store, new_leader, of_leader, own.stamp())).change is Change.REMOVED
    again = await says(own.class_7b(), Role.CLASS_TEACHER)
    for word in (of_deputy, again):
        assert (await take_back_concern(own.store, own.deputy(), word, own.stamp())).change is Change.REMOVED


async def test_a_mistake_is_corrected_by_a_request_of_the_school_alone(own: Chancery) -> None:
    await Pen(own.owner, own.town).mark("algebra", TODAY, "Аня", "4")
    [(mark,)] = await own.ask("SELECT mark_id FROM mark_revision")
    asked = Asked(LessonEntry(own.town.lesson("algebra")), (MarkChange(mark, "5"),))
    request = await ask_correction(own.store, own.teacher(), asked, replace(own.stamp(), reason="не та строка"))
    told = await report_mistake(own.store, own.child(), "В тетради 5", own.stamp(), mark_id=mark)
    await own.do("UPDATE correction_request SET school_id = :other", other=own.other_id)
    for number in (request.id, 10**6):
        with pytest.raises(Refused, match=r"access\.not_yours"):
            await correct_mistake(own.store, own.deputy(), told.id, own.stamp(), request_id=number)
    [stands] = await own.lists.mistakes(own.deputy())
    assert stands.stands is None
