"""A whole school, read in one transaction: the lists at once, the gradebook in pieces from a cursor of the server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Row, TextClause
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from journal_core.access import archive_pages
from journal_core.exports import OutMark, OutSchool, OutWork
from journal_core.passes import AdminDesk
from journal_core.ports import Clock
from journal_core.ports.reading import PageKind, Seen
from storage.exports.lists import read_school
from storage.readings import PgReadings
from storage.trouble import as_connection_error

__all__ = ["PgExports"]

PIECE = 2_000  #: rows held at once

# The last revision of each mark with its lesson's place; in an order that is the same in another database.
_STANDING = """
    SELECT DISTINCT ON (r.mark_id) r.mark_id, r.change, r.pupil_id, r.value, r.work, r.weight, r.comment,
           l.class_id, l.subgroup_id, l.day, l.slot, s.name AS subject, c.grade, c.letter, g.name AS subgroup
    FROM mark_revision r
    JOIN lesson l ON l.id = r.lesson_id AND l.school_id = :school
    JOIN school_class c ON c.id = l.class_id
    JOIN subject s ON s.id = l.subject_id
    LEFT JOIN subgroup g ON g.id = l.subgroup_id
    ORDER BY r.mark_id, r.revision DESC
"""
_PLACE = "k.grade, k.letter, k.day, k.slot, k.subject, k.subgroup NULLS FIRST, k.work"

_WORKS = sql(f"""
    SELECT DISTINCT k.class_id, k.subject, k.subgroup_id, k.day, k.slot, k.work, k.grade, k.letter, k.subgroup
    FROM ({_STANDING}) k WHERE k.change <> 'removed'
    ORDER BY {_PLACE}
""")

_MARKS = sql(f"""
    SELECT k.*, row_number() OVER (
               PARTITION BY k.pupil_id, k.class_id, k.subgroup_id, k.day, k.slot, k.subject, k.work
               ORDER BY k.mark_id) AS ordinal
    FROM ({_STANDING}) k JOIN pupil p ON p.id = k.pupil_id WHERE k.change <> 'removed'
    ORDER BY {_PLACE}, p.surname, p.name, p.patronymic, p.birth_date, k.mark_id
""")


#: The command line waits for a year of a large school; nobody else is kept by it.
_PATIENCE = sql("SET LOCAL statement_timeout = '10min'")


class PgExports:
    """`journal_core.ports.exports.Exports` over the run-time role's engine."""

    def __init__(self, engine: AsyncEngine, clock: Clock) -> None:
        self._engine = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._readings = PgReadings(engine)
        self._clock = clock

    @asynccontextmanager
    async def leaving(self, desk: AdminDesk) -> AsyncIterator[PgLeaving]:
        """The school as of now; each class is recorded as read before anything is handed out."""
        with as_connection_error():
            async with self._engine.connect() as connection, connection.begin():
                await connection.execute(_PATIENCE)
                one = PgLeaving(connection, desk)
                for known in (await one.school()).classes:
                    pages = archive_pages(desk, known.id, known.name)
                    await self._readings.seen(pages, Seen(PageKind.EXPORT), self._clock.now())
                yield one


class PgLeaving:
    """One moment of one school, on one connection."""

    def __init__(self, connection: AsyncConnection, desk: AdminDesk) -> None:
        self._connection = connection
        self._desk = desk

    async def school(self) -> OutSchool:
        """Everything but the gradebook."""
        return await read_school(self._connection, self._desk.school)

    async def works(self) -> AsyncIterator[Sequence[OutWork]]:
        """What marks were given for, by class and day."""
        async for rows in self._pieces(_WORKS):
            yield [_work(row) for row in rows]

    async def marks(self) -> AsyncIterator[Sequence[OutMark]]:
        """Every mark that stands, by class and day."""
        async for rows in self._pieces(_MARKS):
            yield [OutMark(_work(row), row.pupil_id, row.ordinal, row.value, row.weight, row.comment) for row in rows]

    async def _pieces(self, statement: TextClause) -> AsyncIterator[Sequence[Row[Any]]]:
        found = await self._connection.stream(statement, {"school": self._desk.school.id})
        async for rows in found.partitions(PIECE):
            yield rows


def _work(row: Row[Any]) -> OutWork:
    return OutWork(row.class_id, row.subject, row.subgroup_id, row.day, row.slot, row.work)
