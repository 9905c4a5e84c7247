"""Short names of subjects, and weeks without teachers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.enrolment.subjects import meant, short_for
from journal_core.lessons import Week
from journal_core.roll import Roll, TimetableRow
from tests.unit.roll.rolls import Town, codes, school_class, staff, weekly, where

KNOWN = (
    "Русский язык", "Белорусский язык", "Английский язык", "Математика", "Физика", "Литература", "История",
    "История Беларуси", "Физическая культура и здоровье", "Изобразительное искусство",
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("Рус. яз.", "Русский язык"), ("бел.яз", "Белорусский язык"), ("Англ яз", "Английский язык"),
        ("Матем.", "Математика"), ("Лит-ра", "Литература"), ("Физ-ра", "Физическая культура и здоровье"),
        ("ИЗО", "Изобразительное искусство"), ("Ист.", "История"), ("Ист. Бел.", "История Беларуси"),
        ("Физ.", "Физика"),
    ],
)  # fmt: skip
def test_an_abbreviation_is_the_one_subject_it_may_be_short_for(written: str, full: str) -> None:
    assert meant(written, KNOWN) == [full]


@pytest.mark.parametrize("written", ["Физика", "История", "Химия", "яз.", "Геогр."])
def test_a_whole_name_and_a_stranger_are_short_for_nothing(written: str) -> None:
    assert meant(written, KNOWN) == []


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("Физ. и астр.", "Физика и астрономия"), ("Физ. астр.", "Физика и астрономия"),
        ("Физика и астр.", "Физика и астрономия"), ("Физ.", "Физическая культура"), ("Ин.яз.", "Иностранный язык"),
        ("Изо", "Изобразительное искусство и труд"), ("О.Б.Ж", "Основы безопасности жизнедеятельности"),
        ("Физ–", "Физика"), ("Труд.(об.)", "Трудовое обучение"),
        ("Духовно-нрав. культ.", "Духовно-нравственная культура"),
    ],
)  # fmt: skip
def test_words_are_shortened_by_their_beginning_and_around_a_hyphen(written: str, full: str) -> None:
    assert short_for(written, full)
    assert meant(written, ["Химия", full]) == [full]


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("Физика", "Физика и астрономия"), ("Рус. яз. лит.", "Русский язык"), ("Ф.", "Физика"), ("И яз.", "История"),
        ("Рус. лит.", "Русский язык"), ("Изо", "Изобразительный труд"), ("Изо", "Изобразительное искусствоведение"),
        ("Лит-ия", "Литература"), ("Пит-ра", "Литература"), ("Л-ра", "Литература"), ("...", "Физика"),
        ("Литера-тура", "Литература"), ("Яз. рус.", "Русский язык"), ("Русский язык", "русский  ЯЗЫК"),
    ],
)  # fmt: skip
def test_what_has_other_words_or_letters_is_short_for_nothing(written: str, full: str) -> None:
    assert not short_for(written, full)


def test_as_many_words_go_before_fewer_and_two_of_as_many_are_both_meant() -> None:
    known = ["История Беларуси", "История", "История искусства", "Информатика"]
    assert meant("Ист.", known) == ["История"]
    assert meant("Ист.", known[::2]) == known[::2]
    assert meant("И. Бел.", known) == []


@given(st.sampled_from(KNOWN), st.integers(2, 6))
def test_the_first_letters_of_its_words_are_always_short_for_a_subject(full: str, letters: int) -> None:
    written = " ".join(f"{word[:letters]}." for word in full.split() if word != "и")
    assert short_for(written, full) or written.replace(".", "") == full


def lesson(weekday: int, slot: int, subject: str, group: str = "", file: str = "сетка.xlsx") -> TimetableRow:
    return TimetableRow(replace(where("5-11"), file=file), weekday, slot, "7Б", subject, None, group)


ASC = Roll(
    staff=(staff("Ковалёва Нина Петровна"), staff("Орлов Олег Ильич")),
    classes=(school_class("7Б"),),
    timetable=(weekly(0, 1, "7Б", "Русский язык", "Ковалёва Н.П."), weekly(0, 2, "7Б", "Физика", "Орлов О.И.")),
)


def subjects(town: Town) -> list[str]:
    return [one.name for one in town.standing.subjects]


def test_a_short_subject_of_a_grid_is_the_schools_own_and_is_asked_about_once() -> None:
    town = Town()
    town.take(ASC)
    asked = town.take(Roll(timetable=(lesson(1, 1, "Рус. яз."), lesson(2, 1, "Рус. яз."))))
    assert subjects(town) == ["Русский язык", "Физика"]
    assert codes(asked).count("subject_short") == 1


def test_a_subject_known_by_its_short_name_gets_the_full_one() -> None:
    town = Town()
    asked = town.take(Roll(classes=(school_class("7Б"),), timetable=(lesson(0, 1, "Рус. яз."),)))
    assert "subject_new_short" in codes(asked)
    found = town.take(ASC)
    assert subjects(town) == ["Русский язык", "Физика"]
    assert [line.details["after"] for line in found.lines if line.kind == "subject" and line.what == "changed"] == [
        "Русский язык"
    ]


def test_a_grid_in_a_school_without_a_timetable_is_taken_without_teachers() -> None:
    town = Town()
    town.take(Roll(classes=(school_class("7Б"),), timetable=(lesson(0, 1, "Физика"),)))
    assert [one.weekly.staff_id for one in town.standing.lines] == [None]


def test_a_grid_gives_its_lessons_to_who_teaches_the_subject_already() -> None:
    town = Town()
    town.take(ASC)
    town.take(Roll(timetable=(lesson(3, 4, "Физика"), lesson(3, 5, "Русский язык"))))
    names = {one.id: one.name.surname for one in town.standing.staff}
    assert [(one.weekly.weekday, names[one.weekly.staff_id or 0]) for one in town.standing.lines] == [
        (3, "Орлов"), (3, "Ковалёва"),
    ]  # fmt: skip


def test_a_grid_with_a_lesson_that_nobody_teaches_leaves_the_week_and_asks() -> None:
    town = Town()
    town.take(ASC)
    before = town.standing.lines
    asked = town.take(Roll(timetable=(lesson(3, 4, "Физика"), lesson(3, 5, "Химия"))))
    assert codes(asked) == ["week_without_teachers"]
    assert town.standing.lines == before


def test_of_two_files_at_once_the_one_with_teachers_is_the_week_whichever_comes_first() -> None:
    grid = Roll(timetable=(lesson(4, 6, "Физика"),))
    for roll in (grid + ASC, ASC + grid):
        town = Town()
        assert "week_without_teachers" in codes(town.take(roll))
        assert {one.weekly.weekday for one in town.standing.lines} == {0}


def test_a_whole_class_and_its_group_cannot_be_taught_at_once_and_weeks_a_and_b_can() -> None:
    rows = (
        weekly(0, 1, "7Б", "Английский язык", "Ковалёва Н.П.", "1"),
        weekly(0, 1, "7Б", "Английский язык", "Орлов О.И.", "2"),
        weekly(0, 1, "7Б", "Физика", "Орлов О.И."),
    )
    town = Town()
    asked = town.take(Roll(staff=ASC.staff, classes=ASC.classes, timetable=rows))
    assert "line_clash" in codes(asked)
    assert [one.weekly.subgroup_id is None for one in town.standing.lines] == [False, False]
    changing = tuple(
        TimetableRow(where(), 0, 2, "7Б", subject, ASC.staff[0].name, week=week)
        for subject, week in (("Физика", Week.A), ("Химия", Week.B))
    )
    assert "line_clash" not in codes(town.take(Roll(timetable=changing)))
