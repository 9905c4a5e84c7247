"""The table of who passes which door, held against grants as they are read from the database."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core import access
from journal_core.people import Role
from tests.storage.access.everybody import build_everybody
from tests.unit.access.cast import disagreements


async def test_the_doors_open_for_whom_the_table_says(owner: AsyncEngine, runtime: AsyncEngine) -> None:
    world = await build_everybody(owner, runtime)
    people = await world.grants()
    assert {who for who, grants in people.items() if grants is None} == {"stranger"}
    assert disagreements(people, world.own(), world.places()) == set()


async def test_a_teacher_opens_the_group_of_the_load_and_not_the_other(
    owner: AsyncEngine, runtime: AsyncEngine
) -> None:
    world = await build_everybody(owner, runtime)
    town = world.here
    async with owner.begin() as connection:
        await connection.exec_driver_sql(
            f"UPDATE link SET staff_id = {town.staff['Орлов']} WHERE staff_id = {world.staff['teacher']}"
        )
    pages = access.class_pages((await world.grants())["teacher"], town.classes["7Б"])
    english = town.subjects["Английский язык"]
    assert pages.opens(english, town.subgroups["1"])
    assert not pages.opens(english, town.subgroups["2"])
    assert not pages.opens(town.subjects["Алгебра"])
    assert pages.reader == town.staff["Орлов"]
    assert str(pages.by).endswith(f"/{Role.TEACHER}")
