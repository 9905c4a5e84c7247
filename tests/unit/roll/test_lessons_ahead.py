"""What a changed timetable does to lessons that stand."""

from __future__ import annotations

from datetime import date, time, timedelta

from journal_core.calendar.days import Calendar
from journal_core.calendar.terms import System, Term
from journal_core.lessons import Bell, PlannedLesson, Span, Weekly
from journal_core.lessons_ahead import Moves, StandingLesson, move

MONDAY = date(2026, 11, 16)
TODAY = MONDAY + timedelta(days=1)
MONDAYS_PAST = (MONDAY - timedelta(weeks=1), MONDAY)  #: of the fortnight that is looked back on
ALGEBRA, HISTORY, ENGLISH, KOVALEVA, ORLOV = 1, 2, 3, 10, 11
BELLS = (Bell(1, time(8), time(8, 45)), Bell(2, time(8, 55), time(9, 40)))
YEAR = (Term(1, System.YEAR, "2026/2027", Span(date(2026, 9, 1), date(2027, 6, 1))),)


def calendar(*lines: Weekly) -> Calendar:
    return Calendar(lines, BELLS, YEAR, grades={7: 7})


def mondays(slot: int, subject: int = ALGEBRA, teacher: int = KOVALEVA, group: int | None = None) -> Weekly:
    return on(0, slot, subject, teacher, group)


def on(weekday: int, slot: int, subject: int = ALGEBRA, teacher: int = KOVALEVA, group: int | None = None) -> Weekly:
    return Weekly(7, group, subject, teacher, weekday, slot)


def standing(moves: Moves, *touched: date) -> list[StandingLesson]:
    return [StandingLesson(n, one, one.day in touched) for n, one in enumerate(moves.made)]


def days(lessons: tuple[PlannedLesson, ...]) -> list[date]:
    return [one.day for one in lessons]


def past(there: list[StandingLesson], *lines: Weekly) -> set[tuple[date, int, int | None, int]]:
    """The lessons not later than today that a timetable of these lines adds to those that stand."""
    made = move(calendar(*lines), there, TODAY).made
    return {(one.day, one.slot, one.subgroup_id, one.subject_id) for one in made if one.day <= TODAY}


def test_lessons_are_made_two_weeks_back_and_six_ahead() -> None:
    made = move(calendar(mondays(1)), [], TODAY).made
    assert days(made)[0] == MONDAY - timedelta(weeks=1)
    assert days(made)[-1] == MONDAY + timedelta(weeks=6)


def test_the_first_and_the_last_day_of_planning_are_planned() -> None:
    tuesdays = days(move(calendar(on(1, 1)), [], TODAY).made)
    assert (tuesdays[0], tuesdays[-1]) == (TODAY - timedelta(weeks=2), TODAY + timedelta(weeks=6))
    near = move(calendar(on(1, 1)), [], TODAY, ahead=timedelta(weeks=1))
    assert days(near.made) == [TODAY + timedelta(weeks=week) for week in (-2, -1, 0, 1)]


def test_the_lesson_of_today_stands_though_the_timetable_has_it_no_more() -> None:
    there = standing(move(calendar(on(1, 1)), [], TODAY))
    moves = move(calendar(on(1, 1, teacher=ORLOV)), there, TODAY)
    assert days(tuple(one.lesson for one in moves.altered))[0] == TODAY + timedelta(weeks=1)
    assert TODAY not in days(move(calendar(on(1, 2)), there, TODAY).made)


def test_a_lesson_planned_further_than_six_weeks_is_looked_after_too() -> None:
    far = TODAY + timedelta(weeks=8)
    there = standing(move(calendar(on(1, 1)), [], TODAY, timedelta(weeks=8)))
    assert there[-1].lesson.day == far
    moves = move(calendar(on(1, 1)), there, TODAY)
    assert moves == Moves()
    assert move(calendar(on(1, 1, teacher=ORLOV)), there, TODAY).altered[-1].lesson.day == far
    assert max(move(calendar(on(1, 2)), there, TODAY).withdrawn) == there[-1].id
    assert days(move(calendar(on(1, 2)), there, TODAY).made)[-1] == TODAY + timedelta(weeks=6)


def test_what_moves_is_counted() -> None:
    there = standing(move(calendar(on(1, 1), on(2, 1), on(3, 1)), [], TODAY))
    moves = move(calendar(on(1, 1, teacher=ORLOV), on(2, 2)), there, TODAY)
    assert [len(moves.made), len(moves.altered), len(moves.withdrawn)] == [6, 6, 12]
    assert moves.count == 24


