"""A class's week becomes the lines of the file: which stay, which change, which end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from journal_core.enrolment.books import Books
from journal_core.enrolment.classes import ClassNames
from journal_core.enrolment.compare import NOTHING
from journal_core.enrolment.difference import Kind, Line
from journal_core.enrolment.records import LineRecord, Standing
from journal_core.enrolment.timetable import take_timetable
from journal_core.lessons import Week, Weekly
from journal_core.roll import Roll, TimetableRow
from tests.unit.roll.rolls import TODAY, Town, bell, doubt, school_class, staff, term, weekly

MONDAY = date(2026, 11, 23)
NINA, OLEG = "Ковалёва Нина Петровна", "Орлов Олег Ильич"
#: Numbers in the school below.
SEVENTH, ALGEBRA, PHYSICS, KOVALEVA, ORLOV = 1, 1, 2, 1, 2
ALGEBRA_LINE = Weekly(SEVENTH, None, ALGEBRA, KOVALEVA, 0, 1, "204")


def town(*lines: Weekly) -> Town:
    """7Б and 7А with two teachers, two subjects and a calendar; and these lines."""
    made = Town()
    made.take(
        Roll(
            staff=(staff(NINA), staff(OLEG)),
            classes=(school_class("7Б"), school_class("7А")),
            terms=(term("II четверть", "09.11.2026", "24.12.2026"),),
            bells=(bell(1, "08:00", "08:45"), bell(2, "08:55", "09:40")),
            timetable=(weekly(0, 1, "7Б", "Алгебра", NINA), weekly(0, 2, "7Б", "Физика", OLEG)),
        )
    )
    made.standing = replace(made.standing, lines=tuple(LineRecord(n, one) for n, one in enumerate(lines, 1)))
    return made


def algebra(room: str = "204", since: date | None = None, teacher: str = NINA) -> TimetableRow:
    return replace(weekly(0, 1, "7Б", "Алгебра", teacher, room=room), since=since)


def physics(weekday: int = 0, slot: int = 2, since: date | None = None) -> TimetableRow:
    return replace(weekly(weekday, slot, "7Б", "Физика", OLEG), since=since)


def lines(of: Town) -> list[Weekly]:
    return [one.weekly for one in of.standing.lines]


def test_a_line_has_all_that_its_row_says() -> None:
    made = town()
    row = replace(weekly(1, 2, "7Б", "Физика", "Орлов О.И.", "1", "311"), week=Week.B, since=MONDAY)
    told = made.take(Roll(timetable=(row,)))
    assert lines(made) == [Weekly(SEVENTH, 1, PHYSICS, ORLOV, 1, 2, "311", Week.B, MONDAY)]
    assert told.doubts == ()
    group = {"class": "7Б", "subject": "Физика", "subgroup": "1"}
    assert told.lines[0] == Line(Kind.SUBGROUP, "new", row.where, group)
    assert told.lines[1] == Line(
        Kind.TIMETABLE_LINE, "new", row.where,
        {
            "class": "7Б", "subject": "Физика", "subgroup": "1", "weekday": "1", "slot": "2", "teacher": OLEG,
            "room": "311", "week": "B",
        },
    )  # fmt: skip


def test_a_lesson_of_nobody_in_every_week_is_told_without_a_teacher() -> None:
    row = replace(algebra(), teacher=None)
    (line,) = town().take(Roll(timetable=(row,))).lines
    assert line.details == {
        "class": "7Б", "subject": "Алгебра", "subgroup": "", "weekday": "0", "slot": "1", "teacher": "",
        "room": "204", "week": "",
    }  # fmt: skip


def test_a_changed_line_is_the_same_line_and_what_the_week_has_no_more_is_gone() -> None:
    made = town(ALGEBRA_LINE, Weekly(SEVENTH, None, PHYSICS, ORLOV, 0, 2))
    row = algebra("305", teacher=OLEG)
    told = made.take(Roll(timetable=(row,)))
    assert made.standing.lines == (LineRecord(1, replace(ALGEBRA_LINE, staff_id=ORLOV, room="305")),)
    stood = {"class": "7Б", "subject": "Алгебра", "subgroup": "", "weekday": "0", "slot": "1"}
    was = {**stood, "teacher": NINA, "room": "204", "week": ""}
    gone = {**stood, "subject": "Физика", "slot": "2", "teacher": OLEG, "room": "", "week": ""}
    assert told.lines == (
        Line(Kind.TIMETABLE_LINE, "changed", row.where, {**was, "field": "teacher", "before": NINA, "after": OLEG}),
        Line(Kind.TIMETABLE_LINE, "changed", row.where, {**was, "field": "room", "before": "204", "after": "305"}),
        Line(Kind.TIMETABLE_LINE, "gone", row.where, gone),
    )


def test_a_line_told_twice_with_another_room_is_asked_about_and_the_first_holds() -> None:
    made = town()
    rows = algebra(), algebra("305"), algebra(), physics()
    assert made.take(Roll(timetable=rows)).doubts == (
        doubt(rows[1], "line_twice", class_="7Б", subject="Алгебра", row=str(rows[0].where.row)),
    )
    assert [one.room for one in lines(made)] == ["204", ""]


def test_two_lessons_at_once_are_asked_about_with_both_and_the_first_holds() -> None:
    made = town()
    rows = algebra(), physics(slot=1), physics(1, 1)
    details = {"class_": "7Б", "subject": "Физика", "row": str(rows[0].where.row), "other": "Алгебра"}
    assert made.take(Roll(timetable=rows)).doubts == (doubt(rows[1], "line_clash", **details),)
    assert [(one.weekday, one.subject_id) for one in lines(made)] == [(0, ALGEBRA), (1, PHYSICS)]


def test_a_row_of_an_unknown_teacher_holds_its_own_slot_and_no_other() -> None:
    stood = ALGEBRA_LINE, Weekly(SEVENTH, None, PHYSICS, ORLOV, 0, 2), Weekly(SEVENTH, None, PHYSICS, ORLOV, 1, 1)
    unknown = algebra(teacher="Лис А.Л.")
    for since in (None, MONDAY):
        made = town(*stood)
        row = replace(unknown, since=since)
        asked = made.take(Roll(timetable=(row, physics(3, 1, since))))
        assert asked.doubts == (doubt(row, "teacher_unknown", teacher="Лис А.Л."),)
        assert lines(made)[0] == ALGEBRA_LINE
        assert ALGEBRA_LINE not in lines(made)[1:]
        assert [(one.weekday, one.first, one.end) for one in lines(made)[1:]] == (
            [(0, None, MONDAY), (1, None, MONDAY), (3, MONDAY, None)] if since else [(3, None, None)]
        )


@pytest.mark.parametrize(
    ("stands", "since", "becomes"),
    [
        (ALGEBRA_LINE, MONDAY, [ALGEBRA_LINE]),
        (replace(ALGEBRA_LINE, end=MONDAY + timedelta(days=7)), MONDAY, [ALGEBRA_LINE]),
        (replace(ALGEBRA_LINE, end=MONDAY), None, [ALGEBRA_LINE]),
        (replace(ALGEBRA_LINE, first=MONDAY), MONDAY, [replace(ALGEBRA_LINE, first=MONDAY)]),
        (replace(ALGEBRA_LINE, first=MONDAY, room="1"), MONDAY, [replace(ALGEBRA_LINE, first=MONDAY)]),
        (replace(ALGEBRA_LINE, first=MONDAY, room="1"), None, [replace(ALGEBRA_LINE, first=MONDAY)]),
        (
            replace(ALGEBRA_LINE, room="1"), MONDAY,
            [replace(ALGEBRA_LINE, room="1", end=MONDAY), replace(ALGEBRA_LINE, first=MONDAY)],
        ),
        (
            replace(ALGEBRA_LINE, room="1", first=TODAY), MONDAY,
            [replace(ALGEBRA_LINE, room="1", first=TODAY, end=MONDAY), replace(ALGEBRA_LINE, first=MONDAY)],
        ),
        (
            replace(ALGEBRA_LINE, end=MONDAY), MONDAY,
            [replace(ALGEBRA_LINE, end=MONDAY), replace(ALGEBRA_LINE, first=MONDAY)],
        ),
        (replace(ALGEBRA_LINE, end=TODAY), None, [replace(ALGEBRA_LINE, end=TODAY), ALGEBRA_LINE]),
        (replace(ALGEBRA_LINE, staff_id=None), None, [ALGEBRA_LINE]),
    ],
)  # fmt: skip
def test_a_line_that_is_wanted_goes_on_or_ends_on_the_day_the_new_one_begins(
    stands: Weekly, since: date | None, becomes: list[Weekly]
) -> None:
    made = town(stands)
    assert made.take(Roll(timetable=(algebra(since=since),))).doubts == ()
    assert lines(made) == becomes
    assert not made.ask(Roll(timetable=(algebra(since=since),)))


@pytest.mark.parametrize(
    ("stands", "since", "becomes"),
    [
        (ALGEBRA_LINE, None, []),
        (replace(ALGEBRA_LINE, end=TODAY), None, [replace(ALGEBRA_LINE, end=TODAY)]),
        (replace(ALGEBRA_LINE, end=MONDAY), None, []),
        (ALGEBRA_LINE, MONDAY, [replace(ALGEBRA_LINE, end=MONDAY)]),
        (replace(ALGEBRA_LINE, first=MONDAY), MONDAY, []),
        (replace(ALGEBRA_LINE, first=TODAY), MONDAY, [replace(ALGEBRA_LINE, first=TODAY, end=MONDAY)]),
    ],
)
def test_a_line_that_is_not_wanted_ends_or_never_was(stands: Weekly, since: date | None, becomes: list[Weekly]) -> None:
    made = town(stands)
    made.take(Roll(timetable=(physics(since=since),)))
    assert [one for one in lines(made) if one.subject_id == ALGEBRA] == becomes


def test_a_line_that_ends_stands_with_the_first_row_of_its_class() -> None:
    books = Books(town(ALGEBRA_LINE).standing, TODAY, NOTHING)
    rows = physics(since=MONDAY), physics(3, 1, MONDAY)
    take_timetable(books, rows, ClassNames.of(books, Roll()))
    assert (books.lines[1].weekly.end, books.lines.where(1)) == (MONDAY, rows[0].where)


def test_slots_without_bells_and_a_school_without_terms_are_asked_about_once_each() -> None:
    made = Town()
    rest = term("Карантин", "23.11.2026", "27.11.2026", "holiday")
    rows = physics(0, 1), physics(0, 2), physics(1, 2), physics(1, 3)
    asked = made.take(
        Roll(
            staff=(staff(OLEG),), classes=(school_class("7Б"),), terms=(rest,), bells=(bell(1, "08:00", "08:45"),),
            timetable=rows,
        )
    )  # fmt: skip
    assert asked.doubts == (
        doubt(rows[0], "terms_missing"),
        doubt(rows[1], "bell_missing", slot="2"),
        doubt(rows[3], "bell_missing", slot="3"),
    )


def test_a_timetable_of_no_known_class_asks_nothing_of_bells_and_terms() -> None:
    row = weekly(0, 1, "9В", "Алгебра", NINA)
    assert Town().take(Roll(timetable=(row,))).doubts == (doubt(row, "class_unknown", class_="9В", rows="1"),)
    assert Town().take(Roll()).doubts == ()
    assert Town().standing == Standing()
