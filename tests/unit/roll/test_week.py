"""Staff, calendar and timetable of a roll."""

from __future__ import annotations

from journal_core.enrolment.difference import Kind
from journal_core.roll import Doubt, Roll, Where
from tests.unit.roll.rolls import Town, bell, codes, pupil, school_class, staff, term, weekly

CALENDAR = Roll(
    terms=(term("I четверть", "01.09.2026", "31.10.2026"), term("II четверть", "09.11.2026", "24.12.2026")),
    bells=(bell(1, "08:00", "08:45"), bell(2, "08:55", "09:40")),
)
PEOPLE = Roll(
    staff=(staff("Ковалёва Нина Петровна"), staff("Орлов Олег Ильич"), staff("Орлова Ольга Ивановна", "head")),
    classes=(school_class("7Б", "Ковалева Нина Петровна"), school_class("7А")),
)
WEEK = Roll(
    timetable=(
        weekly(0, 1, "7Б", "Алгебра", "Ковалёва Н.П.", room="204"),
        weekly(0, 2, "7Б", "Английский язык", "Орлов О. И.", "1"),
        weekly(1, 1, "7А", "Алгебра", "Ковалёва Нина Петровна"),
    )
)


def school() -> Town:
    town = Town()
    assert codes(town.take(CALENDAR + PEOPLE + WEEK)) == []
    return town


def test_a_whole_workbook_twice_changes_nothing() -> None:
    assert not school().ask(CALENDAR + PEOPLE + WEEK)


def test_a_class_teacher_and_teachers_are_found_by_full_name_or_initials() -> None:
    town = school()
    kovaleva, orlov, _ = town.standing.staff
    assert town.standing.classes[0].class_teacher_id == kovaleva.id
    assert [line.weekly.staff_id for line in town.standing.lines] == [kovaleva.id, orlov.id, kovaleva.id]


def test_an_unknown_teacher_is_asked_about_and_the_old_line_of_that_slot_stays() -> None:
    town = school()
    row = weekly(0, 1, "7Б", "Алгебра", "Лис А.Л.")
    asked = town.take(Roll(timetable=(row, weekly(0, 2, "7Б", "Английский язык", "Орлов О.И.", "1"))))
    assert codes(asked) == ["teacher_unknown"]
    assert asked.doubts[0].where == row.where
    assert not asked


def test_initials_of_two_are_asked_about() -> None:
    town = school()
    town.take(Roll(staff=(staff("Орлов Остап Ильич"),)))
    assert codes(town.take(Roll(timetable=(weekly(2, 1, "7Б", "Химия", "Орлов О.И."),)))) == ["teacher_ambiguous"]


def test_duties_become_those_of_the_roll() -> None:
    town = school()
    town.take(Roll(staff=(staff("Орлова Ольга Ивановна", "teacher"), staff("Орлова Ольга Ивановна", "deputy"))))
    assert town.standing.staff[2].duties == ("teacher", "deputy")


def test_a_new_week_of_a_class_replaces_its_lines_and_no_other_classes() -> None:
    town = school()
    found = town.take(Roll(timetable=(weekly(0, 1, "7Б", "алгебра", "Орлов О.И.", room="204"),)))
    (changed, gone) = found.changed(Kind.TIMETABLE_LINE)
    assert (changed.details["field"], changed.details["after"]) == ("teacher", "Орлов Олег Ильич")
    assert (gone.what, gone.details["subject"]) == ("gone", "Английский язык")
    assert len(town.standing.lines) == 2


def test_a_timetable_makes_no_classes() -> None:
    row = weekly(0, 1, "9В", "Алгебра", "Ковалёва Н.П.")
    asked = school().take(Roll(timetable=(row,)))
    assert codes(asked) == ["class_unknown"]
    assert not asked


def test_a_slot_without_a_bell_is_asked_about_once() -> None:
    town = school()
    rows = (weekly(2, 7, "7Б", "Химия", "Орлов О.И."), weekly(3, 7, "7Б", "Химия", "Орлов О.И."))
    asked = town.take(Roll(timetable=rows))
    assert codes(asked) == ["bell_missing"]
    assert asked.doubts[0].where == rows[0].where


def test_overlapping_terms_refuse_the_whole_file() -> None:
    town = school()
    row = term("III четверть", "20.12.2026", "20.03.2027")
    refused = town.take(Roll(terms=(row,), pupils=(pupil("7Б Иванова Анна", "17.10.2013"),)))
    assert refused.refused
    assert not refused
    assert refused.doubts == (
        Doubt(row.where, "import.terms_overlap", {"term": "III четверть", "other": "II четверть"}, fatal=True),
    )


def test_a_term_that_moves_is_the_same_term() -> None:
    town = school()
    found = town.take(Roll(terms=(term("II четверть", "09.11.2026", "23.12.2026"),)))
    (line,) = found.changed(Kind.TERM)
    assert line.details["after"] == "09.11.2026 – 23.12.2026"


def test_the_first_quarter_of_the_next_year_is_another_term() -> None:
    town = school()
    assert town.take(Roll(terms=(term("I четверть", "01.09.2027", "31.10.2027"),))).new(Kind.TERM)


def test_a_fatal_doubt_of_the_reader_refuses_all_that_was_read() -> None:
    doubt = Doubt(Where("школа.xlsx", "Ученики", 9), "import.birth_date_unread", {"value": "32.13.2013"}, fatal=True)
    refused = Town().take(Roll(pupils=(pupil("7Б Иванова Анна", "17.10.2013"),), doubts=(doubt,)))
    assert refused.refused
    assert not refused
    assert refused.doubts == (doubt,)
