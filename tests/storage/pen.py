"""Revisions written straight into the journal's tables: what views must show, without the rules that let it in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.tables import journal, term_marks
from tests.storage.town import NOON, Town


@dataclass
class Pen:
    """Writes as the owner of the tables."""

    engine: AsyncEngine
    town: Town
    numbers: Any = field(default_factory=lambda: count(1))

    async def mark(self, line: str, day: date, name: str, *values: str) -> None:
        """One mark with its revisions: the values it had; an empty one is a removal."""
        row = {"mark_id": next(self.numbers), **self._place(line, day, name)}
        await self._revised(journal.mark_revision, row, "value", values)

    async def absence(self, line: str, day: date, name: str, *codes: str, minutes: int | None = None) -> None:
        """One absence with its revisions."""
        row = {"absence_id": next(self.numbers), "minutes": minutes, **self._place(line, day, name)}
        await self._revised(journal.absence_revision, row, "code", codes)

    async def remark(self, line: str, day: date, name: str, *texts: str) -> None:
        """A teacher's words with their revisions."""
        row = {"remark_id": next(self.numbers), **self._place(line, day, name)}
        await self._revised(journal.remark_revision, row, "text", texts)

    async def homework(self, line: str, day: date, due: date, *texts: str) -> None:
        """Homework given at a lesson."""
        row = {"homework_id": next(self.numbers), "due": due, "lesson_id": self.town.lesson(line, day)}
        await self._revised(journal.homework_revision, row, "text", texts)

    async def task(self, line: str, day: date, kind: str, *texts: str) -> None:
        """What was done at a lesson."""
        row = {"task_id": next(self.numbers), "type": kind, "lesson_id": self.town.lesson(line, day)}
        await self._revised(journal.lesson_task_revision, row, "text", texts)

    async def topic(self, line: str, day: date, topic: str) -> None:
        """The topic of a lesson."""
        await self._put(journal.topic_revision, lesson_id=self.town.lesson(line, day), topic=topic)

    async def term_mark(self, term_id: int | None, class_name: str, subject: str, name: str, *values: str) -> None:
        """A term mark with its revisions; without a term the year's."""
        row = {
            "term_mark_id": next(self.numbers),
            "kind": "term" if term_id else "year",
            "year": 2026,
            "term_id": term_id,
            "class_id": self.town.classes[class_name],
            "subject_id": self.town.subjects[subject],
            "pupil_id": self.town.pupils[name],
        }
        await self._revised(term_marks.term_mark_revision, row, "value", values)

    def _place(self, line: str, day: date, name: str) -> dict[str, int]:
        return {"lesson_id": self.town.lesson(line, day), "pupil_id": self.town.pupils[name]}

    async def _revised(self, table: Table, row: dict[str, Any], column: str, values: tuple[str, ...]) -> None:
        for revision, value in enumerate(values, 1):
            change = "set" if revision == 1 else "corrected" if value else "removed"
            told = value or values[revision - 2]
            await self._put(table, **row, revision=revision, change=change, **{column: told})

    async def _put(self, table: Table, **row: Any) -> None:
        stamped = {"command_id": f"pen-{next(self.numbers)}", "actor": "test", "recorded_at": NOON, "salt": "salt"}
        async with self.engine.begin() as connection:
            await connection.execute(insert(table).values(**row, **stamped))
