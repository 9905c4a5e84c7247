"""The roll: what a school's files say, before anybody believed it.

`exchange` reads a file into a `Roll`; `journal_core.actions.import_roll` compares it with the school and applies
the difference. Every row keeps where it stood, so that a question can name the sheet and the row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file, as the person who opens it would count."""

    file: str
    sheet: str
    row: int  #: 1 is the first row of the sheet


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in the file that a person must look at; the row it stands in is not taken.

    `fatal` doubts refuse the whole file: nothing is changed.
    """

    where: Where
    code: str  #: a key of the catalog: "import.birth_date_unread"
    details: dict[str, str] = field(default_factory=dict)
    fatal: bool = False


@dataclass(frozen=True, slots=True)
class FullName:
    """Surname, name and patronymic; the patronymic may be empty."""

    surname: str
    name: str
    patronymic: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.surname, self.name, self.patronymic) if part)


@dataclass(frozen=True, slots=True)
class GuardianRow:
    """A guardian as a list names them, beside their child."""

    where: Where
    name: FullName
    relation: str = ""  #: «мать», «отец», or as the list says
    phone: str = ""  #: E.164, or empty
    email: str = ""


@dataclass(frozen=True, slots=True)
class PupilRow:
    """A pupil with class and guardians."""

    where: Where
    name: FullName
    written_class: str  #: as the file writes it; folded against the school's classes when applied
    birth_date: date | None = None
    external_id: str = ""
    guardians: tuple[GuardianRow, ...] = ()
    subgroups: tuple[tuple[str, str], ...] = ()  #: (subject, subgroup's name): («Английский язык», «1»)


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class the school has, with its class teacher."""

    where: Where
    written_class: str
    class_teacher: FullName | None = None


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A member of staff; `duties` are role values: teacher, deputy, head, administrator, secretary."""

    where: Where
    name: FullName
    duties: tuple[str, ...] = ("teacher",)
    phone: str = ""
    email: str = ""
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class TimetableRow:
    """One weekly lesson."""

    where: Where
    weekday: int  #: 0 is Monday
    slot: int
    written_class: str
    subject: str
    teacher: FullName
    subgroup: str = ""  #: empty is the whole class
    room: str = ""


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term (четверть, полугодие) or a holiday; `last` is its last day."""

    where: Where
    kind: str  #: "term" or "holiday"
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class BellRow:
    """When the lesson of a slot begins and ends, local time."""

    where: Where
    slot: int
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True)
class Roll:
    """All that a set of files says; lists may be empty: a file of pupils alone is a roll too."""

    pupils: tuple[PupilRow, ...] = ()
    classes: tuple[ClassRow, ...] = ()
    staff: tuple[StaffRow, ...] = ()
    timetable: tuple[TimetableRow, ...] = ()
    terms: tuple[TermRow, ...] = ()
    bells: tuple[BellRow, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def __add__(self, other: Roll) -> Roll:
        return Roll(
            self.pupils + other.pupils,
            self.classes + other.classes,
            self.staff + other.staff,
            self.timetable + other.timetable,
            self.terms + other.terms,
            self.bells + other.bells,
            self.doubts + other.doubts,
        )
