"""The difference in words: one line for each thing that is new, changed or gone.

Details are filled into the catalog's sentences as they are; dates are written 17.10.2013, a weekday is its
number from Monday 0 and a `field` names what changed, both put into words by the catalog.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from journal_core.enrolment.books import Books, Ledger, Record
from journal_core.enrolment.difference import Kind, Line
from journal_core.enrolment.records import (
    BellRecord,
    BellUseRecord,
    ClassRecord,
    GuardianRecord,
    GuardianshipRecord,
    LineRecord,
    MembershipRecord,
    MovedDayRecord,
    PupilRecord,
    StaffRecord,
    SubgroupMemberRecord,
    TermRecord,
)
from journal_core.lessons import Span, Week

R = TypeVar("R", bound=Record)


def show(books: Books) -> tuple[Line, ...]:
    """All lines, in the order people read a school."""
    return (
        *_lines(Kind.CLASS, books.classes, lambda one: {"class": str(one.name)}),
        *_class_teachers(books),
        *_lines(Kind.STAFF, books.staff, lambda one: {"staff": str(one.name)}, _staff_fields),
        *_lines(Kind.SUBJECT, books.subjects, lambda one: {"subject": one.name}, lambda one: {"name": one.name}),
        *_lines(Kind.SUBGROUP, books.subgroups, lambda one: _subgroup(books, one.id)),
        *_lines(Kind.PUPIL, books.pupils, lambda one: _pupil(books, one), _pupil_fields),
        *_memberships(books),
        *_subgroup_members(books),
        *_lines(Kind.GUARDIAN, books.guardians, lambda one: {"guardian": str(one.name)}, _guardian_fields),
        *_lines(
            Kind.GUARDIANSHIP,
            books.guardianships,
            lambda one: _guardianship(books, one),
            lambda one: {"relation": one.relation},
        ),
        *_lines(Kind.TERM, books.terms, _term, lambda one: {"days": _days(one.span)}),
        *_lines(Kind.MOVED_DAY, books.moved_days, _moved_day, lambda one: {"works": _moved_day(one)["works"]}),
        *_lines(Kind.BELL, books.bells, _bell, lambda one: {"times": _bell(one)["times"]}),
        *_bell_uses(books),
        *_timetable(books),
    )


def _nothing(_: object) -> dict[str, str]:
    return {}


def _lines(
    kind: Kind,
    ledger: Ledger[R],
    details: Callable[[R], dict[str, str]],
    shown: Callable[[R], dict[str, str]] = _nothing,
) -> Iterator[Line]:
    """One line for a new record; for a changed one, a line for each of its `shown` fields that changed."""
    for record in ledger.changed():
        where, stood = ledger.where(record.id), ledger.stood.get(record.id)
        if stood is None:
            yield Line(kind, "new", where, details(record))
            continue
        before = shown(stood)
        for field, value in shown(record).items():
            if before[field] != value:
                change = {"field": field, "before": before[field] or "–", "after": value}
                yield Line(kind, "changed", where, {**details(stood), **change})


def _class_teachers(books: Books) -> Iterator[Line]:
    for record in books.classes.changed():
        stood: ClassRecord | None = books.classes.stood.get(record.id)
        before = stood.class_teacher_id if stood else None
        if record.class_teacher_id is None:
            continue
        details = {"class": str(record.name), "teacher": str(books.staff[record.class_teacher_id].name)}
        where = books.classes.where(record.id)
        if before is None:
            yield Line(Kind.CLASS_TEACHER, "new", where, details)
        else:
            details["before"] = str(books.staff[before].name)
            yield Line(Kind.CLASS_TEACHER, "changed", where, details)


def _memberships(books: Books) -> Iterator[Line]:
    """A pupil's class; one who left another for it has changed."""
    for record in books.memberships.changed():
        details = {"pupil": _pupil_name(books, record), "class": str(books.classes[record.class_id].name)}
        where = books.memberships.where(record.id)
        if record.end is not None and any(one.first == record.end for one in books.memberships.find(record.pupil_id)):
            continue  # the membership that a new one replaces: told there
        stood = books.memberships.stood.get(record.id)
        before = _class_before(books, record)
        # Who goes to another class keeps the day of leaving that was told before.
        leaves = before is None if stood is None else stood.end != record.end
        if record.end is not None and leaves:
            yield Line(Kind.MEMBERSHIP, "gone", where, {**details, "day": _date(record.end)})
            continue
        if before is None:
            yield Line(Kind.MEMBERSHIP, "new", where, details)
        else:
            details["before"] = str(books.classes[before].name)
            yield Line(Kind.MEMBERSHIP, "changed", where, details)


