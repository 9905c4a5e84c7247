"""The town's school under the law of 003: two days to fill in, then by request; and the people of its office."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import DeputyDesk, HeadDesk
from journal_core.entries.revisions import Stamp
from journal_core.people import Account, Person, Role
from journal_core.school import PROFILES, Channel
from tests.storage.town import NOON, Town, build_town, speaks


async def build_forbidding_town(engine: AsyncEngine) -> Town:
    """Орлов is the deputy, and linked; Лис is the head."""
    town = await build_town(engine)
    town.school = replace(town.school, profile=PROFILES["003"])
    await duties(engine, town, "Орлов", "teacher", "deputy")
    await duties(engine, town, "Лис", "teacher", "head")
    async with engine.begin() as connection:
        await speaks(connection, town, "700", staff="Орлов")
    return town


async def duties(engine: AsyncEngine, town: Town, surname: str, *duties: str) -> None:
    """What somebody of the staff does from now on."""
    async with engine.begin() as connection:
        change = sql("UPDATE staff SET duties = :duties WHERE id = :staff")
        await connection.execute(change, {"duties": list(duties), "staff": town.staff[surname]})


def deputy(town: Town, surname: str = "Орлов") -> DeputyDesk:
    """A pass to the deputy's desk."""
    return DeputyDesk(town.staff[surname], town.school)


def head(town: Town, surname: str = "Лис") -> HeadDesk:
    """A pass to the head's desk."""
    return HeadDesk(town.staff[surname], town.school)


def by(person: int, command: str, at: datetime = NOON, reason: str = "", role: Role = Role.TEACHER) -> Stamp:
    """A command of one of several people."""
    return Stamp(command, Person(person, role, Account(Channel.TELEGRAM, str(person))), at, "telegram", reason)


#: Persons who act: Ковалёва teaches algebra, Орлов is the deputy, Лис the head.
KOVALEVA, ORLOV, LIS = 501, 502, 503
