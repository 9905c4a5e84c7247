"""Dated facts on top of the timetable: a lesson substituted, moved to another place, cancelled (001 4.6.2; 003).

A change stands as a whole: it says where the lesson was by the timetable and what it is now. It is input of
planning, so the nightly plan and a new import leave it as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from journal_core.lessons import Bell, PlannedLesson

#: Class, subgroup, subject, date and slot; the school is understood.
Identity = tuple[int, int | None, int, date, int]


@dataclass(frozen=True, slots=True)
class Home:
    """A lesson as the timetable gave it, before anybody changed it."""

    class_id: int
    subgroup_id: int | None
    subject_id: int
    staff_id: int | None
    day: date
    slot: int
    room: str = ""

    @property
    def identity(self) -> Identity:
        """What the timetable's lesson is known by."""
        return self.class_id, self.subgroup_id, self.subject_id, self.day, self.slot


@dataclass(frozen=True, slots=True)
class LessonChange:
    """What became of one lesson; None is «as the timetable says»."""

    lesson_id: int
    home: Home
    staff_id: int | None = None
    subject_id: int | None = None
    day: date | None = None
    slot: int | None = None
    room: str | None = None
    cancelled: bool = False

    @property
    def on(self) -> date:
        """The day the lesson is on now."""
        return self.day or self.home.day

    @property
    def at(self) -> int:
        """Its slot now."""
        return self.home.slot if self.slot is None else self.slot

    def __bool__(self) -> bool:
        """False when the lesson is as the timetable says."""
        return self != LessonChange(self.lesson_id, self.home)


def settled(change: LessonChange) -> LessonChange:
    """The same without what only repeats the timetable: moved there and back is not moved."""
    home = change.home
    return replace(
        change,
        staff_id=None if change.staff_id == home.staff_id else change.staff_id,
        subject_id=None if change.subject_id == home.subject_id else change.subject_id,
        day=None if change.day == home.day else change.day,
        slot=None if change.slot == home.slot else change.slot,
        room=None if change.room == home.room else change.room,
    )


def changed(change: LessonChange, bell: Bell) -> PlannedLesson:
    """The lesson as it is with the change, rung by `bell`."""
    home = change.home
    return PlannedLesson(
        home.class_id,
        home.subgroup_id,
        home.subject_id if change.subject_id is None else change.subject_id,
        home.staff_id if change.staff_id is None else change.staff_id,
        change.on,
        change.at,
        bell.starts_at,
        bell.ends_at,
        home.room if change.room is None else change.room,
        home.staff_id if change.staff_id is not None else None,
        change.cancelled,
    )
