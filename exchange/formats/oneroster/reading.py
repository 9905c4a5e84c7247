"""A OneRoster read: pupils with their adults, staff, classes, subgroups, terms and the gradebook."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from exchange.formats.oneroster import people
from exchange.formats.oneroster.archive import Archive, Record
from exchange.formats.oneroster.gradebook import marks
from exchange.formats.oneroster.people import Taught, User
from exchange.formats.oneroster.sessions import terms
from journal_core.roll import ClassRow, Doubt, PupilRow, Roll


def read_oneroster(archive: Archive, region: str) -> Roll:
    """All that we take of the archive; `region` is the school's country, for phones."""
    reading = _Reading(archive, people.users(archive), people.classes(archive))
    _enrol(reading)
    adults = people.adults_of(reading.users)
    pupils = {key: row for key, user in reading.users.items() if (row := _pupil(reading, user))}
    pupils = {
        key: replace(row, guardians=tuple(people.guardian(one, region) for one in adults.get(key, ())))
        for key, row in pupils.items()
    }
    roll = Roll(
        pupils=tuple(pupils.values()),
        classes=_classes(reading),
        staff=tuple(people.staff(reading.users, region)),
        doubts=_lost(reading),
    )
    teachers = {key: user.name for key, user in reading.leaders.items()}
    return roll + terms(archive) + marks(archive, pupils, reading.taught, teachers)


@dataclass(slots=True)
class _Place:
    """A pupil's place in a class, as the enrolment says."""

    taught: Taught
    first: date | None
    end: date | None  #: the first day without them: `endDate` of an enrolment is exclusive in both versions


@dataclass(slots=True)
class _Reading:
    archive: Archive
    users: dict[str, User]
    taught: dict[str, Taught]
    homes: dict[str, _Place] = field(default_factory=dict)  #: pupil → the last class they came to
    groups: dict[str, list[Taught]] = field(default_factory=dict)  #: pupil → what they are taught
    leaders: dict[str, User] = field(default_factory=dict)  #: class → its teacher, of a homeroom and of a subject
    born: dict[str, date] = field(default_factory=dict)
    dangling: list[Record] = field(default_factory=list)


def _enrol(reading: _Reading) -> None:
    for row in reading.archive.rows("demographics"):
        if born := people.day(row["birthDate"]):
            reading.born[row["sourcedId"]] = born
    for row in reading.archive.rows("enrollments"):
        user, taught = reading.users.get(row["userSourcedId"]), reading.taught.get(row["classSourcedId"])
        if user is None or taught is None:
            reading.dangling.append(row)
        elif row["role"] == "student":
            _join(reading, user, taught, row)
        elif row["role"] == "teacher" and not row.is_gone:
            reading.leaders.setdefault(taught.id, user)


def _join(reading: _Reading, user: User, taught: Taught, row: Record) -> None:
    first, end = people.day(row["beginDate"]), people.day(row["endDate"])
    if row.is_gone and end is None:
        return
    if not taught.homeroom:
        reading.groups.setdefault(user.id, []).append(taught)
        return
    place, stood = _Place(taught, first, end), reading.homes.get(user.id)
    if stood is None or _later(place, stood):
        reading.homes[user.id] = place


def _later(place: _Place, stood: _Place) -> bool:
    """Whether a pupil of two classes is rather in `place` now: in the one not over, else the one begun later."""
    if (place.end is None) != (stood.end is None):
        return place.end is None
    return (place.first or date.min) > (stood.first or date.min)


def _pupil(reading: _Reading, user: User) -> PupilRow | None:
    if user.role != "student":
        return None
    groups = reading.groups.get(user.id, [])
    home = reading.homes.get(user.id)
    if user.record.is_gone and home is None:
        return None  # nobody knows the class or the day; whoever is missing in a full list is asked about anyway
    taught = home.taught if home else next(iter(groups), None)
    return PupilRow(
        user.where,
        user.name,
        taught.written_class if taught else "",
        reading.born.get(user.id),
        user.id,
        subgroups=tuple(dict.fromkeys((one.subject, one.subgroup) for one in groups if one.subgroup and one.subject)),
        joined=home.first if home else None,
        left=home.end if home else None,
    )


def _classes(reading: _Reading) -> tuple[ClassRow, ...]:
    rows = []
    for taught in reading.taught.values():
        if taught.homeroom and taught.written_class:
            leader = reading.leaders.get(taught.id)
            rows.append(ClassRow(taught.where, taught.written_class, leader.name if leader else None))
    return tuple(rows)


def _lost(reading: _Reading) -> tuple[Doubt, ...]:
    """Enrolments of users or classes that the archive does not hold: one question, with the first row."""
    if not reading.dangling:
        return ()
    where = reading.archive.where("enrollments", reading.dangling[0])
    return (Doubt(where, "import.oneroster_dangling", {"rows": str(len(reading.dangling))}),)
