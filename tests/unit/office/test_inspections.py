"""The calendar of control: what each regulation asks for, of whom, by which day, and what is done."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.law import Control
from journal_core.lessons import Span
from journal_core.office.inspections import (
    DUTY_OF,
    Inspection,
    control_sheet,
    duties,
    owed,
    period_of,
)
from journal_core.office.matters import Names
from journal_core.office.sheets import Word
from journal_core.people import Role
from tests.unit.office.desk import NOON, TODAY, filed, school

CLASSES = {70: "7А", 71: "7Б"}
WEEK = [date(2026, 10, day) for day in range(5, 10)]


@pytest.mark.parametrize(
    ("control", "first", "due"),
    [
        (Control.DAILY_ANALYSIS, date(2026, 10, 7), date(2026, 10, 7)),
        (Control.WEEKLY_ANALYSIS, date(2026, 10, 5), date(2026, 10, 11)),
        (Control.WEEKLY_ABSENCES, date(2026, 10, 5), date(2026, 10, 11)),
        (Control.MONTHLY_HEAD, date(2026, 10, 1), date(2026, 10, 31)),
        (Control.MONTHLY_DATA, date(2026, 10, 1), date(2026, 10, 31)),
    ],
)
def test_a_period_and_its_last_day(control: Control, first: date, due: date) -> None:
    [duty] = duties([control], [TODAY])
    assert (duty.period.first, duty.due, duty.role) == (first, due, DUTY_OF[control])


@pytest.mark.parametrize(
    ("control", "due"),
    [(Control.YEARLY_SECTIONS, date(2026, 9, 5)), (Control.YEARLY_LISTS, date(2026, 9, 10))],
)
def test_a_year_begins_with_its_papers(control: Control, due: date) -> None:
    [duty] = duties([control], [date(2026, 9, 1), date(2026, 9, 2)])
    assert (duty.period.first, duty.due) == (date(2026, 9, 1), due)
    assert duties([control], [TODAY]) == ()


def test_december_ends_with_its_year_and_february_with_its_29th() -> None:
    assert period_of(Control.MONTHLY_DATA, date(2026, 12, 31)) == Span(date(2026, 12, 1), date(2027, 1, 1))
    assert period_of(Control.MONTHLY_DATA, date(2028, 2, 15)) == Span(date(2028, 2, 1), date(2028, 3, 1))


@given(st.sampled_from(Control), st.dates(date(2026, 9, 11), date(2027, 5, 31)))
def test_periods_of_a_control_do_not_overlap(control: Control, day: date) -> None:
    period = period_of(control, day)
    assert all(period_of(control, one) == period for one in period.days())


def test_nobody_is_asked_for_an_analysis_of_days_without_lessons() -> None:
    assert duties(school("003").law.control, []) == ()
    asked = duties([Control.DAILY_ANALYSIS], WEEK)
    assert [one.due for one in asked] == WEEK


def test_duties_stand_by_the_day_they_are_due_on() -> None:
    control = [Control.MONTHLY_HEAD, Control.MONTHLY_DATA, Control.WEEKLY_ABSENCES, Control.DAILY_ANALYSIS]
    asked = duties(control, [*reversed(WEEK), TODAY])
    assert [one.control for one in asked] == [
        *[Control.DAILY_ANALYSIS] * 5, Control.WEEKLY_ABSENCES, Control.MONTHLY_DATA, Control.MONTHLY_HEAD,
    ]  # fmt: skip


def test_a_class_teacher_s_duty_is_owed_by_every_class() -> None:
    lines = owed(duties([Control.WEEKLY_ABSENCES, Control.MONTHLY_DEPUTY], [TODAY]), CLASSES, [])
    assert [(one.duty.role, one.class_name) for one in lines] == [
        (Role.CLASS_TEACHER, "7А"),
        (Role.CLASS_TEACHER, "7Б"),
        (Role.DEPUTY, ""),
    ]


def test_who_has_not_checked_the_data_this_month_is_seen() -> None:
    checked = Inspection(1, date(2026, 10, 1), Control.MONTHLY_DATA, 71, 7, "У Пети сменился телефон")
    done = filed(checked, names=Names(staff="Соколова В. П."))
    lines = owed(duties([Control.MONTHLY_DATA], WEEK), CLASSES, [done])
    assert [(one.class_name, one.done is not None) for one in lines] == [("7А", False), ("7Б", True)]
    rows = control_sheet(lines).rows
    assert rows[0] == (Word("office.monthly_data"), "7А", date(2026, 10, 31), None, "", "")
    assert rows[1][3:] == (NOON, "Соколова В. П.", "У Пети сменился телефон")


def test_last_month_s_check_does_not_count() -> None:
    old = filed(Inspection(1, date(2026, 9, 1), Control.MONTHLY_DATA, 71))
    [line] = owed(duties([Control.MONTHLY_DATA], WEEK), {71: "7Б"}, [old])
    assert line.done is None
