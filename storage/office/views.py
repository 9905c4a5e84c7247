"""The office's lists: `journal_core.ports.office.Office` over the run-time role's engine."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from journal_core.classes import ClassName
from journal_core.law import Control
from journal_core.lessons import Span
from journal_core.office.adoption import Adoption
from journal_core.office.analysis import LessonFigures
from journal_core.office.concerns import ConcernLine
from journal_core.office.declarations import Declaration, PaperFamily, on_paper
from journal_core.office.findings import Finding
from journal_core.office.hand_over import ClassHandOver, HandOver, where_classes_stand
from journal_core.office.inspections import Inspection, Owed, duties, owed, period_of
from journal_core.office.matters import Filed
from journal_core.office.mistakes import Mistake
from journal_core.office.movement import Movement
from journal_core.office.questions import Consultation, Question
from journal_core.passes import (
    AdminDesk,
    Child,
    ClassDesk,
    DeputyDesk,
    DistrictDesk,
    HeadDesk,
    OfficeDesk,
    TeacherDesk,
)
from journal_core.people import Role
from journal_core.ports import Clock
from storage.office.adoption import read_adoption
from storage.office.concerns import read_about, read_period
from storage.office.figures import read_lessons, read_school_days
from storage.office.matters import read
from storage.views import Views

_CLASSES = sql("""
    SELECT id, grade, letter FROM school_class
    WHERE school_id = :school AND (CAST(:class_id AS bigint) IS NULL OR id = :class_id)
