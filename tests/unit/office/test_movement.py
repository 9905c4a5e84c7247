"""Pupils come, leave and change classes by the day; nothing of the past is taken away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.enrolment.records import MembershipRecord, SubgroupMemberRecord
from journal_core.errors import Conflict, Invalid
from journal_core.office.matters import Names, Step
from journal_core.office.movement import (
    Move,
    Movement,
    Places,
    arrival,
    change_of_class,
    check,
    departure,
    movement_sheet,
)
from journal_core.office.sheets import Word
from journal_core.roll import FullName
from tests.unit.office.desk import TODAY, filed

ANYA, CLASS_7A, CLASS_7B = 1, 70, 71
SEPTEMBER = date(2026, 9, 1)
AT_7B = Places((MembershipRecord(5, ANYA, CLASS_7B, SEPTEMBER),), (SubgroupMemberRecord(6, 9, ANYA, SEPTEMBER),))
DIMA = Movement(1, TODAY, Move.ARRIVED, CLASS_7B, surname="Новиков", name="Дима", birth_date=date(2013, 5, 4))


def test_a_newcomer_is_in_the_class_from_the_day_on() -> None:
    [pupil], [joined] = arrival(DIMA, None, Places()).put.pupils, arrival(DIMA, None, Places()).put.memberships
    assert (pupil.name, pupil.birth_date) == (FullName("Новиков", "Дима"), date(2013, 5, 4))
    assert (joined.pupil_id, joined.class_id, joined.first, joined.end) == (pupil.id, CLASS_7B, TODAY, None)
    assert pupil.id < 0 and joined.id < 0, "neither is kept yet"


def test_a_pupil_who_comes_back_keeps_the_old_record() -> None:
    put = arrival(DIMA, ANYA, Places()).put
    assert put.pupils == ()
    assert put.memberships[0].pupil_id == ANYA


def test_nobody_arrives_who_is_here() -> None:
    with pytest.raises(Conflict) as refused:
        arrival(DIMA, ANYA, AT_7B)
    assert refused.value.code == "office.in_class_already"


def test_who_leaves_stays_in_the_lists_until_the_day() -> None:
    made = departure(AT_7B, CLASS_7B, TODAY)
    assert made.put.memberships == (replace(AT_7B.memberships[0], end=TODAY),)
    assert made.put.subgroup_members == (replace(AT_7B.subgroups[0], end=TODAY),)
    assert made.gone_subgroup_members == ()


@pytest.mark.parametrize("days", [0, 3])
def test_a_subgroup_that_was_to_begin_later_never_was(days: int) -> None:
    soon = SubgroupMemberRecord(8, 9, ANYA, TODAY + timedelta(days=days))
    made = departure(replace(AT_7B, subgroups=(soon,)), CLASS_7B, TODAY)
    assert (made.put.subgroup_members, made.gone_subgroup_members) == ((), (8,))


def test_a_subgroup_that_is_over_by_the_day_stays_as_it_was() -> None:
    over = SubgroupMemberRecord(8, 9, ANYA, SEPTEMBER, TODAY)
    made = departure(replace(AT_7B, subgroups=(over,)), CLASS_7B, TODAY)
    assert (made.put.subgroup_members, made.gone_subgroup_members) == ((), ())


@given(st.dates(SEPTEMBER + timedelta(days=1), date(2027, 5, 31)))
def test_whoever_changes_class_is_in_one_class_each_day(day: date) -> None:
    old, new = change_of_class(AT_7B, CLASS_7B, CLASS_7A, day).put.memberships
    assert (old.class_id, new.class_id) == (CLASS_7B, CLASS_7A)
    assert old.pupil_id == new.pupil_id == ANYA and new.id < 0
    assert old.first < day and old.end == new.first == day and new.end is None


def test_a_year_that_was_to_end_ends_in_the_new_class_too() -> None:
    june = date(2027, 6, 1)
    places = Places((MembershipRecord(5, ANYA, CLASS_7B, SEPTEMBER, june),))
    assert change_of_class(places, CLASS_7B, CLASS_7A, TODAY).put.memberships[1].end == june


def test_a_mark_after_the_day_keeps_the_pupil_where_it_stands() -> None:
    with pytest.raises(Invalid) as refused:
        departure(replace(AT_7B, last_entry=TODAY), CLASS_7B, TODAY)
    assert (refused.value.code, refused.value.details) == ("office.entries_after", {"day": "07.10.2026"})
    assert departure(replace(AT_7B, last_entry=TODAY - timedelta(days=1)), CLASS_7B, TODAY)


@pytest.mark.parametrize(
    ("places", "code"),
    [
        (Places(), "office.not_in_class"),
        (Places((MembershipRecord(5, ANYA, CLASS_7A, SEPTEMBER),)), "office.not_in_class"),
        (Places((MembershipRecord(5, ANYA, CLASS_7B, SEPTEMBER, TODAY),)), "office.not_in_class"),
        (Places((MembershipRecord(5, ANYA, CLASS_7B, TODAY),)), "office.moves_later"),
        (
            replace(AT_7B, memberships=(*AT_7B.memberships, MembershipRecord(7, ANYA, CLASS_7A, date(2027, 9, 1)))),
            "office.moves_later",
        ),
    ],
)
def test_nobody_leaves_a_class_they_are_not_in(places: Places, code: str) -> None:
    with pytest.raises(Conflict) as refused:
        departure(places, CLASS_7B, TODAY)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("movement", "code"),
    [
        (replace(DIMA, name=" "), "office.newcomer_nameless"),
        (Movement(1, TODAY, Move.CHANGED, CLASS_7B, CLASS_7B, ANYA), "office.same_class"),
        (Movement(1, TODAY, Move.CHANGED, CLASS_7B, None, ANYA), "office.same_class"),
    ],
)
def test_a_movement_must_say_who_and_where(movement: Movement, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(movement)
    assert refused.value.code == code


def test_the_sheet_names_a_newcomer_who_has_no_record_yet() -> None:
    check(DIMA)
    [row] = movement_sheet([filed(DIMA, names=Names(class_name="7Б"))]).rows
    assert row == (TODAY, "Новиков Дима", Word("office.arrived"), "7Б", "", "", Word("office.opened"), "")


def test_the_sheet_says_by_which_order_a_pupil_moved() -> None:
    moved = Movement(1, TODAY, Move.CHANGED, CLASS_7B, CLASS_7A, ANYA, why="заявление")
    check(moved)
    names = Names(pupil="Иванова Анна", class_name="7Б", to_class="7А")
    accepted = filed(moved, Step.ACCEPTED, names=names)
    accepted = replace(accepted, steps=(replace(accepted.steps[0], refers="приказ № 5"),))
    [row] = movement_sheet([accepted]).rows
    assert row == (
        TODAY, "Иванова Анна", Word("office.changed"), "7Б", "7А", "заявление", Word("office.accepted"), "приказ № 5",
    )  # fmt: skip
