"""Two schools with the same classes, pupils and adults in one installation, and everybody of the first linked.

The second school's numbers all lie from `ELSEWHERE` on, so that one look at an answer tells whether it crossed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from journal_core.passes import Grants
from journal_core.people import Account
from journal_core.school import Channel
from storage.reader.grants import read_grants
from storage.tables import metadata
from tests.storage.town import NOON, Town, build_town
from tests.unit.access.cast import PEOPLE, Place

ELSEWHERE = 1_000_000
#: Member of staff → (surname, duties).
OFFICE = {
    "substitute": ("Зуева", "teacher"),
    "leader": ("Вожатова", "teacher"),
    "deputy": ("Громов", "deputy"),
    "head": ("Стрельцова", "head"),
    "administrator": ("Админова", "administrator"),
    "secretary": ("Писарева", "secretary"),
}


@dataclass
class Everybody:
    """The people of «Гимназия № 1» and their numbers; «Школа № 2» lies beside it."""

    here: Town
    there: Town
    runtime: AsyncEngine
    owner: AsyncEngine
    staff: dict[str, int] = field(default_factory=dict)
    district: int = 0

    async def grants(self) -> dict[str, Grants | None]:
        """What each may do now, as the gateway reads it."""
        async with self.runtime.connect() as connection:
            return {
                who: await read_grants(connection, chat(who), NOON) if who != "stranger" else None for who in PEOPLE
            }

    def own(self) -> Place:
        """Аня of 7Б, whose algebra Ковалёва gives."""
        town = self.here
        return Place(town.pupils["Аня"], town.classes["7Б"], town.subjects["Алгебра"], town.school.id, self.district)

    def places(self) -> dict[str, Place]:
        """Theirs, and three that are not."""
        town, other = self.here, self.there
        return {
            "own": self.own(),
            "another subject": Place(
                town.pupils["Аня"], town.classes["7Б"], town.subjects["История"], town.school.id, self.district
            ),
            "another class": Place(
                town.pupils["Егор"], town.classes["1А"], town.subjects["Чтение"], town.school.id, self.district
            ),
            "another school": Place(
                other.pupils["Аня"], other.classes["7Б"], other.subjects["Алгебра"], other.school.id, ELSEWHERE
            ),
        }


def chat(who: str) -> Account:
    """Where somebody of the cast writes from."""
    return Account(Channel.TELEGRAM, f"{PEOPLE.index(who) + 1}")


async def build_everybody(
    owner: AsyncEngine, runtime: AsyncEngine, meanwhile: Callable[[Town], Awaitable[None]] | None = None
) -> Everybody:
    """Fill a fresh database; `meanwhile` is what happens in the second school, whose numbers all lie up there."""
    here = await build_town(owner)
    async with owner.begin() as connection:
        await connection.execute(sql("UPDATE school SET name = 'Гимназия № 1 города'"))
        await _numbers_from(connection, ELSEWHERE)
    there = await build_town(owner)
    if meanwhile is not None:
        await meanwhile(there)
    world = Everybody(here, there, runtime, owner)
    async with owner.begin() as connection:
        await connection.execute(sql("UPDATE school SET name = 'Школа № 2' WHERE id = :id"), {"id": there.school.id})
        await _numbers_from(connection, 5000)  # what is made from here on is the first school's
        await _people(connection, world)
    return world


async def _numbers_from(connection: AsyncConnection, first: int) -> None:
    for table in metadata.sorted_tables:
        if "id" in table.c:
            known = {"sequence": f"{table.name}_id_seq", "first": first}
            await connection.execute(sql("SELECT setval(CAST(:sequence AS regclass), :first)"), known)
    await connection.execute(sql("SELECT setval('subject_number', :first)"), {"first": first})


async def _people(connection: AsyncConnection, world: Everybody) -> None:
    town = world.here
    for who, (surname, duty) in OFFICE.items():
        world.staff[who] = await _insert(
            connection, "staff", school_id=town.school.id, surname=surname, name="Анна", duties=[duty]
        )
    world.staff["teacher"] = town.staff["Ковалёва"]
    town.staff |= {surname: world.staff[who] for who, (surname, _) in OFFICE.items()}
    leads = {"staff": world.staff["leader"], "class": town.classes["7Б"]}
    await connection.execute(sql("UPDATE school_class SET class_teacher_id = :staff WHERE id = :class"), leads)
    world.district = await _insert(connection, "district", name="Любинский район")
    await _insert(connection, "district_school", district_id=world.district, school_id=town.school.id, joined_at=NOON)
    for who in PEOPLE:
        if who != "stranger":
            await _link(connection, world, who)


async def _link(connection: AsyncConnection, world: Everybody, who: str) -> None:
    person = await _insert(connection, "person", created_at=NOON - timedelta(days=30))
    account = {"person_id": person, "channel": "telegram", "address": chat(who).address}
    await _insert(connection, "account", **account, state="live", changed_at=NOON)
    pupil = world.here.pupils["Аня"]
    held: dict[str, Any]
    if who in ("guardian", "pupil", "barred"):
        held = {"pupil_id": pupil, "own": who == "pupil"}
        if who == "guardian":
            held["guardian_id"] = world.here.guardians["Мария"]
        agreed = {"person_id": person, "pupil_id": pupil, "channel": "telegram", "version": "1", "evidence": "tap"}
        await _insert(connection, "consent", **agreed, given_at=NOON)
    else:
        held = {"district_id": world.district} if who == "officer" else {"staff_id": world.staff[who]}
    if who == "barred":
        await _insert(connection, "bar", person_id=person, pupil_id=pupil, actor="суд", since=NOON)
    link = {"person_id": person, "school_id": world.here.school.id, "state": "live", "asked_at": NOON}
    await _insert(connection, "link", **link, **held)


async def _insert(connection: AsyncConnection, table: str, **values: Any) -> int:
    target = metadata.tables[table]
    return int((await connection.execute(target.insert().values(**values).returning(target.c.id))).scalar_one())
