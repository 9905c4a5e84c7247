"""What a school has, as the comparing of a roll sees it: records by kind, with the numbers they are known by.

A record that is not kept yet has a number below zero; `storage` gives it its own when it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from journal_core.calendar.days import BellUse, MovedDay
from journal_core.classes import ClassName
from journal_core.lessons import Bell, Span, Weekly
from journal_core.roll import FullName


@dataclass(frozen=True, slots=True)
class StaffRecord:
    """A member of staff."""

    id: int
    name: FullName
    duties: tuple[str, ...]  #: role values, in the order of `people.DUTIES`
    phone: str = ""
    email: str = ""
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class ClassRecord:
    """A class with its class teacher."""

    id: int
    name: ClassName
    class_teacher_id: int | None = None


@dataclass(frozen=True, slots=True)
class SubjectRecord:
    """A subject, as the school writes it."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class SubgroupRecord:
    """A subgroup of one class for one subject."""

    id: int
    class_id: int
    subject_id: int
    name: str


@dataclass(frozen=True, slots=True)
class PupilRecord:
    """A pupil."""

    id: int
    name: FullName
    birth_date: date | None = None
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class GuardianRecord:
    """A guardian of a list; phone and e-mail are not confirmed, so nothing is ever sent to them."""

    id: int
    name: FullName
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class GuardianshipRecord:
    """Who is whose guardian."""

    id: int
    guardian_id: int
    pupil_id: int
    relation: str = ""


@dataclass(frozen=True, slots=True)
class MembershipRecord:
    """A pupil in a class from `first` up to, not including, `end`."""

    id: int
    pupil_id: int
    class_id: int
    first: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class SubgroupMemberRecord:
    """A pupil in a subgroup from `first` up to, not including, `end`."""

    id: int
    subgroup_id: int
    pupil_id: int
    first: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class TermRecord:
    """A term or a holiday."""

    id: int
    kind: str  #: "term" or "holiday"
    name: str
    span: Span
    system: str = ""  #: of a term: "quarter", "half_year" or "year"
    grades: tuple[int, ...] = ()  #: whose it is; none is everybody's


@dataclass(frozen=True, slots=True)
class MovedDayRecord:
    """A day that works by another weekday's timetable."""

    id: int
    moved: MovedDay


@dataclass(frozen=True, slots=True)
class BellUseRecord:
    """When a set of bells rings."""

    id: int
    use: BellUse


@dataclass(frozen=True, slots=True)
class BellRecord:
    """A slot's times."""

    id: int
    bell: Bell


@dataclass(frozen=True, slots=True)
class LineRecord:
    """A line of the timetable."""

    id: int
    weekly: Weekly


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the journal already, as far as a list of pupils must mind it."""

    begun: frozenset[int] = frozenset()  #: classes in whose journal somebody has written
    last: Mapping[int, date] = field(default_factory=dict)  #: pupil → the last lesson with a mark or an absence
    terms: frozenset[int] = frozenset()  #: that have term marks, or were closed or handed over


@dataclass(frozen=True, slots=True)
class Standing:
    """A school's records; each kind refers only to kinds named before it.

    Memberships are those that are not over, and the last one of a pupil who left: earlier ones never change again.
    """

    staff: tuple[StaffRecord, ...] = ()
    classes: tuple[ClassRecord, ...] = ()
    subjects: tuple[SubjectRecord, ...] = ()
    subgroups: tuple[SubgroupRecord, ...] = ()
    pupils: tuple[PupilRecord, ...] = ()
    guardians: tuple[GuardianRecord, ...] = ()
    guardianships: tuple[GuardianshipRecord, ...] = ()
    memberships: tuple[MembershipRecord, ...] = ()
    subgroup_members: tuple[SubgroupMemberRecord, ...] = ()
    terms: tuple[TermRecord, ...] = ()
    bells: tuple[BellRecord, ...] = ()
    lines: tuple[LineRecord, ...] = ()
    moved_days: tuple[MovedDayRecord, ...] = ()
    bell_uses: tuple[BellUseRecord, ...] = ()
