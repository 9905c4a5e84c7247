"""A roll compared with the school: the whole rule, in the order in which one kind leans on another."""

from __future__ import annotations

from datetime import date

from journal_core.enrolment.books import Books
from journal_core.enrolment.calendar import take_bells, take_terms
from journal_core.enrolment.classes import ClassNames, take_classes
from journal_core.enrolment.difference import Changes, Difference
from journal_core.enrolment.guardians import take_guardians
from journal_core.enrolment.pupils import take_pupils
from journal_core.enrolment.records import Standing
from journal_core.enrolment.showing import show
from journal_core.enrolment.staff import take_staff
from journal_core.enrolment.timetable import take_timetable
from journal_core.roll import Doubt, Roll

#: What one row tells (a patronymic, a phone) may settle the question of a row before it, so the roll is read again
#: until it adds nothing: as a rule the second reading. Saying a roll twice thus changes nothing the second time.
_READINGS = 5


def compare(standing: Standing, roll: Roll, today: date) -> Difference:
    """What `roll` changes in a school that has `standing`; `today` dates what is dated.

    With a fatal doubt, the reader's or ours, the difference is refused and changes nothing.
    """
    books = Books(standing, today)
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
    take_bells(books, roll.bells)
    take_timetable(books, roll.timetable, names)
    names.settle(books)


def _place(doubt: Doubt) -> tuple[str, str, int]:
    return doubt.where.file, doubt.where.sheet, doubt.where.row
