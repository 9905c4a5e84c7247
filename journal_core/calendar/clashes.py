"""Who cannot be in two places: a class, a teacher, a room at one time of one day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from journal_core.lessons import PlannedLesson


class Busy(StrEnum):
    """What is taken."""

    CLASS = "class"
    TEACHER = "teacher"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class DayLesson:
    """A lesson of a day as a clash names it."""

    id: int
    lesson: PlannedLesson
    class_name: str
    subject: str


@dataclass(frozen=True, slots=True)
class Clash:
    """What is taken, and by which lesson."""

    what: Busy
    by: DayLesson


def clashes(lesson: PlannedLesson, others: Iterable[DayLesson]) -> tuple[Clash, ...]:
    """Everything that keeps `lesson` from being where it is; `others` are the other lessons of that day."""
    found = []
    for other in others:
        if _same_place(lesson, other.lesson):
            found.append(Clash(Busy.CLASS, other))
        if other.lesson.cancelled or not _at_once(lesson, other.lesson):
            continue
        if _shares_pupils(lesson, other.lesson) and not _same_place(lesson, other.lesson):
            found.append(Clash(Busy.CLASS, other))
        if _joined(lesson, other.lesson):
            continue
        if lesson.staff_id is not None and lesson.staff_id == other.lesson.staff_id:
            found.append(Clash(Busy.TEACHER, other))
        if lesson.room and lesson.room == other.lesson.room:
            found.append(Clash(Busy.ROOM, other))
    return tuple(found)


def _at_once(one: PlannedLesson, other: PlannedLesson) -> bool:
    """By the clock: the third lesson of the second shift is not the third of the first."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _same_place(one: PlannedLesson, other: PlannedLesson) -> bool:
    """The very lesson that stands there already, cancelled too: it would be taken back, not doubled."""
    mine = (one.class_id, one.subgroup_id, one.subject_id, one.day, one.slot)
    return mine == (other.class_id, other.subgroup_id, other.subject_id, other.day, other.slot)


def _shares_pupils(one: PlannedLesson, other: PlannedLesson) -> bool:
    """Two different subgroups may work beside each other, of two subjects too."""
    if one.class_id != other.class_id:
        return False
    return one.subgroup_id == other.subgroup_id or None in (one.subgroup_id, other.subgroup_id)


def _joined(one: PlannedLesson, other: PlannedLesson) -> bool:
    """Two groups of one subject taught together: the usual help when one of their teachers is ill."""
    return (one.class_id, one.subject_id) == (other.class_id, other.subject_id)
