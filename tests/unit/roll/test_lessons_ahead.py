"""What a changed timetable does to lessons that stand."""

from __future__ import annotations

from datetime import date, time, timedelta

from journal_core.lessons import Bell, PlannedLesson, Span, Weekly
from journal_core.lessons_ahead import Calendar, Moves, StandingLesson, move

MONDAY = date(2026, 11, 16)
TODAY = MONDAY + timedelta(days=1)
ALGEBRA, HISTORY, KOVALEVA, ORLOV = 1, 2, 10, 11
BELLS = (Bell(1, time(8), time(8, 45)), Bell(2, time(8, 55), time(9, 40)))
YEAR = (Span(date(2026, 9, 1), date(2027, 6, 1)),)


def calendar(*lines: Weekly) -> Calendar:
    return Calendar(lines, BELLS, YEAR)


def mondays(slot: int, subject: int = ALGEBRA, teacher: int = KOVALEVA, group: int | None = None) -> Weekly:
    return Weekly(7, group, subject, teacher, 0, slot)


def standing(moves: Moves, *touched: date) -> list[StandingLesson]:
    return [StandingLesson(n, one, one.day in touched) for n, one in enumerate(moves.made)]


def days(lessons: tuple[PlannedLesson, ...]) -> list[date]:
    return [one.day for one in lessons]


def test_lessons_are_made_two_weeks_back_and_six_ahead() -> None:
    made = move(calendar(mondays(1)), [], TODAY).made
    assert days(made)[0] == MONDAY - timedelta(weeks=1)
    assert days(made)[-1] == MONDAY + timedelta(weeks=6)


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