def test_a_lesson_that_somebody_wrote_in_keeps_that_when_its_teacher_changes() -> None:
    written = MONDAY + timedelta(weeks=2)
    there = standing(move(calendar(mondays(1)), [], TODAY), written)
    moves = move(calendar(mondays(1, teacher=ORLOV)), there, TODAY)
    assert [one.lesson.day for one in moves.altered if one.touched] == [written]
    assert [one.id for one in moves.altered] == [one.id for one in there if one.lesson.day > TODAY]


def test_planning_again_does_nothing() -> None:
    there = standing(move(calendar(mondays(1), mondays(2, HISTORY)), [], TODAY))
    assert move(calendar(mondays(1), mondays(2, HISTORY)), there, TODAY) == Moves()


def test_untouched_future_lessons_move_and_past_ones_stay() -> None:
    there = standing(move(calendar(mondays(1)), [], TODAY))
    moves = move(calendar(mondays(2)), there, TODAY)
    withdrawn = {there[number].lesson.day for number in moves.withdrawn}
    assert withdrawn == {MONDAY + timedelta(weeks=n) for n in range(1, 7)}
    assert min(days(moves.made)) == MONDAY + timedelta(weeks=1)
    assert not moves.kept


def test_a_touched_future_lesson_is_kept_and_told() -> None:
    written = MONDAY + timedelta(weeks=2)
    there = standing(move(calendar(mondays(1)), [], TODAY), written)
    (kept,) = move(calendar(mondays(2)), there, TODAY).kept
    assert kept.lesson.day == written


def test_another_teacher_takes_over_the_lessons_to_come() -> None:
    there = standing(move(calendar(mondays(1)), [], TODAY))
    moves = move(calendar(mondays(1, teacher=ORLOV)), there, TODAY)
    assert {one.lesson.staff_id for one in moves.altered} == {ORLOV}
    assert {one.lesson.day > TODAY for one in moves.altered} == {True}
    assert not (moves.made or moves.withdrawn)


def test_a_subject_that_was_left_out_by_a_slip_gets_its_past_lessons_too() -> None:
    there = standing(move(calendar(mondays(1)), [], TODAY))
    made = move(calendar(mondays(1), mondays(2, HISTORY)), there, TODAY).made
    assert MONDAY in days(made)


def test_a_new_subject_does_not_appear_in_a_past_slot_that_was_taken() -> None:
    there = standing(move(calendar(mondays(1)), [], TODAY))
    made = move(calendar(mondays(1, HISTORY), mondays(2)), there, TODAY).made
    assert {one.subject_id for one in made if one.day <= TODAY} == set()


def test_a_past_day_on_which_the_class_had_nothing_is_filled() -> None:
    there = standing(move(calendar(mondays(1)), [], TODAY))
    assert past(there, mondays(1), on(1, 1), on(1, 2, HISTORY)) == {
        (day, slot, None, subject)
        for day in (TODAY - timedelta(weeks=2), TODAY - timedelta(weeks=1), TODAY)
        for slot, subject in ((1, ALGEBRA), (2, HISTORY))
    }


def test_a_group_left_out_by_a_slip_comes_beside_the_other_group_and_not_beside_its_class() -> None:
    beside = standing(move(calendar(mondays(1, ENGLISH, group=1)), [], TODAY))
    added = past(beside, mondays(1, ENGLISH, group=1), mondays(1, ENGLISH, ORLOV, 2))
    assert added == {(day, 1, 2, ENGLISH) for day in MONDAYS_PAST}
    assert past(beside, mondays(1, ENGLISH, group=1), mondays(1, HISTORY, group=1), mondays(1)) == set()
    whole = standing(move(calendar(mondays(1)), [], TODAY))
    assert past(whole, mondays(1), mondays(1, ENGLISH, group=1)) == set()


def test_a_subject_that_was_taught_at_another_hour_is_not_added_to_the_past() -> None:
    there = standing(move(calendar(mondays(1)), [], TODAY))
    assert past(there, mondays(2)) == set()
    assert past(there, mondays(1), mondays(2)) == set()
    assert past(there, mondays(1), mondays(2, group=1)) == {(day, 2, 1, ALGEBRA) for day in MONDAYS_PAST}
