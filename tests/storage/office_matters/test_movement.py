"""Movement of pupils: proposed, accepted by an order, dated; nobody who left is taken away (001 4.3.6; 002 3.2)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from journal_core.actions.office.movement import enter_movement, propose_movement, settle_movement
from journal_core.errors import Conflict, Invalid, Refused
from journal_core.office.matters import Filed, Step
from journal_core.office.movement import Move, Movement
from storage.reader import PgDiary
from tests.storage.office_matters.chancery import OCTOBER, Chancery
from tests.storage.pen import Pen
from tests.storage.town import TODAY, YEAR

FRIDAY = TODAY + timedelta(days=2)


def leaves(own: Chancery, name: str = "Аня", class_name: str = "7Б", day: date = FRIDAY) -> Movement:
    town = own.town
    return Movement(town.school.id, day, Move.LEFT, town.classes[class_name], pupil_id=town.pupils[name], why="переезд")


def changes(own: Chancery, day: date = FRIDAY) -> Movement:
    return replace(leaves(own, day=day), what=Move.CHANGED, to_class_id=own.town.classes["7А"])


def arrives(own: Chancery, surname: str = "Новиков", name: str = "Дима") -> Movement:
    return Movement(
        own.school.id,
        FRIDAY,
        Move.ARRIVED,
        own.town.classes["7Б"],
        surname=surname,
        name=name,
        birth_date=date(2013, 10, 17),
    )


async def proposed(own: Chancery, movement: Movement, command: str = "") -> Filed[Movement]:
    return await propose_movement(own.store, own.class_7b(), movement, own.stamp(command))


async def accepted(own: Chancery, movement: Movement, order: str = "№ 41") -> Filed[Movement]:
    filed = await proposed(own, movement)
    return await settle_movement(own.store, own.secretary(), filed.id, True, own.stamp(), order=order)


async def test_a_proposal_moves_nobody(own: Chancery) -> None:
    filed = await proposed(own, leaves(own))
    assert (filed.stands, filed.names.pupil, filed.names.class_name) == (None, "Иванова Аня", "7Б")
    assert await own.classes_of("Аня") == [("7Б", YEAR, None)]


async def test_an_order_ends_the_membership_on_its_day_and_keeps_everything(own: Chancery) -> None:
    await Pen(own.owner, own.town).mark("algebra", TODAY, "Аня", "8")
    filed = await accepted(own, leaves(own))
    last = filed.last
    assert last is not None and (last.step, last.refers) == (Step.ACCEPTED, "№ 41")
    assert await own.classes_of("Аня") == [("7Б", YEAR, FRIDAY)]
    assert await own.count("mark_revision") == 1
    assert [row[0] for row in await own.ask("SELECT upper(days) FROM subgroup_member WHERE pupil_id = :p",
                                            p=own.town.pupils["Аня"])] == [FRIDAY]  # fmt: skip


async def test_who_leaves_on_friday_is_in_wednesday_s_list_and_not_in_friday_s(own: Chancery) -> None:
    await accepted(own, leaves(own))
    diary = PgDiary(own.runtime)
    wednesday = await diary.page(own.teacher(), own.town.lesson("algebra", TODAY))
    friday = await diary.page(own.teacher(), own.town.lesson("algebra", FRIDAY))
    assert "Иванова Аня" in wednesday.pupils.values()
    assert "Иванова Аня" not in friday.pupils.values()


async def test_who_changes_class_leaves_one_and_joins_the_other_on_the_same_day(own: Chancery) -> None:
    await accepted(own, changes(own))
    assert await own.classes_of("Аня") == [("7Б", YEAR, FRIDAY), ("7А", FRIDAY, None)]


async def test_a_newcomer_gets_a_record_and_a_class(own: Chancery) -> None:
    movement = replace(arrives(own), name="Кирилл")
    await accepted(own, movement)
    assert await own.classes_of("Кирилл") == [("7Б", FRIDAY, None)]


async def test_who_comes_back_is_the_pupil_they_were(own: Chancery) -> None:
    await accepted(own, leaves(own))
    pupils = await own.count("pupil")
    await accepted(own, arrives(own, "Иванова", "Аня"), order="№ 42")
    assert await own.count("pupil") == pupils
    assert await own.classes_of("Аня") == [("7Б", YEAR, FRIDAY), ("7Б", FRIDAY, None)]


async def test_nobody_arrives_twice(own: Chancery) -> None:
    with pytest.raises(Conflict, match=r"office\.in_class_already"):
        await accepted(own, arrives(own, "Иванова", "Аня"))
    assert await own.classes_of("Аня") == [("7Б", YEAR, None)]


async def test_a_mark_after_the_day_stops_the_order_and_nothing_changes(own: Chancery) -> None:
    await Pen(own.owner, own.town).mark("algebra", TODAY, "Аня", "8")
    with pytest.raises(Invalid, match=r"office\.entries_after"):
        await accepted(own, leaves(own, day=TODAY))
    assert await own.classes_of("Аня") == [("7Б", YEAR, None)]
    assert await own.count("matter_step") == 0


async def test_a_mark_that_was_removed_stops_nobody(own: Chancery) -> None:
    await Pen(own.owner, own.town).mark("algebra", TODAY, "Аня", "8", "")
    await accepted(own, leaves(own, day=TODAY))
    assert await own.classes_of("Аня") == [("7Б", YEAR, TODAY)]


async def test_a_rejected_proposal_moves_nobody_and_says_why(own: Chancery) -> None:
    filed = await proposed(own, leaves(own))
    filed = await settle_movement(own.store, own.admin(), filed.id, False, own.stamp(), note="нет заявления")
    last = filed.last
    assert last is not None and (last.step, last.note, last.staff) == (Step.REJECTED, "нет заявления", "Орлов О. И.")
    assert await own.classes_of("Аня") == [("7Б", YEAR, None)]


async def test_without_an_order_s_number_nothing_is_accepted(own: Chancery) -> None:
    with pytest.raises(Invalid, match=r"office\.number_needed"):
        await accepted(own, leaves(own), order=" ")


async def test_another_class_s_pupil_and_another_school_s_proposal_are_refused(own: Chancery) -> None:
    with pytest.raises(Refused):
        await proposed(own, leaves(own, "Дима"))
    with pytest.raises(Refused):
        await proposed(own, leaves(own, "Дима", "7А"))
    filed = await proposed(own, leaves(own))
    with pytest.raises(Refused):
        await settle_movement(own.store, own.admin(own.elsewhere), filed.id, True, own.stamp(), order="№ 1")
    with pytest.raises(Refused):
        await enter_movement(own.store, own.secretary(own.elsewhere), leaves(own), "№ 1", own.stamp())
    abroad = replace(leaves(own), school_id=own.elsewhere.id)
    with pytest.raises(Refused):
        await enter_movement(own.store, own.secretary(own.elsewhere), abroad, "№ 1", own.stamp())


async def test_said_twice_it_is_proposed_and_accepted_once(own: Chancery) -> None:
    filed = await proposed(own, leaves(own), "the same")
    assert await proposed(own, leaves(own), "the same") == filed
    stamp = own.stamp()
    once = await settle_movement(own.store, own.secretary(), filed.id, True, stamp, order="№ 41")
    assert await settle_movement(own.store, own.secretary(), filed.id, True, stamp, order="№ 41") == once
    assert (await own.count("movement"), await own.count("matter_step")) == (1, 1)


async def test_two_who_settle_one_proposal_settle_it_once(own: Chancery) -> None:
    filed = await proposed(own, leaves(own))
    told = await asyncio.gather(
        settle_movement(own.store, own.secretary(), filed.id, True, own.stamp(), order="№ 41"),
        settle_movement(own.store, own.admin(), filed.id, False, own.stamp()),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in told) == ["Conflict", "Filed"]
    assert await own.count("matter_step") == 1


async def test_the_secretary_enters_what_the_office_knows_at_once(own: Chancery) -> None:
    stamp = own.stamp()
    filed = await enter_movement(own.store, own.secretary(), changes(own), "№ 43", stamp)
    assert (filed.stands, filed.names.to_class) == (Step.ACCEPTED, "7А")
    assert await enter_movement(own.store, own.secretary(), changes(own), "№ 43", stamp) == filed
    assert await own.classes_of("Аня") == [("7Б", YEAR, FRIDAY), ("7А", FRIDAY, None)]


async def test_a_period_s_movement_by_class_and_by_school(own: Chancery) -> None:
    await accepted(own, changes(own))
    await accepted(own, replace(arrives(own), day=date(2026, 11, 10)), order="№ 44")
    for desk in (own.class_7b(), own.class_7a(), own.secretary(), own.head()):
        assert [one.names.pupil for one in await own.lists.movements(desk, OCTOBER)] == ["Иванова Аня"]
    other = own.town.class_desk("Соколова", "1А")
    assert await own.lists.movements(other, OCTOBER) == ()
    assert await own.lists.movements(own.admin(own.elsewhere), OCTOBER) == ()
