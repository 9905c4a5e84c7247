"""What a day is: moved, off, short, in week A or B."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as some

from journal_core.calendar.days import BellUse, Calendar, MovedDay, bell_on, is_school_day, week_of
from journal_core.calendar.planned import planned
from journal_core.calendar.terms import Holiday
from journal_core.lessons import PlannedLesson, Span, Week
from tests.unit.calendar.gymnasium import (
    ALGEBRA,
    CLASS_7B,
    CLASS_10A,
    ENGLISH,
    GROUP_1,
    GROUP_2,
    HISTORY,
    MONDAY,
    ORLOV,
    SATURDAY,
    calendar,
    line,
)

WEEK = timedelta(weeks=1)


def on(school: Calendar, day: date) -> list[PlannedLesson]:
    return planned(school, Span(day, day + timedelta(days=1)))


def subjects(school: Calendar, day: date) -> list[tuple[int, int]]:
    return [(one.slot, one.subject_id) for one in on(school, day)]


@given(some.dates(date(2026, 8, 31), date(2027, 5, 23)))
def test_weeks_a_and_b_alternate_through_the_year_and_do_not_change_within_a_week(day: date) -> None:
    school = calendar()
    assert {week_of(school, day), week_of(school, day + WEEK)} == {Week.A, Week.B}
    monday = day - timedelta(days=day.weekday())
    assert week_of(school, day) is week_of(school, monday)


def test_the_year_begins_with_week_a_though_it_begins_on_a_tuesday() -> None:
    assert [week_of(calendar(), date(2026, 9, day)) for day in (1, 6, 7, 14)] == [Week.A, Week.A, Week.B, Week.A]


def test_holidays_do_not_stop_the_weeks() -> None:
    assert week_of(calendar(), date(2026, 10, 26)) is week_of(calendar(), date(2026, 11, 9))


@given(some.dates(date(2026, 11, 9), date(2026, 12, 10)))
def test_lines_of_a_and_b_in_one_slot_take_turns_and_never_meet(day: date) -> None:
    school = calendar(line(0, 1, ALGEBRA, week=Week.A), line(0, 1, HISTORY, week=Week.B))
    monday = day - timedelta(days=day.weekday())
    found = [subjects(school, monday + n * WEEK) for n in (0, 1)]
    assert sorted(found) == [[(1, ALGEBRA)], [(1, HISTORY)]]


def test_a_saturday_works_by_mondays_timetable() -> None:
    school = replace(calendar(line(0, 1), line(5, 2, HISTORY)), moved=(MovedDay(SATURDAY, 0),))
    assert subjects(school, SATURDAY) == [(1, ALGEBRA)]
    assert subjects(school, SATURDAY + WEEK) == [(2, HISTORY)]
    assert subjects(school, MONDAY) == [(1, ALGEBRA)]


def test_a_moved_day_may_take_the_timetable_of_the_other_week() -> None:
    lines = (line(0, 1, ALGEBRA, week=Week.A), line(0, 1, HISTORY, week=Week.B))
    found = [
        subjects(replace(calendar(*lines), moved=(MovedDay(SATURDAY, 0, week),)), SATURDAY) for week in (Week.A, Week.B)
    ]
    assert found == [[(1, ALGEBRA)], [(1, HISTORY)]]


def test_a_moved_day_works_in_its_own_week_unless_told_otherwise() -> None:
    lines = (line(0, 1, ALGEBRA, week=Week.A), line(0, 1, HISTORY, week=Week.B))
    moved = tuple(MovedDay(SATURDAY + n * WEEK, 0) for n in (0, 1))
    school = replace(calendar(*lines), moved=moved)
    for one in moved:
        assert subjects(school, one.day) == subjects(school, one.day - timedelta(days=5)) != []


def test_a_day_off_has_no_lessons_and_a_day_moved_into_the_holidays_has() -> None:
    holiday = date(2026, 11, 6)
    off = replace(calendar(line(0, 1)), moved=(MovedDay(MONDAY, None),))
    assert subjects(off, MONDAY) == []
    works = replace(
        calendar(line(0, 1)), holidays=(Holiday(Span(date(2026, 11, 10), date(2026, 11, 12))),),
        moved=(MovedDay(date(2026, 11, 10), 0),),
    )  # fmt: skip
    assert subjects(works, date(2026, 11, 10)) == [(1, ALGEBRA)]
    assert not is_school_day(calendar(), 7, holiday)


def test_the_first_grade_rests_alone() -> None:
    school = replace(calendar(), holidays=(Holiday(Span(MONDAY, MONDAY + WEEK), (1,)),))
    assert (is_school_day(school, 1, MONDAY), is_school_day(school, 7, MONDAY)) == (False, True)


def test_between_quarters_10a_learns_on_when_its_half_year_lasts() -> None:
    day = date(2026, 11, 2)
    school = replace(calendar(line(0, 1), line(0, 1, class_id=CLASS_10A)), holidays=())
    assert [one.class_id for one in on(school, day)] == [CLASS_10A]


def test_the_nearest_word_says_which_bells_ring() -> None:
    friday = date(2026, 11, 20)
    school = replace(
        calendar(),
        bell_uses=(
            BellUse("вторая смена", class_id=CLASS_7B),
            BellUse("сокращённый день", weekday=5),
            BellUse("сокращённый день", day=friday),
            BellUse("", class_id=CLASS_10A, day=friday),
        ),
    )
    rung = {
        (class_id, day): bell_on(school, class_id, day, 2)
        for class_id in (CLASS_7B, CLASS_10A)
        for day in (MONDAY, friday)
    }
    assert {key: bell and (bell.starts_at, bell.ends_at) for key, bell in rung.items()} == {
        (CLASS_7B, MONDAY): (time(15), time(15, 45)),
        (CLASS_7B, friday): (time(9), time(9, 30)),
        (CLASS_10A, MONDAY): (time(9), time(9, 45)),
        (CLASS_10A, friday): (time(9), time(9, 45)),
    }


def test_a_slot_the_set_lacks_rings_as_usual_and_one_that_nothing_rings_gives_no_lesson() -> None:
    lacking = replace(calendar(line(0, 2), line(0, 9)), bell_uses=(BellUse("сокращённый день", day=MONDAY),))
    lacking = replace(
        lacking, bells=tuple(bell for bell in lacking.bells if (bell.slot, bell.bell_set[:1]) != (2, "с"))
    )
    assert [(one.slot, one.ends_at) for one in on(lacking, MONDAY)] == [(2, time(9, 45))]


def test_a_new_timetable_holds_from_its_day_and_the_old_one_until_then() -> None:
    change = MONDAY + WEEK
    school = calendar(replace(line(0, 1), end=change), replace(line(0, 2, HISTORY), first=change))
    assert [subjects(school, day) for day in (MONDAY, change)] == [[(1, ALGEBRA)], [(2, HISTORY)]]


def test_two_subjects_of_two_groups_share_a_slot_and_a_line_may_have_no_teacher() -> None:
    school = calendar(line(0, 1, ENGLISH, ORLOV, GROUP_1), line(0, 1, ALGEBRA, None, GROUP_2))
    assert [(one.subgroup_id, one.subject_id, one.staff_id) for one in on(school, MONDAY)] == [
        (GROUP_1, ENGLISH, ORLOV),
        (GROUP_2, ALGEBRA, None),
    ]
