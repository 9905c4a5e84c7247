"""Who works in the school, and which of them a file means."""

from __future__ import annotations

from dataclasses import replace

from journal_core.enrolment.difference import Kind, Line
from journal_core.enrolment.records import StaffRecord
from journal_core.roll import FullName, Roll, StaffRow
from tests.unit.roll.rolls import Town, doubt, name, school_class, staff

NINA = "Ковалёва Нина Петровна"


def reached(written: str, phone: str = "", email: str = "", number: str = "", *, adds: bool = False) -> StaffRow:
    return replace(staff(written), phone=phone, email=email, external_id=number, adds=adds)


def people(*rows: StaffRow) -> Roll:
    return Roll(staff=rows)


def test_a_list_of_staff_is_taken_as_it_is_written() -> None:
    town = Town()
    town.take(people(replace(staff(NINA, "head", "teacher"), phone="+375291112233", email="n@example.by")))
    (nina,) = town.standing.staff
    assert nina == StaffRecord(1, name(NINA), ("teacher", "head"), "+375291112233", "n@example.by")


def test_rows_without_a_name_or_with_a_strange_duty_are_asked_about_and_the_others_taken() -> None:
    town = Town()
    nameless = replace(staff(NINA), name=FullName("Ковалёва", "")), replace(staff(NINA), name=FullName("", "Нина"))
    strange = staff("Лис Анна Львовна", "teacher", "cook", "driver")
    asked = town.take(people(*nameless, strange, staff("Орлов Олег Ильич")))
    assert sorted(asked.doubts, key=lambda one: one.where.row) == [
        doubt(nameless[0], "name_missing"), doubt(nameless[1], "name_missing"),
        doubt(strange, "duty_unknown", duty="cook", staff="Лис Анна Львовна"),
    ]  # fmt: skip
    assert [str(one.name) for one in town.standing.staff] == ["Орлов Олег Ильич"]


def test_a_name_without_patronymic_that_may_be_two_people_is_asked_about_and_gives_its_phone_to_neither() -> None:
    town = Town()
    short = reached("Орлов Олег", "+375291112233")
    asked = town.take(people(short, staff("Орлов Олег Ильич"), staff("Орлов Олег Львович"), staff(NINA)))
    assert asked.doubts == (doubt(short, "staff_ambiguous", staff="Орлов Олег"),)
    assert [(one.name.patronymic, one.phone) for one in town.standing.staff] == [
        ("Ильич", ""), ("Львович", ""), ("Петровна", ""),
    ]  # fmt: skip


def test_a_patronymic_is_learnt_and_a_new_phone_taken_and_silence_forgets_nothing() -> None:
    town = Town()
    town.take(people(reached("Орлов Олег", "+375291112233", "old@example.by", "T-1")))
    town.take(people(reached("орлов олег Ильич", "+375294445566", "new@example.by", "T-2")))
    town.take(people(staff("Орлов Олег")))
    assert town.standing.staff == (
        StaffRecord(1, name("Орлов Олег Ильич"), ("teacher",), "+375294445566", "new@example.by", "T-1"),
    )


def test_a_number_of_another_program_is_learnt_later() -> None:
    town = Town()
    town.take(people(staff(NINA)))
    town.take(people(reached(NINA, number="T-1")))
    assert town.standing.staff[0].external_id == "T-1"


def test_a_file_that_knows_some_duties_only_takes_none_away() -> None:
    town = Town()
    town.take(people(staff(NINA, "deputy")))
    duties = []
    for row in (reached(NINA, adds=True), staff(NINA)):
        town.take(people(row))
        duties.append(town.standing.staff[0].duties)
    assert duties == [("teacher", "deputy"), ("teacher",)]


def test_a_file_that_knows_some_duties_only_may_name_a_newcomer() -> None:
    town = Town()
    town.take(people(reached(NINA, adds=True)))
    assert town.standing.staff == (StaffRecord(1, name(NINA), ("teacher",)),)


def test_whoever_is_new_or_changed_is_told_with_the_row_and_each_field_that_changed() -> None:
    town = Town()
    short = staff("Ковалёва Нина", "teacher")
    assert town.take(people(short)).lines == (Line(Kind.STAFF, "new", short.where, {"staff": "Ковалёва Нина"}),)
    row = replace(staff(NINA, "teacher", "head"), phone="+375291112233", email="n@example.by", external_id="T-1")
    changes = {
        "name": ("Ковалёва Нина", NINA), "duties": ("teacher", "teacher, head"), "phone": ("–", "+375291112233"),
        "email": ("–", "n@example.by"), "external_id": ("–", "T-1"),
    }  # fmt: skip
    assert town.take(people(row)).lines == tuple(
        Line(
            Kind.STAFF,
            "changed",
            row.where,
            {"staff": "Ковалёва Нина", "field": field, "before": before, "after": after},
        )
        for field, (before, after) in changes.items()
    )


def test_a_newcomer_may_be_named_an_administrator_because_another_confirms_their_link() -> None:
    town = Town()
    town.take(people(staff(NINA, "administrator")))
    asked = town.take(people(staff("Орлов Олег Ильич", "administrator"), staff("Лис Анна Львовна")))
    assert asked.doubts == ()
    assert [one.duties for one in town.standing.staff] == [("administrator",), ("administrator",), ("teacher",)]
    changing = staff("Лис Анна Львовна", "administrator", "deputy")
    assert town.take(people(changing)).doubts == (doubt(changing, "duty_by_two", staff="Лис Анна Львовна"),)
    assert town.standing.staff[2].duties == ("deputy",)


def test_an_unknown_class_teacher_and_one_of_two_are_asked_about_with_the_name_as_written() -> None:
    town = Town()
    town.take(people(staff("Орлов Олег Ильич"), staff("Орлов Остап Ильич"), staff(NINA)))
    unknown, either = school_class("7А", "Лис Анна"), school_class("7Б", "Орлов О. И.")
    asked = town.take(Roll(classes=(unknown, either, school_class("7В", "Ковалёва"))))
    assert asked.doubts == (
        doubt(unknown, "teacher_unknown", teacher="Лис Анна"),
        doubt(either, "teacher_ambiguous", teacher="Орлов О. И."),
    )
    assert [one.class_teacher_id for one in town.standing.classes] == [None, None, 3]