def _class_before(books: Books, record: MembershipRecord) -> int | None:
    stood = books.memberships.stood.get(record.id)
    if stood is not None:
        return stood.class_id
    left = (one.class_id for one in books.memberships.find(record.pupil_id) if one.end == record.first)
    return next(left, None)


def _subgroup_members(books: Books) -> Iterator[Line]:
    """A pupil's subgroup; who only left one is told by the class they went to."""
    for record in books.subgroup_members.changed():
        if record.id not in books.subgroup_members.stood:
            details = {"pupil": _pupil_name(books, record), **_subgroup(books, record.subgroup_id)}
            yield Line(Kind.SUBGROUP_MEMBER, "new", books.subgroup_members.where(record.id), details)


def _timetable(books: Books) -> Iterator[Line]:
    yield from _lines(Kind.TIMETABLE_LINE, books.lines, lambda one: _line(books, one), lambda one: _held(books, one))
    for number in books.lines.gone():
        stood = books.lines.stood[number]
        yield Line(Kind.TIMETABLE_LINE, "gone", books.lines.where(number), _line(books, stood))


def _line(books: Books, record: LineRecord) -> dict[str, str]:
    weekly = record.weekly
    return {
        "class": str(books.classes[weekly.class_id].name),
        "subject": books.subjects[weekly.subject_id].name,
        "subgroup": books.subgroups[weekly.subgroup_id].name if weekly.subgroup_id is not None else "",
        "weekday": str(weekly.weekday),
        "slot": str(weekly.slot),
        **_held(books, record),
    }


def _held(books: Books, record: LineRecord) -> dict[str, str]:
    staff_id = record.weekly.staff_id
    teacher = "" if staff_id is None else str(books.staff[staff_id].name)
    return {"teacher": teacher, "room": record.weekly.room, "week": _week(record)}


def _week(record: LineRecord) -> str:
    """«A» or «B»; empty is every week."""
    return "" if record.weekly.week is Week.EVERY else str(record.weekly.week)


def _staff_fields(one: StaffRecord) -> dict[str, str]:
    return {
        "name": str(one.name),
        "duties": ", ".join(one.duties),
        "phone": one.phone,
        "email": one.email,
        "external_id": one.external_id,
    }


def _pupil_fields(one: PupilRecord) -> dict[str, str]:
    birth_date = _date(one.birth_date) if one.birth_date else ""
    return {"name": str(one.name), "birth_date": birth_date, "external_id": one.external_id}


def _guardian_fields(one: GuardianRecord) -> dict[str, str]:
    return {"name": str(one.name), "phone": one.phone, "email": one.email}


def _pupil(books: Books, one: PupilRecord) -> dict[str, str]:
    lasting = [each.class_id for each in books.memberships.find(one.id) if each.end != books.today]
    return {"pupil": str(one.name), "class": str(books.classes[lasting[0]].name) if lasting else ""}


def _pupil_name(books: Books, record: MembershipRecord | SubgroupMemberRecord | GuardianshipRecord) -> str:
    return str(books.pupils[record.pupil_id].name)


def _guardianship(books: Books, one: GuardianshipRecord) -> dict[str, str]:
    guardian = str(books.guardians[one.guardian_id].name)
    return {"guardian": guardian, "pupil": _pupil_name(books, one), "relation": one.relation}


def _subgroup(books: Books, number: int) -> dict[str, str]:
    one = books.subgroups[number]
    names = {"class": str(books.classes[one.class_id].name), "subject": books.subjects[one.subject_id].name}
    return {**names, "subgroup": one.name}


def _term(one: TermRecord) -> dict[str, str]:
    return {"term": one.name, "kind": one.kind, "days": _days(one.span)}


def _moved_day(one: MovedDayRecord) -> dict[str, str]:
    return {"day": _date(one.moved.day), "works": "" if one.moved.weekday is None else str(one.moved.weekday)}


def _bell(one: BellRecord) -> dict[str, str]:
    times = f"{one.bell.starts_at:%H:%M}–{one.bell.ends_at:%H:%M}"
    return {"slot": str(one.bell.slot), "times": times, "bells": one.bell.bell_set}


def _bell_uses(books: Books) -> Iterator[Line]:
    def told(one: BellUseRecord) -> dict[str, str]:
        use = one.use
        return {
            "class": "" if use.class_id is None else str(books.classes[use.class_id].name),
            "day": "" if use.day is None else _date(use.day),
            "weekday": "" if use.weekday is None else str(use.weekday),
            "bells": use.bell_set,
        }

    return _lines(Kind.BELL_USE, books.bell_uses, told, lambda one: {"bells": one.use.bell_set})


def _days(span: Span) -> str:
    return f"{_date(span.first)} – {_date(span.end - timedelta(days=1))}"


def _date(day: date) -> str:
    return f"{day:%d.%m.%Y}"
