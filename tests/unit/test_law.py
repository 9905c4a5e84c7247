"""A regulation as data: each profile asks what its text asks, and a school amends single points as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.errors import Invalid
from journal_core.law import POINTS, Control, Correcting, Due, Law, Paper
from journal_core.school import PROFILES, Jurisdiction, School
from journal_core.settings import changed

MONDAY = date(2026, 10, 5)


def school(profile: str) -> School:
    """A school of this profile with nothing amended."""
    made = PROFILES[profile]
    return School(1, "Школа № 1", made, Jurisdiction.RU_PRIVATE, ZoneInfo(made.zone), made.scale)


@pytest.mark.parametrize(
    ("profile", "marks", "homework", "written"),
    [
        ("000", "05.10 19:00", "05.10 19:00", "13.10 00:00"),
        ("001", "06.10 00:00", "06.10 00:00", "13.10 00:00"),
        ("002", "05.10 17:00", "06.10 00:00", "13.10 00:00"),
        ("003", "08.10 00:00", "08.10 00:00", "13.10 00:00"),
        ("004", "06.10 00:00", "06.10 12:00", "13.10 00:00"),
    ],
)
def test_what_a_lesson_of_monday_asks_and_by_when(profile: str, marks: str, homework: str, written: str) -> None:
    one = school(profile)
    due = [one.law.marks_due, one.law.homework_due, one.law.written_due]
    assert [f"{one.local(it.moment(MONDAY, one.zone)):%d.%m %H:%M}" for it in due] == [marks, homework, written]


@pytest.mark.parametrize(
    ("profile", "grades", "correcting", "least", "term_due"),
    [
        ("000", (1, 2), Correcting.LATE, 0, None),
        ("001", (1,), Correcting.LATE, 3, 2),
        ("002", (1,), Correcting.LATE, 0, None),
        ("003", (1,), Correcting.REQUEST, 0, None),
        ("004", (1,), Correcting.LATE, 0, None),
    ],
)
def test_what_each_profile_forbids_and_needs(
    profile: str, grades: tuple[int, ...], correcting: Correcting, least: int, term_due: int | None
) -> None:
    law = school(profile).law
    assert (law.grades_without_marks, law.correcting, law.least_marks, law.term_mark_due) == (
        grades, correcting, least, term_due
    )  # fmt: skip


def test_who_controls_the_journal_by_each_regulation() -> None:
    assert Control.MONTHLY_DEPUTY in school("000").law.control
    assert {Control.MONTHLY_DEPUTY, Control.WEEKLY_ABSENCES, Control.MONTHLY_DATA} == set(school("001").law.control)
    assert Control.MONTHLY_HEAD in school("002").law.control
    assert {Control.DAILY_ANALYSIS, Control.WEEKLY_ANALYSIS, Control.MONTHLY_ANALYSIS} < set(school("003").law.control)
    assert school("004").law.control == (Control.YEARLY_SECTIONS,)


@pytest.mark.parametrize(
    ("point", "written", "value"),
    [
        ("marks_due", "1 12:30", Due(1, time(12, 30))),
        ("marks_due", "3", Due(3)),
        ("written_due", "10", Due(10)),
        ("grades_without_marks", "1, 2", (1, 2)),
        ("correcting", "request", Correcting.REQUEST),
        ("least_marks", "5", 5),
        ("counts_written", "да", True),
        ("counts_written", "Yes", True),
        ("term_mark_due", "none", None),
        ("term_mark_due", "3", 3),
        ("control", "monthly_deputy, monthly_head", (Control.MONTHLY_DEPUTY, Control.MONTHLY_HEAD)),
        ("paper", "refused", Paper.REFUSED),
        ("error_days", "2", 2),
        ("error_days", "100", 100),
        ("grades_without_marks", "12,1", (12, 1)),
    ],
)
def test_a_school_amends_a_point_and_gives_it_back(point: str, written: str, value: object) -> None:
    amended = changed(school("003"), point, written)
    assert getattr(amended.law, point) == value
    assert changed(amended, point, "default").law == PROFILES["003"].law


@pytest.mark.parametrize(
    ("point", "written"),
    [
        *((point, "вчера") for point in sorted(POINTS)),
        ("marks_due", "1 25:00"),
        ("marks_due", "-1"),
        ("written_due", ""),
        ("grades_without_marks", "0"),
        ("grades_without_marks", "13"),
        ("grades_without_marks", "1;2"),
        ("least_marks", ""),
    ],
)
def test_nonsense_is_refused_and_names_the_setting(point: str, written: str) -> None:
    with pytest.raises(Invalid) as refusal:
        changed(school("001"), point, written)
    assert (refusal.value.code, refusal.value.details) == ("school.setting_value", {"setting": point, "value": written})


@pytest.mark.parametrize("written", ["no", "НЕТ"])
def test_what_the_regulation_asks_can_be_let_go(written: str) -> None:
    assert changed(school("001"), "counts_written", written).law.counts_written is False


def test_every_point_of_the_law_can_be_amended() -> None:
    assert set(POINTS) == set(Law.__dataclass_fields__)


def test_amending_a_point_to_what_the_regulation_says_is_no_amendment() -> None:
    assert changed(school("002"), "marks_due", "0 17:00").amendments == ()


@given(st.integers(0, 30), st.none() | st.times(), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_what_is_due_later_is_too_late_later(days: int, at: time | None, day: date) -> None:
    zone = ZoneInfo("Europe/Minsk")
    sooner, later = Due(days, at).moment(day, zone), Due(days + 1, at).moment(day, zone)
    assert datetime.combine(day, time(), zone) <= sooner < later
    assert later.astimezone(UTC) - sooner.astimezone(UTC) == timedelta(days=1)
