"""What a list of pupils changes, line by line, each with the row that asks for it."""

from __future__ import annotations

from dataclasses import replace

from journal_core.enrolment.difference import Kind, Line
from journal_core.roll import Roll
from tests.unit.roll.rolls import Town, day, guardian, pupil, pupils, school_class

MARIA, PHONE = "Иванова Мария Ильинична", "+375291112233"
OCTOBER = "17.10.2013"


def test_a_new_pupil_comes_with_the_class_and_the_guardians() -> None:
    mother = guardian(MARIA, PHONE, relation="мать")
    row = pupil("7Б Иванова Анна", OCTOBER, mother)
    assert Town().take(pupils(row)).lines == (
        Line(Kind.CLASS, "new", row.where, {"class": "7Б"}),
        Line(Kind.PUPIL, "new", row.where, {"pupil": "Иванова Анна", "class": "7Б"}),
        Line(Kind.MEMBERSHIP, "new", row.where, {"pupil": "Иванова Анна", "class": "7Б"}),
        Line(Kind.GUARDIAN, "new", mother.where, {"guardian": MARIA}),
        Line(
            Kind.GUARDIANSHIP, "new", mother.where,
            {"guardian": MARIA, "pupil": "Иванова Анна", "relation": "мать"},
        ),
    )  # fmt: skip


def test_what_a_pupil_learns_is_told_field_by_field() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна")))
    row = pupil("7Б Иванова Анна Петровна", OCTOBER, number="A-1")
    fields = {
        "name": ("Иванова Анна", "Иванова Анна Петровна"),
        "birth_date": ("–", OCTOBER),
        "external_id": ("–", "A-1"),
    }
    assert town.take(pupils(row)).lines == tuple(
        Line(
            Kind.PUPIL,
            "changed",
            row.where,
            {"pupil": "Иванова Анна", "class": "7Б", "field": field, "before": before, "after": after},
        )
        for field, (before, after) in fields.items()
    )


def test_a_corrected_birth_date_is_told_with_both() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна", OCTOBER, number="A-1")))
    (line,) = town.take(pupils(pupil("7Б Иванова Анна", "18.10.2013", number="A-1"))).lines
    assert (line.details["before"], line.details["after"]) == (OCTOBER, "18.10.2013")


def test_what_a_guardian_learns_is_told_field_by_field_and_who_they_are_too() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна", OCTOBER, guardian("Иванова Мария"))))
    mother = guardian(MARIA, PHONE, "m@example.by", "мать")
    fields = {"name": ("Иванова Мария", MARIA), "phone": ("–", PHONE), "email": ("–", "m@example.by")}
    relation = {"guardian": MARIA, "pupil": "Иванова Анна", "relation": ""}
    assert town.take(pupils(pupil("7Б Иванова Анна", OCTOBER, mother))).lines == (
        *(
            Line(
                Kind.GUARDIAN,
                "changed",
                mother.where,
                {"guardian": "Иванова Мария", "field": field, "before": before, "after": after},
            )
            for field, (before, after) in fields.items()
        ),
        Line(
            Kind.GUARDIANSHIP,
            "changed",
            mother.where,
            {**relation, "field": "relation", "before": "–", "after": "мать"},
        ),
    )


def test_another_class_is_told_once_with_the_class_before() -> None:
    town = Town()
    town.take(pupils(pupil("7А Иванова Анна", OCTOBER), pupil("7Б Лис Яна", OCTOBER)))
    there, back = pupil("7Б Иванова Анна", OCTOBER), pupil("7А Иванова Анна", OCTOBER)
    told = {"pupil": "Иванова Анна", "class": "7Б", "before": "7А"}
    assert town.take(pupils(there)).lines == (Line(Kind.MEMBERSHIP, "changed", there.where, told),)
    assert town.take(pupils(back)).lines == (
        Line(Kind.MEMBERSHIP, "changed", back.where, {**told, "class": "7А", "before": "7Б"}),
    )


def test_who_left_and_who_came_back_is_told_with_the_day() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна", OCTOBER), pupil("7А Лис Яна")))
    left = replace(pupil("7Б Иванова Анна", OCTOBER), left=day("15.10.2026"))
    back = replace(pupil("7А Иванова Анна", OCTOBER), joined=day("16.11.2026"))
    told = {"pupil": "Иванова Анна", "class": "7Б"}
    assert town.take(pupils(left)).lines == (Line(Kind.MEMBERSHIP, "gone", left.where, {**told, "day": "15.10.2026"}),)
    assert town.take(pupils(back)).lines == (Line(Kind.MEMBERSHIP, "new", back.where, {**told, "class": "7А"}),)


