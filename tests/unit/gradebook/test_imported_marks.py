"""Marks of another program: whose they are, into which lesson they go, what becomes of them the second time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.entries.revisions import Change, MarkRevision
from journal_core.gradebook.deciding import Desk, decide
from journal_core.gradebook.meaning import Reader, work_of
from journal_core.gradebook.records import Known, Meant, StandingMark, Taken, TaughtLesson
from journal_core.lessons import Bell
from journal_core.roll import MarkRow, Roll
from journal_core.school import PROFILES, Jurisdiction, School
from tests.unit.roll.rolls import TODAY, Town, pupil, staff, weekly, where

MONDAY = date(2026, 10, 12)
ALGEBRA = TaughtLesson(5, 1, None, 1, MONDAY, 2)


def school(profile: str = "000") -> School:
    chosen = PROFILES[profile]
    return School(1, "Гимназия № 1", chosen, Jurisdiction.BY_STATE, ZoneInfo("Europe/Minsk"), chosen.scale)


def mark(number: str = "m1", value: str = "7", **more: object) -> MarkRow:
    child = pupil("7Б Иванова Анна", number="u1")
    row = MarkRow(where("results.csv"), number, child, "Алгебра", MONDAY, value, work="Контрольная работа")
    return replace(row, **more)  # type: ignore[arg-type]


def meant(row: MarkRow, pupil_id: int = 7, subgroup_id: int | None = None) -> Meant:
    return Meant(row, pupil_id, 1, 1, subgroup_id, work_of(row.work))


def desk(*marks: StandingMark, lessons: tuple[TaughtLesson, ...] = (ALGEBRA,), asked: str = "m1") -> Desk:
    reader = Reader(Town().standing, school(), TODAY)
    bells = {2: Bell(2, time(9), time(9, 45))}
    return Desk(Known(lessons, marks), bells, {(1, 1): 40}, {7: frozenset({11})}, reader.refused, frozenset({asked}))


def stands(value: str = "7", *, ours: bool = False, numbers: tuple[str, ...] = ("m1",), **more: object) -> StandingMark:
    revision = MarkRevision(100, 1, Change.SET, ALGEBRA.id, 7, value, "контрольная")
    return StandingMark(replace(revision, **more), numbers, ours)  # type: ignore[arg-type]


def changes(taken: Taken) -> list[tuple[Change, str]]:
    return [(one.change, one.value) for one in taken.marks]


def test_a_mark_goes_into_the_days_lesson_of_the_subject() -> None:
    taken = decide(desk(), [meant(mark())])
    assert [(one.lesson_id, one.pupil_id, one.value, one.work) for one in taken.marks] == [
        (ALGEBRA.id, 7, "7", "контрольная")
    ]
    assert taken.lessons == ()


def test_a_day_without_the_subject_gets_one_lesson_for_all_its_marks_with_the_subjects_teacher() -> None:
    taken = decide(desk(lessons=()), [meant(mark()), meant(mark("m2"), 8)])
    (made,) = taken.lessons
    assert (made.day, made.slot, made.staff_id) == (MONDAY, 0, 40)
    assert {one.lesson_id for one in taken.marks} == {made.id}


def test_a_slot_that_the_other_program_names_is_the_lessons_own() -> None:
    (made,) = decide(desk(lessons=()), [meant(mark(slot=2))]).lessons
    assert (made.slot, made.starts_at) == (2, time(9))


def test_of_two_groups_lessons_the_mark_goes_to_the_pupils_own() -> None:
    groups = (replace(ALGEBRA, id=6, subgroup_id=10), replace(ALGEBRA, id=7, subgroup_id=11))
    (one,) = decide(desk(lessons=groups), [meant(mark())]).marks
    assert one.lesson_id == 7


def test_the_same_mark_again_changes_nothing() -> None:
    assert not decide(desk(stands()), [meant(mark())])


def test_a_mark_that_the_other_program_corrected_is_corrected_here_and_one_it_took_back_is_removed() -> None:
    assert changes(decide(desk(stands()), [meant(mark(value="9"))])) == [(Change.CORRECTED, "9")]
    assert changes(decide(desk(stands()), [meant(mark(value=""))])) == [(Change.REMOVED, "7")]


def test_what_somebody_here_corrected_since_is_left_and_asked_about() -> None:
    table = desk(stands("8", ours=True))
    assert not decide(table, [meant(mark(value="9"))])
    assert [one.code for one in table.refused.doubts()] == ["import.mark_edited"]


def test_a_mark_that_stands_here_under_no_number_is_recognised_and_not_doubled() -> None:
    taken = decide(desk(stands(numbers=(), ours=True)), [meant(mark())])
    assert taken.marks == ()
    assert [(one.external_id, one.mark_id, one.revision) for one in taken.sources] == [("m1", 100, 0)]


def test_two_equal_marks_of_one_lesson_are_two() -> None:
    taken = decide(desk(stands(numbers=(), ours=True)), [meant(mark()), meant(mark("m2"))])
    assert changes(taken) == [(Change.SET, "7")]


def test_a_number_that_comes_twice_in_the_file_is_one_mark() -> None:
    assert len(decide(desk(), [meant(mark()), meant(mark())]).marks) == 1


@given(st.lists(st.tuples(st.sampled_from(["m1", "m2", "m3"]), st.sampled_from(["7", "8", ""])), max_size=6))
def test_whatever_a_gradebook_says_saying_it_twice_changes_nothing(said: list[tuple[str, str]]) -> None:
    last = dict(said)
    rows = [meant(mark(number, value)) for number, value in last.items()]
    asked = frozenset(last)
    first = decide(replace_asked(desk(), asked), rows)
    known: dict[int, StandingMark] = {}
    for one, source in zip(first.marks, first.sources, strict=True):
        known[one.mark_id] = StandingMark(one, (source.external_id,), ours=False)
    assert not decide(replace_asked(desk(*known.values()), asked), rows)


def replace_asked(table: Desk, asked: frozenset[str]) -> Desk:
    return Desk(table.known, table.bells, table.teachers, table.groups, table.refused, asked)


def reader(profile: str = "000") -> Reader:
    town = Town()
    town.take(
        Roll(
            pupils=(pupil("7Б Иванова Анна", "17.10.2013", number="u1"), pupil("1А Егоров Егор", "01.02.2019")),
            staff=(staff("Ковалёва Нина Петровна"),),
            timetable=(weekly(0, 1, "7Б", "Алгебра", "Ковалёва Н.П."), weekly(0, 1, "1А", "Алгебра", "Ковалёва Н.П.")),
        )
    )
    return Reader(town.standing, school(profile), TODAY)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (mark(pupil=pupil("7Б Чужой Пётр")), "import.mark_pupil"),
        (mark(pupil=pupil("9Б Иванова Анна")), "import.mark_pupil"),
        (mark(subject="Химия"), "import.mark_subject"),
        (mark(value="12"), "import.mark_value"),
        (mark(value="7.5"), "import.mark_value"),
        (mark(highest="100"), "import.mark_scale"),
        (mark(day=date(2026, 12, 1)), "import.mark_future"),
        (mark(pupil=pupil("1А Егоров Егор")), "import.mark_grade"),
    ],
)
def test_a_mark_that_this_school_cannot_hold_is_left_out_and_counted(row: MarkRow, code: str) -> None:
    reading = reader()
    assert list(reading.read([row, row])) == []
    (doubt,) = reading.refused.doubts()
    assert (doubt.code, doubt.details["rows"]) == (code, "2")


def test_a_mark_of_five_is_no_mark_of_ten() -> None:
    assert list(reader("001").read([mark(value="5", highest="10")])) == []
    assert len(list(reader("001").read([mark(value="5", highest="5")]))) == 1


def test_a_pupil_is_known_by_number_or_by_class_and_name() -> None:
    named, numbered = mark(pupil=pupil("7Б Иванова Анна")), mark(pupil=pupil("7Б Иванова Анна", number="u1"))
    assert len({one.pupil_id for one in reader().read([named, numbered])}) == 1


@pytest.mark.parametrize(
    ("written", "kind"),
    [("Контрольная работа", "контрольная"), ("Тест", "тест"), ("Эссе", "эссе"), ("", None)],
)
def test_what_a_mark_was_given_for(written: str, kind: str | None) -> None:
    assert work_of(written) == kind
