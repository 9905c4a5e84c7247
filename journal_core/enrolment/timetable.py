"""The timetable of a roll: for each class that has lines in it, the week becomes exactly those lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from journal_core.enrolment.books import Books
from journal_core.enrolment.classes import ClassNames, existing_class
from journal_core.enrolment.records import LineRecord
from journal_core.enrolment.staff import find_teacher
from journal_core.lessons import Weekly
from journal_core.roll import TimetableRow, Where

_Key = tuple[int, int | None, int, int, int]


@dataclass(slots=True)
class _Week:
    """What the roll says, line by line."""

    wanted: dict[_Key, tuple[Weekly, Where]] = field(default_factory=dict)
    classes: dict[int, Where] = field(default_factory=dict)  #: class → its first line in the roll
    #: (class, weekday, slot) of rows in doubt: what stands there stays.
    held: set[tuple[int, int, int]] = field(default_factory=set)


def take_timetable(books: Books, rows: Iterable[TimetableRow], names: ClassNames) -> None:
    """The week's lines; classes are never made here, subjects and subgroups are."""
    week = _Week()
    for row in rows:
        _read(books, names, week, row)
    for class_id, where in week.classes.items():
        for line in books.lines.find(class_id):
            _settle(books, week, line, where)
    for weekly, where in week.wanted.values():
        books.lines.put(LineRecord(books.lines.fresh(), weekly), where)
    if week.classes:
        _ask_of_calendar(books, rows)


def _read(books: Books, names: ClassNames, week: _Week, row: TimetableRow) -> None:
    name = names.read(row.written_class, row.where)
    school_class = name and existing_class(books, name)
    if name and not school_class:
        names.ask(row.where, "class_unknown", row.written_class)
    if not school_class:
        return
    teacher = find_teacher(books, row.teacher, row.where)
    if teacher is None:
        week.held.add((school_class.id, row.weekday, row.slot))
        return
    subject = books.subject(row.subject, row.where)
    subgroup_id = None
    if row.subgroup.strip():
        subgroup_id = books.subgroup(school_class.id, subject.id, row.subgroup, row.where).id
    weekly = Weekly(school_class.id, subgroup_id, subject.id, teacher.id, row.weekday, row.slot, row.room)
    earlier = week.wanted.setdefault(_key(weekly), (weekly, row.where))
    if earlier[0] != weekly:
        details = {"class": str(name), "subject": subject.name, "row": str(earlier[1].row)}
        books.doubt(row.where, "line_twice", **details)
    week.classes.setdefault(school_class.id, row.where)


def _settle(books: Books, week: _Week, line: LineRecord, where: Where) -> None:
    """A line that stands: kept, changed, or taken out."""
    wanted = week.wanted.pop(_key(line.weekly), None)
    if wanted is not None:
        books.lines.put(replace(line, weekly=wanted[0]), wanted[1])
    elif (line.weekly.class_id, line.weekly.weekday, line.weekly.slot) not in week.held:
        books.lines.drop(line, where)


def _ask_of_calendar(books: Books, rows: Iterable[TimetableRow]) -> None:
    """Slots without a bell and a school without terms give no lessons: ask, once each."""
    rung = {one.bell.slot for one in books.bells.all()}
    for row in rows:
        if row.slot not in rung:
            rung.add(row.slot)
            books.doubt(row.where, "bell_missing", slot=str(row.slot))
    if not any(one.kind == "term" for one in books.terms.all()):
        books.doubt(next(iter(rows)).where, "terms_missing")


def _key(weekly: Weekly) -> _Key:
    return weekly.class_id, weekly.subgroup_id, weekly.subject_id, weekly.weekday, weekly.slot
