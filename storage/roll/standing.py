"""What a school has, read for comparing: one query for each kind of record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.dialects.postgresql import Range, distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.calendar.days import BellUse, MovedDay
from journal_core.classes import ClassName
from journal_core.enrolment import records as of
from journal_core.lessons import Bell, Span, Week
from journal_core.roll import FullName
from storage.calendar.reading import weekly
from storage.tables import calendar as days
from storage.tables import school as at

R = TypeVar("R")


async def read(connection: AsyncConnection, school_id: int, today: date) -> of.Standing:
    """The records of one school."""

    async def rows(query: Select[Any], make: Callable[[Row[Any]], R]) -> tuple[R, ...]:
        return tuple(make(row) for row in await connection.execute(query))

    def own(table: Any) -> Select[Any]:
        return select(table).where(table.c.school_id == school_id).order_by(table.c.id)

    def beside(table: Any, parent: Any) -> Select[Any]:
        """Rows that belong to the school by what they refer to."""
        return select(table).join(parent).where(parent.c.school_id == school_id).order_by(table.c.id)

    def lasting(table: Any) -> Select[Any]:
        return beside(table, at.pupil).where(table.c.days.overlaps(Range(today, None)))

    return of.Standing(
        staff=await rows(own(at.staff), _staff),
        classes=await rows(own(at.school_class), _class),
        subjects=await rows(own(at.subject), lambda row: of.SubjectRecord(row.id, row.name)),
        subgroups=await rows(beside(at.subgroup, at.school_class), _subgroup),
        pupils=await rows(own(at.pupil), _pupil),
        guardians=await rows(own(at.guardian), _guardian),
        guardianships=await rows(beside(at.guardianship, at.pupil), _guardianship),
        memberships=await rows(_memberships(school_id, today), _membership),
        subgroup_members=await rows(lasting(at.subgroup_member), _subgroup_member),
        terms=await rows(own(at.term).where(~func.isempty(at.term.c.days)), _term),
        bells=await rows(own(at.bell), _bell),
        lines=await rows(own(at.timetable_line), _line),
        moved_days=await rows(own(days.moved_day), _moved_day),
        bell_uses=await rows(own(days.bell_use), _bell_use),
    )


def _memberships(school_id: int, today: date) -> Select[Any]:
    """Those that are not over, and the last one of who left."""
    own = select(at.membership).join(at.pupil).where(at.pupil.c.school_id == school_id)
    days, whose = at.membership.c.days, at.membership.c.pupil_id
    latest = own.with_only_columns(at.membership.c.id).order_by(whose, func.lower(days).desc())
    last = latest.ext(distinct_on(whose))
    lasting = days.overlaps(Range(today, None))
    return own.where(or_(lasting, at.membership.c.id.in_(last))).order_by(at.membership.c.id)


def _name(row: Row[Any]) -> FullName:
    return FullName(row.surname, row.name, row.patronymic)


def _staff(row: Row[Any]) -> of.StaffRecord:
    return of.StaffRecord(row.id, _name(row), tuple(row.duties), row.phone, row.email, row.external_id)


def _class(row: Row[Any]) -> of.ClassRecord:
    return of.ClassRecord(row.id, ClassName(row.grade, row.letter), row.class_teacher_id)


def _subgroup(row: Row[Any]) -> of.SubgroupRecord:
    return of.SubgroupRecord(row.id, row.class_id, row.subject_id, row.name)


def _pupil(row: Row[Any]) -> of.PupilRecord:
    return of.PupilRecord(row.id, _name(row), row.birth_date, row.external_id)


def _guardian(row: Row[Any]) -> of.GuardianRecord:
    return of.GuardianRecord(row.id, _name(row), row.phone, row.email)


def _guardianship(row: Row[Any]) -> of.GuardianshipRecord:
    return of.GuardianshipRecord(row.id, row.guardian_id, row.pupil_id, row.relation)


def _membership(row: Row[Any]) -> of.MembershipRecord:
    return of.MembershipRecord(row.id, row.pupil_id, row.class_id, row.days.lower, row.days.upper)


def _subgroup_member(row: Row[Any]) -> of.SubgroupMemberRecord:
    return of.SubgroupMemberRecord(row.id, row.subgroup_id, row.pupil_id, row.days.lower, row.days.upper)


def _term(row: Row[Any]) -> of.TermRecord:
    span = Span(row.days.lower, row.days.upper)
    return of.TermRecord(row.id, row.kind, row.name, span, row.system, tuple(row.grades))


def _bell(row: Row[Any]) -> of.BellRecord:
    return of.BellRecord(row.id, Bell(row.slot, row.starts_at, row.ends_at, row.bell_set))


def _moved_day(row: Row[Any]) -> of.MovedDayRecord:
    return of.MovedDayRecord(row.id, MovedDay(row.day, row.weekday, Week(row.week)))


def _bell_use(row: Row[Any]) -> of.BellUseRecord:
    return of.BellUseRecord(row.id, BellUse(row.bell_set, row.class_id, row.day, row.weekday))


def _line(row: Row[Any]) -> of.LineRecord:
    return of.LineRecord(row.id, weekly(row))
