"""The only door to a child's data.

`Grants` is everything a person may do, read afresh for each message and press. The functions here turn it into a
pass (`Child`, `ClassDesk`, `TeacherDesk`, …) or refuse; every view and every action takes a pass, never a bare
number, and nothing else makes one (a test reads the source for that).
Clauses: 000 3.3–3.7, 001 3.6, 003 3.1.3 (who sees and changes what).
"""

from __future__ import annotations

from dataclasses import dataclass

from journal_core.errors import NotLinked, Refused
from journal_core.people import Account, Person, Role
from journal_core.school import Level, School


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
class StaffHat:
    """A duty in a school."""

    staff_id: int
    school: School
    role: Role


@dataclass(frozen=True, slots=True)
class Grants:
    """Who is speaking and everything they may do, as of now."""

    person_id: int
    account: Account
    language: str
    children: tuple[Child, ...] = ()  #: links that are awaiting or live, not barred
    hats: tuple[StaffHat, ...] = ()
    classes: tuple[ClassDesk, ...] = ()

    def acting(self, role: Role) -> Person:
        """The actor of an action taken in `role`."""
        return Person(self.person_id, role, self.account)


def child(grants: Grants | None, pupil_id: int | None = None, *, at_least: Level = Level.FULL) -> Child:
    """The pass to `pupil_id`'s diary (the first child's when none is named).

    Raises NotLinked for a stranger, one and the same Refused for a pupil of another family, a pupil that does not
    exist, and a link that is not confirmed or not consented yet; and a Refused of its own where the school's law
    lets this channel carry less than `at_least` (screens show everything; a push may be content with less).
    """
    if grants is None:
        raise NotLinked("access.not_linked")
    for one in visible_children(grants):
        if pupil_id in (None, one.pupil_id):
            _may_carry(one.school, grants, at_least)
            return one
    if pupil_id is None and grants.children:
        raise Refused("access.not_confirmed")
    raise Refused("access.not_yours")


def visible_children(grants: Grants | None) -> tuple[Child, ...]:
    """Every child whose diary is open to this person."""
    return tuple(one for one in grants.children if one.confirmed and one.consented) if grants else ()


def teacher(grants: Grants | None, school_id: int | None = None) -> TeacherDesk:
    """The pass to a teacher's pages; Refused when the person teaches nothing there."""
    if grants is None:
        raise NotLinked("access.not_linked")
    for hat in grants.hats:
        if hat.role is Role.TEACHER and school_id in (None, hat.school.id):
            _may_carry(hat.school, grants, Level.FULL)
            return TeacherDesk(hat.staff_id, hat.school)
    raise Refused("access.not_teacher")


def class_teacher(grants: Grants | None, class_id: int | None = None) -> ClassDesk:
    """The pass to the pages of the class a person leads; Refused for any other class."""
    if grants is None:
        raise NotLinked("access.not_linked")
    for desk in grants.classes:
        if class_id in (None, desk.class_id):
            _may_carry(desk.school, grants, Level.FULL)
            return desk
    raise Refused("access.not_class_teacher")


def _may_carry(school: School, grants: Grants, least: Level) -> None:
    """A level holds for pushes, for screens and for teachers' input alike."""
    if school.level(grants.account.channel) < least:
        raise Refused("access.channel_neutral")


def has_role(grants: Grants, role: Role) -> bool:
    """Whether the person wears this hat anywhere."""
    if role is Role.GUARDIAN:
        return bool(grants.children)
    if role is Role.CLASS_TEACHER:
        return bool(grants.classes)
    return any(hat.role is role for hat in grants.hats)
