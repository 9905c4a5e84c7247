"""Staff of a roll, and finding a teacher by the name a timetable writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from journal_core.enrolment.books import Books
from journal_core.enrolment.names import abbreviates, completed, fold, same_person
from journal_core.enrolment.records import StaffRecord
from journal_core.people import DUTIES, Role
from journal_core.roll import FullName, StaffRow, Where


def take_staff(books: Books, rows: Iterable[StaffRow]) -> None:
    """Staff by full name. Duties become those the roll names, all its rows together: a duty may be lost.

    A row of another program, which knows some duties only, adds its own to those that stand.
    """
    named: dict[int, set[str]] = {}
    for row in sorted(rows, key=lambda one: not one.name.patronymic):
        if not row.name.surname or not row.name.name:
            books.doubt(row.where, "name_missing")
            continue
        unknown = [duty for duty in row.duties if duty not in DUTIES]
        if unknown:
            books.doubt(row.where, "duty_unknown", duty=unknown[0], staff=str(row.name))
            continue
        _take(books, row, named)


def _take(books: Books, row: StaffRow, named: dict[int, set[str]]) -> None:
    found = same_person(books.staff.find(fold(row.name.surname)), row.name)
    if len(found) > 1:
        books.doubt(row.where, "staff_ambiguous", staff=str(row.name))
        return
    stood = found[0] if found else StaffRecord(books.staff.fresh(), row.name, ())
    duties = named.setdefault(stood.id, set())
    duties.update(_by_one(books, row, stood))
    if row.adds:
        duties.update(stood.duties)
    record = replace(
        stood,
        name=completed(stood.name, row.name),
        duties=tuple(duty for duty in DUTIES if duty in duties),
        phone=row.phone or stood.phone,
        email=row.email or stood.email,
        external_id=stood.external_id or row.external_id,
    )
    books.staff.put(record, row.where)


def _by_one(books: Books, row: StaffRow, stood: StaffRecord) -> set[str]:
    """The duties a file may decide: where the school has an administrator, two people make another or unmake one."""
    standing = books.staff.stood
    if stood.id not in standing or not any(Role.ADMINISTRATOR in one.duties for one in standing.values()):
        return set(row.duties)
    had = Role.ADMINISTRATOR in standing[stood.id].duties
    if Role.ADMINISTRATOR in row.duties and not had:
        books.doubt(row.where, "duty_by_two", staff=str(row.name))
    return set(row.duties) - {Role.ADMINISTRATOR} | ({Role.ADMINISTRATOR} if had else set())


def find_teacher(books: Books, written: FullName, where: Where) -> StaffRecord | None:
    """The one member of staff that `written` names, in full or as «Фамилия И.О.»; None after asking."""
    surnames = books.staff.find(fold(written.surname))
    found = same_person(surnames, written) or [one for one in surnames if abbreviates(written, one.name)]
    if len(found) == 1:
        return found[0]
    books.doubt(where, "teacher_ambiguous" if found else "teacher_unknown", teacher=str(written))
    return None
