"""Who is in which subgroup: one of a subject; a change is dated, like that of a class.

Inside a term nobody goes from one subgroup to another (001 4.4.6): a file that says so is asked about. Who arrives, and
a class that is divided for the first time, is no move.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from journal_core.calendar.groups import inside_term
from journal_core.calendar.terms import Term
from journal_core.enrolment.books import Books
from journal_core.enrolment.calendar import terms_among
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
    begun = joined.class_id in books.written.begun
    if rivals and begun and (term := _term_inside(books, joined)):
        details = {"pupil": str(row.name), "subject": books.subjects[subgroup.subject_id].name}
        books.doubt(row.where, "group_move", **details, term=term.name, day=f"{term.span.end:%d.%m.%Y}")
        return
    for rival in rivals:
        _leave(books, rival, books.today, row)
    # A class divided for the first time was divided before we were told; a change is from today.
    gathered = (subgroup.id not in books.subgroups.stood or not begun) and not rivals
    first = joined.first if gathered else max(books.today, joined.first)
    fresh = SubgroupMemberRecord(books.subgroup_members.fresh(), subgroup.id, joined.pupil_id, first)
    books.subgroup_members.put(fresh, row.where)


def _same_division(books: Books, one: SubgroupMemberRecord, subgroup: SubgroupRecord) -> bool:
    other = books.subgroups[one.subgroup_id]
    same = (other.class_id, other.subject_id) == (subgroup.class_id, subgroup.subject_id)
    return same and (one.end is None or one.end > books.today)


def _term_inside(books: Books, joined: MembershipRecord) -> Term | None:
    """The term that a move of today would cut in two."""
    terms = terms_among(books.terms.all())
    return inside_term(terms, books.classes[joined.class_id].name.grade, books.today)


def leave_all_subgroups(books: Books, pupil_id: int, day: date, row: PupilRow) -> None:
    """A pupil who leaves the school on `day` leaves every subgroup then."""
    for one in books.subgroup_members.find(pupil_id):
        _leave(books, one, day, row)


def leave_subgroups(books: Books, pupil_id: int, school_class: ClassRecord, row: PupilRow) -> None:
    """A pupil who goes to another class leaves the subgroups of every other one."""
    for one in books.subgroup_members.find(pupil_id):
        if books.subgroups[one.subgroup_id].class_id != school_class.id:
            _leave(books, one, books.today, row)


def _leave(books: Books, one: SubgroupMemberRecord, day: date, row: PupilRow) -> None:
    """What is over by `day` stays as it was; what was to begin then or later never was."""
    if one.first >= day:
        books.subgroup_members.drop(one, row.where)
    else:
        books.subgroup_members.put(replace(one, end=min(one.end or day, day)), row.where)
