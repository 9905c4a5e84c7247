"""Which guardian a name, a phone or an address without a name means, and what is asked when it may be two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journal_core.roll import FullName, GuardianRow
from tests.unit.roll.rolls import Town, doubt, guardian, pupil, pupils

ANNA, PETR = ("7Б Иванова Анна", "17.10.2013"), ("5А Иванов Пётр", "01.02.2015")
MARIA, OLGA = "Иванова Мария Ильинична", "Иванова Мария Олеговна"
PHONE, OTHER, MAIL, SECOND = "+375291112233", "+375294445566", "maria@example.by", "other@example.by"


def annas(*rows: GuardianRow) -> Town:
    town = Town()
    assert town.take(pupils(pupil(*ANNA, *rows))).doubts == ()
    return town


def reached(town: Town) -> set[tuple[str, str, str]]:
    return {(str(one.name), one.phone, one.email) for one in town.standing.guardians}


def test_a_row_that_says_nothing_is_nobody() -> None:
    assert annas(guardian()).standing.guardians == ()


def test_a_name_without_a_surname_is_a_name() -> None:
    row = replace(guardian(phone=PHONE), name=FullName("", "Мария"))
    assert reached(annas(row)) == {("Мария", PHONE, "")}


@pytest.mark.parametrize("row", [guardian(phone=PHONE), guardian(email=MAIL)])
def test_brothers_and_sisters_with_one_nameless_phone_or_address_have_one_nameless_parent(row: GuardianRow) -> None:
    town = Town()
    town.take(pupils(pupil(*ANNA, row), pupil(*PETR, row)))
    assert reached(town) == {("Родитель", row.phone, row.email)}
    assert len(town.standing.guardianships) == 2


def test_less_of_a_name_is_asked_about_when_it_may_be_two_and_a_phone_decides() -> None:
    town = annas(guardian(MARIA, PHONE), guardian(OLGA, OTHER))
    short = guardian("Иванова Мария", email=MAIL)
    asked = town.take(pupils(pupil(*ANNA, short)))
    assert asked.doubts == (doubt(short, "guardian_ambiguous", guardian="Иванова Мария", pupil="Иванова Анна"),)
    town.take(pupils(pupil(*ANNA, guardian("Иванова Мария", OTHER, MAIL))))
    assert reached(town) == {(MARIA, PHONE, ""), (OLGA, OTHER, MAIL)}


def test_order_of_rows_does_not_matter_to_less_of_a_name() -> None:
    town = Town()
    short = guardian("Иванова Мария", PHONE)
    asked = town.take(pupils(pupil(*ANNA, short), pupil(*ANNA, guardian(MARIA)), pupil(*ANNA, guardian(OLGA))))
    assert asked.doubts == (doubt(short, "guardian_ambiguous", guardian="Иванова Мария", pupil="Иванова Анна"),)
    assert reached(town) == {(MARIA, "", ""), (OLGA, "", "")}


def test_a_nameless_guardian_of_another_phone_does_not_get_the_name() -> None:
    town = annas(guardian(phone=PHONE))
    town.take(pupils(pupil(*ANNA, guardian(MARIA, OTHER))))
    assert reached(town) == {("Родитель", PHONE, ""), (MARIA, OTHER, "")}


def test_a_guardian_who_has_a_name_keeps_it_though_another_answers_the_same_phone() -> None:
    town = annas(guardian(MARIA, PHONE))
    town.take(pupils(pupil(*ANNA, guardian("Иванов Илья", PHONE))))
    assert reached(town) == {(MARIA, PHONE, ""), ("Иванов Илья", PHONE, "")}


@pytest.mark.parametrize(
    ("first", "second", "people"),
    [
        (guardian(MARIA), guardian(MARIA), 1),
        (guardian(MARIA), guardian("Иванова Мария"), 2),
        (guardian(MARIA, email=MAIL), guardian("Иванова Мария", email=MAIL), 1),
        (guardian(MARIA, PHONE), guardian(MARIA), 2),
        (guardian(MARIA, email=MAIL), guardian(MARIA), 2),
        (guardian(MARIA), guardian(MARIA, PHONE), 2),
        (guardian(MARIA), guardian(MARIA, email=MAIL), 2),
    ],
)
def test_a_namesake_of_another_child_is_the_same_person_by_phone_or_address_or_when_neither_was_ever_told(
    first: GuardianRow, second: GuardianRow, people: int
) -> None:
    town = annas(first)
    assert town.take(pupils(pupil(*PETR, second))).doubts == ()
    assert len(town.standing.guardians) == people
    assert len(town.standing.guardianships) == 2


@pytest.mark.parametrize("row", [guardian(phone=OTHER), guardian(email=SECOND)])
def test_a_phone_or_address_without_a_name_goes_to_the_one_who_lacks_it(row: GuardianRow) -> None:
    town = annas(guardian(MARIA, PHONE), guardian("Иванов Илья", email=MAIL))
    assert town.take(pupils(pupil(*ANNA, row))).doubts == ()
    assert reached(town) == {(MARIA, PHONE, row.email), ("Иванов Илья", row.phone, MAIL)}


def test_a_new_number_is_the_only_guardians_when_nobody_told_a_name() -> None:
    town = annas(guardian(phone=PHONE))
    assert town.take(pupils(pupil(*ANNA, guardian(phone=OTHER)))).doubts == ()
    assert reached(town) == {("Родитель", OTHER, "")}


@pytest.mark.parametrize(
    "there", [(guardian(MARIA, PHONE),), (guardian(MARIA, PHONE), guardian(phone="+375297778899"))], ids=len
)
def test_a_new_number_beside_a_guardian_with_a_name_is_asked_about(there: tuple[GuardianRow, ...]) -> None:
    town = Town()
    for one in there[::-1]:
        town.take(pupils(pupil(*ANNA, one)))
    before, row = town.standing.guardians, guardian(phone=OTHER)
    asked = town.take(pupils(pupil(*ANNA, row)))
    assert asked.doubts == (doubt(row, "guardian_unclear", pupil="Иванова Анна", contact=OTHER),)
    assert town.standing.guardians == before


def test_an_address_that_may_be_either_parents_is_asked_about_with_the_address() -> None:
    row = guardian(email=MAIL)
    asked = annas(guardian(MARIA), guardian("Иванов Илья")).take(pupils(pupil(*ANNA, row)))
    assert asked.doubts == (doubt(row, "guardian_unclear", pupil="Иванова Анна", contact=MAIL),)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (guardian(MARIA, PHONE), guardian("Иванова Мария", OTHER, SECOND)),
        (guardian(MARIA, email=MAIL), guardian("Иванова Мария", OTHER, SECOND)),
    ],
)
def test_a_row_that_contradicts_another_one_is_asked_about_and_none_of_it_taken(
    first: GuardianRow, second: GuardianRow
) -> None:
    town = Town()
    asked = town.take(pupils(pupil(*ANNA, first, second)))
    assert asked.doubts == (doubt(second, "guardian_contacts", guardian=MARIA, pupil="Иванова Анна"),)
    assert reached(town) == {(MARIA, first.phone, first.email)}


def test_a_phone_in_one_row_and_an_address_in_another_are_one_persons_and_no_question() -> None:
    town = annas(guardian(MARIA, PHONE), guardian(MARIA, email=MAIL), guardian("Иванов Илья", OTHER, SECOND))
    assert reached(town) == {(MARIA, PHONE, MAIL), ("Иванов Илья", OTHER, SECOND)}


def test_what_two_rows_say_alike_is_no_question() -> None:
    assert reached(annas(guardian(MARIA, PHONE, MAIL), guardian("Иванова Мария", PHONE, MAIL))) == {
        (MARIA, PHONE, MAIL)
    }


def test_two_namesakes_are_never_made_alike_in_name_phone_and_address() -> None:
    town = Town()
    town.take(pupils(pupil(*ANNA, guardian(MARIA, PHONE)), pupil(*PETR, guardian(MARIA, OTHER))))
    alike = guardian(MARIA, PHONE)
    asked = town.take(pupils(pupil(*PETR, alike)))
    assert asked.doubts == (doubt(alike, "guardian_twin", guardian=MARIA, pupil="Иванов Пётр"),)
    assert reached(town) == {(MARIA, PHONE, ""), (MARIA, OTHER, "")}
    assert town.take(pupils(pupil(*PETR, guardian(MARIA, PHONE, MAIL)))).doubts == ()
    assert reached(town) == {(MARIA, PHONE, ""), (MARIA, PHONE, MAIL)}


@pytest.mark.parametrize(
    ("stood", "told", "stays"),
    [
        ("", "мать", "мать"), ("родитель", "", "родитель"), ("родитель", "представитель", "представитель"),
        ("мать", "", "мать"), ("мать", "законный представитель", "мать"), ("мать", "опекун", "опекун"),
    ],
)  # fmt: skip
def test_who_they_are_to_the_child_is_never_told_more_vaguely(stood: str, told: str, stays: str) -> None:
    town = annas(guardian(MARIA, relation=stood), guardian("Иванов Илья", relation="отец"))
    town.take(pupils(pupil(*ANNA, guardian(MARIA, relation=told))))
    assert [one.relation for one in town.standing.guardianships] == [stays, "отец"]
