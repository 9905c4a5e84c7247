"""PostgreSQL's zone tables know nothing of the new law; the children's classes follow Python's all the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.people import Account
from journal_core.school import Channel
from storage.reader.families import read_families
from storage.reader.grants import read_grants
from tests.storage.ledger import rows
from tests.storage.town import Town, build_town, speaks
from tests.zones import KEY, reform

CHANGES = date(2026, 11, 27)  #: Аня is in 7А from this day on
LAW = datetime(2026, 11, 22, 0, tzinfo=UTC)
EVENING = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)  #: 01:00 of the 27th by the old law, 23:00 of the 26th by the new


@pytest.fixture
def zone(tmp_path: Path) -> Iterator[ZoneInfo]:
    with reform(tmp_path, LAW, timedelta(hours=7), timedelta(hours=5)) as made:
        yield made


@pytest.fixture
async def town(owner: AsyncEngine, zone: ZoneInfo) -> Town:
    town = await build_town(owner)
    anya = {"p": town.pupils["Аня"], "d": CHANGES, "c": town.classes["7А"], "zone": KEY}
    async with owner.begin() as connection:
        await connection.execute(sql("UPDATE school SET zone = :zone"), anya)
        await connection.execute(
            sql("UPDATE membership SET days = daterange(lower(days), :d) WHERE pupil_id = :p"), anya
        )
        await connection.execute(
            sql("INSERT INTO membership (pupil_id, class_id, days) VALUES (:p, :c, daterange(:d, NULL))"), anya
        )
        await speaks(connection, town, "100", guardian="Мария")
    return town


async def test_postgresql_itself_does_not_know_the_zone(owner: AsyncEngine, town: Town) -> None:
    with pytest.raises(DBAPIError):
        await rows(owner, f"SELECT now() AT TIME ZONE '{KEY}'")


@pytest.mark.parametrize(("hours", "class_name"), [(0, "7Б"), (1, "7А")])
async def test_a_child_changes_class_at_the_new_midnight(
    runtime: AsyncEngine, town: Town, hours: int, class_name: str
) -> None:
    async with runtime.connect() as connection:
        at = EVENING + timedelta(hours=hours)
        grants = await read_grants(connection, Account(Channel.TELEGRAM, "100"), at)
    assert grants is not None
    assert [child.class_name for child in grants.children] == [class_name]
    assert grants.children[0].school.zone.key == KEY


@pytest.mark.parametrize(("hours", "listed"), [(0, True), (1, False)])
async def test_a_class_teachers_list_changes_at_the_same_moment(
    runtime: AsyncEngine, zone: ZoneInfo, town: Town, hours: int, listed: bool
) -> None:
    async with runtime.connect() as connection:
        grants = await read_grants(connection, Account(Channel.TELEGRAM, "100"), EVENING)
        assert grants is not None
        desk = town.class_desk()
        here = type(desk)(desk.staff_id, grants.children[0].school, desk.class_id, desk.class_name)
        families = await read_families(connection, here, EVENING + timedelta(hours=hours))
    assert (town.pupils["Аня"] in {one.pupil_id for one in families}) is listed
