"""Lessons that somebody wrote in and the new calendar has no place for: they stay, and the school is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from journal_core.calendar.changes import Home, LessonChange
from journal_core.calendar.days import BellUse, Calendar, MovedDay
from journal_core.calendar.terms import Holiday, System, Term
from journal_core.enrolment.lessons import calendar_of, kept_lessons
from journal_core.enrolment.records import Standing
from journal_core.lessons import Bell, Span, Weekly
from journal_core.lessons_ahead import StandingLesson, move
from journal_core.roll import BellDayRow, BellRow, Doubt, MovedDayRow, Roll, TermRow
from tests.unit.roll.rolls import TODAY, Town, bell, doubt, school_class, staff, term, weekly, where

MONDAY = date(2026, 11, 23)
SCHOOL = Roll(
    staff=(staff("Ковалёва Нина Петровна"),),
    classes=(school_class("7Б"), school_class("7А")),
    terms=(term("II четверть", "09.11.2026", "24.12.2026"), term("Карантин", "30.11.2026", "06.12.2026", "holiday")),
    bells=(bell(1, "08:00", "08:45"), bell(2, "08:55", "09:40")),
    timetable=(
        weekly(0, 1, "7Б", "Алгебра", "Ковалёва Н.П."), weekly(0, 2, "7Б", "Химия", "Ковалёва Н.П."),
        weekly(1, 1, "7Б", "Химия", "Ковалёва Н.П."),
    ),
)  # fmt: skip
ALGEBRA_AND_NO_CHEMISTRY = Roll(timetable=(weekly(0, 1, "7Б", "Алгебра", "Ковалёва Н.П."),))


def school() -> Town:
    town = Town()
    assert town.take(SCHOOL).doubts == ()
    return town


def lessons(of: Standing, *written: tuple[date, int]) -> list[StandingLesson]:
    made = move(calendar_of(of), [], TODAY).made
    return [StandingLesson(n, one, (one.day, one.slot) in written) for n, one in enumerate(reversed(made))]


def asked(roll: Roll, *written: tuple[date, int], changes: tuple[LessonChange, ...] = ()) -> tuple[Doubt, ...]:
    town = school()
    found = town.ask(roll)
    return kept_lessons(town.standing, found, roll, lessons(town.standing, *written), changes, TODAY)


def test_every_lesson_with_entries_that_has_no_place_is_asked_about_in_order_of_days_and_slots() -> None:
    row = ALGEBRA_AND_NO_CHEMISTRY.timetable[0]
    tuesday, later = MONDAY + timedelta(days=1), MONDAY + timedelta(days=14)
    of = {"class_": "7Б", "subject": "Химия"}
    assert asked(ALGEBRA_AND_NO_CHEMISTRY, (later, 2), (tuesday, 1), (MONDAY, 2), (MONDAY, 1)) == (
        doubt(row, "lesson_touched", **of, day="23.11.2026", slot="2"),
        doubt(row, "lesson_touched", **of, day="24.11.2026", slot="1"),
        doubt(row, "lesson_touched", **of, day="07.12.2026", slot="2"),
    )


def test_two_lessons_of_one_day_are_asked_about_by_their_slots() -> None:
    other = Roll(timetable=(weekly(4, 1, "7Б", "Химия", "Ковалёва Н.П."),))
    assert [one.details["slot"] for one in asked(other, (MONDAY, 2), (MONDAY, 1))] == ["1", "2"]


def test_the_same_week_and_lessons_nobody_wrote_in_are_asked_about_never() -> None:
    assert asked(replace(SCHOOL, staff=(), classes=()), (MONDAY, 2)) == ()
    assert asked(ALGEBRA_AND_NO_CHEMISTRY) == ()


def test_a_lesson_that_the_deputy_moved_stays_where_it_was_put() -> None:
    town = school()
    home = next(one.lesson for one in lessons(town.standing) if (one.lesson.day, one.lesson.slot) == (MONDAY, 1))
    change = LessonChange(
        5, Home(home.class_id, None, home.subject_id, home.staff_id, MONDAY, 1), day=MONDAY + timedelta(days=2)
    )
    moved = StandingLesson(5, replace(home, day=MONDAY + timedelta(days=2)), True)
    same = replace(SCHOOL, staff=(), classes=())
    difference = town.ask(same)
    assert kept_lessons(town.standing, difference, same, [moved], (change,), TODAY) == ()
    assert len(kept_lessons(town.standing, difference, same, [moved], (), TODAY)) == 1


@pytest.mark.parametrize(
    "row",
    [
        TermRow(where("Календарь"), "holiday", "Морозы", MONDAY, MONDAY),
        MovedDayRow(where("Календарь"), MONDAY, None),
        BellRow(where("Звонки"), 1, *(SCHOOL.bells[1].starts_at, SCHOOL.bells[1].ends_at)),
        BellDayRow(where("Звонки"), "", MONDAY),
    ],
    ids=["a holiday", "a day off", "bells", "days of bells"],
)
def test_the_question_points_at_what_moved_the_lesson(
    row: TermRow | MovedDayRow | BellRow | BellDayRow,
) -> None:
    kinds = {TermRow: "terms", MovedDayRow: "moved_days", BellRow: "bells", BellDayRow: "bell_days"}
    found = Town()
    found.standing = replace(school().standing, lines=())
    there = lessons(school().standing, (MONDAY, 1))
    roll = replace(Roll(), **{kinds[type(row)]: (row,)})  # type: ignore[arg-type]
    (question,) = kept_lessons(found.standing, found.ask(roll), roll, there, (), TODAY)
    assert question.where == row.where


def test_lessons_are_made_from_all_that_the_school_keeps() -> None:
    town = school()
    town.take(
        Roll(
            moved_days=(MovedDayRow(where(), MONDAY, 2),),
            bells=(replace(bell(1, "09:00", "09:30"), bells="Мороз"),),
            bell_days=(BellDayRow(where(), "мороз", MONDAY),),
            terms=(replace(term("Малые", "15.02.2027", "21.02.2027", "holiday"), grades=(1,)),
                   replace(term("II полугодие", "11.01.2027", "26.05.2027"), system=System.HALF_YEAR, grades=(7,))),
        )
    )  # fmt: skip
    change = LessonChange(5, Home(1, None, 1, 1, MONDAY, 1))
    made = calendar_of(town.standing, (change,))
    assert made == Calendar(
        timetable=(Weekly(1, None, 1, 1, 0, 1), Weekly(1, None, 2, 1, 0, 2), Weekly(1, None, 2, 1, 1, 1)),
        bells=(*(Bell(one.slot, one.starts_at, one.ends_at) for one in SCHOOL.bells), made.bells[2]),
        terms=(
            Term(1, System.QUARTER, "II четверть", Span(date(2026, 11, 9), date(2026, 12, 25))),
            Term(4, System.HALF_YEAR, "II полугодие", Span(date(2027, 1, 11), date(2027, 5, 27)), (7,)),
        ),
        holidays=(
            Holiday(Span(date(2026, 11, 30), date(2026, 12, 7))),
            Holiday(Span(date(2027, 2, 15), date(2027, 2, 22)), (1,)),
        ),
        moved=(MovedDay(MONDAY, 2),),
        bell_uses=(BellUse("Мороз", day=MONDAY),),
        changes=(change,),
        grades={1: 7, 2: 7},
    )
    assert [one.bell_set for one in made.bells] == ["", "", "Мороз"]
    assert {type(one.system) for one in made.terms} == {System}
