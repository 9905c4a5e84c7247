"""A school leaves as a OneRoster and comes back the same: read again, and taken into an empty school."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncEngine

from exchange.files import read
from exchange.formats.oneroster.columns import COLUMNS, MANIFEST, Version
from exchange.formats.oneroster.writing import write_oneroster
from journal_core.access import AdminDesk, ServerDesk
from journal_core.actions.import_gradebook import import_gradebook
from journal_core.actions.import_roll import import_roll
from journal_core.actions.schools import NewSchool, add_school
from journal_core.entries.revisions import Stamp
from journal_core.people import Operator
from journal_core.roll import Roll, Where
from storage.embedded import EmbeddedServer
from storage.engine import engine as made_engine
from storage.exports import PgExports
from storage.tables import school
from storage.transaction import PgStore
from tests.postgres import fresh_database
from tests.storage.pen import Pen
from tests.storage.test_pages import Noon
from tests.storage.town import MONDAY, NOON, TODAY, Town, build_town

BOTH = pytest.mark.parametrize("version", list(Version))


@pytest.fixture
async def town(owner: AsyncEngine) -> Town:
    made = await build_town(owner)
    pen = Pen(owner, made)
    await pen.mark("algebra", TODAY, "Аня", "4", "7")
    await pen.mark("algebra", TODAY, "Аня", "9")
    await pen.mark("algebra", TODAY, "Борис", "3", "")
    await pen.mark("english 1", TODAY, "Борис", "зач")
    await pen.mark("algebra", MONDAY, "Вова", "осв")
    named = {
        "surname": "=cmd|' /C calc'!A0",
        "name": '"Ян, младший"',
        "school_id": made.school.id,
        "external_id": "u-7",
    }
    async with owner.begin() as connection:
        odd = (await connection.execute(insert(school.pupil).values(**named).returning(school.pupil.c.id))).scalar_one()
        days = {"class_id": made.classes["7А"], "pupil_id": odd, "days": Range(date(2026, 9, 14), None)}
        await connection.execute(insert(school.membership).values(**days))
        left = update(school.membership).where(school.membership.c.pupil_id == made.pupils["Дима"])
        await connection.execute(left.values(days=Range(date(2026, 9, 1), date(2026, 10, 1))))
        mail = update(school.guardian).values(phone="+375291112233", email="maria@example.by")
        await connection.execute(mail.where(school.guardian.c.surname == "Иванова"))
    return made


async def taken(engine: AsyncEngine, town: Town, version: Version) -> bytes:
    clock: Any = Noon()
    file = io.BytesIO()
    desk = AdminDesk(None, town.school, Operator("olga"))
    async with PgExports(engine, clock).leaving(desk) as leaving:
        await write_oneroster(leaving, file, version)
    return file.getvalue()


def tables(data: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(archive.read(name).decode())))
            for name in archive.namelist()
        }


def said(roll: Roll) -> Roll:
    """The roll without the places of its rows."""
    nowhere = Where("", "", 0)

    def moved(row: Any) -> Any:
        changes: dict[str, Any] = {"where": nowhere}
        if hasattr(row, "guardians"):
            changes["guardians"] = tuple(moved(one) for one in row.guardians)
        if hasattr(row, "pupil"):
            changes["pupil"] = moved(row.pupil)
        return replace(row, **changes)

    return Roll(
        pupils=tuple(moved(row) for row in roll.pupils),
        classes=tuple(moved(row) for row in roll.classes),
        staff=tuple(moved(row) for row in roll.staff),
        terms=tuple(moved(row) for row in roll.terms),
        marks=tuple(moved(row) for row in roll.marks),
    )


@BOTH
async def test_every_file_that_the_manifest_names_is_there_with_the_version_s_columns(
    town: Town, runtime: AsyncEngine, version: Version
) -> None:
    found = tables(await taken(runtime, town, version))
    manifest = {row["propertyName"]: row["value"] for row in found.pop("manifest")}
    assert manifest["oneroster.version"] == version
    assert {name for name in MANIFEST[version] if manifest[f"file.{name}"] == "bulk"} == set(found)
    for name, rows in found.items():
        assert rows, name
        assert [one for one in rows[0] if not one.startswith("metadata.")] == list(COLUMNS[version][name])
        numbers = [row["sourcedId"] for row in rows]
        assert len(set(numbers)) == len(numbers), name


@BOTH
async def test_every_number_that_is_named_is_there(town: Town, runtime: AsyncEngine, version: Version) -> None:
    found = tables(await taken(runtime, town, version))
    known = {name: {row["sourcedId"] for row in rows} for name, rows in found.items() if name != "manifest"}
    for table, column, target in (
        ("classes", "courseSourcedId", "courses"),
        ("enrollments", "classSourcedId", "classes"),
        ("enrollments", "userSourcedId", "users"),
        ("lineItems", "classSourcedId", "classes"),
        ("lineItems", "categorySourcedId", "categories"),
        ("results", "lineItemSourcedId", "lineItems"),
        ("results", "studentSourcedId", "users"),
        ("demographics", "sourcedId", "users"),
    ):
        assert {row[column] for row in found[table]} <= known[target], (table, column)
    for row in found["users"]:
        assert {one for one in row["agentSourcedIds"].split(",") if one} <= known["users"]


@BOTH
async def test_the_same_school_is_the_same_bytes(town: Town, runtime: AsyncEngine, version: Version) -> None:
    assert await taken(runtime, town, version) == await taken(runtime, town, version)


@BOTH
async def test_what_was_written_is_read_with_parents_groups_and_gradebook(
    town: Town, runtime: AsyncEngine, version: Version
) -> None:
    roll = read("school.zip", await taken(runtime, town, version))
    anna = next(row for row in roll.pupils if row.name.name == "Аня")
    assert (anna.written_class, anna.subgroups) == ("7Б", (("Английский язык", "1"),))
    assert [(one.name.surname, one.relation, one.phone, one.email) for one in anna.guardians] == [
        ("Иванова", "мать", "+375291112233", "maria@example.by")
    ]
    odd = next(row for row in roll.pupils if row.external_id == "u-7")
    assert (odd.name.surname, odd.name.name) == ("=cmd|' /C calc'!A0", '"Ян, младший"')
    marks = [(row.pupil.name.name, row.subject, row.subgroup, row.day, row.slot, row.value) for row in roll.marks]
    assert sorted(marks) == [
        ("Аня", "Алгебра", "", TODAY, 1, "7"),
        ("Аня", "Алгебра", "", TODAY, 1, "9"),
        ("Борис", "Английский язык", "1", TODAY, 3, "зач"),
        ("Вова", "Алгебра", "", MONDAY, 1, "осв"),
    ]
    leaders = {row.written_class: row.class_teacher for row in roll.classes}
    assert leaders["7А"] is None and str(leaders["7Б"]) == "Соколова Вера Павловна"
    assert [(row.name, row.first) for row in roll.terms] == [
        ("I четверть", min(row.first for row in roll.terms)),
        ("II четверть", max(row.first for row in roll.terms)),
    ]


async def test_both_versions_say_the_same_school(town: Town, runtime: AsyncEngine) -> None:
    one, other = [said(read("school.zip", await taken(runtime, town, version))) for version in Version]
    assert one == other


@BOTH
async def test_who_takes_a_school_away_is_remembered_class_by_class(
    town: Town, runtime: AsyncEngine, version: Version
) -> None:
    await taken(runtime, town, version)
    async with runtime.connect() as connection:
        rows = await connection.execute(text("SELECT actor, kind, class_id FROM reading ORDER BY class_id"))
        assert [tuple(row) for row in rows] == [
            ("operator:olga", "export", number) for number in sorted(town.classes.values())
        ]


async def test_nothing_of_another_school_leaves_with_it(town: Town, runtime: AsyncEngine, owner: AsyncEngine) -> None:
    async with owner.begin() as connection:
        other = {"name": "Школа № 2", "profile": "000", "jurisdiction": "by-state", "zone": "Europe/Minsk"}
        number = (
            await connection.execute(insert(school.school).values(**other, scale="by10").returning(school.school.c.id))
        ).scalar_one()
    foreign = replace(town, school=replace(town.school, id=number, name="Школа № 2"))
    found = tables(await taken(runtime, foreign, Version.V1P2))
    assert {name: len(rows) for name, rows in found.items() if rows and name not in ("manifest", "orgs")} == {}


#: Files that must come back row for row. Of classes, courses and enrolments only those come back that somebody has a
#: mark or a subgroup in: what is taught to a class is the timetable's, and OneRoster has none.
SAME = ("academicSessions", "categories", "demographics", "lineItems", "orgs", "results", "users")


@BOTH
async def test_taken_into_an_empty_school_it_leaves_the_same(
    town: Town, runtime: AsyncEngine, server: EmbeddedServer, migrated: str, version: Version
) -> None:
    data = await taken(runtime, town, version)
    there = await fresh_database(server, migrated)
    engine = made_engine(there.runtime_dsn, pool_size=2)
    try:
        store = PgStore(engine)
        olga = Operator("olga")
        empty = await add_school(
            store, ServerDesk("olga"), NewSchool(town.school.name, "000", "by-state"), stamp("s", olga)
        )
        desk = AdminDesk(None, empty, olga)
        roll = read("school.zip", data)
        difference = await import_roll(store, desk, roll, stamp("i", olga), today=TODAY)
        assert not difference.refused
        marks = await import_gradebook(store, desk, roll, stamp("g", olga), today=TODAY)
        assert (marks.new, marks.doubts) == (4, ())
        back = await taken(engine, replace(town, school=empty), version)
    finally:
        await engine.dispose()
    first, second = tables(data), tables(back)
    for name in (*SAME, *(("roles",) if version is Version.V1P2 else ())):
        assert first[name] == second[name], name
    for name in ("classes", "courses", "enrollments"):
        assert {row["sourcedId"] for row in second[name]} <= {row["sourcedId"] for row in first[name]}, name
    assert said(read("school.zip", back)) == said(roll)


def stamp(command: str, actor: Operator) -> Stamp:
    return Stamp(command, actor, NOON, "command line")
