"""The school's chancery in the town: desks of everybody who has a hand in its matters. Wednesday noon stands still."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.entries.revisions import Stamp
from journal_core.lessons import Span
from journal_core.passes import AdminDesk, Child, ClassDesk, DeputyDesk, HeadDesk, SecretaryDesk, TeacherDesk
from journal_core.people import Account, Person, Role
from journal_core.school import PROFILES, Channel, School
from storage.office.views import PgOffice
from storage.transaction import PgStore
from tests.fakes.clock import FakeClock
from tests.storage.town import NOON, TODAY, Town

OCTOBER = Span(date(2026, 10, 1), date(2026, 11, 1))


@dataclass
class Chancery:
    """Verbs' store, lists, and desks; Соколова leads 7Б, Лис is the deputy, Орлов the administrator."""

    town: Town
    runtime: AsyncEngine
    owner: AsyncEngine
    other_id: int = 0  #: of «Гимназия № 2»
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOON))
    _commands: count[int] = field(default_factory=lambda: count(1))

    @property
    def store(self) -> PgStore:
        return PgStore(self.runtime)

    @property
    def lists(self) -> PgOffice:
        return PgOffice(self.runtime, self.clock)

    @property
    def school(self) -> School:
        return self.town.school

    @property
    def elsewhere(self) -> School:
        """Another school, of which nothing here may be seen or changed."""
        return replace(self.school, id=self.other_id, name="Гимназия № 2")

    def keeps(self, profile: str) -> None:
        """The school keeps its journal by this regulation."""
        self.town.school = replace(self.school, profile=PROFILES[profile])

    def class_7b(self) -> ClassDesk:
        return self.town.class_desk()

    def class_7a(self) -> ClassDesk:
        return self.town.class_desk("Ковалёва", "7А")

    def teacher(self, surname: str = "Ковалёва") -> TeacherDesk:
        return self.town.teacher(surname)

    def deputy(self, school: School | None = None) -> DeputyDesk:
        return DeputyDesk(self.town.staff["Лис"], school or self.school)

    def head(self) -> HeadDesk:
        return HeadDesk(self.town.staff["Ковалёва"], self.school)

    def admin(self, school: School | None = None) -> AdminDesk:
        return AdminDesk(self.town.staff["Орлов"], school or self.school)

    def secretary(self, school: School | None = None) -> SecretaryDesk:
        return SecretaryDesk(None, school or self.school)

    def child(self, name: str = "Аня") -> Child:
        return self.town.child(name)

    def stamp(self, command: str = "", *, person: int = 900) -> Stamp:
        """The next command of somebody, now."""
        actor = Person(person, Role.CLASS_TEACHER, Account(Channel.TELEGRAM, str(person)))
        return Stamp(command or f"command {next(self._commands)}", actor, self.clock.now(), "telegram")

    async def ask(self, question: str, **known: Any) -> list[tuple[Any, ...]]:
        """Rows of the database, for looking behind the curtain."""
        async with self.owner.connect() as connection:
            return [tuple(row) for row in await connection.execute(sql(question), known)]

    async def do(self, statement: str, **known: Any) -> None:
        """Change the database as the owner may."""
        async with self.owner.begin() as connection:
            await connection.execute(sql(statement), known)

    async def count(self, table: str) -> int:
        return int((await self.ask(f"SELECT count(*) FROM {table}"))[0][0])

    async def classes_of(self, name: str) -> list[tuple[str, date, date | None]]:
        """(class, from, until) of a pupil, in order."""
        rows = await self.ask(
            "SELECT k.grade || k.letter, lower(m.days), upper(m.days) FROM membership m "
            "JOIN school_class k ON k.id = m.class_id JOIN pupil p ON p.id = m.pupil_id "
            "WHERE p.name = :name ORDER BY lower(m.days)",
            name=name,
        )
        return [(row[0], row[1], row[2]) for row in rows]

    async def term(self) -> int:
        """The quarter of today."""
        [(number,)] = await self.ask("SELECT id FROM term WHERE days @> CAST(:day AS date)", day=TODAY)
        return int(number)
