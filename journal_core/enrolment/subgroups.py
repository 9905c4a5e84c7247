"""Who is in which subgroup: one of a subject; a change is dated, like that of a class."""

from __future__ import annotations

from dataclasses import replace

from journal_core.enrolment.books import Books
from journal_core.enrolment.names import fold
from journal_core.enrolment.records import (
    ClassRecord,
    MembershipRecord,
    SubgroupMemberRecord,
    SubgroupRecord,
)
from journal_core.roll import PupilRow


def take_subgroups(books: Books, joined: MembershipRecord, row: PupilRow, chosen: dict[tuple[int, str], str]) -> None:
    """The subgroups a row names; those it does not name stay. `chosen` is what earlier rows named."""
    for subject, name in row.subgroups:
        if chosen.setdefault((joined.pupil_id, fold(subject)), fold(name)) != fold(name):
            books.doubt(row.where, "subgroup_twice", pupil=str(row.name), subject=subject)
            continue
        subject_id = books.subject(subject, row.where).id
        _join(books, books.subgroup(joined.class_id, subject_id, name, row.where), joined, row)


def _join(books: Books, subgroup: SubgroupRecord, joined: MembershipRecord, row: PupilRow) -> None:
    mine = books.subgroup_members.find(joined.pupil_id)
    rivals = [one for one in mine if _same_division(books, one, subgroup)]
    if any(one.subgroup_id == subgroup.id for one in rivals):
        return
    for rival in rivals:
        _leave(books, rival, row)
    # A class divided for the first time was divided before we were told; a change is from today.
    first = joined.first if subgroup.id < 0 and not rivals else max(books.today, joined.first)
    fresh = SubgroupMemberRecord(books.subgroup_members.fresh(), subgroup.id, joined.pupil_id, first)
    books.subgroup_members.put(fresh, row.where)


def _same_division(books: Books, one: SubgroupMemberRecord, subgroup: SubgroupRecord) -> bool:
    other = books.subgroups[one.subgroup_id]
    same = (other.class_id, other.subject_id) == (subgroup.class_id, subgroup.subject_id)
    return same and (one.end is None or one.end > books.today)


def leave_subgroups(books: Books, pupil_id: int, school_class: ClassRecord, row: PupilRow) -> None:
    """A pupil who goes to another class leaves the subgroups of every other one."""
    for one in books.subgroup_members.find(pupil_id):
        if books.subgroups[one.subgroup_id].class_id != school_class.id:
            _leave(books, one, row)


def _leave(books: Books, one: SubgroupMemberRecord, row: PupilRow) -> None:
    if one.first >= books.today:
        books.subgroup_members.drop(one, row.where)
    elif one.end is None or one.end > books.today:
        books.subgroup_members.put(replace(one, end=books.today), row.where)
