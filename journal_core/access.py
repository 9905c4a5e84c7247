"""The only door to a child's data.

`Grants` is everything a person may do, read afresh for each message and press. The functions here turn it into a
pass (`Child`, `ClassDesk`, `TeacherDesk`, …; see `journal_core.passes`) or refuse; every view and every action takes
a pass, never a bare number, and nothing else makes one (a test reads the source for that). Who may do what is the
table of tests/unit/access/matrix.py.
Clauses: 000 3.3–3.7, 001 3.6, 4.1, 002 3.2, 003 3.1.3, 4.2 б (who sees and changes what).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from journal_core.errors import NotLinked, Refused
from journal_core.passes import (
    AdminDesk,
    Child,
    ClassDesk,
    ClassPages,
    DeputyDesk,
    DistrictDesk,
    Grants,
    HeadDesk,
    LoadLine,
    OfficeDesk,
    SecretaryDesk,
    ServerDesk,
    StaffHat,
    TeacherDesk,
    Upkeep,
)
from journal_core.people import Actor, Job, Operator, Role
from journal_core.school import Level, School

__all__ = [
    "AdminDesk",
    "Child",
    "ClassDesk",
    "ClassPages",
    "DeputyDesk",
    "DistrictDesk",
    "Grants",
    "HeadDesk",
    "LoadLine",
    "OfficeDesk",
    "SecretaryDesk",
    "ServerDesk",
    "StaffHat",
    "TeacherDesk",
    "Upkeep",
    "administrator",
    "archive_pages",
    "child",
    "class_pages",
    "class_teacher",
    "deputy",
    "district",
    "district_of",
    "guardian",
    "has_role",
    "head",
    "operator",
    "secretary",
    "server",
    "teacher",
    "upkeep",
    "visible_children",
    "wards",
]

Desk = TypeVar("Desk", bound=OfficeDesk)


def child(grants: Grants | None, pupil_id: int | None = None, *, at_least: Level = Level.FULL) -> Child:
    """The pass to `pupil_id`'s diary (the first child's when none is named).

    Raises NotLinked for a stranger, one and the same Refused for a pupil of another family, a pupil that does not
    exist, and a link that is not confirmed or not consented yet; and a Refused of its own where the school's law
    lets this channel carry less than `at_least` (screens show everything; a push may be content with less).
    """
    return _child(grants, visible_children(grants), pupil_id, at_least)


def guardian(grants: Grants | None, pupil_id: int | None = None, *, at_least: Level = Level.FULL) -> Child:
    """The same for what only an adult answers: «Ознакомлен», why a child was away, another adult, an address.

    A pupil sees their own diary and is refused here (000 3.7.1–2; 003 3.1.3).
    """
    mine = wards(grants)
    if not mine and visible_children(grants):
        raise Refused("access.not_guardian")
    return _child(grants, mine, pupil_id, at_least)


def _child(grants: Grants | None, seen: Sequence[Child], pupil_id: int | None, at_least: Level) -> Child:
    known = _known(grants)
    for one in seen:
        if pupil_id in (None, one.pupil_id):
            _may_carry(one.school, known, at_least)
            return one
    if pupil_id is None and known.children:
        raise Refused("access.not_confirmed")
    raise Refused("access.not_yours")


def visible_children(grants: Grants | None) -> tuple[Child, ...]:
    """Every child whose diary is open to this person."""
    return tuple(one for one in grants.children if one.confirmed and one.consented) if grants else ()


def wards(grants: Grants | None) -> tuple[Child, ...]:
    """Every child whose diary is open to this person as their adult."""
    return tuple(one for one in visible_children(grants) if not one.own)


def teacher(grants: Grants | None, school_id: int | None = None) -> TeacherDesk:
    """The pass to a teacher's pages; Refused when the person teaches nothing there."""
    hat = _hat(_known(grants), Role.TEACHER, school_id, "access.not_teacher")
    return TeacherDesk(hat.staff_id, hat.school)


def class_teacher(grants: Grants | None, class_id: int | None = None) -> ClassDesk:
    """The pass to the pages of the class a person leads; Refused for any other class."""
    known = _known(grants)
    for desk in known.classes:
        if class_id in (None, desk.class_id):
            _may_carry(desk.school, known, Level.FULL)
            return desk
    raise Refused("access.not_class_teacher")


def deputy(grants: Grants | None, school_id: int | None = None) -> DeputyDesk:
    """The deputy's desk; Refused for anybody else."""
    return _desk(DeputyDesk, grants, Role.DEPUTY, school_id)


def head(grants: Grants | None, school_id: int | None = None) -> HeadDesk:
    """The head's desk; Refused for anybody else."""
    return _desk(HeadDesk, grants, Role.HEAD, school_id)


def administrator(grants: Grants | None, school_id: int | None = None) -> AdminDesk:
    """The administrator's desk; Refused for anybody else, and while another has not confirmed this one."""
    return _desk(AdminDesk, grants, Role.ADMINISTRATOR, school_id)


