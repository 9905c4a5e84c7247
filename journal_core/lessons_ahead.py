"""Lessons ahead: what a changed timetable or calendar does to the lessons that stand.

Future lessons that nobody has touched move; touched ones stay and are asked about; today and the past are
only filled where nothing stands. `calendar.planned` says what there should be, `move` what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from journal_core.calendar.changes import Identity
from journal_core.calendar.days import Calendar
from journal_core.calendar.planned import planned as plan_of
from journal_core.lessons import PlannedLesson, Span

AHEAD = timedelta(days=42)
BEHIND = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class StandingLesson:
    """A lesson that stands already."""

    id: int
    lesson: PlannedLesson
    touched: bool  #: something was ever written to it, or the deputy changed it


@dataclass(frozen=True, slots=True)
class Moves:
    """What to do with lessons."""

    made: tuple[PlannedLesson, ...] = ()
    altered: tuple[StandingLesson, ...] = ()  #: with their new teacher, room and times
    withdrawn: tuple[int, ...] = ()
    kept: tuple[StandingLesson, ...] = ()  #: touched, and no longer in the timetable

    @property
    def count(self) -> int:
        """How many lessons are not as before."""
        return len(self.made) + len(self.altered) + len(self.withdrawn)


def identity(lesson: PlannedLesson) -> Identity:
    """Class or subgroup, subject, date and slot; the school is understood."""
    return lesson.class_id, lesson.subgroup_id, lesson.subject_id, lesson.day, lesson.slot


def move(calendar: Calendar, standing: Iterable[StandingLesson], today: date, ahead: timedelta = AHEAD) -> Moves:
    """What to do so that lessons from BEHIND before today to `ahead` after it follow the calendar.

    `standing` are all lessons from BEHIND before today on, however far ahead.
    """
    there = {identity(one.lesson): one for one in standing}
    last = max((one.lesson.day for one in there.values()), default=today)
    span = Span(today - BEHIND, max(today + ahead, last) + timedelta(days=1))
    planned = {identity(one): one for one in plan_of(calendar, span)}
    future = [one for one in there.values() if one.lesson.day > today]
    gone = [one for one in future if identity(one.lesson) not in planned]
    return Moves(
        tuple(_made(planned, there, today, today + ahead)),
        tuple(
            StandingLesson(one.id, planned[identity(one.lesson)], one.touched)
            for one in future
            if planned.get(identity(one.lesson), one.lesson) != one.lesson
        ),
        tuple(one.id for one in gone if not one.touched),
        tuple(one for one in gone if one.touched),
    )


def _made(
    planned: dict[Identity, PlannedLesson], there: dict[Identity, StandingLesson], today: date, until: date
) -> list[PlannedLesson]:
    # Behind us a new timetable must not appear beside the old one that was taught: a day is filled where the
    # class had nothing, or where the slot was free and the subject had no lesson in all these days.
    past = [one.lesson for one in there.values() if one.lesson.day <= today]
    days = {(one.class_id, one.day) for one in past}
    busy: dict[tuple[int, date, int], set[int | None]] = {}
    for one in past:
        busy.setdefault((one.class_id, one.day, one.slot), set()).add(one.subgroup_id)
    taught = {(one.class_id, one.subgroup_id, one.subject_id) for one in past}

    def due(one: PlannedLesson) -> bool:
        if one.day > today:
            return one.day <= until
        if (one.class_id, one.day) not in days:
            return True
        groups = busy.get((one.class_id, one.day, one.slot), set())
        free = not groups if one.subgroup_id is None else not groups & {None, one.subgroup_id}
        return free and (one.class_id, one.subgroup_id, one.subject_id) not in taught

    return [one for key, one in planned.items() if key not in there and due(one)]
