"""Which class a written name means, and what is asked when it means none or two."""

from __future__ import annotations

from dataclasses import replace

from journal_core.classes import ClassName
from journal_core.enrolment.difference import Kind, Line
from journal_core.roll import ClassRow, PupilRow, Roll, Where
from tests.unit.roll.rolls import Town, doubt, pupil, pupils, school_class, staff, weekly

SHEET = Where("школа.xlsx", "Ученики", 7)


def anna(written_class: str, where: Where | None = None) -> PupilRow:
    row = replace(pupil("7Б Иванова Анна", "17.10.2013"), written_class=written_class)
    return replace(row, where=where or row.where)


def test_a_class_that_is_unread_or_missing_is_asked_about_with_the_rows_it_holds_back() -> None:
    town = Town()
    bad, again, once_more, empty, blank = anna("седьмой"), anna("седьмой"), anna("седьмой"), anna(""), anna("  ")
    asked = town.take(pupils(bad, again, once_more, empty, blank, anna("7Б")))
    assert asked.doubts == (
        doubt(bad, "class_unread", class_="седьмой", rows="3"),
        doubt(empty, "class_missing", class_="", rows="1"),
        doubt(blank, "class_missing", class_="  ", rows="1"),
    )
    assert [str(one.name) for one in town.standing.classes] == ["7Б"]


def test_another_sheet_and_another_file_ask_of_the_same_name_anew() -> None:
    rows = [anna("седьмой", where) for where in (SHEET, replace(SHEET, sheet="Выбыли"), replace(SHEET, file="б.xlsx"))]
    assert {one.where for one in Town().take(pupils(*rows)).doubts} == {one.where for one in rows}


def test_a_latin_b_asks_where_the_school_has_neither_class_or_both() -> None:
    town = Town()
    row = anna("7B")
    asked = doubt(row, "class_letter", class_="7B", first="7В", second="7Б", rows="1")
    assert town.take(pupils(row)).doubts == (asked,)
    town.take(Roll(classes=(school_class("7В"), school_class("7Б"))))
    assert town.take(pupils(row)).doubts == (asked,)


def test_a_latin_b_is_the_class_that_the_school_has_or_that_this_very_roll_names() -> None:
    town = Town()
    town.take(Roll(classes=(school_class("7В"),)))
    town.take(Roll(classes=(school_class("8Б"),), pupils=(pupil("7B Иванова Анна"), pupil("8B Петров Пётр"))))
    assert [str(one.name) for one in town.standing.classes] == ["7В", "8Б"]


def test_a_row_in_doubt_keeps_none_of_those_after_it_back() -> None:
    town = Town()
    unread: ClassRow = school_class("??")
    found = town.take(Roll(classes=(unread, school_class("7А"), school_class("7Б"))))
    assert found.doubts == (doubt(unread, "class_unread", class_="??", rows="1"),)
    assert [one.name for one in town.standing.classes] == [ClassName(7, "А"), ClassName(7, "Б")]


def test_a_new_class_stands_with_the_row_that_named_it() -> None:
    in_pupils, in_classes = pupil("7А Иванова Анна"), school_class("7Б")
    found = Town().take(Roll(classes=(in_classes,), pupils=(in_pupils,)))
    assert found.new(Kind.CLASS) == (
        Line(Kind.CLASS, "new", in_classes.where, {"class": "7Б"}),
        Line(Kind.CLASS, "new", in_pupils.where, {"class": "7А"}),
    )


def test_a_class_teacher_is_told_when_there_is_one_and_when_another_comes() -> None:
    town = Town()
    town.take(Roll(staff=(staff("Ковалёва Нина Петровна"), staff("Орлов Олег Ильич"))))
    first, second = school_class("7Б", "Ковалёва Нина Петровна"), school_class("7Б", "Орлов О.И.")
    nina, oleg = "Ковалёва Нина Петровна", "Орлов Олег Ильич"
    assert town.take(Roll(classes=(first,))).lines == (
        Line(Kind.CLASS, "new", first.where, {"class": "7Б"}),
        Line(Kind.CLASS_TEACHER, "new", first.where, {"class": "7Б", "teacher": nina}),
    )
    assert town.take(Roll(classes=(second, school_class("7А")))).lines[1:] == (
        Line(Kind.CLASS_TEACHER, "changed", second.where, {"class": "7Б", "teacher": oleg, "before": nina}),
    )
    assert town.take(Roll(classes=(school_class("7Б"),))).lines == ()
    assert town.standing.classes[0].class_teacher_id == 2


def test_a_class_without_a_teacher_keeps_no_other_ones_teacher_untold() -> None:
    rows = school_class("7А"), school_class("7Б", "Ковалёва Нина Петровна")
    found = Town().take(Roll(staff=(staff("Ковалёва Нина Петровна"),), classes=rows))
    assert [line.details["class"] for line in found.new(Kind.CLASS_TEACHER)] == ["7Б"]


def test_a_class_that_a_timetable_names_and_the_school_has_not_is_asked_about_once() -> None:
    rows = [weekly(day, 1, "9А", "Алгебра", "Ковалёва Н.П.") for day in range(3)]
    asked = Town().take(Roll(staff=(staff("Ковалёва Нина Петровна"),), timetable=tuple(rows)))
    assert asked.doubts == (doubt(rows[0], "class_unknown", class_="9А", rows="3"),)