def test_everybody_who_leaves_is_told_and_whose_leaving_cannot_be_is_in_no_class() -> None:
    town = Town()
    rows = [replace(pupil(f"7Б {name}", OCTOBER), left=day("15.10.2026")) for name in ("Иванова Анна", "Лис Яна")]
    never = replace(pupil("7Б Сорока Инна", OCTOBER), joined=day("15.10.2026"), left=day("14.10.2026"))
    lines = town.take(pupils(*rows, never)).lines
    assert [line.details["pupil"] for line in lines if line.what == "gone"] == ["Иванова Анна", "Лис Яна"]
    assert lines[3] == Line(Kind.PUPIL, "new", never.where, {"pupil": "Сорока Инна", "class": ""})


def test_what_is_learnt_of_a_pupil_who_changes_class_is_told_with_the_new_one() -> None:
    town = Town()
    town.take(pupils(pupil("7А Иванова Анна", OCTOBER)))
    lines = town.take(pupils(pupil("7Б Иванова Анна", OCTOBER, number="A-1"))).lines
    assert [line.details["class"] for line in lines if line.kind is Kind.PUPIL] == ["7Б"]


def test_who_comes_back_on_the_day_they_left_has_gone_to_another_class() -> None:
    town = Town()
    town.take(pupils(replace(pupil("7Б Иванова Анна", OCTOBER), left=day("15.10.2026"))))
    back = replace(pupil("7А Иванова Анна", OCTOBER), joined=day("15.10.2026"))
    (_, line) = town.take(pupils(back)).lines
    assert line == Line(
        Kind.MEMBERSHIP, "changed", back.where, {"pupil": "Иванова Анна", "class": "7А", "before": "7Б"}
    )  # fmt: skip


def test_a_newcomer_who_left_is_told_as_gone_and_another_day_of_leaving_again() -> None:
    row = replace(pupil("7Б Иванова Анна", OCTOBER), left=day("15.01.2027"))
    town = Town()
    told = {"pupil": "Иванова Анна", "class": "7Б"}
    assert town.take(pupils(row)).lines[1:] == (
        Line(Kind.PUPIL, "new", row.where, told),
        Line(Kind.MEMBERSHIP, "gone", row.where, {**told, "day": "15.01.2027"}),
    )
    sooner = replace(row, left=day("12.01.2027"))
    assert town.take(pupils(sooner)).lines == (
        Line(Kind.MEMBERSHIP, "gone", sooner.where, {**told, "day": "12.01.2027"}),
    )


def test_a_departure_that_is_known_ahead_is_not_told_again_when_the_class_changes() -> None:
    town = Town()
    town.take(pupils(replace(pupil("7Б Иванова Анна", OCTOBER), left=day("15.01.2027")), pupil("7А Лис Яна")))
    row = pupil("7А Иванова Анна", OCTOBER)
    told = {"pupil": "Иванова Анна", "class": "7А", "before": "7Б"}
    assert town.take(pupils(row)).lines == (Line(Kind.MEMBERSHIP, "changed", row.where, told),)


def test_another_group_is_told_once_and_a_class_that_only_got_its_teacher_is_not_new() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна", OCTOBER, groups={"Химия": "1"})))
    row = pupil("7Б Иванова Анна", OCTOBER, groups={"Химия": "2"})
    group = {"class": "7Б", "subject": "Химия", "subgroup": "2"}
    assert town.take(Roll(pupils=(row,), classes=(school_class("7Б"),))).lines == (
        Line(Kind.SUBGROUP, "new", row.where, group),
        Line(Kind.SUBGROUP_MEMBER, "new", row.where, {"pupil": "Иванова Анна", **group}),
    )


def test_a_subject_that_gets_its_full_name_is_told_with_both() -> None:
    town = Town()
    town.take(pupils(pupil("7Б Иванова Анна", OCTOBER, groups={"Англ. яз.": "1"})))
    row = pupil("7Б Иванова Анна", OCTOBER, groups={"Английский язык": "1"})
    details = {"subject": "Англ. яз.", "field": "name", "before": "Англ. яз.", "after": "Английский язык"}
    assert town.take(pupils(row)).lines == (Line(Kind.SUBJECT, "changed", row.where, details),)
