"""What a test says to the journal and what it finds written there, in few words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import AbsenceEntry, HomeworkEntry, LessonEntry, LessonPage, MarkEntry
from storage.reader import PgDiary
from tests.storage.town import TODAY, Town

TABLES = ("mark_revision", "absence_revision", "homework_revision", "topic_revision", "event", "audit")


async def rows(engine: AsyncEngine, statement: str, **asked: Any) -> list[tuple[Any, ...]]:
    async with engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(sql(statement), asked)]


async def counts(engine: AsyncEngine) -> dict[str, int]:
    return {table: (await rows(engine, f"SELECT count(*) FROM {table}"))[0][0] for table in TABLES}


async def marks_of(engine: AsyncEngine, town: Town, name: str) -> list[tuple[Any, ...]]:
    """(revision, change, value) of every revision, in order."""
    return await rows(
        engine,
        "SELECT revision, change, value FROM mark_revision WHERE pupil_id = :p ORDER BY mark_id, revision",
        p=town.pupils[name],
    )


def entry(town: Town, **said: Any) -> LessonEntry:
    return LessonEntry(town.lesson("algebra"), **said)


def full_entry(town: Town) -> LessonEntry:
    return entry(
        town,
        topic="Степени",
        homework=HomeworkEntry("№ 214", TODAY + timedelta(days=2)),
        marks=(MarkEntry(town.pupils["Аня"], ("8", "7")), MarkEntry(town.pupils["Борис"], ("9",))),
        attendance=(AbsenceEntry(town.pupils["Вова"], AbsenceCode.ABSENT),),
    )


def marks(town: Town, **values: tuple[str, ...]) -> tuple[MarkEntry, ...]:
    return tuple(MarkEntry(town.pupils[name], given) for name, given in values.items())


async def page(engine: AsyncEngine, town: Town, line: str = "algebra", teacher: str = "Ковалёва") -> LessonPage:
    return await PgDiary(engine).page(town.teacher(teacher), town.lesson(line))


async def absence_of(engine: AsyncEngine, town: Town, name: str = "Вова", line: str = "algebra") -> int:
    found = await rows(
        engine,
        "SELECT max(absence_id) FROM absence_revision WHERE pupil_id = :p AND lesson_id = :l",
        p=town.pupils[name],
        l=town.lesson(line),
    )
    return int(found[0][0])
