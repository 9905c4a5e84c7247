"""A class's name, however a list writes it."""

from __future__ import annotations

import pytest

from journal_core.classes import ClassName, spellings


@pytest.mark.parametrize("written", ["7Б", "7б", "7 «Б»", '7-"Б"', " 7 – Б класс ", "7б кл.", "07Б", "7(Б)"])
def test_one_class_has_many_spellings(written: str) -> None:
    assert spellings(written) == (ClassName(7, "Б"),)


@pytest.mark.parametrize(("written", "letter"), [("5A", "А"), ("5c", "С"), ("5k", "К"), ("5Г", "Г"), ("5D", "D")])
def test_a_latin_letter_is_the_cyrillic_one_of_its_shape(written: str, letter: str) -> None:
    assert spellings(written) == (ClassName(5, letter),)


@pytest.mark.parametrize("written", ["7B", "7 «b»"])
def test_a_latin_b_may_be_two_classes_and_its_shape_comes_first(written: str) -> None:
    assert spellings(written) == (ClassName(7, "В"), ClassName(7, "Б"))


@pytest.mark.parametrize("written", ["", "Б", "7", "0А", "13А", "77А", "7АБ", "7А, 8А", "вожатые 7А"])
def test_what_names_no_class_is_none(written: str) -> None:
    assert spellings(written) == ()


@pytest.mark.parametrize("grade", range(1, 13))
def test_a_school_has_grades_from_one_to_twelve(grade: int) -> None:
    assert [str(one) for one in spellings(f"{grade}А")] == [f"{grade}А"]
