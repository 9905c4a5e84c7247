"""Term marks and forecasts as people see them: `journal_core.ports.term_marks.TermMarkViews`."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from itertools import groupby
from typing import Any

from sqlalchemy import Row
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import Child, ClassPages, DeputyDesk, HeadDesk, TeacherDesk
from journal_core.calendar.terms import school_year
from journal_core.entries.revisions import Change
from journal_core.forecast.classes import ClassForecast, class_forecast
from journal_core.forecast.pupils import SubjectForecast, pupil_forecast
from journal_core.ports.reading import PageKind, Seen
from journal_core.term_marks.averages import two_places
from journal_core.term_marks.due import ColumnDue, Shortage, reminded, shortages
from journal_core.term_marks.progress import Progress
from journal_core.term_marks.requests import TermMarkRequest
from journal_core.term_marks.setting import Column, TermKind
from journal_core.term_marks.views import ProposalLine, StandingMark, SubjectYear, lines
from storage.calendar.reading import read_calendar
from storage.readings import PgReadings
from storage.term_marks import REQUESTS, request_of
from storage.term_marks.columns import read_column
from storage.term_marks.due import read_due
from storage.term_marks.progress import courses, read_progress
from storage.term_marks.standing import standing
from storage.views import Views

_OF_CHILD = sql(f"""
    SELECT s.name AS subject, x.kind, coalesce(t.name, '') AS term, x.value, x.change, x.before, x.grounds
    FROM ({standing("r.pupil_id = :pupil AND r.year = :year")}) x
    JOIN subject s ON s.id = x.subject_id AND s.school_id = :school
    LEFT JOIN term t ON t.id = x.term_id
    WHERE x.change <> 'removed'
    ORDER BY s.name, array_position(ARRAY['term', 'year', 'exam', 'final'], x.kind), lower(t.days)
""").columns(grounds=JSONB)
_OPEN = sql(f"{REQUESTS} WHERE q.school_id = :school AND s.id IS NULL ORDER BY q.due_at, q.id").columns(entries=JSONB)


class PgTermMarks(Views):
    """The views over the run-time role's engine."""

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine)
        self._readings = PgReadings(engine)

    async def proposals(self, desk: TeacherDesk, column: Column, at: datetime) -> tuple[ProposalLine, ...]:
        """A column with what is proposed and why; Refused when it is not this teacher's."""
        async with self._reading() as connection:
            return lines(await read_column(connection, desk.school, desk.staff_id, column, at), desk.school)

    async def due(self, reader: TeacherDesk | ClassPages, at: datetime) -> tuple[ColumnDue, ...]:
        """Columns to be reminded of, the one due first first."""
        async with self._reading() as connection:
            found = await read_due(connection, reader, at)
        return reminded(found, reader.school.local(at).date())

    async def shortages(self, reader: TeacherDesk | ClassPages, at: datetime) -> tuple[Shortage, ...]:
        """Who will be short of marks, the most pressing first."""
        progress = await self._progress(reader, at)
        return shortages(progress, reader.school.law, reader.school.local(at).date())

    async def of_child(self, child: Child, at: datetime) -> tuple[SubjectYear, ...]:
        """The child's term marks of the school year, by subject."""
        year = school_year(child.school.local(at).date())
        asked = {"pupil": child.pupil_id, "school": child.school.id, "year": year}
        async with self._reading() as connection:
            rows = (await connection.execute(_OF_CHILD, asked)).all()
        return tuple(
            SubjectYear(subject, tuple(_standing(row) for row in of_one))
            for subject, of_one in groupby(rows, key=lambda row: row.subject)
        )

    async def pupil_forecast(self, child: Child, at: datetime) -> tuple[SubjectForecast, ...]:
        """Where each subject of the term is heading; nothing between terms."""
        today = child.school.local(at).date()
        async with self._reading() as connection:
            calendar = await read_calendar(connection, child.school.id)
            taught = courses(calendar, today, class_id=child.class_id)
            found = await read_progress(connection, child.school, calendar, taught, at, child.pupil_id)
        return pupil_forecast(found, child.school)

    async def class_forecast(self, reader: TeacherDesk | ClassPages, at: datetime) -> ClassForecast:
        """Who is near a border, falling or short of marks; only subjects that the pass opens."""
        return class_forecast(await self._progress(reader, at), reader.school, reader.school.local(at).date())

    async def requests(self, desk: DeputyDesk | HeadDesk) -> tuple[TermMarkRequest, ...]:
        """Open requests of the school, the one due first first."""
        async with self._reading() as connection:
            rows = await connection.execute(_OPEN, {"school": desk.school.id})
            return tuple(request_of(row) for row in rows)

    async def _progress(self, reader: TeacherDesk | ClassPages, at: datetime) -> tuple[Progress, ...]:
        """Of the pupils and subjects that the pass opens; that a class's were looked at is recorded («кто смотрел»)."""
        today = reader.school.local(at).date()
        async with self._reading() as connection:
            calendar = await read_calendar(connection, reader.school.id)
            if isinstance(reader, TeacherDesk):
                taught = courses(calendar, today, staff_id=reader.staff_id)
            else:
                of_class = courses(calendar, today, class_id=reader.class_id)
                taught = [one for one in of_class if reader.opens(one.subject_id, one.subgroup_id)]
            found = await read_progress(connection, reader.school, calendar, taught, at)
        if isinstance(reader, ClassPages) and taught:
            for subject_id in [None] if reader.subjects is None else sorted({one.subject_id for one in taught}):
                await self._readings.seen(reader, Seen(PageKind.SHEET, subject_id, term_id=taught[0].term.id), at)
        return found


def _standing(row: Row[Any]) -> StandingMark:
    corrected = row.change == Change.CORRECTED and row.before != row.value
    average = row.grounds.get("average")
    return StandingMark(
        TermKind(row.kind),
        row.term,
        row.value,
        str(two_places(Fraction(average))) if average else "",
        row.grounds.get("count", 0),
        row.before if corrected else None,
    )
