"""Nobody is in two places: clashes by the clock, and what a deputy is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from journal_core.calendar.changes import LessonChange
from journal_core.calendar.changing import Changed, LessonPlace, decide, revision_of, told
from journal_core.calendar.clashes import Busy, Clash, DayLesson, clashes
from journal_core.calendar.days import BellUse, Calendar
from journal_core.calendar.planned import planned
from journal_core.entries.revisions import Change, Stamp
from journal_core.errors import Invalid
from journal_core.events import Event, EventKind
from journal_core.lessons import PlannedLesson, Span
from journal_core.people import Operator
from tests.unit.calendar.gymnasium import (
    ALGEBRA,
    CLASS_7B,
    CLASS_10A,
    ENGLISH,
    GROUP_1,
    GROUP_2,
    HISTORY,
    KOVALEVA,
    MONDAY,
    ORLOV,
    SATURDAY,
    SOKOLOVA,
    TODAY,
    calendar,
    home,
    line,
    with_changes,
)

NEXT = MONDAY + timedelta(weeks=1)
SCHOOL = calendar(
    line(0, 1),
    line(0, 2, HISTORY, ORLOV),
    line(0, 3, ENGLISH, ORLOV, GROUP_1),
    line(0, 3, ENGLISH, SOKOLOVA, GROUP_2),
    line(0, 1, HISTORY, ORLOV, class_id=CLASS_10A),
    line(1, 4, HISTORY, ORLOV, class_id=CLASS_10A),
)
STAMP = Stamp("one", Operator("root"), datetime(2026, 11, 17, 9, tzinfo=UTC))


def of_day(school: Calendar, day: date) -> list[DayLesson]:
    names = {CLASS_7B: "7Б", CLASS_10A: "10А"}
    return [
        DayLesson(number, one, names[one.class_id], "предмет")
        for number, one in enumerate(planned(school, Span(day, day + timedelta(days=1))), day.toordinal() * 100)
    ]


def place(day: date = NEXT, slot: int = 1, group: int | None = None, *, written: bool = False) -> LessonPlace:
    """A lesson of 7Б as it stands in the database."""
    one = next(
        one
        for one in of_day(SCHOOL, day)
        if (one.lesson.class_id, one.lesson.slot, one.lesson.subgroup_id) == (CLASS_7B, slot, group)
    )
    return LessonPlace(one.id, 1, one.lesson, LessonChange(one.id, home(one.lesson)), written=written)


def decided(here: LessonPlace, school: Calendar = SCHOOL, /, **wanted: object) -> Changed:
    change = replace(here.change, **wanted)  # type: ignore[arg-type]
    return decide(school, here, change, of_day(school, change.on))


def refused(here: LessonPlace, school: Calendar = SCHOOL, /, **wanted: object) -> Invalid:
    with pytest.raises(Invalid) as caught:
        decided(here, school, **wanted)
    return caught.value


def test_a_free_teacher_may_substitute() -> None:
    found = decided(place(), staff_id=SOKOLOVA)
    assert (found.lesson.staff_id, found.lesson.regular_staff_id) == (SOKOLOVA, KOVALEVA)


def test_a_teacher_who_has_another_class_then_may_not() -> None:
    error = refused(place(), staff_id=ORLOV)
    details = {"class": "10А", "subject": "предмет", "slot": "1", "day": "23.11.2026"}
    assert (error.code, error.details) == ("timetable.teacher_busy", details)


def test_the_teacher_of_the_other_group_may_take_both() -> None:
    assert decided(place(slot=3, group=GROUP_1), staff_id=SOKOLOVA).lesson.staff_id == SOKOLOVA


def test_a_lesson_moves_to_a_free_hour_of_another_day() -> None:
    found = decided(place(), day=NEXT + timedelta(days=1), slot=2)
    assert (found.lesson.day, found.lesson.slot, found.lesson.staff_id) == (NEXT + timedelta(days=1), 2, KOVALEVA)


def test_a_class_is_not_in_two_lessons_at_once() -> None:
    error = refused(place(), slot=2)
    details = {"class": "7Б", "subject": "предмет", "slot": "2", "day": "23.11.2026"}
    assert (error.code, error.details) == ("timetable.class_busy", details)


def test_a_group_does_not_learn_while_its_whole_class_does() -> None:
    assert refused(place(slot=3, group=GROUP_1), slot=2).code == "timetable.class_busy"


def test_two_groups_of_a_class_may_have_two_subjects_at_once() -> None:
    one, other = (
        PlannedLesson(CLASS_7B, group, subject, staff, NEXT, 3, lesson.starts_at, lesson.ends_at)
        for group, subject, staff, lesson in (
            (GROUP_1, ENGLISH, ORLOV, place().lesson),
            (GROUP_2, ALGEBRA, KOVALEVA, place().lesson),
        )
    )
    assert clashes(one, [DayLesson(1, other, "7Б", "Алгебра")]) == ()


def test_the_clock_decides_and_not_the_number_of_the_lesson() -> None:
    second = replace(SCHOOL, bell_uses=(BellUse("вторая смена", class_id=CLASS_10A),))
    assert decided(place(), second, staff_id=ORLOV).lesson.staff_id == ORLOV


def test_a_lesson_rings_by_its_own_classs_bells_of_its_new_day() -> None:
    tuesday = NEXT + timedelta(days=1)
    uses = (BellUse("вторая смена", class_id=CLASS_7B), BellUse("сокращённый день", CLASS_7B, tuesday))
    second = replace(SCHOOL, bell_uses=uses)
    found = [decided(place(), second, day=tuesday + n * timedelta(days=1), slot=3).lesson for n in (0, 1)]
    assert [(one.starts_at, one.ends_at) for one in found] == [
        (time(10), time(10, 30)),
        (time(16), time(16, 45)),
    ]


def test_a_lesson_that_begins_when_another_ends_is_not_at_once_with_it() -> None:
    one = place().lesson
    ends, begins = replace(one, slot=2, starts_at=one.ends_at), replace(one, slot=2, ends_at=one.starts_at)
    assert clashes(one, [DayLesson(1, ends, "7Б", "Алгебра"), DayLesson(2, begins, "7Б", "Алгебра")]) == ()


def test_a_teacher_who_has_both_groups_then_is_still_busy_with_another_class() -> None:
    one = place(slot=3, group=GROUP_1).lesson
    joined = DayLesson(1, replace(one, subgroup_id=GROUP_2), "7Б", "Английский язык")
    elsewhere = DayLesson(2, replace(one, class_id=CLASS_10A, subgroup_id=None), "10А", "Английский язык")
    assert clashes(one, [joined, elsewhere]) == (Clash(Busy.TEACHER, elsewhere), Clash(Busy.ROOM, elsewhere))


def test_a_taken_room_is_told_and_not_refused() -> None:
    found = decided(place(), slot=4, day=NEXT + timedelta(days=1))
    assert found.room_taken == "10А"
    assert decided(place(), slot=4, day=NEXT + timedelta(days=1), room="зал").room_taken == ""


def test_a_lesson_is_not_put_where_its_own_subject_stands_cancelled() -> None:
    stands = replace(place().lesson, day=NEXT + timedelta(days=1), cancelled=True)
    moved = replace(stands, cancelled=False)
    there = DayLesson(9, stands, "7Б", "Алгебра")
    assert clashes(moved, [there]) == (Clash(Busy.CLASS, there),)


def test_what_was_crowded_before_does_not_stop_a_change_of_something_else() -> None:
    crowded = replace(SCHOOL, timetable=(*SCHOOL.timetable, line(0, 1, HISTORY, SOKOLOVA)))
    assert decided(place(), crowded, room="101").lesson.room == "101"


def test_only_a_room_that_the_change_takes_is_looked_at() -> None:
    tenth = replace(line(0, 1, HISTORY, ORLOV, class_id=CLASS_10A), room="101")
    school = replace(SCHOOL, timetable=(line(0, 1), tenth))
    assert decided(place(), school, room="101").room_taken == "10А"
    assert decided(place(), SCHOOL, staff_id=SOKOLOVA).room_taken == ""


def test_holidays_and_slots_without_a_bell_are_refused() -> None:
    rest, silent = refused(place(), day=date(2026, 12, 30)), refused(place(), slot=9)
    assert (rest.code, rest.details) == ("timetable.not_school_day", {"day": "30.12.2026"})
    assert (silent.code, silent.details) == ("timetable.no_bell", {"slot": "9"})
    assert decided(place(), day=SATURDAY + timedelta(weeks=1)).lesson.day.weekday() == 5


def test_a_written_lesson_keeps_its_day_and_subject_and_may_change_hour_room_and_teacher() -> None:
    here = place(MONDAY, written=True)
    for wanted in ({"cancelled": True}, {"day": TODAY}, {"day": NEXT}, {"subject_id": HISTORY}):
        assert refused(here, **wanted).code == "timetable.has_entries"
    assert decided(here, slot=4).lesson.slot == 4
    found = decided(here, staff_id=SOKOLOVA, room="зал").lesson
    assert (found.staff_id, found.room) == (SOKOLOVA, "зал")


def test_a_written_lesson_is_not_taken_back_to_the_day_or_subject_it_had_before() -> None:
    here = place()
    for wanted in ({"day": NEXT + timedelta(days=1), "slot": 2}, {"subject_id": HISTORY, "staff_id": SOKOLOVA}):
        found = decided(here, **wanted)
        given = replace(here, change=found.change, lesson=found.lesson, revision=1, written=True)
        with pytest.raises(Invalid, match="timetable.has_entries"):
            decide(SCHOOL, given, here.change, of_day(SCHOOL, NEXT))


def test_what_is_taken_back_stands_by_todays_timetable() -> None:
    here = place()
    gone = LessonPlace(here.id, 1, replace(here.lesson, cancelled=True), replace(here.change, cancelled=True), 1)
    now = replace(line(0, 1, teacher=SOKOLOVA), room="305")
    fresh = replace(SCHOOL, timetable=(now, *SCHOOL.timetable[1:]))
    found = decided(gone, fresh, cancelled=False)
    assert (found.lesson.staff_id, found.lesson.room, found.lesson.cancelled) == (SOKOLOVA, "305", False)
    assert not found.change
    assert revision_of(gone, found.change) is Change.REMOVED


def test_a_cancelled_lesson_stays_where_it_was_whoever_is_busy_then() -> None:
    here = place()
    found = decided(here, cancelled=True, staff_id=ORLOV)
    assert (found.change, found.lesson.cancelled, found.room_taken) == (
        LessonChange(here.id, home(here.lesson), ORLOV, cancelled=True), True, "",
    )  # fmt: skip


def test_a_second_change_does_not_make_the_substitute_the_regular_teacher() -> None:
    here = place()
    first = decided(here, staff_id=SOKOLOVA)
    changed = replace(here, change=first.change, lesson=first.lesson)
    found = decided(changed, with_changes(SCHOOL, first.change), room="101")
    assert (found.lesson.staff_id, found.lesson.regular_staff_id, found.lesson.room) == (SOKOLOVA, KOVALEVA, "101")
    assert found.change == replace(first.change, room="101")


def test_the_first_change_is_set_the_next_corrects_it() -> None:
    here = place()
    found = decided(here, staff_id=SOKOLOVA)
    assert revision_of(here, found.change) is Change.SET
    assert revision_of(replace(here, change=found.change), replace(found.change, room="1")) is Change.CORRECTED


def test_only_the_group_hears_and_of_the_day_that_is_nearest() -> None:
    here = place(slot=3, group=GROUP_1)
    found = decided(here, day=NEXT + timedelta(days=2))
    assert told(here, found, TODAY, STAMP) == (
        Event(
            EventKind.LESSON_CHANGED, 1, f"lesson_changed:{here.id}", 1, STAMP.at, class_id=CLASS_7B,
            subgroup_id=GROUP_1, lesson_id=here.id, day=NEXT,
        ),
    )  # fmt: skip


def test_of_a_past_lesson_nobody_hears_and_of_one_moved_from_the_past_to_tomorrow_they_do() -> None:
    here = place(MONDAY)
    assert told(here, decided(here, staff_id=SOKOLOVA), TODAY, STAMP) == ()
    for day in (TODAY, TODAY + timedelta(days=1)):
        (event,) = told(here, decided(here, day=day), TODAY, STAMP)
        assert event.day == day
