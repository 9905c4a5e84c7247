"""A teacher's desk: what one teacher has in front of them when a message is read.

The view is made by `storage.reader` for one teacher and one moment; the reading of a message (`bot.reading`)
stands on it alone, so that it is a pure function of a text, a moment and a desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from journal_core.entries.marks import Scale


@dataclass(frozen=True, slots=True)
class DeskPupil:
    """A pupil as the class list on the desk names them."""

    id: int
    surname: str
    name: str
    patronymic: str  #: empty when the school does not write one
    subgroups: frozenset[int]  #: ids of the subgroups the pupil belongs to today


@dataclass(frozen=True, slots=True)
class DeskClass:
    """A class the teacher teaches, with its list in alphabetical order."""

    id: int
    name: str  #: as the school writes it: «7Б»
    pupils: tuple[DeskPupil, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """One line of the teacher's load: this subject, to this class or to one subgroup of it."""

    class_id: int
    subject_id: int
    subject: str  #: «Алгебра»
    subgroup_id: int | None  #: None is the whole class
    subgroup: str | None  #: the subgroup's name: «1»


@dataclass(frozen=True, slots=True)
class DeskLesson:
    """A lesson of this teacher; times are local to the school."""

    id: int
    class_id: int
    subject_id: int
    subgroup_id: int | None
    date: date
    slot: int
    starts_at: time
    ends_at: time  #: a lesson is going on up to, not including, this time


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the reading of a teacher's message may lean on: two weeks back, four weeks ahead."""

    scale: Scale
    classes: tuple[DeskClass, ...]
    load: tuple[Load, ...]
    lessons: tuple[DeskLesson, ...]  #: in order of date and slot; holidays have none
