"""Control of the journal's keeping: which duties a school's law asks for, when, of whom, and who has done theirs.

A duty stands for each period with a school day in it: nobody is asked for an analysis of the summer. Doing it leaves
an `Inspection`, with what was found. Clauses: 003 4.2 б(3–4), г(1), 5.1; 002 3.2, 3.6, 3.7; 001 4.3.1, 4.3.7; 004 §3.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from journal_core.law import Control
from journal_core.lessons import Span
from journal_core.office.matters import Filed, Way
from journal_core.office.sheets import OfficeSheet, Word, sheet
from journal_core.people import Role

#: Whose duty it is; what a class teacher owes is owed for each class.
DUTY_OF: dict[Control, Role] = {
    Control.DAILY_ANALYSIS: Role.ADMINISTRATOR,
    Control.WEEKLY_ANALYSIS: Role.ADMINISTRATOR,
    Control.MONTHLY_ANALYSIS: Role.ADMINISTRATOR,
    Control.MONTHLY_DEPUTY: Role.DEPUTY,
    Control.MONTHLY_HEAD: Role.HEAD,
    Control.WEEKLY_ABSENCES: Role.CLASS_TEACHER,
    Control.MONTHLY_DATA: Role.CLASS_TEACHER,
    Control.YEARLY_SECTIONS: Role.DEPUTY,
    Control.YEARLY_LISTS: Role.SECRETARY,
}
_WEEKLY = (Control.WEEKLY_ANALYSIS, Control.WEEKLY_ABSENCES)
_MONTHLY = (Control.MONTHLY_ANALYSIS, Control.MONTHLY_DEPUTY, Control.MONTHLY_HEAD, Control.MONTHLY_DATA)
#: The last day in September.
_IN_SEPTEMBER = {Control.YEARLY_SECTIONS: 5, Control.YEARLY_LISTS: 10}


@dataclass(frozen=True, slots=True)
class Duty:
    """One control in one period."""

    control: Control
    period: Span
    role: Role

    @property
    def due(self) -> date:
        """The last day to do it on."""
        return self.period.end - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Inspection:
    """A duty that was done; the monthly check of pupils' and guardians' data is one."""

    NAME: ClassVar[str] = "inspection"
    WAY: ClassVar[Way] = {}

    school_id: int
    day: date  #: the first of the period
    control: Control
    class_id: int | None = None  #: of a class teacher's duty
    staff_id: int | None = None
    found: str = ""  #: what was wrong


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty with who owes it and, when it is done, the inspection."""

    duty: Duty
    class_name: str = ""
    done: Filed[Inspection] | None = None


def period_of(control: Control, day: date) -> Span:
    """The period of `control` that `day` falls into; a yearly one is that of the day's September."""
    if control in _IN_SEPTEMBER:
        return Span(date(day.year, 9, 1), date(day.year, 9, _IN_SEPTEMBER[control] + 1))
    if control in _MONTHLY:
        first = day.replace(day=1)
        return Span(first, first + timedelta(days=calendar.monthrange(day.year, day.month)[1]))
    if control in _WEEKLY:
        monday = day - timedelta(days=day.weekday())
        return Span(monday, monday + timedelta(days=7))
    return Span(day, day + timedelta(days=1))


def duties(control: Iterable[Control], school_days: Iterable[date]) -> tuple[Duty, ...]:
    """Every duty whose period holds one of `school_days`, by the day it is due on."""
    days = set(school_days)
    found = {
        Duty(one, period, DUTY_OF[one]) for one in control for day in days if day in (period := period_of(one, day))
    }
    return tuple(sorted(found, key=lambda duty: (duty.due, duty.control)))


def owed(
    asked: Iterable[Duty], classes: Mapping[int, str], inspections: Iterable[Filed[Inspection]]
) -> tuple[Owed, ...]:
    """Each duty with the inspection that did it; a class teacher's once for each class, by its name."""
    done = {(one.matter.control, one.matter.class_id, one.matter.day): one for one in inspections}
    lines = []
    for duty in asked:
        of_classes = duty.role is Role.CLASS_TEACHER
        for class_id, name in classes.items() if of_classes else [(None, "")]:
            lines.append(Owed(duty, name, done.get((duty.control, class_id, duty.period.first))))
    return tuple(lines)


_CONTROL = {
    Control.DAILY_ANALYSIS: Word("office.daily_analysis"),
    Control.WEEKLY_ANALYSIS: Word("office.weekly_analysis"),
    Control.MONTHLY_ANALYSIS: Word("office.monthly_analysis"),
    Control.MONTHLY_DEPUTY: Word("office.monthly_deputy"),
    Control.MONTHLY_HEAD: Word("office.monthly_head"),
    Control.WEEKLY_ABSENCES: Word("office.weekly_absences"),
    Control.MONTHLY_DATA: Word("office.monthly_data"),
    Control.YEARLY_SECTIONS: Word("office.yearly_sections"),
    Control.YEARLY_LISTS: Word("office.yearly_lists"),
}


def control_sheet(lines: Iterable[Owed]) -> OfficeSheet:
    """What is owed and what is done."""
    return sheet(
        "office.control",
        ("office.what", "office.class", "office.due", "office.done_at", "office.who", "office.found"),
        (
            (
                _CONTROL[one.duty.control],
                one.class_name,
                one.duty.due,
                one.done.at if one.done else None,
                one.done.names.staff if one.done else "",
                one.done.matter.found if one.done else "",
            )
            for one in lines
        ),
    )
