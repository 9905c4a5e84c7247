"""Who is who in a list of pupils."""

from __future__ import annotations

from datetime import date, timedelta

from journal_core.enrolment.difference import Kind
from journal_core.enrolment.records import Written
from journal_core.roll import Roll
from tests.unit.roll.rolls import TODAY, Town, codes, day, pupil, pupils, school_class


def test_a_first_list_makes_its_class_and_its_pupils() -> None:
    town = Town()
    found = town.take(pupils(pupil("7Б Иванова Анна Петровна", "17.10.2013"), pupil("7Б Ёлкин Пётр", "01.02.2013")))
    assert [line.details["pupil"] for line in found.new(Kind.PUPIL)] == ["Иванова Анна Петровна", "Ёлкин Пётр"]
    assert [line.details["class"] for line in found.new(Kind.CLASS)] == ["7Б"]
    assert not found.doubts


def test_the_same_list_again_changes_nothing() -> None:
    town, roll = Town(), pupils(pupil("7Б Иванова Анна", "17.10.2013"), pupil("7А Петров Пётр"))
    town.take(roll)
    again = town.ask(roll)
    assert not again
    assert again.lines == ()


def test_yo_and_e_case_and_spaces_make_no_other_pupil_and_the_first_writing_stays() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Ёлкина Алёна Фёдоровна", "17.10.2013")))
    assert not town.take(pupils(pupil("7Б ЕЛКИНА Алена Федоровна", "17.10.2013")))
    assert str(town.standing.pupils[0].name) == "Ёлкина Алёна Фёдоровна"


def test_a_class_entered_in_november_is_there_since_september() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна", "17.10.2013")))
    assert town.standing.memberships[0].first == date(2026, 9, 1)


def test_a_class_in_whose_journal_nobody_wrote_yet_is_still_being_gathered() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна", "17.10.2013")))
    town.take(pupils(pupil("7Б Петров Пётр", "01.02.2013")))
    assert [one.first for one in town.standing.memberships] == [date(2026, 9, 1)] * 2


def test_who_joins_a_class_whose_journal_has_begun_is_there_from_today() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна", "17.10.2013")))
    town.written = Written(begun=frozenset({town.standing.classes[0].id}))
    town.take(pupils(pupil("7Б Петров Пётр", "01.02.2013")))
    assert town.standing.memberships[1].first == TODAY


def test_another_class_ends_the_old_membership_today_and_begins_the_new_one() -> None:
    town = Town()
    town.take(pupils(pupil("7А Иванова Анна", "17.10.2013")))
    moved = town.take(pupils(pupil("7Б Иванова Анна", "17.10.2013")))
    assert [(one.first, one.end) for one in town.standing.memberships] == [(date(2026, 9, 1), TODAY), (TODAY, None)]
    (line,) = moved.changed(Kind.MEMBERSHIP)
    assert (line.details["before"], line.details["class"]) == ("7А", "7Б")
    assert len(town.standing.pupils) == 1


def test_who_moves_there_and_back_on_one_day_was_never_away() -> None:
    town = Town()
    for class_name in ("7А", "7Б", "7А"):
        town.take(pupils(pupil(f"{class_name} Иванова Анна", "17.10.2013")))
    lasting = [one for one in town.standing.memberships if one.end is None]
    assert len(lasting) == 1
    assert not town.ask(pupils(pupil("7А Иванова Анна", "17.10.2013")))


def test_nobody_missing_in_a_list_is_removed() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна", "17.10.2013"), pupil("7Б Петров Пётр", "01.02.2013")))
    assert not town.take(pupils(pupil("7Б Петров Пётр", "01.02.2013")))


def test_a_list_without_birth_dates_finds_pupils_by_class_and_name() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна Петровна", "17.10.2013")))
    again = town.take(pupils(pupil("7Б Иванова Анна")))
    assert not again
    assert not again.doubts


def test_two_namesakes_in_a_class_make_a_list_without_birth_dates_ask() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна", "17.10.2013"), pupil("7Б Иванова Анна", "18.10.2013")))
    asked = town.take(pupils(pupil("7Б Иванова Анна")))
    assert len(town.standing.pupils) == 2
    assert codes(asked) == ["pupil_ambiguous"]


