"""What a regulation asks of the journal, as data: deadlines, corrections, term marks, control, paper, codes.

A profile (`journal_core.school.PROFILES`) is a law under a name; a school amends single points of it, each as a
person types it («marks_due=1 12:00»). Clauses: 000 3.4, 3.5.5; 001 4.3.5, 5.2–5.3; 002 1.3, 3.4, 3.6; 003 4.2; 004 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from journal_core.errors import Invalid


@dataclass(frozen=True, slots=True)
class Due:
    """By when an entry of a lesson is due: `days` calendar days after it, at `at` of the school's clock."""

    days: int = 0
    at: time | None = None  #: None is the end of that day

    def moment(self, day: date, zone: ZoneInfo) -> datetime:
        """The first moment that is too late for a lesson of `day`."""
        last = day + timedelta(days=self.days)
        wall = (
            datetime.combine(last + timedelta(days=1), time()) if self.at is None else datetime.combine(last, self.at)
        )
        return wall.replace(tzinfo=zone)


class Correcting(StrEnum):
    """What becomes of a change to what stands already."""

    LATE = "late"  #: free until the deadline, flagged late after it
    REQUEST = "request"  #: from the end of the grace on only by a request that somebody else approves (003 4.2 а)


class Control(StrEnum):
    """Who looks at the keeping of the journal, how often, at what."""

    DAILY_ANALYSIS = "daily_analysis"  #: administrator to teachers, every day (003 4.2 б)
    WEEKLY_ANALYSIS = "weekly_analysis"  #: the keeping of the journal, every week (003 5.1)
    MONTHLY_ANALYSIS = "monthly_analysis"  #: administrator to the deputy (003 4.2 б)
    MONTHLY_DEPUTY = "monthly_deputy"  #: deputy: teachers, marks, homework, families (002 3.6; 000 3.5.3)
    MONTHLY_HEAD = "monthly_head"  #: head (002 3.6)
    WEEKLY_ABSENCES = "weekly_absences"  #: class teacher (001 4.3; 003 4.2 г)
    MONTHLY_DATA = "monthly_data"  #: class teacher: data of pupils and guardians (001 4.3.7)
    YEARLY_SECTIONS = "yearly_sections"  #: deputy: the year's sections by 5 September (004 §3)
    YEARLY_LISTS = "yearly_lists"  #: secretary: lists of classes and staff by 10 September (002 3.2)


class Paper(StrEnum):
    """Which families get a week on paper."""

    ON_REQUEST = "on_request"  #: those who asked (004 §1)
    REFUSED = "refused"  #: every family without electronics too, at least weekly (001 4.3.5)


@dataclass(frozen=True, slots=True)
class Law:
    """Every point of a regulation that software keeps."""

    grades_without_marks: tuple[int, ...] = (1,)
    marks_due: Due = Due()
    attendance_due: Due = Due()
    topic_due: Due = Due()
    homework_due: Due = Due()
    written_due: Due = Due(7)  #: marks of written work
    correcting: Correcting = Correcting.LATE
    error_days: int = 1  #: for the deputy to have a reported mistake corrected (000 3.5.5)
    least_marks: int = 0  #: without so many a term mark is not proposed; 0 asks for none (001 5.2)
    counts_written: bool = False  #: … and a written, laboratory or practical work among them, where there were any
    term_mark_due: int | None = None  #: days before the term's last day by which its marks are set (001 5.3)
    control: tuple[Control, ...] = ()
    paper: Paper = Paper.ON_REQUEST
    on_application: bool = False  #: a guardian's slip only on their application for access (003 1.10)
    pupil_codes: bool = True  #: pupils get a code of their own; 003 3.1.2 gives codes to guardians only


def amended(law: Law, amendments: tuple[tuple[str, str], ...]) -> Law:
    """`law` with points as a school typed them. Raises Invalid for a point or a value that cannot be."""
    return replace(law, **{point: read(point, written) for point, written in amendments})


def read(point: str, written: str) -> Any:
    """A point's value as typed: «1 12:00», «1,2», «request», «yes»."""
    try:
        return POINTS[point](written.strip())
    except (KeyError, ValueError) as error:
        raise Invalid("school.setting_value", setting=point, value=written) from error


def _due(written: str) -> Due:
    match = re.fullmatch(r"(\d{1,2})(?:\s+(\d{1,2}):(\d{2}))?", written)
    if match is None:
        raise ValueError
    return Due(int(match[1]), time(int(match[2]), int(match[3])) if match[2] else None)


def _words(written: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in written.split(",") if word.strip())


def _yes(written: str) -> bool:
    return {"yes": True, "да": True, "no": False, "нет": False}[written.casefold()]


def _days(written: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", written):
        raise ValueError
    return int(written)


def _grades(written: str) -> tuple[int, ...]:
    grades = tuple(_days(word) for word in _words(written))
    if any(grade not in range(1, 13) for grade in grades):
        raise ValueError
    return grades


#: Point → how its text is read.
POINTS: dict[str, Callable[[str], Any]] = {
    "grades_without_marks": _grades,
    "marks_due": _due,
    "attendance_due": _due,
    "topic_due": _due,
    "homework_due": _due,
    "written_due": _due,
    "correcting": Correcting,
    "error_days": _days,
    "least_marks": _days,
    "counts_written": _yes,
    "term_mark_due": lambda written: None if written == "none" else _days(written),
    "control": lambda written: tuple(Control(word) for word in _words(written)),
    "paper": Paper,
    "on_application": _yes,
    "pupil_codes": _yes,
}
