"""Each desk is given to whoever has the duty, in the school where they have it, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from journal_core import access
from journal_core.errors import NotLinked, Refused
from journal_core.passes import (
    AdminDesk,
    ClassDesk,
    DeputyDesk,
    DistrictDesk,
    Grants,
    HeadDesk,
    OfficeDesk,
    SecretaryDesk,
    ServerDesk,
    StaffHat,
    TeacherDesk,
    Upkeep,
)
from journal_core.people import Job, Operator, Role
from tests.unit.access.doors import CLASS_7B, CLASS_8A, LYCEUM, OMSK, SCHOOL, acting, grants, pupil, refusal, staff

OFFICE: dict[Role, tuple[Callable[..., OfficeDesk], type[OfficeDesk]]] = {
    Role.DEPUTY: (access.deputy, DeputyDesk),
    Role.HEAD: (access.head, HeadDesk),
    Role.ADMINISTRATOR: (access.administrator, AdminDesk),
    Role.SECRETARY: (access.secretary, SecretaryDesk),
}
LEADS = ClassDesk(5, SCHOOL, CLASS_7B, "7Б"), ClassDesk(5, SCHOOL, CLASS_8A, "8А")
OF_THE_DISTRICT = DistrictDesk(1, "Любинский район"), DistrictDesk(2, "Омский район")
NOT_YOURS = (Refused, "access.not_yours")
ROOT = Operator("root")


@pytest.mark.parametrize("role", OFFICE)
def test_a_desk_of_the_office_names_the_school_the_record_and_who_holds_it(role: Role) -> None:
    door, desk = OFFICE[role]
    assert door(staff(role)) == door(staff(role), SCHOOL.id) == desk(5, SCHOOL, acting(role))


@pytest.mark.parametrize("role", OFFICE)
def test_a_desk_of_the_office_is_refused_to_every_other_duty(role: Role) -> None:
    door, _ = OFFICE[role]
    for other in set(Role) - {role}:
        assert refusal(door, staff(other)) == NOT_YOURS
    assert refusal(door, staff(role), LYCEUM.id) == NOT_YOURS


def test_a_teachers_desk_is_refused_to_whoever_teaches_nothing_there() -> None:
    assert access.teacher(staff(Role.TEACHER)) == access.teacher(staff(Role.TEACHER), 1) == TeacherDesk(5, SCHOOL)
    for grants_of, school in ((staff(Role.HEAD), SCHOOL), (staff(Role.TEACHER), LYCEUM)):
        assert refusal(access.teacher, grants_of, school.id) == (Refused, "access.not_teacher")


def test_who_works_in_two_schools_sits_at_the_desk_of_the_one_they_name() -> None:
    both = grants(hats=tuple(StaffHat(n, school, Role.HEAD) for n, school in ((5, SCHOOL), (6, LYCEUM))))
    assert access.head(both, LYCEUM.id) == HeadDesk(6, LYCEUM, acting(Role.HEAD))
    assert access.head(both) == HeadDesk(5, SCHOOL, acting(Role.HEAD))


def test_a_class_teacher_opens_the_class_they_lead_and_no_other() -> None:
    leader = grants(classes=LEADS)
    assert access.class_teacher(leader) == access.class_teacher(leader, CLASS_7B) == LEADS[0]
    assert access.class_teacher(leader, CLASS_8A) == LEADS[1]
    assert refusal(access.class_teacher, leader, 99) == (Refused, "access.not_class_teacher")
    assert refusal(access.class_teacher, staff(Role.HEAD)) == (Refused, "access.not_class_teacher")


def test_an_officer_sees_the_district_they_serve_and_no_other() -> None:
    officer = grants(districts=OF_THE_DISTRICT)
    assert access.district(officer) == access.district(officer, 1) == OF_THE_DISTRICT[0]
    assert access.district(officer, 2) == OF_THE_DISTRICT[1]
    assert refusal(access.district, officer, 3) == refusal(access.district, staff(Role.HEAD)) == NOT_YOURS


STAFF_DOORS = [access.teacher, access.class_teacher, access.district, *(door for door, _ in OFFICE.values())]


@pytest.mark.parametrize("door", STAFF_DOORS)
def test_a_stranger_at_a_desk_is_nobody_we_know(door: Callable[..., object]) -> None:
    assert refusal(door, None) == refusal(door, None, 1) == (NotLinked, "access.not_linked")


@pytest.mark.parametrize("role", [Role.TEACHER, Role.CLASS_TEACHER, *OFFICE])
def test_no_desk_opens_through_a_channel_that_may_not_carry_names(role: Role) -> None:
    at_work = grants(hats=(StaffHat(5, OMSK, role),), classes=(ClassDesk(5, OMSK, CLASS_7B, "7Б"),))
    door: Callable[[Grants], object] = getattr(access, role)
    assert refusal(door, at_work) == (Refused, "access.channel_neutral")


def test_somebody_wears_the_hats_they_hold_and_no_other() -> None:
    for role in set(Role) - {Role.GUARDIAN, Role.CLASS_TEACHER}:
        assert [hat for hat in Role if access.has_role(staff(role), hat)] == [role]
    assert [hat for hat in Role if access.has_role(grants(classes=LEADS), hat)] == [Role.CLASS_TEACHER]
    assert [hat for hat in Role if access.has_role(grants(children=(pupil(),)), hat)] == [Role.GUARDIAN]
    assert not [hat for hat in Role if access.has_role(grants(), hat)]


def test_whoever_is_on_the_server_sits_at_any_desk_and_the_audit_names_them() -> None:
    assert access.operator(AdminDesk, SCHOOL, ROOT) == AdminDesk(None, SCHOOL, ROOT)
    assert access.server(ROOT) == ServerDesk("root")
    assert access.district_of(access.server(ROOT), 1, "Любинский район") == OF_THE_DISTRICT[0]
    assert access.upkeep(SCHOOL, ROOT) == access.upkeep(SCHOOL, Job("lessons_ahead")) == Upkeep(SCHOOL)


def test_from_a_chat_nobody_is_on_the_server_and_a_job_does_nothing_but_upkeep() -> None:
    administrator, job = acting(Role.ADMINISTRATOR), Job("lessons_ahead")
    assert refusal(access.upkeep, SCHOOL, administrator) == NOT_YOURS
    for actor in (administrator, job):
        assert refusal(access.operator, AdminDesk, SCHOOL, actor) == NOT_YOURS
        assert refusal(access.server, actor) == NOT_YOURS
