"""A whole roll compared: the order of questions, what a gradebook brings; and the change put into the school."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from journal_core.calendar.days import BellUse, MovedDay
from journal_core.classes import ClassName
from journal_core.enrolment.difference import Changes, Difference, Kind, Line, after
from journal_core.enrolment.records import (
    BellRecord,
    BellUseRecord,
    ClassRecord,
    LineRecord,
    MovedDayRecord,
    Standing,
    SubgroupMemberRecord,
    SubjectRecord,
    TermRecord,
)
from journal_core.enrolment.whole import leaving
from journal_core.lessons import Bell, Span, Weekly
from journal_core.roll import Doubt, FullName, MarkRow, Roll, Where
from tests.unit.roll.rolls import TODAY, Town, codes, doubt, pupil, pupils, school_class, where

SEVENTH = ClassRecord(1, ClassName(7, "Б"))


def mark(subject: str, group: str = "", class_name: str = "7Б") -> MarkRow:
    row = pupil(f"{class_name} Иванова Анна")
    return MarkRow(where("Оценки"), "m-1", row, subject, TODAY, "7", group)


def test_questions_of_readers_and_ours_come_by_file_sheet_and_row() -> None:
    places = [
        Where("а.xlsx", "Ученики", 2), Where("а.xlsx", "Ученики", 10), Where("а.xlsx", "Учителя", 1),
        Where("б.xlsx", "Ученики", 1),
    ]  # fmt: skip
    rows = [replace(pupil("7Б Иванова Анна"), name=FullName("", ""), where=one) for one in (places[3], places[1])]
    read = tuple(Doubt(one, "import.birth_date_unread") for one in (places[2], places[0]))
    found = Town().take(Roll(pupils=tuple(rows), doubts=read))
    assert [one.where for one in found.doubts] == places


def test_what_a_later_row_tells_settles_the_question_of_one_before_it() -> None:
    town = Town()
    rows = pupil("7Б Иванова Анна", groups={"Англ. яз.": "1"}), pupil("7Б Лис Яна", groups={"Английский язык": "1"})
    details = {"written": "Англ. яз.", "subject": "Английский язык"}
    assert town.take(pupils(*rows)).doubts == (doubt(rows[0], "subject_short", **details),)


def test_a_gradebook_brings_its_subjects_and_the_groups_of_the_classes_there_are() -> None:
    town = Town()
    town.take(Roll(classes=(school_class("7Б"),)))
    rows = mark("Химия"), mark("Физика", " 1 "), mark("Химия"), mark("Физика", "1", "9В"), mark("Химия", " ")
    found = town.take(Roll(marks=rows))
    group = {"class": "7Б", "subject": "Физика", "subgroup": "1"}
    assert found.lines == (
        Line(Kind.SUBJECT, "new", rows[0].where, {"subject": "Химия"}),
        Line(Kind.SUBJECT, "new", rows[1].where, {"subject": "Физика"}),
        Line(Kind.SUBGROUP, "new", rows[1].where, group),
    )
    assert found.doubts == ()


def test_a_class_that_a_gradebook_writes_unread_is_asked_about_with_its_row() -> None:
    row = mark("Химия", "1", "седьмой")
    assert Town().take(Roll(marks=(row,))).doubts == (doubt(row, "class_unread", class_="седьмой", rows="1"),)


def test_a_refused_roll_has_questions_and_no_lines() -> None:
    fatal = Doubt(where(), "import.term_twice", fatal=True)
    refused = Town().take(Roll(pupils=(pupil("7Б Иванова Анна"),), doubts=(fatal,)))
    assert refused == Difference(doubts=(fatal,))
    assert refused.refused and not refused
    asked = Town().take(Roll(doubts=(replace(fatal, fatal=False),)))
    assert codes(asked) == ["term_twice"]
    assert not asked.refused


def test_lines_are_asked_for_by_kind_and_by_whether_they_are_new() -> None:
    new, gone = (Line(Kind.TERM, what, where()) for what in ("new", "gone"))
    other = Line(Kind.BELL, "changed", where())
    found = Difference((new, gone, other, replace(other, what="new")))
    assert (found.new(Kind.TERM), found.changed(Kind.TERM)) == ((new,), (gone,))
    assert (found.new(Kind.PUPIL), found.changed(Kind.BELL)) == ((), (other,))
    assert (new.code, other.code) == ("import.term_new", "import.bell_changed")


def test_what_changes_is_put_beside_what_stands_and_what_is_gone_is_taken_out() -> None:
    stands = Standing(
        subjects=(SubjectRecord(1, "Химия"), SubjectRecord(2, "Физика")),
        subgroup_members=(SubgroupMemberRecord(1, 1, 1, TODAY), SubgroupMemberRecord(2, 1, 2, TODAY)),
        terms=tuple(TermRecord(n, "holiday", f"{n}", Span(TODAY, TODAY)) for n in (1, 2)),
        lines=tuple(LineRecord(n, Weekly(1, None, 1, 1, 0, n)) for n in (1, 2)),
    )
    put = Standing(subjects=(SubjectRecord(1, "Алгебра"), SubjectRecord(-1, "История")), classes=(SEVENTH,))
    assert after(stands, Changes(put, gone_lines=(1,), gone_subgroup_members=(2,), gone_terms=(1,))) == Standing(
        classes=(SEVENTH,),
        subjects=(SubjectRecord(1, "Алгебра"), SubjectRecord(2, "Физика"), SubjectRecord(-1, "История")),
        subgroup_members=stands.subgroup_members[:1],
        terms=stands.terms[1:],
        lines=stands.lines[1:],
    )


@pytest.mark.parametrize(
    ("changes", "plans"),
    [
        (Changes(), False),
        (Changes(Standing(classes=(SEVENTH,))), False),
        (Changes(gone_subgroup_members=(1,)), False),
        (Changes(Standing(terms=(TermRecord(1, "term", "I", Span(TODAY, TODAY)),))), True),
        (Changes(Standing(bells=(BellRecord(1, Bell(1, time(8), time(8, 45))),))), True),
        (Changes(gone_lines=(1,)), True),
        (Changes(gone_terms=(1,)), True),
        (Changes(Standing(lines=(LineRecord(1, Weekly(1, None, 1, 1, 0, 1)),))), True),
        (Changes(Standing(moved_days=(MovedDayRecord(1, MovedDay(TODAY, 0)),))), True),
        (Changes(Standing(bell_uses=(BellUseRecord(1, BellUse("", day=TODAY)),))), True),
    ],
)
def test_only_what_lessons_are_made_from_plans_them_anew(changes: Changes, plans: bool) -> None:
    assert changes.to_calendar == plans
    assert bool(changes) == bool(Difference(changes=changes)) == (changes != Changes())


def test_the_first_day_on_which_somebody_leaves_is_from_when_entries_matter() -> None:
    rows = [replace(pupil("7Б Иванова Анна"), left=one) for one in (date(2026, 10, 15), None, date(2026, 10, 12))]
    assert leaving(pupils(*rows)) == date(2026, 10, 12)
    assert leaving(pupils(rows[1])) is None


def test_names_are_said_without_what_they_lack_and_rolls_are_added_kind_by_kind() -> None:
    assert [str(FullName(*parts)) for parts in (("Лис", "Анна", "Львовна"), ("Лис", "Анна"), ("", "Анна"))] == [
        "Лис Анна Львовна", "Лис Анна", "Анна",
    ]  # fmt: skip
    first, second = pupil("7Б Иванова Анна"), pupil("7Б Лис Яна")
    classes = (school_class("7Б"),)
    assert pupils(first) + Roll((second,), classes) == Roll((first, second), classes)
