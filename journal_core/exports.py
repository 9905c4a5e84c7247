"""A whole school as it leaves the system: its people, classes and gradebook, in the words of the field.

Made by `storage.exports` behind an administrator's pass; `exchange.formats.oneroster` writes it down. Numbers of the
database are for joining these rows only: another installation has others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journal_core.calendar.terms import Term
from journal_core.roll import FullName


@dataclass(frozen=True, slots=True)
class OutClass:
    """A class with its class teacher."""

    id: int
    grade: int
    letter: str
    class_teacher_id: int | None

    @property
    def name(self) -> str:
        """«7Б»."""
        return f"{self.grade}{self.letter}"


@dataclass(frozen=True, slots=True)
class OutTaught:
    """A subject taught to a class or to a subgroup of it, by whom and where."""

    class_id: int
    subject: str
    subgroup_id: int | None
    subgroup: str
    teachers: tuple[int, ...]
    room: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody in a class or subgroup; no end is until now, and `end` is the first day without them."""

    place_id: int
    first: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class OutPupil:
    """A pupil with every class and subgroup they were in."""

    id: int
    external_id: str
    name: FullName
    birth_date: date | None
    classes: tuple[Stay, ...]
    subgroups: tuple[Stay, ...]


@dataclass(frozen=True, slots=True)
class OutAdult:
    """A guardian, in one relation to some of their children."""

    name: FullName
    phone: str
    email: str
    relation: str
    children: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OutStaff:
    """A member of staff."""

    id: int
    external_id: str
    name: FullName
    phone: str
    email: str
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutSchool:
    """Everything but the gradebook."""

    name: str
    numbers: tuple[str, ...]  #: of the scale, the lowest first
    terms: Sequence[Term]
    classes: Sequence[OutClass]
    taught: Sequence[OutTaught]
    pupils: Sequence[OutPupil]
    adults: Sequence[OutAdult]
    staff: Sequence[OutStaff]


@dataclass(frozen=True, slots=True)
class OutWork:
    """What marks were given for: a kind of work at a lesson."""

    class_id: int
    subject: str
    subgroup_id: int | None
    day: date
    slot: int
    work: str


@dataclass(frozen=True, slots=True)
class OutMark:
    """A mark as it stands."""

    of: OutWork
    pupil_id: int
    ordinal: int  #: among the pupil's marks for this work, from 1
    value: str
    weight: int
    comment: str
