"""A roll compared with the school: the whole rule, in the order in which one kind leans on another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from journal_core.enrolment.books import Books
from journal_core.enrolment.calendar import take_bell_days, take_bells, take_moved_days, take_terms
from journal_core.enrolment.classes import ClassNames, existing_class, take_classes
from journal_core.enrolment.difference import Changes, Difference
from journal_core.enrolment.guardians import take_guardians
from journal_core.enrolment.pupils import take_pupils
from journal_core.enrolment.records import Standing, Written
from journal_core.enrolment.showing import show
from journal_core.enrolment.staff import take_staff
from journal_core.enrolment.timetable import take_timetable
from journal_core.roll import Doubt, MarkRow, Roll, Where

#: What one row tells (a patronymic, a phone) may settle the question of a row before it, so the roll is read again
#: until it adds nothing: as a rule the second reading. Saying a roll twice thus changes nothing the second time.
_READINGS = 5
NOTHING = Written()  #: a journal that nobody has written in


def compare(standing: Standing, roll: Roll, today: date, written: Written = NOTHING) -> Difference:
    """What `roll` changes in a school that has `standing`; `today` dates what is dated.

    With a fatal doubt, the reader's or ours, the difference is refused and changes nothing.
    """
    books = Books(standing, today, written)
    changes = Changes()
    for _ in range(_READINGS):
        _read(books, roll)
        before, changes = changes, books.changes()
        if changes == before:
            break
    doubts = tuple(sorted((*roll.doubts, *books.doubts), key=_place))
    if any(doubt.fatal for doubt in doubts):
        return Difference(doubts=doubts)
    return Difference(show(books), doubts, changes)


def _read(books: Books, roll: Roll) -> None:
    books.doubts.clear()
    take_staff(books, roll.staff)
    names = ClassNames.of(books, roll)
    take_classes(books, roll, names)
    take_guardians(books, take_pupils(books, roll, names))
    take_terms(books, roll.terms)
    take_moved_days(books, roll.moved_days)
    take_bells(books, roll.bells)
    take_bell_days(books, roll.bell_days)
    take_timetable(books, roll.timetable, names)
    _take_taught(books, roll.marks, names)
    names.settle(books)


def _take_taught(books: Books, rows: Iterable[MarkRow], names: ClassNames) -> None:
    """Subjects and subgroups that a gradebook has marks of: the marks themselves are `gradebook`'s."""
    first: dict[tuple[str, str, str], Where] = {}
    for row in rows:
        first.setdefault((row.pupil.written_class, row.subject, row.subgroup), row.where)
    for (written_class, subject, subgroup), where in first.items():
        name = names.read(written_class, where)
        school_class = name and existing_class(books, name)
        record = books.subject(subject, where)
        if school_class and subgroup.strip():
            books.subgroup(school_class.id, record.id, subgroup, where)


def _place(doubt: Doubt) -> tuple[str, str, int]:
    return doubt.where.file, doubt.where.sheet, doubt.where.row
