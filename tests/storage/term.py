"""The first quarter of the town: who gives marks in it, and the columns of its term marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import ClassPages, DeputyDesk, HeadDesk, TeacherDesk
from journal_core.actions import term_marks
from journal_core.actions.post_lesson import post_lesson
from journal_core.actions.term_marks import TermMarksSet
from journal_core.entries.entry import LessonEntry, MarkEntry
from journal_core.entries.revisions import Stamp
from journal_core.people import Account, Person, Role
from journal_core.school import Channel, School
from journal_core.term_marks.requests import TermMarkRequest
from journal_core.term_marks.setting import Column, TermKind, TermMarkEntry
from journal_core.term_marks.views import ProposalLine
from storage.term_marks.reading import PgTermMarks
from storage.transaction import PgStore
from tests.storage.town import LINES, TODAY, Town

#: The last day of the first quarter is Saturday 2026-10-31.
LAST_WEEK = datetime(2026, 10, 28, 9, 0, tzinfo=UTC)
CLOSED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)  #: closed by itself, fourteen days after


@dataclass
class Quarter:
    """Speaks as the teachers of the town."""

    owner: AsyncEngine
    runtime: AsyncEngine
    town: Town
    school: School
    terms: dict[str, int] = field(default_factory=dict)
    _commands: Any = field(default_factory=lambda: count(1))

    @property
    def store(self) -> PgStore:
        return PgStore(self.runtime)

    @property
    def views(self) -> PgTermMarks:
        return PgTermMarks(self.runtime)

    def desk(self, surname: str = "Ковалёва") -> TeacherDesk:
        return TeacherDesk(self.town.staff[surname], self.school)

    def deputy(self, surname: str = "Орлов") -> DeputyDesk:
        return DeputyDesk(self.town.staff[surname], self.school)

    def head(self, surname: str = "Лис") -> HeadDesk:
        return HeadDesk(self.town.staff[surname], self.school)

    def pages(self, class_name: str = "7Б", *subjects: str) -> ClassPages:
        opened = frozenset((self.town.subjects[one], None) for one in subjects) or None
        reader = self.town.staff["Соколова"]
        return ClassPages(self.school, self.town.classes[class_name], class_name, opened, reader)

    def column(
        self,
        line: str = "algebra",
        kind: TermKind = TermKind.TERM,
        term: str = "I четверть",
    ) -> Column:
        class_name, subject, group, *_ = LINES[line]
        subgroup = self.town.subgroups[group] if group else None
        return Column(kind, self.town.classes[class_name], self.town.subjects[subject], subgroup, self.terms[term])

    def stamp(self, at: datetime = LAST_WEEK, command: str = "", reason: str = "", person: int = 1) -> Stamp:
        actor = Person(person, Role.TEACHER, Account(Channel.TELEGRAM, "100"))
        return Stamp(command or f"said {next(self._commands)}", actor, at, "telegram", reason)

    async def gives(self, name: str, *values: str, line: str = "algebra", day: date = TODAY, work: str = "") -> None:
        """Marks at a lesson, by whoever has it."""
        given = MarkEntry(self.town.pupils[name], values, work or None)
        desk = replace(self.town.teacher(LINES[line][3]), school=self.school)
        await post_lesson(self.store, desk, LessonEntry(self.town.lesson(line, day), marks=(given,)), self.stamp())

    async def sets(
        self, column: Column, *, at: datetime = LAST_WEEK, command: str = "", why: str = "", by: str = "Ковалёва",
        **values: str,
    ) -> TermMarksSet:  # fmt: skip
        """Аня="8", Борис="9"."""
        return await term_marks.set_term_marks(
            self.store, self.desk(by), column, self.entries(values.items()), self.stamp(at, command, why)
        )

    async def removes(self, column: Column, *names: str, at: datetime = LAST_WEEK) -> TermMarksSet:
        pupils = [self.town.pupils[name] for name in names]
        return await term_marks.remove_term_marks(self.store, self.desk(), column, pupils, self.stamp(at))

    async def asks(self, column: Column, why: str = "Ошибка", at: datetime = CLOSED, **values: str) -> TermMarkRequest:
        entries = self.entries(values.items())
        return await term_marks.ask_term_marks(self.store, self.desk(), column, entries, self.stamp(at, reason=why))

    def entries(self, values: Iterable[tuple[str, str]]) -> list[TermMarkEntry]:
        return [TermMarkEntry(self.town.pupils[name], value) for name, value in values]

    async def proposed(self, column: Column, by: str = "Ковалёва") -> dict[str, ProposalLine]:
        """By the first name of the pupil."""
        lines = await self.views.proposals(self.desk(by), column, LAST_WEEK)
        return {line.pupil.split()[1]: line for line in lines}

    async def written(self) -> list[tuple[Any, ...]]:
        """(pupil, kind, revision, change, value, late) of every revision."""
        names = {number: name for name, number in self.town.pupils.items()}
        asked = "SELECT pupil_id, kind, revision, change, value, late FROM term_mark_revision ORDER BY id"
        return [(names[row[0]], *row[1:]) for row in await self.rows(asked)]

    async def rows(self, asked: str, **values: Any) -> Sequence[Any]:
        async with self.owner.begin() as connection:
            return (await connection.execute(sql(asked), values)).all()

    async def says(self, statement: str, **values: Any) -> None:
        async with self.owner.begin() as connection:
            await connection.execute(sql(statement), values)


async def quarter(owner: AsyncEngine, runtime: AsyncEngine, town: Town, **law: str) -> Quarter:
    """The quarter under the town's law with these points amended."""
    made = Quarter(owner, runtime, town, replace(town.school, amendments=tuple(law.items())))
    made.terms = {name: number for number, name in await made.rows("SELECT id, name FROM term WHERE kind = 'term'")}
    return made
