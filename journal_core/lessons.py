"""Lessons: what the timetable, the bells and the days of a school make of each other.

A lesson is identified by school, class or subgroup, subject, date and slot; `calendar.planned` says which there
should be, `lessons_ahead` what to do about those that stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` up to, not including, `end`."""

    first: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.end

    def days(self) -> Iterator[date]:
        """Each day of the span."""
        return (self.first + timedelta(n) for n in range((self.end - self.first).days))


class Week(StrEnum):
    """In which weeks a line of the timetable holds: they alternate, and the year begins with A."""

    EVERY = "every"
    A = "A"
    B = "B"


@dataclass(frozen=True, slots=True)
class Bell:
    """When a slot begins and ends, local time."""

    slot: int
    starts_at: time
    ends_at: time
    bell_set: str = ""  #: «сокращённый день», «вторая смена»; empty is the ordinary one


@dataclass(frozen=True, slots=True)
class Weekly:
    """One line of the timetable as the school keeps it."""

    class_id: int
    subgroup_id: int | None
    subject_id: int
    staff_id: int | None  #: None where the timetable names nobody yet
    weekday: int  #: 0 is Monday
    slot: int
    room: str = ""
    week: Week = Week.EVERY
    first: date | None = None  #: from this day on; None is always
    end: date | None = None  #: up to, not including, this day

    def holds_on(self, day: date, week: Week) -> bool:
        """Whether the line is of a day, in a week that is A or B."""
        lasts = (self.first is None or self.first <= day) and (self.end is None or day < self.end)
        return lasts and self.week in (Week.EVERY, week)


@dataclass(frozen=True, slots=True)
class PlannedLesson:
    """A lesson to be: what the calendar says there should stand on a day."""

    class_id: int
    subgroup_id: int | None
    subject_id: int
    staff_id: int | None  #: who gives it: the substitute where there is one
    day: date
    slot: int
    starts_at: time
    ends_at: time
    room: str = ""
    regular_staff_id: int | None = None  #: whose lesson it is by the timetable, where another gives it
    cancelled: bool = False
