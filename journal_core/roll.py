"""The roll: what a school's files say, before anybody believed it.

`exchange` reads a file into a `Roll`; `journal_core.actions.import_roll` compares it with the school and applies
the difference. Every row keeps where it stood, so that a question can name the sheet and the row.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, time

from journal_core.calendar.terms import System
from journal_core.lessons import Week


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
    joined: date | None = None  #: the first day in the class, when the file says so («прибыл 12.01.2027»)
    left: date | None = None  #: the first day without them, when the file says so («выбыл 15.10.2026»)


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
    adds: bool = False  #: the file knows some duties only; those it does not name stay


@dataclass(frozen=True, slots=True)
class TimetableRow:
    """One weekly lesson."""

    where: Where
    weekday: int  #: 0 is Monday
    slot: int
    written_class: str
    subject: str
    teacher: FullName | None  #: None where the timetable names none
    subgroup: str = ""  #: empty is the whole class
    room: str = ""
    week: Week = Week.EVERY
    since: date | None = None  #: a new timetable holds from this day on; None is from now


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term (четверть, полугодие, учебный год) or a holiday; `last` is its last day."""

    where: Where
    kind: str  #: "term" or "holiday"
    name: str
    first: date
    last: date
    system: System = System.QUARTER  #: of a term; holidays have none
    grades: tuple[int, ...] = ()  #: whose it is; empty is everybody's


@dataclass(frozen=True, slots=True)
class MovedDayRow:
    """A day that is not what its date says: taught by another weekday's timetable, or a day off."""

    where: Where
    day: date
    weekday: int | None  #: whose timetable it takes, 0 is Monday; None is a day off
    week: Week = Week.EVERY  #: A or B when the timetable of that week is meant


@dataclass(frozen=True, slots=True)
class BellRow:
    """When the lesson of a slot begins and ends, local time."""

    where: Where
    slot: int
    starts_at: time
    ends_at: time
    bells: str = ""  #: the set it belongs to («сокращённый день», «вторая смена»); empty is the ordinary one


@dataclass(frozen=True, slots=True)
class BellDayRow:
    """When a set of bells rings instead of the ordinary one; what is left out is «any»."""

    where: Where
    bells: str
    day: date | None = None
    weekday: int | None = None  #: 0 is Monday
    grades: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark of another program's gradebook."""

    where: Where
    external_id: str  #: the mark's number there
    pupil: PupilRow
    subject: str
    day: date
    value: str  #: "7", or a word of the scale; empty when the mark was taken back
    subgroup: str = ""
    work: str = ""  #: what it was given for, in the other program's words
    weight: int = 1
    comment: str = ""
    highest: str = ""  #: the best value of the other program's scale, when it says so
    slot: int | None = None  #: of the lesson, when the other program says it
    teacher: FullName | None = None  #: who gives the subject there


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
    moved_days: tuple[MovedDayRow, ...] = ()
    bell_days: tuple[BellDayRow, ...] = ()
    marks: tuple[MarkRow, ...] = ()

    def __add__(self, other: Roll) -> Roll:
        return Roll(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})
