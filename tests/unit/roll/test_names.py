"""When two written names are one person's."""

from __future__ import annotations

import unicodedata

import pytest

from journal_core.enrolment.names import abbreviates, completed, fold, may_be, same_person, short_key
from journal_core.enrolment.records import StaffRecord
from journal_core.roll import FullName
from tests.unit.roll.rolls import name

ANNA = name("Иванова Анна Петровна")


def people(*written: str) -> list[StaffRecord]:
    return [StaffRecord(number, name(one), ()) for number, one in enumerate(written, 1)]


def written(records: list[StaffRecord]) -> list[str]:
    return [str(one.name) for one in records]


def test_yo_case_spaces_and_letters_in_two_pieces_make_no_other_name() -> None:
    assert fold("Алёна  ПЕТРОВА") == "алена петрова"
    assert fold(unicodedata.normalize("NFD", "Алёна Йод")) == fold("Алена йод")
    assert short_key(name("ЁЛКИНА Алёна Фёдоровна")) == ("елкина", "алена")


def test_a_name_without_a_patronymic_may_be_everybody_of_that_name() -> None:
    there = people("Иванова Анна Петровна", "Иванова Анна Олеговна", "Иванова Анна", "Иванова Ада", "Лис Анна")
    assert written(may_be(there, name("иванова анна"))) == written(there[:3])


def test_a_name_with_a_patronymic_may_be_who_has_none_or_the_same() -> None:
    there = people("Иванова Анна Петровна", "Иванова Анна Олеговна", "Иванова Анна", "Иванова Ада Петровна")
    assert written(may_be(there, ANNA)) == ["Иванова Анна Петровна", "Иванова Анна"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Иванова Анна ПЕТРОВНА", ["Иванова Анна Петровна"]),
        ("Иванова Анна", ["Иванова Анна"]),
        ("Иванова Анна Львовна", ["Иванова Анна"]),
    ],
)
def test_the_very_same_patronymic_goes_before_none(asked: str, found: list[str]) -> None:
    there = people("Иванова Анна", "Иванова Анна Петровна")
    assert written(same_person(there, name(asked))) == found
    assert same_person(there[1:], name("Иванова Анна")) == there[1:]


def test_a_name_learns_its_patronymic_and_nothing_else() -> None:
    assert completed(name("Елкина Алена"), name("ЁЛКИНА Алёна Фёдоровна")) == name("Елкина Алена Фёдоровна")
    assert completed(ANNA, name("Иванова Анна ПЕТРОВНА")) == ANNA


@pytest.mark.parametrize(
    "short",
    [
        ("Иванова", "А.", "П."), ("Иванова", "А", "П"), ("Иванова", "А.П.", ""), ("Иванова", "А. П", ""),
        ("Иванова", "А.", ""), ("Иванова", "", ""), ("ИВАНОВА", "анна", "п."), ("Иванова", "Анна", "Петровна"),
    ],
)  # fmt: skip
def test_initials_stand_for_the_full_name(short: tuple[str, str, str]) -> None:
    assert abbreviates(FullName(*short), ANNA)


@pytest.mark.parametrize(
    "other",
    [
        ("Иванов", "А.", "П."), ("Иванова", "Б.", "П."), ("Иванова", "А.", "О."), ("Иванова", "А.О.", ""),
        ("Иванова", "Б.П.", ""), ("Иванова", "Ан.", ""), ("Иванова", "А.П.", "Петровна"), ("Иванова", ".А", ""),
        ("Иванова", "Анна", "Олеговна"), ("Иванова", "Ада", ""),
    ],
)  # fmt: skip
def test_other_initials_stand_for_somebody_else(other: tuple[str, str, str]) -> None:
    assert not abbreviates(FullName(*other), ANNA)
