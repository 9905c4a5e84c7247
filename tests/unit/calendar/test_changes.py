"""Changed lessons: they survive planning and importing, and count where they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from journal_core.calendar.changes import LessonChange, settled
from journal_core.calendar.days import Calendar, MovedDay
from journal_core.calendar.left import all_left
from journal_core.calendar.planned import planned
from journal_core.lessons import Span, Week, Weekly
from journal_core.lessons_ahead import Moves, StandingLesson, identity, move
from tests.unit.calendar.gymnasium import (
    ALGEBRA,
    CLASS_7B,
    ENGLISH,
    GROUP_1,
    GROUP_2,
    HISTORY,
    KOVALEVA,
    MONDAY,
    ORLOV,
    QUARTERS,
    TODAY,
    after,
    calendar,
    home,
    line,
    standing,
    with_changes,
)

NEXT = MONDAY + timedelta(weeks=1)
DAY = timedelta(days=1)
WEEK_OF_7B = (line(0, 1), line(0, 2, HISTORY, ORLOV), line(2, 3), line(3, 1, ENGLISH, ORLOV, GROUP_1))
lines = some.lists(
    some.builds(
        line,
        some.integers(0, 5),
        some.integers(1, 4),
        some.sampled_from((ALGEBRA, HISTORY, ENGLISH)),
        some.sampled_from((KOVALEVA, ORLOV, None)),
        some.sampled_from((None, GROUP_1, GROUP_2)),
        week=some.sampled_from(list(Week)),
    ),
    max_size=12,
    unique_by=lambda one: (one.subgroup_id, one.subject_id, one.weekday, one.slot),
)


def lesson(there: list[StandingLesson], day: date, subject: int = ALGEBRA) -> StandingLesson:
    return next(one for one in there if (one.lesson.day, one.lesson.subject_id) == (day, subject))


def deputy_changes(school: Calendar, there: list[StandingLesson], change: LessonChange) -> list[StandingLesson]:
    """The lesson's row as the deputy's verb leaves it: what the calendar says of it, under its own number."""
    days = Span(min(change.on, change.home.day), max(change.on, change.home.day) + timedelta(days=1))
    before = {identity(one) for one in planned(school, days)}
    (now,) = [one for one in planned(with_changes(school, change), days) if identity(one) not in before] or [
        one for one in planned(with_changes(school, change), days) if identity(one) == change.home.identity
    ]
    return [StandingLesson(one.id, now, True) if one.id == change.lesson_id else one for one in there]


@given(lines)
def test_planning_twice_changes_nothing(week: list[Weekly]) -> None:
    school = calendar(*week)
    there = standing(move(school, [], TODAY))
    assert move(school, there, TODAY) == Moves()
    for night in range(1, 4):
        today = TODAY + timedelta(days=night)
        there = after(move(school, there, today), there)
        assert move(school, there, today) == Moves()


@given(
    some.sampled_from([1, 2, 3, None]),
    some.sampled_from([ORLOV, None]),
    some.booleans(),
    some.integers(0, 12),
)
def test_a_changed_lesson_is_not_changed_back_in_the_night(
    slot: int | None, teacher: int | None, cancelled: bool, days: int
) -> None:
    school = calendar(*WEEK_OF_7B)
    there = standing(move(school, [], TODAY))
    one = lesson(there, NEXT)
    day = NEXT + timedelta(days=1) if slot else None
    change = LessonChange(one.id, home(one.lesson), teacher, day=day, slot=slot, cancelled=cancelled)
    changed = with_changes(school, *([change] if change else []))
    there = deputy_changes(school, there, change)
    for night in range(days + 1):
        today = TODAY + timedelta(days=night)
        moves = move(changed, there, today)
        assert not moves.altered and not moves.withdrawn and not moves.kept
        there = after(moves, there)
    assert len([lesson for lesson in there if lesson.id == one.id]) == 1


def test_a_substitute_takes_one_lesson_and_the_regular_teacher_is_remembered() -> None:
    school = calendar(*WEEK_OF_7B)
    one = lesson(standing(move(school, [], TODAY)), NEXT)
    changed = with_changes(school, LessonChange(one.id, home(one.lesson), ORLOV, room="101"))
    found = [
        (one.day, one.staff_id, one.regular_staff_id, one.room)
        for one in planned(changed, Span(MONDAY, NEXT + timedelta(days=1)))
        if one.subject_id == ALGEBRA and one.day.weekday() == 0
    ]
    assert found == [(MONDAY, KOVALEVA, None, "204"), (NEXT, ORLOV, KOVALEVA, "101")]


def test_another_subject_comes_in_its_place() -> None:
    school = calendar(*WEEK_OF_7B)
    one = lesson(standing(move(school, [], TODAY)), NEXT)
    changed = with_changes(school, LessonChange(one.id, home(one.lesson), ORLOV, ENGLISH))
    found = [(one.slot, one.subject_id) for one in planned(changed, Span(NEXT, NEXT + timedelta(days=1)))]
    assert found == [(1, ENGLISH), (2, HISTORY)]


def test_a_moved_lesson_is_found_though_its_own_day_is_outside_the_span() -> None:
    school = calendar(*WEEK_OF_7B)
    one = lesson(standing(move(school, [], TODAY)), NEXT)
    friday = NEXT + timedelta(days=4)
    changed = with_changes(school, LessonChange(one.id, home(one.lesson), day=friday, slot=4))
    assert [one.slot for one in planned(changed, Span(friday, friday + timedelta(days=1)))] == [4]
    assert [one.slot for one in planned(changed, Span(NEXT, friday))] == [2, 3, 1]


def test_what_a_change_leaves_open_follows_the_timetable() -> None:
    school = calendar(*WEEK_OF_7B)
    one = lesson(standing(move(school, [], TODAY)), NEXT)
    change = LessonChange(one.id, home(one.lesson), room="101")
    fresh = with_changes(calendar(line(0, 1, teacher=ORLOV)), change)
    (found,) = planned(fresh, Span(NEXT, NEXT + timedelta(days=1)))
    assert (found.staff_id, found.room) == (ORLOV, "101")


def test_a_changed_lesson_that_a_new_timetable_has_no_place_for_is_kept_and_asked_about() -> None:
    school = calendar(*WEEK_OF_7B)
    there = standing(move(school, [], TODAY))
    change = LessonChange(lesson(there, NEXT).id, home(lesson(there, NEXT).lesson), ORLOV)
    there = deputy_changes(school, there, change)
    moves = move(with_changes(calendar(line(4, 4)), change), there, TODAY)
    assert [one.id for one in moves.kept] == [change.lesson_id]
    assert change.lesson_id not in moves.withdrawn


def test_there_and_back_is_no_change() -> None:
    one = home(lesson(standing(move(calendar(*WEEK_OF_7B), [], TODAY)), NEXT).lesson)
    assert not settled(LessonChange(5, one, KOVALEVA, ALGEBRA, NEXT, 1, "204"))
    assert settled(LessonChange(5, one, cancelled=True))


def test_what_differs_from_the_timetable_is_kept_when_a_change_settles() -> None:
    one = home(lesson(standing(move(calendar(*WEEK_OF_7B), [], TODAY)), NEXT).lesson)
    change = LessonChange(5, one, ORLOV, ENGLISH, NEXT + DAY, 2, "101", True)
    assert settled(change) == change


def test_lessons_left_are_counted_to_the_end_of_the_quarter_and_not_six_weeks_ahead() -> None:
    left = all_left(calendar(*WEEK_OF_7B), TODAY, QUARTERS[2].span.end)
    assert left == {
        (CLASS_7B, None, ALGEBRA): 33,
        (CLASS_7B, None, HISTORY): 16,
        (CLASS_7B, GROUP_1, ENGLISH): 17,
    }


def test_today_is_not_left_and_the_day_the_term_ends_is_not_either() -> None:
    school, wednesday = calendar(*WEEK_OF_7B), MONDAY + timedelta(days=2)
    counted = [
        all_left(school, after, until)[CLASS_7B, None, ALGEBRA]
        for after, until in (
            (TODAY, wednesday),
            (TODAY, NEXT),
            (wednesday, NEXT),
            (wednesday, NEXT + timedelta(days=1)),
        )
    ]
    assert counted == [0, 1, 0, 1]


def test_lessons_left_know_what_was_cancelled_moved_and_given_away() -> None:
    school, end = calendar(*WEEK_OF_7B), QUARTERS[1].span.end
    there = standing(move(school, [], TODAY))
    wednesday = MONDAY + timedelta(days=2)
    cancelled, moved, given = (home(lesson(there, day).lesson) for day in (wednesday, NEXT, NEXT + timedelta(days=2)))
    changed = with_changes(
        school,
        LessonChange(1, cancelled, cancelled=True),
        LessonChange(2, moved, day=NEXT + timedelta(days=1)),
        LessonChange(3, given, ORLOV, HISTORY),
    )
    before, now = all_left(school, TODAY, end), all_left(changed, TODAY, end)
    assert now[CLASS_7B, None, ALGEBRA] == before[CLASS_7B, None, ALGEBRA] - 2
    assert now[CLASS_7B, None, HISTORY] == before[CLASS_7B, None, HISTORY] + 1
    week = all_left(changed, NEXT, NEXT + timedelta(days=2))
    assert week[CLASS_7B, None, ALGEBRA] == 1


def test_a_group_and_its_class_are_counted_each_under_its_own() -> None:
    school = calendar(
        line(0, 1, ENGLISH, ORLOV), line(1, 1, ENGLISH, ORLOV, GROUP_1), line(1, 2, ENGLISH, KOVALEVA, GROUP_2)
    )
    left = all_left(school, TODAY, NEXT + timedelta(days=1))
    assert left == {(CLASS_7B, None, ENGLISH): 1}
    assert all_left(school, TODAY, NEXT + timedelta(days=2))[CLASS_7B, GROUP_1, ENGLISH] == 1


@given(lines, some.dates(date(2026, 11, 9), date(2026, 12, 20)))
def test_a_day_later_there_are_as_many_less_as_that_day_has(week: list[Weekly], day: date) -> None:
    school, end = calendar(*week), QUARTERS[1].span.end
    tomorrow = day + timedelta(days=1)
    of_day = Counter(
        (one.class_id, one.subgroup_id, one.subject_id) for one in planned(school, Span(tomorrow, tomorrow + DAY))
    )
    assert all_left(school, day, end) - all_left(school, tomorrow, end) == of_day


def test_a_day_off_takes_its_lessons_away() -> None:
    school = replace(calendar(*WEEK_OF_7B), moved=(MovedDay(NEXT, None),))
    assert all_left(school, TODAY, NEXT + timedelta(days=3))[CLASS_7B, None, ALGEBRA] == 2
