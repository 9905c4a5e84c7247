"""Into which lesson a mark of another program goes, and what is made for a day that has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from journal_core.gradebook.deciding import decide
from journal_core.gradebook.records import TaughtLesson
from tests.unit.gradebook.marks import ALGEBRA, ANYA, BORIS, MONDAY, TUESDAY, desk, mark, meant

FIRST, SECOND = replace(ALGEBRA, id=6, subgroup_id=10), replace(ALGEBRA, id=7, subgroup_id=11)
UNPLACED = replace(ALGEBRA, id=8, slot=0)


def goes_to(*lessons: TaughtLesson, slot: int | None = None, pupil: int = ANYA, group: int | None = None) -> int:
    """The lesson of the mark; below zero one that was made for it."""
    (one,) = decide(desk(lessons=lessons), [meant(mark(slot=slot), pupil, group)]).marks
    return one.lesson_id


def test_a_mark_goes_into_the_days_lesson_of_the_subject() -> None:
    assert goes_to(replace(ALGEBRA, id=4, day=TUESDAY), replace(ALGEBRA, id=3, subject_id=2), ALGEBRA) == ALGEBRA.id


def test_a_day_without_the_subject_gets_one_lesson_for_all_its_marks_with_the_subjects_teacher() -> None:
    taken = decide(desk(lessons=()), [meant(mark()), meant(mark("m2"), BORIS)])
    (made,) = taken.lessons
    assert made.id < 0
    assert made == TaughtLesson(made.id, 1, None, 1, MONDAY, 0, 40, time(), time())
    assert {one.lesson_id for one in taken.marks} == {made.id}


def test_each_day_gets_a_lesson_of_its_own() -> None:
    taken = decide(desk(lessons=()), [meant(mark()), meant(mark("m2", day=TUESDAY))])
    one, other = (made.id for made in taken.lessons)
    assert one != other and one < 0 and other < 0
    assert [mark.lesson_id for mark in taken.marks] == [one, other]


def test_the_lesson_made_is_of_the_marks_own_group_slot_and_teacher() -> None:
    (made,) = decide(desk(lessons=()), [meant(mark(slot=2), subgroup_id=10, staff_id=41)]).lessons
    assert (made.subgroup_id, made.slot, made.staff_id) == (10, 2, 41)
    assert (made.starts_at, made.ends_at) == (time(9), time(9, 45))


def test_a_slot_that_the_other_program_names_is_another_lesson_than_that_of_another_slot() -> None:
    assert goes_to(ALGEBRA, replace(ALGEBRA, id=9, slot=4), slot=4) == 9
    assert goes_to(ALGEBRA, slot=4) < 0


def test_a_lesson_made_for_earlier_marks_of_its_day_takes_marks_of_any_slot() -> None:
    assert goes_to(UNPLACED, slot=4) == UNPLACED.id


def test_of_several_lessons_a_placed_one_takes_the_mark_and_of_those_the_earliest() -> None:
    fifth = replace(ALGEBRA, id=9, slot=5)
    assert goes_to(UNPLACED, fifth, ALGEBRA) == ALGEBRA.id


def test_of_two_groups_lessons_the_mark_goes_to_the_pupils_own() -> None:
    assert goes_to(FIRST, SECOND) == SECOND.id


def test_the_group_that_the_mark_names_goes_before_the_pupils_and_before_the_whole_class() -> None:
    assert goes_to(replace(ALGEBRA, slot=1), SECOND, FIRST, group=10) == FIRST.id


def test_a_mark_of_a_group_without_a_lesson_is_not_put_into_another_groups() -> None:
    assert goes_to(SECOND, group=12) < 0


def test_whoever_is_in_no_group_gets_no_mark_in_a_groups_lesson() -> None:
    assert goes_to(FIRST, SECOND, pupil=BORIS) < 0
