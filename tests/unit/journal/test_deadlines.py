"""By when each thing of a lesson is due in each of the five regulations, and what late means."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.entries.admitting import admitted
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.deadlines import (
    attendance_due,
    error_due,
    homework_due,
    marks_due,
    marks_due_from,
    timed,
    topic_due,
)
from journal_core.entries.entry import AbsenceEntry, HomeworkEntry, LessonEntry, MarkEntry, RemarkEntry, TaskEntry
from journal_core.entries.marks import WorkKind
from journal_core.entries.revisions import AbsenceRevision, HomeworkRevision, MarkRevision, RemarkRevision, TaskRevision
from journal_core.school import PROFILES, School
from tests.unit.journal.page import ANYA, PAGE, SCHOOL, TODAY, VOVA, absent, entered

WALL = "%d.%m %H:%M"


EVERYTHING = LessonEntry(
    5,
    "Корни",
    HomeworkEntry("№ 1", TODAY),
    (MarkEntry(ANYA, ("8",)),),
    (AbsenceEntry(VOVA, AbsenceCode.ABSENT),),
    (RemarkEntry(ANYA, "Молодец"),),
    (TaskEntry("чтение", "§ 3"),),
)


def school_of(profile: str) -> School:
    found = PROFILES[profile]
    return replace(SCHOOL, profile=found, scale=found.scale, zone=ZoneInfo(found.zone))


@pytest.mark.parametrize(
    ("profile", "marks", "attendance", "topic", "homework"),
    [
        ("000", "07.10 19:00", "07.10 19:00", "07.10 19:00", "07.10 19:00"),
        ("001", "08.10 00:00", "08.10 00:00", "08.10 00:00", "08.10 00:00"),
        ("002", "07.10 17:00", "08.10 00:00", "08.10 00:00", "08.10 00:00"),
        ("003", "10.10 00:00", "10.10 00:00", "10.10 00:00", "10.10 00:00"),
        ("004", "08.10 00:00", "08.10 00:00", "08.10 12:00", "08.10 12:00"),
    ],
)
def test_each_regulation_has_its_own_deadlines_on_the_schools_wall_clock(
    profile: str, marks: str, attendance: str, topic: str, homework: str
) -> None:
    school = school_of(profile)
    due = (marks_due, attendance_due, topic_due, homework_due)
    assert [one(school, TODAY).strftime(WALL) for one in due] == [marks, attendance, topic, homework]
    assert marks_due(school, TODAY).tzinfo == school.zone


def test_written_work_has_a_week_and_an_oral_answer_has_not() -> None:
    given_for = (
        MarkEntry(ANYA, ("8",), WorkKind.TEST),
        MarkEntry(ANYA, ("9",), WorkKind.ORAL),
        MarkEntry(ANYA, ("7",)),
    )
    found = entered(PAGE, LessonEntry(5, marks=given_for))
    assert marks_due(SCHOOL, TODAY, written=True).strftime(WALL) == "15.10 00:00"
    nine_in_the_evening = datetime(2026, 10, 7, 18, 0, tzinfo=UTC)
    assert [one.late for one in timed(PAGE, found, SCHOOL, nine_in_the_evening).marks] == [False, True, True]
    a_week_later = datetime(2026, 10, 14, 21, 0, tzinfo=UTC)
    assert all(one.late for one in timed(PAGE, found, SCHOOL, a_week_later).marks)


def test_the_earliest_day_still_in_time_moves_on_at_the_very_moment_its_written_work_is_due() -> None:
    due = marks_due(SCHOOL, TODAY, written=True)
    assert marks_due_from(SCHOOL, due - timedelta(minutes=1)) == TODAY
    assert marks_due_from(SCHOOL, due) == TODAY + timedelta(days=1)


def test_each_thing_of_a_lesson_is_late_from_its_own_deadline_on() -> None:
    dues = (("marks", "0 10:00"), ("attendance", "0 11:00"), ("topic", "0 12:00"), ("homework", "0 13:00"))
    school = replace(SCHOOL, amendments=tuple((f"{thing}_due", due) for thing, due in dues))
    ten = datetime(2026, 10, 7, 7, 0, tzinfo=UTC)  # 10:00 in Minsk
    for hour in range(-1, 4):
        at = ten + timedelta(hours=hour)
        found = timed(PAGE, entered(PAGE, EVERYTHING), school, at)
        assert [(type(one), one.late) for one in found.revisions()] == [
            (MarkRevision, hour >= 0), (AbsenceRevision, hour >= 1), (HomeworkRevision, hour >= 3),
            (RemarkRevision, hour >= 0), (TaskRevision, hour >= 2),
        ]  # fmt: skip
        assert found.topic_late is (hour >= 2)
    assert timed(PAGE, entered(PAGE, absent()), school, ten + timedelta(days=1)).topic_late is False


def test_two_days_are_calendar_days_holidays_and_sundays_among_them() -> None:
    friday = date(2026, 10, 9)
    assert marks_due(school_of("003"), friday).strftime(WALL) == "12.10 00:00"
    assert topic_due(school_of("004"), friday).strftime(WALL) == "10.10 12:00"


def test_a_mistake_is_to_be_put_right_by_the_same_hour_of_the_next_day() -> None:
    heard = datetime(2026, 10, 7, 9, 30, tzinfo=UTC)
    assert error_due(SCHOOL, heard) == heard + timedelta(days=1)
    assert error_due(replace(SCHOOL, amendments=(("error_days", "3"),)), heard) == heard + timedelta(days=3)


@given(st.integers(0, 60 * 24 * 14), st.integers(0, 60 * 24 * 14))
def test_what_is_late_once_is_late_ever_after(sooner: int, later: int) -> None:
    both = (MarkEntry(ANYA, ("8",), WorkKind.TEST), MarkEntry(ANYA, ("8",)))
    found = entered(PAGE, replace(EVERYTHING, marks=both))
    noon = datetime(2026, 10, 7, 9, 0, tzinfo=UTC)
    first, second = (noon + timedelta(minutes=minutes) for minutes in sorted((sooner, later)))
    was = admitted(PAGE, found, SCHOOL, first, {})
    now = admitted(PAGE, found, SCHOOL, second, {})
    for before, after in zip(was.revisions(), now.revisions(), strict=True):
        assert after.late >= before.late
    assert now.topic_late >= was.topic_late
