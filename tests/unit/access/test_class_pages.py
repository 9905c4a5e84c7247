"""Pages of a class open as wide as the widest hat goes, and the audit learns under which hat."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journal_core import access
from journal_core.errors import NotLinked, Refused
from journal_core.passes import AdminDesk, ClassDesk, ClassPages, LoadLine, StaffHat
from journal_core.people import Role
from tests.unit.access.doors import CLASS_7B, CLASS_8A, LYCEUM, OMSK, SCHOOL, acting, grants, refusal, staff

ALGEBRA, ENGLISH, HISTORY = 31, 32, 33
WHOLE_SCHOOL = (LoadLine(5, CLASS_8A, "8А"), LoadLine(5, CLASS_7B, "7Б"))
TAUGHT = (LoadLine(5, CLASS_7B, "7Б", ALGEBRA), LoadLine(5, CLASS_7B, "7Б", ENGLISH, 1))
LEADS = ClassDesk(5, SCHOOL, CLASS_7B, "7Б")
NOT_YOURS = (Refused, "access.not_yours")


def everything(role: Role) -> ClassPages:
    """All pages of 7Б, read by staff record 5."""
    return ClassPages(SCHOOL, CLASS_7B, "7Б", None, 5, acting(role))


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.HEAD])
def test_the_deputy_and_the_head_open_every_page_of_their_school(role: Role) -> None:
    over_all = staff(role, *WHOLE_SCHOOL)
    assert access.class_pages(over_all, CLASS_7B) == everything(role)
    assert access.class_pages(over_all, CLASS_7B, HISTORY) == everything(role)
    assert refusal(access.class_pages, over_all, 99) == NOT_YOURS


def test_a_class_teacher_opens_every_page_of_the_class_and_of_no_other() -> None:
    leader = grants(classes=(replace(LEADS, class_id=CLASS_8A, class_name="8А"), LEADS))
    assert access.class_pages(leader, CLASS_7B, HISTORY) == everything(Role.CLASS_TEACHER)
    assert refusal(access.class_pages, leader, 99) == NOT_YOURS


def test_a_teacher_opens_the_subjects_and_groups_of_the_load() -> None:
    teacher = staff(Role.TEACHER, LoadLine(5, CLASS_8A, "8А", HISTORY), *TAUGHT)
    courses = frozenset({(ALGEBRA, None), (ENGLISH, 1)})
    pages = ClassPages(SCHOOL, CLASS_7B, "7Б", courses, 5, acting(Role.TEACHER))
    assert access.class_pages(teacher, CLASS_7B) == access.class_pages(teacher, CLASS_7B, ENGLISH) == pages
    assert refusal(access.class_pages, teacher, CLASS_7B, HISTORY) == NOT_YOURS
    assert refusal(access.class_pages, teacher, 99) == NOT_YOURS


def test_a_group_of_a_class_is_not_the_whole_class_nor_another_group() -> None:
    pages = access.class_pages(staff(Role.TEACHER, *TAUGHT), CLASS_7B)
    assert pages.subjects == frozenset({ALGEBRA, ENGLISH})
    assert pages.opens(ALGEBRA) and pages.opens(ENGLISH, 1)
    assert not pages.opens(ENGLISH) and not pages.opens(ENGLISH, 2) and not pages.opens(ALGEBRA, 1)
    whole = access.class_pages(staff(Role.HEAD, *WHOLE_SCHOOL), CLASS_7B)
    assert whole.subjects is None
    assert whole.opens(ENGLISH, 2) and whole.opens(HISTORY)


def test_of_several_hats_the_widest_is_worn() -> None:
    hats = (StaffHat(5, SCHOOL, Role.TEACHER), StaffHat(5, SCHOOL, Role.DEPUTY))
    leading = grants(hats=hats[:1], classes=(LEADS,), taught=TAUGHT)
    assert access.class_pages(leading, CLASS_7B) == everything(Role.CLASS_TEACHER)
    ruling = grants(hats=hats, classes=(LEADS,), taught=(*TAUGHT, *WHOLE_SCHOOL))
    assert access.class_pages(ruling, CLASS_7B) == everything(Role.DEPUTY)


def test_a_deputy_of_one_school_is_a_teacher_in_another() -> None:
    both = grants(
        hats=(StaffHat(5, SCHOOL, Role.DEPUTY), StaffHat(6, LYCEUM, Role.TEACHER)),
        taught=(*WHOLE_SCHOOL, LoadLine(6, 41, "10А", ALGEBRA)),
    )
    algebra = frozenset({(ALGEBRA, None)})
    assert access.class_pages(both, 41) == ClassPages(LYCEUM, 41, "10А", algebra, 6, acting(Role.TEACHER))
    assert refusal(access.class_pages, both, 41, HISTORY) == NOT_YOURS


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.SECRETARY])
def test_whoever_keeps_lists_keeps_no_marks(role: Role) -> None:
    assert refusal(access.class_pages, staff(role, *WHOLE_SCHOOL, *TAUGHT), CLASS_7B) == NOT_YOURS


@pytest.mark.parametrize(("role", "lines"), [(Role.TEACHER, WHOLE_SCHOOL), (Role.DEPUTY, TAUGHT), (Role.HEAD, TAUGHT)])
def test_a_line_of_the_load_opens_nothing_under_another_hat(role: Role, lines: tuple[LoadLine, ...]) -> None:
    assert refusal(access.class_pages, staff(role, *lines), CLASS_7B) == NOT_YOURS


@pytest.mark.parametrize(("role", "lines"), [(Role.DEPUTY, WHOLE_SCHOOL), (Role.TEACHER, TAUGHT)])
def test_another_records_lines_open_nothing(role: Role, lines: tuple[LoadLine, ...]) -> None:
    others = tuple(replace(one, staff_id=6) for one in lines)
    assert refusal(access.class_pages, staff(role, *others), CLASS_7B) == NOT_YOURS


def test_a_stranger_opens_no_page_and_nobody_does_where_the_channel_may_not_carry_it() -> None:
    assert refusal(access.class_pages, None, CLASS_7B) == (NotLinked, "access.not_linked")
    omsk = staff(Role.HEAD, *WHOLE_SCHOOL, school=OMSK)
    assert refusal(access.class_pages, omsk, CLASS_7B) == (Refused, "access.channel_neutral")


def test_the_printed_archive_is_all_pages_and_tells_who_printed_it() -> None:
    desk = AdminDesk(7, SCHOOL, acting(Role.ADMINISTRATOR))
    pages = ClassPages(SCHOOL, CLASS_7B, "7Б", None, 7, acting(Role.ADMINISTRATOR))
    assert access.archive_pages(desk, CLASS_7B, "7Б") == pages
