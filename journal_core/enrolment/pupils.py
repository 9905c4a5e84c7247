"""Pupils of a roll: who they are, which class they are in, which subgroups.

A pupil is known by the number of another program when name or birth date agrees; else by surname, name, patronymic
and birth date; in a list without birth dates, by class and name when that is one pupil. Nobody who is missing in a
file is removed: `places` says what becomes of who left.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from journal_core.enrolment.books import Books
from journal_core.enrolment.classes import ClassNames, class_of
from journal_core.enrolment.names import completed, fold, may_be, same_person, short_key
from journal_core.enrolment.places import ask_about_missing, current, is_in, place
from journal_core.enrolment.records import ClassRecord, PupilRecord
from journal_core.enrolment.subgroups import take_subgroups
from journal_core.roll import GuardianRow, PupilRow, Roll, Where


@dataclass(slots=True)
class _Taking:
    """What one pass over the pupils remembers."""

    books: Books
    names: ClassNames
    dated: frozenset[tuple[tuple[str, str], date]]  #: (name, birth date) of the roll's own rows
    by_external: dict[str, int]
    numbers: set[str]  #: of another program, each one pupil's: those of `by_external` and of rows taken so far
    seen: dict[int, ClassRecord] = field(default_factory=dict)  #: pupil → class, of rows taken so far
    lists: dict[int, Where] = field(default_factory=dict)  #: class → the first row of its list
    #: (pupil, subject) → subgroup, of rows taken so far
    chosen: dict[tuple[int, str], str] = field(default_factory=dict)
    guardians: list[tuple[PupilRecord, GuardianRow]] = field(default_factory=list)


def take_pupils(books: Books, roll: Roll, names: ClassNames) -> list[tuple[PupilRecord, GuardianRow]]:
    """Pupils with classes and subgroups; gives the guardians to be taken, each with their child.

    Rows that tell more come first, so that the order of files does not matter.
    """
    dated = frozenset((short_key(row.name), row.birth_date) for row in roll.pupils if row.birth_date)
    by_external = {one.external_id: one.id for one in books.pupils.all() if one.external_id}
    taking = _Taking(books, names, dated, by_external, set(by_external))
    # Who left is told first: another list may name them still.
    for row in sorted(roll.pupils, key=lambda one: (one.birth_date is None, not one.name.patronymic, not one.left)):
        _take(taking, row)
    ask_about_missing(books, taking.lists, taking.seen)
    return taking.guardians


def _take(taking: _Taking, row: PupilRow) -> None:
    books = taking.books
    class_name = taking.names.read(row.written_class, row.where)
    if class_name is None:
        return
    if not row.name.surname or not row.name.name:
        books.doubt(row.where, "name_missing")
        return
    school_class = class_of(books, class_name, row.where)
    pupil = _identify(taking, row, school_class)
    if pupil is None:
        return
    earlier = taking.seen.setdefault(pupil.id, school_class)
    if earlier.id != school_class.id:
        details = {"class": str(school_class.name), "other": str(earlier.name)}
        books.doubt(row.where, "pupil_twice", pupil=str(row.name), **details)
        return
    taking.numbers.add(pupil.external_id)
    books.pupils.put(pupil, row.where)
    taking.lists.setdefault(school_class.id, row.where)
    joined = place(books, pupil, school_class, row)
    if joined is not None:
        take_subgroups(books, joined, row, taking.chosen)
    taking.guardians.extend((pupil, guardian) for guardian in row.guardians)


def _identify(taking: _Taking, row: PupilRow, school_class: ClassRecord) -> PupilRecord | None:
    """The pupil a row means, with what the row adds to them; a new one; or None after asking."""
    books = taking.books
    alike = may_be(books.pupils.find(short_key(row.name)), row.name)
    same_class = [one for one in alike if is_in(books, one, school_class)]
    numbered = _by_external_id(taking, row)
    found = _dated(row, alike, same_class) if row.birth_date else same_person(same_class, row.name)
    details = {"class": str(school_class.name), "count": str(len(found))}
    if len(found) > 1 and numbered is None:
        books.doubt(row.where, "pupil_ambiguous", pupil=str(row.name), **details)
        return None
    stood = numbered or (found[0] if found else None)
    if stood is None and _asked(taking, row, alike, same_class):
        return None
    pupil = _completed(taking, stood or PupilRecord(books.pupils.fresh(), row.name), row)
    if any(one.id != pupil.id and _same_key(one, pupil) for one in books.pupils.find(short_key(pupil.name))):
        books.doubt(row.where, "pupil_ambiguous", pupil=str(row.name), **details)
        return None
    return pupil


def _same_key(one: PupilRecord, other: PupilRecord) -> bool:
    same_date = one.birth_date == other.birth_date
    return same_date and fold(one.name.patronymic) == fold(other.name.patronymic)


def _completed(taking: _Taking, stood: PupilRecord, row: PupilRow) -> PupilRecord:
    """The pupil with what the row adds; a number that is another pupil's already is left to them."""
    return replace(
        stood,
        name=completed(stood.name, row.name),
        birth_date=stood.birth_date or row.birth_date,
        external_id=stood.external_id or ("" if row.external_id in taking.numbers else row.external_id),
    )


def _by_external_id(taking: _Taking, row: PupilRow) -> PupilRecord | None:
    """The pupil of the same number in the school's other system, when name or birth date agrees too.

    A surname changes, a birth date is corrected: the row's are taken then.
    """
    number = taking.by_external.get(row.external_id)
    if number is None or number in taking.seen:
        return None
    stood = taking.books.pupils[number]
    if same_person([stood], row.name):
        return replace(stood, birth_date=row.birth_date or stood.birth_date)
    if row.birth_date and stood.birth_date == row.birth_date and fold(stood.name.name) == fold(row.name.name):
        return replace(stood, name=row.name)
    return None


def _dated(row: PupilRow, alike: list[PupilRecord], same_class: list[PupilRecord]) -> list[PupilRecord]:
    """By birth date; else a namesake in the class whose birth date nobody knew, and learns now."""
    known = same_person((one for one in alike if one.birth_date == row.birth_date), row.name)
    return known or same_person((one for one in same_class if one.birth_date is None), row.name)


def _asked(taking: _Taking, row: PupilRow, alike: list[PupilRecord], same_class: list[PupilRecord]) -> bool:
    """Whether a row that matches nobody must be asked about before it makes a new pupil."""
    key = short_key(row.name)
    if row.birth_date is None:
        # Without a birth date the namesake in another class may be this pupil, moved, or somebody else.
        if alike:
            gone = all(current(taking.books, one) is None for one in alike)
            taking.books.doubt(row.where, "pupil_was_here" if gone else "pupil_elsewhere", pupil=str(row.name))
        return bool(alike)
    for one in same_class:
        # A namesake in the class born on another day is a slip of the pen, unless the roll has them both.
        if one.birth_date and (key, one.birth_date) not in taking.dated:
            dates = {"birth_date": f"{row.birth_date:%d.%m.%Y}", "other": f"{one.birth_date:%d.%m.%Y}"}
            taking.books.doubt(row.where, "pupil_birth_date", pupil=str(row.name), **dates)
            return True
    return False
