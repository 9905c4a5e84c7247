"""«Кто смотрел»: staff's reading is recorded once a day, shown to the family, and cannot be undone (PRV-09)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core import access
from journal_core.access import AdminDesk, ClassPages
from journal_core.people import Operator, Role
from journal_core.ports.reading import Look, PageKind, Seen
from storage.readings import PgReadings
from tests.storage.access.everybody import Everybody, build_everybody
from tests.storage.town import NOON, TODAY


@pytest.fixture
async def world(owner: AsyncEngine, runtime: AsyncEngine) -> Everybody:
    """Two schools; everybody of the first is linked."""
    return await build_everybody(owner, runtime)


async def pages(world: Everybody, who: str) -> ClassPages:
    return access.class_pages((await world.grants())[who], world.here.classes["7Б"])


async def term(world: Everybody, name: str) -> int:
    async with world.owner.connect() as connection:
        found = await connection.exec_driver_sql(
            f"SELECT id FROM term WHERE name = '{name}' AND school_id = {world.here.school.id}"
        )
        return int(found.scalar_one())


async def test_a_page_looked_at_many_times_a_day_is_one_line_and_tomorrow_another(world: Everybody) -> None:
    book = PgReadings(world.runtime)
    head, algebra = await pages(world, "head"), world.here.subjects["Алгебра"]
    for minutes in range(3):
        await book.seen(head, Seen(PageKind.SUBJECT, algebra), NOON + timedelta(minutes=minutes))
    await book.seen(head, Seen(PageKind.SUBJECT, algebra), NOON + timedelta(days=1))
    await book.seen(await pages(world, "teacher"), Seen(PageKind.SUBJECT, algebra), NOON + timedelta(days=1))
    looks = await book.looks(world.here.child("Аня"), TODAY)
    assert looks == (
        Look(TODAY + timedelta(days=1), "Ковалёва Н. П.", Role.TEACHER, PageKind.SUBJECT, "Алгебра"),
        Look(TODAY + timedelta(days=1), "Стрельцова А.", Role.HEAD, PageKind.SUBJECT, "Алгебра"),
        Look(TODAY, "Стрельцова А.", Role.HEAD, PageKind.SUBJECT, "Алгебра"),
    )


async def test_a_family_sees_who_looked_at_pages_that_their_child_stands_on_and_no_others(world: Everybody) -> None:
    book, leader = PgReadings(world.runtime), await pages(world, "leader")
    english = world.here.subjects["Английский язык"]
    await book.seen(leader, Seen(PageKind.SUBJECT, english, world.here.subgroups["2"]), NOON)
    await book.seen(leader, Seen(PageKind.PUPIL, pupil_id=world.here.pupils["Борис"]), NOON)
    await book.seen(leader, Seen(PageKind.SHEET, term_id=await term(world, "I четверть")), NOON)

    async def seen_by(name: str) -> list[PageKind]:
        return [look.kind for look in await book.looks(world.here.child(name), TODAY)]

    assert await seen_by("Аня") == [PageKind.SHEET]
    assert await seen_by("Борис") == [PageKind.SHEET, PageKind.PUPIL]
    assert await seen_by("Вова") == [PageKind.SHEET, PageKind.SUBJECT]
    assert await seen_by("Дима") == []
    assert await book.looks(world.there.child("Аня"), date(2026, 1, 1)) == ()


async def test_a_page_of_an_earlier_term_shows_those_who_were_in_the_class_then(world: Everybody) -> None:
    async with world.owner.begin() as connection:
        await connection.exec_driver_sql(
            f"UPDATE membership SET days = '[2026-09-01,2026-10-01)' WHERE pupil_id = {world.here.pupils['Аня']}"
        )
    book, deputy = PgReadings(world.runtime), await pages(world, "deputy")
    await book.seen(deputy, Seen(PageKind.ARCHIVE, term_id=await term(world, "I четверть")), NOON)
    await book.seen(deputy, Seen(PageKind.EXPORT, term_id=await term(world, "II четверть")), NOON)
    assert [one.kind for one in await book.looks(world.here.child("Аня"), TODAY)] == [PageKind.ARCHIVE]


async def test_the_archive_printed_on_the_server_names_no_person_but_is_there(world: Everybody) -> None:
    book = PgReadings(world.runtime)
    desk = access.operator(AdminDesk, world.here.school, Operator("root"))
    archive = access.archive_pages(desk, world.here.classes["7Б"], "7Б")
    await book.seen(archive, Seen(PageKind.ARCHIVE), NOON)
    assert await book.looks(world.here.child("Аня"), TODAY) == (Look(TODAY, "", None, PageKind.ARCHIVE, ""),)
    async with world.owner.connect() as connection:
        row = (await connection.exec_driver_sql("SELECT actor, device, staff_id FROM reading")).one()
    assert tuple(row) == ("operator:root", "command line", None)


async def test_the_day_is_the_schools_own(world: Everybody) -> None:
    book, head = PgReadings(world.runtime), await pages(world, "head")
    await book.seen(head, Seen(PageKind.SHEET), NOON.replace(hour=21, minute=30))  # 00:30 of tomorrow in Minsk
    assert [one.day for one in await book.looks(world.here.child("Аня"), TODAY)] == [TODAY + timedelta(days=1)]


@pytest.mark.parametrize("change", ["UPDATE reading SET actor = 'nobody'", "DELETE FROM reading"])
async def test_the_gateway_itself_cannot_take_a_look_back(world: Everybody, change: str) -> None:
    await PgReadings(world.runtime).seen(await pages(world, "head"), Seen(PageKind.SHEET), NOON)
    with pytest.raises(DBAPIError, match="permission denied"):
        async with world.runtime.begin() as connection:
            await connection.exec_driver_sql(change)
