"""The timetable of a roll: for each class that has lines in it, the week becomes exactly those lines.

A timetable that begins on a later day ends the lines it has no place for on that day; until then they hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from journal_core.enrolment.books import Books
from journal_core.enrolment.classes import ClassNames, existing_class
from journal_core.enrolment.records import LineRecord
from journal_core.enrolment.weeks import (
    beside_fuller,
    in_order,
    in_the_way,
    taught_by,
    teacher_of,
    would_lose_teachers,
)
from journal_core.lessons import Week, Weekly
from journal_core.roll import TimetableRow, Where

_Key = tuple[int, int | None, int, int, int, Week]


@dataclass(slots=True)
class _Week:
    """What the roll says, line by line."""

    wanted: dict[_Key, tuple[Weekly, Where]] = field(default_factory=dict)
    classes: dict[int, Where] = field(default_factory=dict)  #: class → its first line in the roll
    since: dict[int, date | None] = field(default_factory=dict)  #: class → from which day on; None is from now
    #: (class, weekday, slot) of rows in doubt: what stands there stays.
    held: set[tuple[int, int, int]] = field(default_factory=set)
    slots: dict[tuple[int, int, int], list[Weekly]] = field(default_factory=dict)

    def at_once(self, weekly: Weekly) -> list[Weekly]:
        """The class's lines of the same weekday and slot."""
        return self.slots.setdefault((weekly.class_id, weekly.weekday, weekly.slot), [])

    def of_class(self, class_id: int) -> list[Weekly]:
        """The lines of a class, so far."""
        return [weekly for weekly, _ in self.wanted.values() if weekly.class_id == class_id]

    def forget(self, class_id: int) -> None:
        """Leave the class's week as it stands."""
        del self.classes[class_id]
        self.wanted = {key: one for key, one in self.wanted.items() if one[0].class_id != class_id}


def take_timetable(books: Books, rows: Iterable[TimetableRow], names: ClassNames) -> None:
    """The week's lines; classes are never made here, subjects and subgroups are."""
    week = _Week()
    rows = in_order(rows)
    poorer = beside_fuller(books, names, rows)
    for row in rows:
        _read(books, names, week, row, poorer)
    for class_id, where in list(week.classes.items()):
        if would_lose_teachers(books, week.of_class(class_id), class_id, where):
            week.forget(class_id)
    for class_id, where in week.classes.items():
        for line in books.lines.find(class_id):
            _settle(books, week, line, where)
    for weekly, where in week.wanted.values():
        books.lines.put(LineRecord(books.lines.fresh(), weekly), where)
    if week.classes:
        _ask_of_calendar(books, rows)


def _read(books: Books, names: ClassNames, week: _Week, row: TimetableRow, poorer: frozenset[tuple[str, int]]) -> None:
    name = names.read(row.written_class, row.where)
    school_class = name and existing_class(books, name)
    if name and not school_class:
        names.ask(row.where, "class_unknown", row.written_class)
    if not school_class:
        return
    staff_id = teacher_of(books, row)
    if row.teacher and staff_id is None:
        week.held.add((school_class.id, row.weekday, row.slot))
        return
    subject = books.subject(row.subject, row.where)
    subgroup_id = None
    if row.subgroup.strip():
        subgroup_id = books.subgroup(school_class.id, subject.id, row.subgroup, row.where).id
    if (row.where.file, school_class.id) in poorer:
        return
    if staff_id is None:
        staff_id = taught_by(books, school_class.id, subgroup_id, subject.id)
    weekly = Weekly(
        school_class.id, subgroup_id, subject.id, staff_id, row.weekday, row.slot, row.room, row.week, row.since
    )
    rival = in_the_way(weekly, (one for one in week.at_once(weekly) if _key(one) != _key(weekly)))
    if rival is not None:
        details = {"class": str(name), "subject": subject.name, "row": str(week.wanted[_key(rival)][1].row)}
        books.doubt(row.where, "line_clash", **details, other=books.subjects[rival.subject_id].name)
        return
    week.at_once(weekly).append(weekly)
    earlier = week.wanted.setdefault(_key(weekly), (weekly, row.where))
    if earlier[0] != weekly:
        details = {"class": str(name), "subject": subject.name, "row": str(earlier[1].row)}
        books.doubt(row.where, "line_twice", **details)
    week.classes.setdefault(school_class.id, row.where)
    week.since.setdefault(school_class.id, row.since)


def _settle(books: Books, week: _Week, line: LineRecord, where: Where) -> None:
    """A line that stands: kept, changed, ended or taken out; one that is over stays as it was."""
    stands, since = line.weekly, week.since[line.weekly.class_id]
    if stands.end is not None and stands.end <= (since or books.today):
        return
    wanted = week.wanted.get(_key(stands))
    later = since is not None and (stands.first is None or stands.first < since)
    if wanted is not None:
        asked = replace(wanted[0], first=stands.first)
        if not later or asked == replace(stands, end=None):
            del week.wanted[_key(stands)]
            books.lines.put(replace(line, weekly=asked), wanted[1])
            return
        week.wanted[_key(stands)] = replace(asked, first=since), wanted[1]
    if (stands.class_id, stands.weekday, stands.slot) in week.held:
        return
    if later:
        books.lines.put(replace(line, weekly=replace(stands, end=since)), where)
    else:
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
    return weekly.class_id, weekly.subgroup_id, weekly.subject_id, weekly.weekday, weekly.slot, weekly.week