""")
_OF_SCHOOL = "f.school_id = :school"
_OF_PERIOD = f"{_OF_SCHOOL} AND f.day >= :first AND f.day < :end"
_OF_CLASS = "(CAST(:class_id AS bigint) IS NULL OR f.class_id = :class_id)"
_WEEK = timedelta(days=7)


class PgOffice(Views):
    """One to three statements a list, without a transaction."""

    def __init__(self, engine: AsyncEngine, clock: Clock | None = None) -> None:
        super().__init__(engine)
        self._clock = clock

    def _now(self) -> datetime | None:
        """By the clock people notice; the database's own when none was given."""
        return self._clock.now() if self._clock else None

    async def movements(self, desk: ClassDesk | OfficeDesk, span: Span) -> tuple[Filed[Movement], ...]:
        """Movement of pupils of a period: of the class, or of the school."""
        where = f"{_OF_PERIOD} AND ({_OF_CLASS} OR f.to_class_id = :class_id) ORDER BY f.day, f.id"
        async with self._reading() as connection:
            return await read(connection, Movement, where, **_whose(desk), **_days(span))

    async def agenda(self, desk: ClassDesk | OfficeDesk, span: Span) -> tuple[Owed, ...]:
        """What the school's law asks for in the days of `span`, of whom, and what is done."""
        return await self._owed(desk, desk.school.law.control, span)

    async def data_checks(self, desk: ClassDesk | OfficeDesk, month: date) -> tuple[Owed, ...]:
        """The month's check of pupils' and guardians' data, class by class."""
        asked = (Control.MONTHLY_DATA,)
        return await self._owed(desk, asked, period_of(asked[0], month))

    async def _owed(self, desk: ClassDesk | OfficeDesk, control: tuple[Control, ...], span: Span) -> tuple[Owed, ...]:
        """A period counts when any of its days has lessons, though `span` be but one day of it."""
        months = period_of(Control.MONTHLY_DATA, span.first), period_of(Control.MONTHLY_DATA, span.end)
        around = Span(months[0].first - _WEEK, months[1].end + _WEEK)
        where = f"{_OF_PERIOD} AND {_OF_CLASS} ORDER BY f.id"
        async with self._reading() as connection:
            days = await read_school_days(connection, desk.school.id, around)
            classes = await _classes(connection, desk)
            done = await read(connection, Inspection, where, **_whose(desk), **_days(around))
        asked = [
            one
            for one in duties(control, days)
            if one.period.first < span.end and span.first < one.period.end
            if one.role is Role.CLASS_TEACHER or not isinstance(desk, ClassDesk)
        ]
        return owed(asked, classes, done)

    async def lesson_figures(self, desk: AdminDesk | DeputyDesk | HeadDesk, span: Span) -> tuple[LessonFigures, ...]:
        """Counts and moments of every lesson of a period."""
        async with self._reading() as connection:
            return await read_lessons(connection, desk.school.id, span)

    async def findings(
        self, desk: TeacherDesk | AdminDesk | DeputyDesk | HeadDesk, span: Span
    ) -> tuple[Filed[Finding], ...]:
        """The analysis's remarks of a period: to this teacher, or to all of the school's."""
        where = (
            f"{_OF_PERIOD} AND (CAST(:staff AS bigint) IS NULL OR f.staff_id = :staff) "
            "ORDER BY staff.surname, staff.name, f.day, f.id"
        )
        staff_id = desk.staff_id if isinstance(desk, TeacherDesk) else None
        async with self._reading() as connection:
            return await read(connection, Finding, where, school=desk.school.id, staff=staff_id, **_days(span))

    async def declarations(self, desk: ClassDesk | OfficeDesk) -> tuple[Filed[Declaration], ...]:
        """The register of applications and refusals: of the class as it is today, or of the school."""
        where = f"{_OF_SCHOOL} AND (CAST(:class_id AS bigint) IS NULL OR school_class.id = :class_id)"
        async with self._reading() as connection:
            known = {**_whose(desk), "at": self._now()}
            return await read(connection, Declaration, f"{where} ORDER BY f.day, f.id", **known)

    async def on_paper(self, desk: ClassDesk | OfficeDesk) -> tuple[PaperFamily, ...]:
        """Whose families are given this week on paper."""
        return on_paper(await self.declarations(desk), desk.school.law)

    async def concerns(self, desk: ClassDesk | DeputyDesk | HeadDesk, span: Span) -> tuple[ConcernLine, ...]:
        """Words to guardians of a period, with who has read them."""
        async with self._reading() as connection:
            return await read_period(connection, desk.school.id, _class_id(desk), span)

    async def concerns_about(self, child: Child) -> tuple[ConcernLine, ...]:
        """Words that stand about this child, newest first, with whether the reader has read them."""
        async with self._reading() as connection:
            return await read_about(connection, child)

    async def hand_overs(self, desk: OfficeDesk, term_id: int) -> tuple[ClassHandOver, ...]:
        """Where every class of the school stands with a term's papers."""
        async with self._reading() as connection:
            classes = await _classes(connection, desk)
            where = f"{_OF_SCHOOL} AND f.term_id = :term"
            handed = await read(connection, HandOver, where, school=desk.school.id, term=term_id)
        return where_classes_stand(classes, handed)

    async def mistakes(self, desk: Child | ClassDesk | DeputyDesk | HeadDesk) -> tuple[Filed[Mistake], ...]:
        """Reports of mistakes, newest first: about the child, of the class, of the school."""
        of_child = "(CAST(:pupil AS bigint) IS NULL OR f.pupil_id = :pupil)"
        where = f"{_OF_SCHOOL} AND {_OF_CLASS} AND {of_child} ORDER BY f.id DESC"
        async with self._reading() as connection:
            return await read(connection, Mistake, where, **_asker(desk))

    async def questions(self, desk: Child | TeacherDesk | ClassDesk | OfficeDesk) -> tuple[Filed[Question], ...]:
        """Questions, newest first: one's own, of the class's families, of the school."""
        of_asker = (
            "(CAST(:pupil AS bigint) IS NULL OR f.pupil_id = :pupil) "
            "AND (CAST(:staff AS bigint) IS NULL OR f.staff_id = :staff)"
        )
        where = f"{_OF_SCHOOL} AND {_OF_CLASS} AND {of_asker} ORDER BY f.id DESC"
        staff_id = desk.staff_id if isinstance(desk, TeacherDesk) else None
        async with self._reading() as connection:
            return await read(connection, Question, where, **_asker(desk), staff=staff_id)

    async def consultations(self, desk: ClassDesk | OfficeDesk, span: Span) -> tuple[Filed[Consultation], ...]:
        """Consultations that were given in a period."""
        where = f"{_OF_PERIOD} AND {_OF_CLASS} ORDER BY f.day, f.id"
        async with self._reading() as connection:
            return await read(connection, Consultation, where, **_whose(desk), **_days(span))

    async def adoption(
        self, desk: DeputyDesk | HeadDesk | AdminDesk | DistrictDesk, span: Span
    ) -> tuple[Adoption, ...]:
        """Counts of a period: of the school, or of each of the district's, by name."""
        async with self._reading() as connection:
            return await read_adoption(connection, desk, span, self._now())


def _whose(desk: ClassDesk | OfficeDesk) -> dict[str, Any]:
    """Of one class, or (NULL) of all of the school's."""
    return {"school": desk.school.id, "class_id": _class_id(desk)}


def _asker(desk: Child | TeacherDesk | ClassDesk | OfficeDesk) -> dict[str, Any]:
    pupil_id = desk.pupil_id if isinstance(desk, Child) else None
    return {"school": desk.school.id, "class_id": _class_id(desk), "pupil": pupil_id}


def _class_id(desk: object) -> int | None:
    return desk.class_id if isinstance(desk, ClassDesk) else None


def _days(span: Span) -> dict[str, date]:
    return {"first": span.first, "end": span.end}


async def _classes(connection: AsyncConnection, desk: ClassDesk | OfficeDesk) -> dict[int, str]:
    """The school's classes, or the one, in their order."""
    rows = (await connection.execute(_CLASSES, _whose(desk))).all()
    names = {row.id: ClassName(row.grade, row.letter) for row in rows}
    return {number: str(name) for number, name in sorted(names.items(), key=lambda one: one[1])}
