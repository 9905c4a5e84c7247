"""Lessons that are not as the timetable has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from journal_core.news.about import About


@dataclass(frozen=True, slots=True)
class LessonChangeSaid:
    """One lesson that was changed, as it stands; nothing but the first three: as the timetable has it after all."""

    day: date  #: by the timetable, like the next two
    slot: int
    subject: str
    cancelled: bool = False
    to_day: date | None = None  #: of a moved one, with its slot there
    to_slot: int | None = None
    instead: str = ""  #: another subject is taught
    teacher: str = ""  #: another teacher takes it: «Орлов О. И.»
    room: str = ""  #: it is in another room

    @property
    def is_moved(self) -> bool:
        """It is on another day or at another time."""
        return self.to_day is not None and self.to_slot is not None

    @property
    def is_restored(self) -> bool:
        """Nothing is changed any more."""
        return not (self.cancelled or self.is_moved or self.instead or self.teacher or self.room)


@dataclass(frozen=True, slots=True)
class LessonChangesNews:
    """What is otherwise for one child; the lessons of a day stand together."""

    about: About
    changes: tuple[LessonChangeSaid, ...]

    @property
    def days(self) -> tuple[tuple[date, tuple[LessonChangeSaid, ...]], ...]:
        """The changes of each day."""
        return tuple((day, tuple(changes)) for day, changes in groupby(self.changes, key=lambda one: one.day))