def secretary(grants: Grants | None, school_id: int | None = None) -> SecretaryDesk:
    """The secretary's desk; Refused for anybody else."""
    return _desk(SecretaryDesk, grants, Role.SECRETARY, school_id)


def district(grants: Grants | None, district_id: int | None = None) -> DistrictDesk:
    """The desk of a district's officer; Refused for anybody else."""
    for desk in _known(grants).districts:
        if district_id in (None, desk.district_id):
            return desk
    raise Refused("access.not_yours")


def class_pages(grants: Grants | None, class_id: int, subject_id: int | None = None) -> ClassPages:
    """The pass to a class's pages as far as the widest hat goes, or to the page of one subject.

    Everything of the school for its deputy and head, everything of the class for its class teacher, a teacher's own
    subjects and groups whoever gave the lessons (a substitute, last month's teacher). Refused for anybody else: an
    administrator and a secretary keep lists, not marks.
    """
    known = _known(grants)
    pages = _of_school(known, class_id) or _of_leader(known, class_id) or _of_load(known, class_id)
    if pages is None or not (subject_id is None or pages.subjects is None or subject_id in pages.subjects):
        raise Refused("access.not_yours")
    _may_carry(pages.school, known, Level.FULL)
    return pages


def archive_pages(desk: AdminDesk | DeputyDesk | HeadDesk, class_id: int, class_name: str) -> ClassPages:
    """All pages of a class for the printed archive (003 4.2 б(2), в(2)); it is a reading of marks, and recorded.

    A class of another school has no pages under this school: the views look at both.
    """
    return ClassPages(desk.school, class_id, class_name, reader=desk.staff_id, by=desk.by)


def operator(desk: type[Desk], school: School, actor: Actor) -> Desk:
    """A desk of the school's office for whoever types on the server; the audit names the operator.

    Raises Refused for anybody who is not one.
    """
    if not isinstance(actor, Operator):
        raise Refused("access.not_yours")
    return desk(None, school, actor)


def server(actor: Actor) -> ServerDesk:
    """What is done on the server alone; Refused for anybody who is not there."""
    if not isinstance(actor, Operator):
        raise Refused("access.not_yours")
    return ServerDesk(actor.user)


def district_of(desk: ServerDesk, district_id: int, name: str) -> DistrictDesk:
    """What an officer of the district sees, for whoever is on the server."""
    return DistrictDesk(district_id, name)


def upkeep(school: School, actor: Actor) -> Upkeep:
    """The pass of a scheduled job, or of the operator who runs one by hand; Refused for people."""
    if not isinstance(actor, Job | Operator):
        raise Refused("access.not_yours")
    return Upkeep(school)


def _of_school(grants: Grants, class_id: int) -> ClassPages | None:
    """Of the deputy and the head."""
    for hat in _hats(grants, Role.DEPUTY, Role.HEAD):
        for one in grants.taught:
            if (one.staff_id, one.class_id, one.subject_id) == (hat.staff_id, class_id, None):
                return _pages(grants, hat, one)
    return None


def _of_leader(grants: Grants, class_id: int) -> ClassPages | None:
    for desk in grants.classes:
        if desk.class_id == class_id:
            by = grants.acting(Role.CLASS_TEACHER)
            return ClassPages(desk.school, class_id, desk.class_name, reader=desk.staff_id, by=by)
    return None


def _of_load(grants: Grants, class_id: int) -> ClassPages | None:
    for hat in _hats(grants, Role.TEACHER):
        load = [one for one in grants.taught if (one.staff_id, one.class_id) == (hat.staff_id, class_id)]
        courses = frozenset((one.subject_id, one.subgroup_id) for one in load if one.subject_id is not None)
        if courses:
            return _pages(grants, hat, load[0], courses)
    return None


def _pages(
    grants: Grants, hat: StaffHat, of: LoadLine, courses: frozenset[tuple[int, int | None]] | None = None
) -> ClassPages:
    return ClassPages(hat.school, of.class_id, of.class_name, courses, hat.staff_id, grants.acting(hat.role))


def _hats(grants: Grants, *roles: Role) -> tuple[StaffHat, ...]:
    return tuple(hat for hat in grants.hats if hat.role in roles)


def _known(grants: Grants | None) -> Grants:
    if grants is None:
        raise NotLinked("access.not_linked")
    return grants


def _hat(grants: Grants, role: Role, school_id: int | None, refusal: str) -> StaffHat:
    for hat in _hats(grants, role):
        if school_id in (None, hat.school.id):
            _may_carry(hat.school, grants, Level.FULL)
            return hat
    raise Refused(refusal)


def _desk(desk: type[Desk], grants: Grants | None, role: Role, school_id: int | None) -> Desk:
    known = _known(grants)
    hat = _hat(known, role, school_id, "access.not_yours")
    return desk(hat.staff_id, hat.school, known.acting(role))


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
