"""What a roll changes, written: for each kind of record one UPDATE and one INSERT of many rows.

A new record has a number below zero; the database gives it its own, and whatever refers to it follows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, delete, insert, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.enrolment import records as of
from journal_core.enrolment.difference import Changes
from journal_core.roll import FullName
from storage.roll.bulk import update_rows
from storage.tables import calendar
from storage.tables import school as at

Row = dict[str, Any]


@dataclass(frozen=True)
class _Kind:
    """How records of one kind become rows."""

    name: str  #: the field of `Standing`
    table: Table
    row: Callable[[Any], Row]
    refs: dict[str, str] = field(default_factory=dict)  #: column → the kind it refers to
    of_school: bool = True  #: the table has a school_id


def _name(name: FullName) -> Row:
    return {"surname": name.surname, "name": name.name, "patronymic": name.patronymic}


def _staff(one: of.StaffRecord) -> Row:
    contacts = {"phone": one.phone, "email": one.email, "external_id": one.external_id}
    return {**_name(one.name), **contacts, "duties": list(one.duties)}


def _class(one: of.ClassRecord) -> Row:
    return {"grade": one.name.grade, "letter": one.name.letter, "class_teacher_id": one.class_teacher_id}


def _subgroup(one: of.SubgroupRecord) -> Row:
    return {"class_id": one.class_id, "subject_id": one.subject_id, "name": one.name}


def _pupil(one: of.PupilRecord) -> Row:
    return {**_name(one.name), "birth_date": one.birth_date, "external_id": one.external_id}


def _guardian(one: of.GuardianRecord) -> Row:
    return {**_name(one.name), "phone": one.phone, "email": one.email}


def _guardianship(one: of.GuardianshipRecord) -> Row:
    return {"guardian_id": one.guardian_id, "pupil_id": one.pupil_id, "relation": one.relation}


def _membership(one: of.MembershipRecord) -> Row:
    return {"pupil_id": one.pupil_id, "class_id": one.class_id, "days": Range(one.first, one.end)}


def _subgroup_member(one: of.SubgroupMemberRecord) -> Row:
    return {"subgroup_id": one.subgroup_id, "pupil_id": one.pupil_id, "days": Range(one.first, one.end)}


def _term(one: of.TermRecord) -> Row:
    days = Range(one.span.first, one.span.end)
    return {"kind": one.kind, "system": one.system, "name": one.name, "days": days, "grades": list(one.grades)}


def _bell(one: of.BellRecord) -> Row:
    bell = one.bell
    return {"bell_set": bell.bell_set, "slot": bell.slot, "starts_at": bell.starts_at, "ends_at": bell.ends_at}


def _moved_day(one: of.MovedDayRecord) -> Row:
    return {"day": one.moved.day, "weekday": one.moved.weekday, "week": one.moved.week}


def _bell_use(one: of.BellUseRecord) -> Row:
    use = one.use
    return {"bell_set": use.bell_set, "class_id": use.class_id, "day": use.day, "weekday": use.weekday}


def _line(one: of.LineRecord) -> Row:
    weekly = one.weekly
    return {
        "class_id": weekly.class_id,
        "subgroup_id": weekly.subgroup_id,
        "subject_id": weekly.subject_id,
        "staff_id": weekly.staff_id,
        "weekday": weekly.weekday,
        "slot": weekly.slot,
        "room": weekly.room,
        "week": weekly.week,
        "days": Range(weekly.first, weekly.end),
    }


_DIVISION = {"class_id": "classes", "subject_id": "subjects"}
_LINE_REFS = {**_DIVISION, "subgroup_id": "subgroups", "staff_id": "staff"}
#: In the order in which they refer to each other.
_KINDS = (
    _Kind("staff", at.staff, _staff),
    _Kind("classes", at.school_class, _class, {"class_teacher_id": "staff"}),
    _Kind("subjects", at.subject, lambda one: {"name": one.name}),
    _Kind("subgroups", at.subgroup, _subgroup, _DIVISION, of_school=False),
    _Kind("pupils", at.pupil, _pupil),
    _Kind("guardians", at.guardian, _guardian),
    _Kind(
        "guardianships", at.guardianship, _guardianship,
        {"guardian_id": "guardians", "pupil_id": "pupils"}, of_school=False,
    ),
    _Kind(
        "memberships", at.membership, _membership,
        {"pupil_id": "pupils", "class_id": "classes"}, of_school=False,
    ),
    _Kind(
        "subgroup_members", at.subgroup_member, _subgroup_member,
        {"subgroup_id": "subgroups", "pupil_id": "pupils"}, of_school=False,
    ),
    _Kind("terms", at.term, _term),
    _Kind("bells", at.bell, _bell),
    _Kind("lines", at.timetable_line, _line, _LINE_REFS),
    _Kind("moved_days", calendar.moved_day, _moved_day),
    _Kind("bell_uses", calendar.bell_use, _bell_use, {"class_id": "classes"}),
)  # fmt: skip


async def apply(connection: AsyncConnection, school_id: int, changes: Changes) -> None:
    """Write all of it. Raises sqlalchemy's IntegrityError when the rows were not compared under the lock."""
    await _remove(connection, at.timetable_line, changes.gone_lines)
    await _remove(connection, at.subgroup_member, changes.gone_subgroup_members)
    # A term that goes keeps its row, without days: a page may have been read for it.
    await _free_days(connection, [*(one.id for one in changes.put.terms if one.id > 0), *changes.gone_terms])
    numbers: dict[str, dict[int, int]] = {}
    for kind in _KINDS:
        records: Sequence[Any] = getattr(changes.put, kind.name)
        rows = [(one.id, _referring(kind, kind.row(one), numbers)) for one in records]
        changed = [{"id": number, **row} for number, row in rows if number > 0]
        await update_rows(connection, kind.table, changed)
        numbers[kind.name] = await _insert(connection, kind, school_id, [one for one in rows if one[0] < 0])


def _referring(kind: _Kind, row: Row, numbers: dict[str, dict[int, int]]) -> Row:
    """The row with the real numbers of what it refers to."""
    for column, target in kind.refs.items():
        if row[column] is not None and row[column] < 0:
            row[column] = numbers[target][row[column]]
    return row


async def _insert(
    connection: AsyncConnection, kind: _Kind, school_id: int, rows: list[tuple[int, Row]]
) -> dict[int, int]:
    """New rows; gives the number of each by the one below zero."""
    if not rows:
        return {}
    owner = {"school_id": school_id} if kind.of_school else {}
    statement = insert(kind.table).returning(kind.table.c.id, sort_by_parameter_order=True)
    given = await connection.execute(statement, [{**row, **owner} for _, row in rows])
    return {number: real for (number, _), real in zip(rows, given.scalars(), strict=True)}


async def _remove(connection: AsyncConnection, table: Table, numbers: Sequence[int]) -> None:
    if numbers:
        await connection.execute(delete(table).where(table.c.id.in_(numbers)))


async def _free_days(connection: AsyncConnection, numbers: list[int]) -> None:
    """Terms that change hold no days meanwhile: one may begin where another has not ended yet."""
    if numbers:
        nothing: Range[Any] = Range(empty=True)
        await connection.execute(update(at.term).where(at.term.c.id.in_(numbers)).values(days=nothing))
