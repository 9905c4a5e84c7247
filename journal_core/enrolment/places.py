"""Which class a pupil is in, by day: who comes, who goes to another class, who left, who is missing in a list.

Nobody is ever taken out because a file is silent about them. A file may say «выбыл 15.10.2026»: then the membership
ends on that day, and all that was written stays. Who left comes back by a word too («прибыл 12.01.2027»); a list that
merely names them is asked about. Clauses: 000 3.3.2; 001 4.3.6; 002 3.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from journal_core.enrolment.books import Books
from journal_core.enrolment.records import ClassRecord, MembershipRecord, PupilRecord
from journal_core.enrolment.subgroups import leave_all_subgroups, leave_subgroups
from journal_core.roll import PupilRow, Where

#: A list that lacks more than a fifth of the class is no full list of it, and nobody is asked about.
_FULL = 5
_NAMED = 5  #: pupils that a question names


def current(books: Books, pupil: PupilRecord) -> MembershipRecord | None:
    """The membership of today, or the next to begin; None for who left."""
    lasting = [one for one in books.memberships.find(pupil.id) if one.end is None or one.end > books.today]
    begun = [one for one in lasting if one.first <= books.today]
    if begun:
        return max(begun, key=lambda one: one.first)
    return min(lasting, key=lambda one: one.first, default=None)


def last_place(books: Books, pupil: PupilRecord) -> MembershipRecord | None:
    """Where the pupil is, or was before they left."""
    ended = max(books.memberships.find(pupil.id), key=lambda one: one.first, default=None)
    return current(books, pupil) or ended


def is_in(books: Books, pupil: PupilRecord, school_class: ClassRecord) -> bool:
    """Whether it is the pupil's class, or was their last."""
    found = last_place(books, pupil)
    return found is not None and found.class_id == school_class.id


def place(books: Books, pupil: PupilRecord, school_class: ClassRecord, row: PupilRow) -> MembershipRecord | None:
    """The pupil in the class that the row names; None for who is not in any class after it."""
    here = current(books, pupil)
    if row.left is not None:
        _leave(books, pupil, here, school_class, row, row.left)
        return None
    if here is None:
        return _come(books, pupil, school_class, row)
    if here.class_id == school_class.id:
        return here
    return _move(books, pupil, here, school_class, row)


def _come(books: Books, pupil: PupilRecord, school_class: ClassRecord, row: PupilRow) -> MembershipRecord | None:
    gone = max((one.end for one in books.memberships.find(pupil.id) if one.end), default=None)
    if gone is not None and (row.joined is None or row.joined < gone):
        books.doubt(row.where, "pupil_left", pupil=str(pupil.name), day=f"{gone:%d.%m.%Y}")
        return None
    # Until somebody has written in the class's journal its list is being gathered, however many files that takes.
    begun = school_class.id in books.written.begun
    first = row.joined or (books.today if begun else year_begins(books.today))
    fresh = MembershipRecord(books.memberships.fresh(), pupil.id, school_class.id, first)
    return books.memberships.put(fresh, row.where)


def _move(
    books: Books, pupil: PupilRecord, here: MembershipRecord, school_class: ClassRecord, row: PupilRow
) -> MembershipRecord:
    today = books.today
    leave_subgroups(books, pupil.id, school_class, row)
    if here.first >= today:
        return books.memberships.put(replace(here, class_id=school_class.id), row.where)
    books.memberships.put(replace(here, end=today), row.where)
    moved = MembershipRecord(books.memberships.fresh(), pupil.id, school_class.id, today, here.end)
    return books.memberships.put(moved, row.where)


def _leave(
    books: Books,
    pupil: PupilRecord,
    here: MembershipRecord | None,
    school_class: ClassRecord,
    row: PupilRow,
    day: date,
) -> None:
    """The pupil is in no class from `day` on. Said of somebody who left already, it changes nothing."""
    if here is None and last_place(books, pupil) is not None:
        return
    here = here or MembershipRecord(
        books.memberships.fresh(), pupil.id, school_class.id, row.joined or year_begins(min(day, books.today))
    )
    last = books.written.last.get(pupil.id)
    if day <= here.first or (last is not None and last >= day):
        entered = f"{max(last or day, day):%d.%m.%Y}"
        books.doubt(row.where, "left_too_early", pupil=str(pupil.name), day=f"{day:%d.%m.%Y}", last=entered)
        return
    books.memberships.put(replace(here, end=day), row.where)
    leave_all_subgroups(books, pupil.id, day, row)


def ask_about_missing(books: Books, lists: Mapping[int, Where], seen: Iterable[int]) -> None:
    """Who is in a class and not in its full list: left, perhaps. Nothing is done, one question a class."""
    named = frozenset(seen)
    for class_id, where in lists.items():
        members = [
            one.pupil_id
            for one in books.memberships.stood.values()
            if one.class_id == class_id and one.end is None and one.pupil_id in books.pupils.stood
        ]
        missing = [pupil_id for pupil_id in members if pupil_id not in named]
        if missing and len(missing) * _FULL <= len(members):
            names = ", ".join(sorted(str(books.pupils[pupil_id].name) for pupil_id in missing)[:_NAMED])
            books.doubt(where, "pupils_missing", **{"class": str(books.classes[class_id].name), "pupils": names})


def year_begins(today: date) -> date:
    """The last first of September; in summer, today: the list is of the year to come."""
    if 6 <= today.month <= 8:
        return today
    return date(today.year if today.month >= 9 else today.year - 1, 9, 1)