def test_a_birth_date_that_nobody_knew_is_filled_in() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна")))
    found = town.take(pupils(pupil("7Б Иванова Анна", "17.10.2013")))
    assert town.standing.pupils[0].birth_date == day("17.10.2013")
    (line,) = found.changed(Kind.PUPIL)
    assert (line.details["field"], line.details["after"]) == ("birth_date", "17.10.2013")


def test_a_namesake_in_another_class_without_a_birth_date_is_asked_about() -> None:
    town = Town()
    town.take(pupils(pupil("7А Иванова Анна", "17.10.2013")))
    row = pupil("7Б Иванова Анна")
    asked = town.take(pupils(row))
    assert codes(asked) == ["pupil_elsewhere"]
    assert asked.doubts[0].where == row.where


def test_another_birth_date_of_the_only_namesake_is_a_question_and_not_a_second_child() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна", "17.10.2013")))
    assert codes(town.take(pupils(pupil("7Б Иванова Анна", "17.01.2013")))) == ["pupil_birth_date"]
    both = pupils(pupil("7Б Иванова Анна", "17.10.2013"), pupil("7Б Иванова Анна", "17.01.2013"))
    assert codes(town.take(both)) == []
    assert len(town.standing.pupils) == 2


def test_a_pupil_in_two_classes_of_one_roll_is_asked_about() -> None:
    town = Town()
    roll = pupils(pupil("7А Иванова Анна", "17.10.2013"), pupil("7Б Иванова Анна", "17.10.2013"))
    assert codes(town.take(roll)) == ["pupil_twice"]
    assert not town.ask(roll)


def test_a_number_of_another_system_finds_a_pupil_whose_surname_changed() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна", "17.10.2013", number="A-17")))
    town.take(pupils(pupil("7Б Петрова Анна", "17.10.2013", number="A-17")))
    (only,) = town.standing.pupils
    assert only.name.surname == "Петрова"


def test_subgroups_belong_to_class_and_subject_and_a_change_is_dated() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна", "17.10.2013", groups={"Английский язык": "1"})))
    town.take(pupils(pupil("7Б Иванова Анна", "17.10.2013", groups={"английский  язык": "2"})))
    assert len(town.standing.subjects) == 1
    assert [(one.first, one.end) for one in town.standing.subgroup_members] == [
        (date(2026, 9, 1), TODAY),
        (TODAY, None),
    ]
    again = pupils(pupil("7Б Иванова Анна", "17.10.2013", groups={"Английский язык": "2"}))
    assert not town.ask(again)


def test_who_leaves_a_class_leaves_its_subgroups() -> None:
    town = Town()
    town.take(pupils(pupil("7А Иванова Анна", "17.10.2013", groups={"Английский язык": "1"})))
    town.take(pupils(pupil("7Б Иванова Анна", "17.10.2013")), TODAY + timedelta(days=1))
    assert town.standing.subgroup_members[0].end == TODAY + timedelta(days=1)


def test_latin_letters_of_a_class_are_folded() -> None:
    town = Town()
    town.take(Roll(classes=(school_class("7А"), school_class("7Б"))))
    found = town.take(pupils(pupil('7"A" Иванова Анна', "17.10.2013"), pupil("7B Петров Пётр", "01.02.2013")))
    assert not found.new(Kind.CLASS)
    assert [line.details["class"] for line in found.new(Kind.PUPIL)] == ["7А", "7Б"]


def test_a_roll_that_writes_both_7b_and_7б_means_one_class() -> None:
    town = Town()
    town.take(pupils(pupil("7B Иванова Анна", "17.10.2013"), pupil("7Б Петров Пётр", "01.02.2013")))
    assert [str(one.name) for one in town.standing.classes] == ["7Б"]


def test_a_latin_b_that_may_be_either_is_asked_about_once_for_the_sheet() -> None:
    rows = [pupil("7B Иванова Анна", "17.10.2013"), pupil("7B Петров Пётр", "01.02.2013")]
    asked = Town().take(pupils(*rows))
    (doubt,) = asked.doubts
    assert (doubt.code, doubt.where, doubt.details["rows"]) == ("import.class_letter", rows[0].where, "2")
    assert (doubt.details["first"], doubt.details["second"]) == ("7В", "7Б")
    assert not asked
