"""What a pass is: the right to see or change something, held by whoever `access` gave it to.

Every view and every action takes one of these, never a bare number. Only `journal_core.access` and the reader of
grants make them (a test reads the source for that).
Clauses: 000 3.3–3.7; 001 3.6, 4.1; 002 3.2; 003 3.1.3, 4.2 б; 003, plan 2.5–2.7.
"""

from __future__ import annotations

from dataclasses import dataclass

from journal_core.people import Account, Actor, Person, Role
from journal_core.school import School


@dataclass(frozen=True, slots=True)
class Child:
    """A pass to one pupil's diary, for one adult (or the pupil)."""

    pupil_id: int
    school: School
    surname: str
    name: str
    class_id: int
    class_name: str
    consented: bool  #: to this channel; without it only the consent itself is shown
    confirmed: bool  #: the class teacher tapped
    own: bool = False  #: the pupil themself: sees the same, answers for nothing
    reader: int | None = None  #: the person who holds it; what an adult has read is shown to themself alone

    @property
    def short(self) -> str:
        """«Аня И.», for a switcher."""
        return f"{self.name} {self.surname[:1]}."


@dataclass(frozen=True, slots=True)
class TeacherDesk:
    """A pass to a teacher's own pages: the subjects and groups of the load (000 3.4.1)."""

    staff_id: int
    school: School


@dataclass(frozen=True, slots=True)
class ClassDesk:
    """A pass to a class's pages, read only, with its absences, contacts and links to settle (000 3.3)."""

    staff_id: int
    school: School
    class_id: int
    class_name: str


@dataclass(frozen=True, slots=True)
class ClassPages:
    """A pass to the pages of one class, read only: a teacher's own subjects, or all of them.

    Of its class teacher (000 3.3.1; 004 §3), of the deputy and the head (000 3.5.2, 3.6.1), of the archive.
    """

    school: School
    class_id: int
    class_name: str
    courses: frozenset[tuple[int, int | None]] | None = None  #: (subject, subgroup or the whole class); None is all
    reader: int | None = None  #: the staff record of who reads; None on the server's command line
    by: Actor | None = None  #: who reads, for «кто смотрел»; None is the record `reader` names

    @property
    def subjects(self) -> frozenset[int] | None:
        """Subjects of which any page is open; None is every one."""
        return None if self.courses is None else frozenset(subject for subject, _ in self.courses)

    def opens(self, subject_id: int, subgroup_id: int | None = None) -> bool:
        """Whether this page of the class is meant: of one group, or of the whole class in the subject."""
        return self.courses is None or (subject_id, subgroup_id) in self.courses


@dataclass(frozen=True, slots=True)
class OfficeDesk:
    """What every desk of the school's office knows."""

    staff_id: int | None  #: None for whoever types on the server
    school: School
    by: Actor | None = None  #: who holds it, for «кто смотрел»


@dataclass(frozen=True, slots=True)
class DeputyDesk(OfficeDesk):
    """Timetable, substitutions, subgroups between terms, corrections approved, control (000 3.5; 001 4.6)."""


@dataclass(frozen=True, slots=True)
class HeadDesk(OfficeDesk):
    """Everything of the school, read only (000 3.6)."""


@dataclass(frozen=True, slots=True)
class AdminDesk(OfficeDesk):
    """People, roles, codes, settings, movement, analysis and archive; no pages of marks (003 4.2 б; 001 4.1)."""


@dataclass(frozen=True, slots=True)
class SecretaryDesk(OfficeDesk):
    """Lists of classes and staff, their current changes (002 3.2)."""


@dataclass(frozen=True, slots=True)
class DistrictDesk:
    """Counts of a district's schools, and nothing that names a person (003, plan 2.5–2.7)."""

    district_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ServerDesk:
    """What is done on the server alone: schools and districts are founded there."""

    user: str  #: the operating system's


@dataclass(frozen=True, slots=True)
class Upkeep:
    """The gateway's own scheduled work in one school."""

    school: School


@dataclass(frozen=True, slots=True)
class StaffHat:
    """A duty in a school."""

    staff_id: int
    school: School
    role: Role


@dataclass(frozen=True, slots=True)
class LoadLine:
    """A line of a teacher's load, or for the deputy and the head a class of their school: what may be opened."""

    staff_id: int
    class_id: int
    class_name: str
    subject_id: int | None = None  #: None is every page
    subgroup_id: int | None = None  #: None is the whole class


@dataclass(frozen=True, slots=True)
class Grants:
    """Who is speaking and everything they may do, as of now."""

    person_id: int
    account: Account
    language: str
    children: tuple[Child, ...] = ()  #: links that are awaiting or live, not barred
    hats: tuple[StaffHat, ...] = ()
    classes: tuple[ClassDesk, ...] = ()
    taught: tuple[LoadLine, ...] = ()
    districts: tuple[DistrictDesk, ...] = ()

    def acting(self, role: Role) -> Person:
        """The actor of an action taken in `role`."""
        return Person(self.person_id, role, self.account)
