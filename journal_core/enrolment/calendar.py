"""Terms, holidays, moved days and bells of a roll.

A calendar taken by halves is no calendar: terms that cannot be refuse the whole file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from journal_core.calendar.days import BellUse, MovedDay
from journal_core.calendar.terms import System, Term, overlapping, school_year, terms_of
from journal_core.enrolment.books import Books
from journal_core.enrolment.names import fold
from journal_core.enrolment.records import BellRecord, BellUseRecord, MovedDayRecord, TermRecord
from journal_core.entries.locks import CLOSES_AFTER
from journal_core.lessons import Bell, Span
from journal_core.roll import BellDayRow, BellRow, MovedDayRow, TermRow, Where


def take_terms(books: Books, rows: Iterable[TermRow]) -> None:
    """Terms and holidays by kind, system, name and school year. Overlapping terms of one system are fatal.

    A term that has closed by itself stays as it is: another end, or another term in its place, would open it again.
    """
    seen: dict[int, Where] = {}
    for row in rows:
        if row.last < row.first:
            books.refuse(row.where, "term_backwards", term=row.name)
            continue
        system = row.system if row.kind == "term" else ""
        key = (row.kind, system, fold(row.name), school_year(row.first))
        span = Span(row.first, row.last + timedelta(days=1))
        found = next(iter(books.terms.find(key)), None)
        name = " ".join(row.name.split())
        grades = tuple(sorted(row.grades))
        told = TermRecord(
            found.id if found else books.terms.fresh(), row.kind, found.name if found else name, span, system, grades
        )
        if told.id in seen and told != found:
            books.refuse(row.where, "term_twice", term=row.name, row=str(seen[told.id].row))
            continue
        if told != found and told.kind == "term" and _reopens(books, told):
            books.doubt(row.where, "term_closed", term=row.name)
            continue
        seen[told.id] = row.where
        books.terms.put(told, row.where)
    _apart(books, seen)


def _reopens(books: Books, told: TermRecord) -> bool:
    """Whether a new or changed term touches one that has closed by itself, or takes its place for some grade."""
    before = {one.id: one for one in terms_among(books.terms.stood.values())}
    closed = {one.id for one in before.values() if _is_closed(one.span, books.today)}
    if told.id in closed or _is_closed(told.span, books.today):
        return told.id in closed
    now = {**before, **{one.id: one for one in terms_among((told,))}}
    year = school_year(told.span.first)

    def marked(terms: dict[int, Term], grade: int) -> set[int]:
        return closed & {one.id for one in terms_of(terms.values(), grade, year)}

    return any(marked(before, grade) - marked(now, grade) for grade in {one.name.grade for one in books.classes.all()})


def _is_closed(span: Span, today: date) -> bool:
    return today >= span.end + CLOSES_AFTER


def terms_among(records: Iterable[TermRecord]) -> Iterator[Term]:
    """The terms, without the holidays."""
    for one in records:
        if one.kind == "term":
            yield Term(one.id, System(one.system), one.name, one.span, one.grades)


def _apart(books: Books, seen: dict[int, Where]) -> None:
    terms = terms_among(books.terms.all())
    for earlier, later in overlapping(terms):
        where = seen.get(later.id) or seen.get(earlier.id)
        if where is not None:
            books.refuse(where, "terms_overlap", term=later.name, other=earlier.name)


def take_moved_days(books: Books, rows: Iterable[MovedDayRow]) -> None:
    """Days that work by another weekday's timetable, by date."""
    seen: dict[int, Where] = {}
    for row in rows:
        moved = MovedDay(row.day, row.weekday, row.week)
        found = next(iter(books.moved_days.find(row.day)), None)
        told = MovedDayRecord(found.id if found else books.moved_days.fresh(), moved)
        if told.id in seen and told != found:
            books.doubt(row.where, "moved_day_twice", day=f"{row.day:%d.%m.%Y}", row=str(seen[told.id].row))
            continue
        seen[told.id] = row.where
        books.moved_days.put(told, row.where)


def take_bells(books: Books, rows: Iterable[BellRow]) -> None:
    """Bells by set and slot."""
    seen: dict[int, Where] = {}
    for row in rows:
        bell = Bell(row.slot, row.starts_at, row.ends_at, " ".join(row.bells.split()))
        if row.ends_at <= row.starts_at:
            books.doubt(row.where, "bell_backwards", slot=str(row.slot))
            continue
        found = next(iter(books.bells.find((fold(bell.bell_set), row.slot))), None)
        told = BellRecord(found.id if found else books.bells.fresh(), bell)
        if told.id in seen and told != found:
            books.doubt(row.where, "bell_twice", slot=str(row.slot), row=str(seen[told.id].row))
            continue
        seen[told.id] = row.where
        books.bells.put(told, row.where)


def take_bell_days(books: Books, rows: Iterable[BellDayRow]) -> None:
    """When which set of bells rings. A row that names grades speaks of the classes the school has of them."""
    for row in rows:
        sets = {fold(one.bell.bell_set): one.bell.bell_set for one in books.bells.all()}
        named = sets.get(fold(row.bells))
        if named is None:
            books.doubt(row.where, "bells_unknown", bells=row.bells)
            continue
        for class_id in _classes(books, row):
            use = BellUse(named, class_id, row.day, row.weekday)
            found = next(iter(books.bell_uses.find((class_id, row.day, row.weekday))), None)
            told = BellUseRecord(found.id if found else books.bell_uses.fresh(), use)
            books.bell_uses.put(told, row.where)


def _classes(books: Books, row: BellDayRow) -> Iterator[int | None]:
    if not row.grades:
        yield None
    for one in books.classes.all():
        if one.name.grade in row.grades:
            yield one.id
