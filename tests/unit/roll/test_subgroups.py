"""Who is in which subgroup from which day on, and when a file may change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journal_core.classes import ClassName
from journal_core.enrolment.books import Books
from journal_core.enrolment.compare import NOTHING
from journal_core.enrolment.difference import Kind, Line
from journal_core.enrolment.records import (
    ClassRecord,
    MembershipRecord,
    PupilRecord,
    Standing,
    SubgroupMemberRecord,
    SubgroupRecord,
    SubjectRecord,
    TermRecord,
    Written,
)
from journal_core.enrolment.subgroups import leave_all_subgroups
from journal_core.lessons import Span
from journal_core.roll import PupilRow
from tests.unit.roll.rolls import TODAY, Town, codes, day, doubt, name, pupil, pupils

ENGLISH, CHEMISTRY = "Английский язык", "Химия"
FIRST, SECOND, OTHER_CLASS = 1, 2, 3  #: Anna's class has two groups of English, 7А one
SEPTEMBER = "01.09.2026"


def town(*groups: tuple[int, str, str], since: str = SEPTEMBER, begun: bool = True) -> Town:
    """Anna of 7Б and her subgroups: «in 1 from 01.09.2026 up to 15.10.2026»."""
    made = Town(Written(begun=frozenset({1, 2}) if begun else frozenset()))
    members = tuple(
        SubgroupMemberRecord(number, group, 1, day(first), day(end) if end else None)
        for number, (group, first, end) in enumerate(groups, 1)
    )
    made.standing = Standing(
        classes=(ClassRecord(1, ClassName(7, "Б")), ClassRecord(2, ClassName(7, "А"))),
        subjects=(SubjectRecord(1, ENGLISH),),
        subgroups=(SubgroupRecord(1, 1, 1, "1"), SubgroupRecord(2, 1, 1, "2"), SubgroupRecord(3, 2, 1, "1")),
        pupils=(PupilRecord(1, name("Иванова Анна"), date(2013, 10, 17)),),
        memberships=(MembershipRecord(1, 1, 1, day(since)),),
        subgroup_members=members,
    )
    return made


def anna(groups: dict[str, str] | None = None, class_name: str = "7Б") -> PupilRow:
    return pupil(f"{class_name} Иванова Анна", "17.10.2013", groups=groups)


def there(of: Town) -> list[tuple[int, str, str]]:
    stand = of.standing.subgroup_members
    return [(one.subgroup_id, f"{one.first:%d.%m.%Y}", f"{one.end:%d.%m.%Y}" if one.end else "") for one in stand]


def test_a_row_that_names_two_subgroups_of_a_subject_is_asked_about_and_the_first_holds() -> None:
    made = town()
    row = replace(anna(), subgroups=((ENGLISH, "2"), ("английский  ЯЗЫК", "1"), (CHEMISTRY, "а"), (CHEMISTRY, "А")))
    asked = made.take(pupils(row))
    assert asked.doubts == (
        doubt(row, "subgroup_twice", pupil="Иванова Анна", subject="английский  ЯЗЫК"),
    )  # fmt: skip
    assert [(one.name, one.subject_id) for one in made.standing.subgroups[3:]] == [("а", 2)]
    assert [one.subgroup_id for one in made.standing.subgroup_members] == [SECOND, 4]


@pytest.mark.parametrize(
    ("group", "begun", "since", "first"),
    [
        ("3", True, SEPTEMBER, SEPTEMBER),
        ("1", True, SEPTEMBER, "20.11.2026"),
        ("1", True, "01.12.2026", "01.12.2026"),
        ("1", False, SEPTEMBER, SEPTEMBER),
    ],
    ids=["a new group", "a group that is there", "a pupil who comes later", "a class whose journal is not begun"],
)
def test_a_group_is_joined_today_and_a_division_that_is_new_to_us_was_there_before(
    group: str, begun: bool, since: str, first: str
) -> None:
    made = town(begun=begun, since=since)
    assert made.take(pupils(anna({ENGLISH: group}))).doubts == ()
    assert [one[1:] for one in there(made)] == [(first, "")]


def test_a_change_is_from_today_even_into_a_group_that_is_new() -> None:
    made = town((FIRST, SEPTEMBER, ""))
    made.take(pupils(anna({ENGLISH: "3"})))
    assert there(made) == [(FIRST, SEPTEMBER, "20.11.2026"), (4, "20.11.2026", "")]


def test_a_group_that_is_over_by_today_is_no_group_to_leave_and_may_be_joined_again() -> None:
    for end in ("15.10.2026", "20.11.2026"):
        made = town((FIRST, SEPTEMBER, end))
        made.take(pupils(anna({ENGLISH: "1"})))
        assert there(made) == [(FIRST, SEPTEMBER, end), (FIRST, "20.11.2026", "")]


def test_a_group_that_ends_later_is_hers_still() -> None:
    made = town((FIRST, SEPTEMBER, "21.11.2026"))
    assert not made.take(pupils(anna({ENGLISH: "1"})))
    made.take(pupils(anna({ENGLISH: "2"})))
    assert there(made) == [(FIRST, SEPTEMBER, "20.11.2026"), (SECOND, "20.11.2026", "")]


def test_groups_of_other_subjects_stay() -> None:
    made = town((FIRST, SEPTEMBER, ""))
    made.take(pupils(anna({CHEMISTRY: "1"})))
    assert [one.end for one in made.standing.subgroup_members] == [None, None]


def test_inside_a_term_that_has_begun_the_journal_a_move_is_asked_about_by_term_and_day() -> None:
    made = town((FIRST, SEPTEMBER, ""))
    days = Span(date(2026, 11, 9), date(2026, 12, 25))
    rest = TermRecord(2, "holiday", "Карантин", Span(date(2026, 11, 16), date(2026, 11, 30)))
    made.standing = replace(made.standing, terms=(TermRecord(1, "term", "II четверть", days, "quarter"), rest))
    row = anna({"английский язык": "2"})
    details = {"pupil": "Иванова Анна", "subject": ENGLISH, "term": "II четверть", "day": "25.12.2026"}
    assert made.take(pupils(row)).doubts == (doubt(row, "group_move", **details),)
    assert there(made) == [(FIRST, SEPTEMBER, "")]
    made.written = Written()
    assert codes(made.take(pupils(row))) == []


def test_who_goes_to_another_class_takes_the_groups_of_that_class_along_only() -> None:
    made = town((FIRST, SEPTEMBER, ""), (OTHER_CLASS, SEPTEMBER, ""), (SECOND, "20.11.2026", ""))
    made.take(pupils(anna(class_name="7А")))
    assert there(made) == [(FIRST, SEPTEMBER, "20.11.2026"), (OTHER_CLASS, SEPTEMBER, "")]


@pytest.mark.parametrize(
    ("group", "left"),
    [
        ((FIRST, SEPTEMBER, ""), [(FIRST, SEPTEMBER, "15.10.2026")]),
        ((FIRST, SEPTEMBER, "10.10.2026"), [(FIRST, SEPTEMBER, "10.10.2026")]),
        ((FIRST, SEPTEMBER, "20.10.2026"), [(FIRST, SEPTEMBER, "15.10.2026")]),
        ((FIRST, "15.10.2026", ""), []),
        ((FIRST, "16.10.2026", ""), []),
    ],
)
def test_who_leaves_the_school_leaves_every_group_that_day_and_those_to_begin_never_were(
    group: tuple[int, str, str], left: list[tuple[int, str, str]]
) -> None:
    made = town(group)
    made.take(pupils(replace(anna(), left=day("15.10.2026"))))
    assert there(made) == left


def test_every_group_that_is_left_stands_with_the_row() -> None:
    of = Books(town((FIRST, SEPTEMBER, ""), (SECOND, "20.11.2026", "")).standing, TODAY, NOTHING)
    row = anna()
    leave_all_subgroups(of, 1, TODAY, row)
    assert [of.subgroup_members.where(number) for number in (1, 2)] == [row.where] * 2


def test_a_new_group_is_told_with_its_class_and_subject_and_so_is_who_is_in_it() -> None:
    row = anna({CHEMISTRY: "1"})
    told = {"class": "7Б", "subject": CHEMISTRY, "subgroup": "1"}
    assert town().take(pupils(row), TODAY).lines == (
        Line(Kind.SUBJECT, "new", row.where, {"subject": CHEMISTRY}),
        Line(Kind.SUBGROUP, "new", row.where, told),
        Line(Kind.SUBGROUP_MEMBER, "new", row.where, {"pupil": "Иванова Анна", **told}),
    )
