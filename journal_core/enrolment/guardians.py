"""Guardians of a roll, each beside their child.

A guardian is found by name among the pupil's own guardians first, else in the school by name with phone or
e-mail: the mother of two pupils is one record. A phone without a name goes to the guardian who lacks one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from journal_core.enrolment.books import Books
from journal_core.enrolment.names import completed, fold, same_person, short_key
from journal_core.enrolment.records import GuardianRecord, GuardianshipRecord, PupilRecord
from journal_core.roll import FullName, GuardianRow

#: Who answers a phone that a list gives without a name.
NAMELESS = FullName("Родитель", "")

#: Relations that tell less than «мать» does, and never take its place.
_VAGUE = frozenset({"", "родитель", "представитель", "законный представитель"})


@dataclass(slots=True)
class _Taking:
    books: Books
    #: What this roll has said of a record's phone and e-mail; a second, other number is a question.
    said: dict[tuple[int, str], str] = field(default_factory=dict)


def take_guardians(books: Books, rows: Iterable[tuple[PupilRecord, GuardianRow]]) -> None:
    """All guardians; fuller names first, so that less of a name, or a phone without any, finds whom it means."""
    taking = _Taking(books)
    for pupil, row in sorted(rows, key=lambda one: (not one[1].name.surname, not one[1].name.patronymic)):
        if row.name.surname or row.name.name:
            _named(taking, pupil, row)
        elif row.phone or row.email:
            _nameless(taking, pupil, row)


def _named(taking: _Taking, pupil: PupilRecord, row: GuardianRow) -> None:
    books = taking.books
    own = _guardians(books, pupil)
    alike = same_person(own, row.name)
    found = [one for one in alike if _reached_alike(one, row)] or alike
    if len(found) > 1:
        books.doubt(row.where, "guardian_ambiguous", guardian=str(row.name), pupil=str(pupil.name))
        return
    record = found[0] if found else _named_at_last(own, row) or _elsewhere(books, row)
    if record is None:
        record = GuardianRecord(books.guardians.fresh(), row.name)
    _update(taking, pupil, record, row)


def _named_at_last(own: list[GuardianRecord], row: GuardianRow) -> GuardianRecord | None:
    """The pupil's nameless guardian of the same phone, who gets this name."""
    for one in own:
        if one.name == NAMELESS and _reached_alike(one, row):
            return replace(one, name=row.name)
    return None


def _elsewhere(books: Books, row: GuardianRow) -> GuardianRecord | None:
    """A guardian of another pupil whom the row means; two lists without any phone mean one person."""
    alike = same_person(books.guardians.find(short_key(row.name)), row.name)
    for one in alike:
        bare = not (row.phone or row.email or one.phone or one.email)
        if _reached_alike(one, row) or (bare and fold(one.name.patronymic) == fold(row.name.patronymic)):
            return one
    return None


def _nameless(taking: _Taking, pupil: PupilRecord, row: GuardianRow) -> None:
    books = taking.books
    own = _guardians(books, pupil)
    what = "phone" if row.phone else "email"
    record = next((one for one in own if _reached_alike(one, row)), None)
    if record is None and not own:
        record = _elsewhere(books, replace(row, name=NAMELESS))
        record = record or GuardianRecord(books.guardians.fresh(), NAMELESS)
    if record is None:
        lacking = [one for one in own if not getattr(one, what)]
        # A new number of the only guardian, whose name no list has told.
        lacking = lacking or [one for one in own if one.name == NAMELESS and len(own) == 1]
        record = lacking[0] if len(lacking) == 1 else None
    if record is None:
        books.doubt(row.where, "guardian_unclear", pupil=str(pupil.name), contact=getattr(row, what))
        return
    _update(taking, pupil, record, row)


def _update(taking: _Taking, pupil: PupilRecord, record: GuardianRecord, row: GuardianRow) -> None:
    """Keep the record with the row's phone and e-mail, and that it is this pupil's."""
    books = taking.books
    name = completed(record.name, row.name)
    fresh = replace(record, name=name, phone=row.phone or record.phone, email=row.email or record.email)
    if _says_otherwise(taking, record, row):
        books.doubt(row.where, "guardian_contacts", guardian=str(name), pupil=str(pupil.name))
        fresh = record
    if any(one.id != fresh.id and _same_row(one, fresh) for one in books.guardians.find(short_key(name))):
        books.doubt(row.where, "guardian_twin", guardian=str(name), pupil=str(pupil.name))
        return
    for what in ("phone", "email"):
        if getattr(row, what):
            taking.said.setdefault((record.id, what), getattr(row, what))
    books.guardians.put(fresh, row.where)
    _attach(books, pupil, fresh, row)


def _says_otherwise(taking: _Taking, record: GuardianRecord, row: GuardianRow) -> bool:
    said = taking.said
    return any(
        getattr(row, what) and said.get((record.id, what), getattr(row, what)) != getattr(row, what)
        for what in ("phone", "email")
    )


def _attach(books: Books, pupil: PupilRecord, guardian: GuardianRecord, row: GuardianRow) -> None:
    stood = next((one for one in books.guardianships.find(pupil.id) if one.guardian_id == guardian.id), None)
    told = stood or GuardianshipRecord(books.guardianships.fresh(), guardian.id, pupil.id)
    if told.relation in _VAGUE or row.relation not in _VAGUE:
        told = replace(told, relation=row.relation or told.relation)
    books.guardianships.put(told, row.where)


def _guardians(books: Books, pupil: PupilRecord) -> list[GuardianRecord]:
    return [books.guardians[one.guardian_id] for one in books.guardianships.find(pupil.id)]


def _reached_alike(one: GuardianRecord, row: GuardianRow) -> bool:
    return bool((row.phone and one.phone == row.phone) or (row.email and one.email == row.email))


def _same_row(one: GuardianRecord, other: GuardianRecord) -> bool:
    same_name = fold(one.name.patronymic) == fold(other.name.patronymic)
    return same_name and (one.phone, one.email) == (other.phone, other.email)
