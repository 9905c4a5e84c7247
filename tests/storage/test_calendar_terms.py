"""Terms in the database: apart within their system by its own constraint, and each class in its own."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import insert
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from journal_core.access import AdminDesk, DeputyDesk
from journal_core.actions.groups import move_group
from journal_core.actions.post_lesson import post_lesson
from journal_core.calendar.terms import term_on
from journal_core.errors import Invalid, Unknown
from journal_core.people import Role
from storage.calendar.terms import TERM
from storage.reader import PgDiary
from storage.tables import school as at
from storage.transaction import PgStore
from tests.storage.ledger import entry, marks, rows
from tests.storage.town import TODAY, Town, stamp

HOLIDAYS = date(2026, 11, 3)
I_HALF = ("half_year", "I полугодие", date(2026, 9, 1), date(2026, 12, 25))


async def add_term(
    connection: AsyncConnection, school_id: int, system: str, name: str, first: date, end: date, *grades: int
) -> None:
    kind = "term" if system else "holiday"
    row = {"school_id": school_id, "kind": kind, "system": system, "name": name, "grades": list(grades)}
    await connection.execute(insert(at.term).values(**row, days=Range(first, end)))


@pytest.mark.parametrize("system", ["quarter", "half_year", "year"])
async def test_two_terms_of_one_system_that_share_a_day_are_refused_by_the_database(
    runtime: AsyncEngine, town: Town, system: str
) -> None:
    with pytest.raises(IntegrityError, match=f"ex_term_{system}_apart"):
        async with runtime.begin() as connection:
            await add_term(connection, town.school.id, system, "один", date(2027, 1, 11), date(2027, 3, 28))
            await add_term(connection, town.school.id, system, "другой", date(2027, 3, 27), date(2027, 6, 1))


async def test_a_quarter_stands_beside_a_half_year_and_a_year_and_touches_its_neighbour(
    runtime: AsyncEngine, town: Town
) -> None:
    async with runtime.begin() as connection:
        await add_term(connection, town.school.id, *I_HALF)
        await add_term(connection, town.school.id, "year", "2026/2027", date(2026, 9, 1), date(2027, 6, 1))
        await add_term(connection, town.school.id, "quarter", "III", date(2026, 12, 25), date(2027, 3, 28))
    assert await rows(runtime, "SELECT count(*) FROM term WHERE kind = 'term'") == [(5,)]


async def test_terms_of_two_schools_do_not_meet(runtime: AsyncEngine, owner: AsyncEngine, town: Town) -> None:
    other = (
        "INSERT INTO school (name, profile, jurisdiction, zone, scale)"
        " VALUES ('Школа № 2', '001', 'ru-private', 'Europe/Moscow', 'ru5') RETURNING id"
    )
    async with owner.begin() as connection:
        school_id = (await connection.execute(sql(other))).scalar_one()
    async with runtime.begin() as connection:
        await add_term(connection, school_id, "quarter", "I четверть", date(2026, 9, 1), date(2026, 11, 1))


@pytest.mark.parametrize(("system", "kind"), [("", "term"), ("trimester", "term"), ("quarter", "holiday")])
async def test_a_term_has_one_of_three_systems_and_a_holiday_none(
    runtime: AsyncEngine, town: Town, system: str, kind: str
) -> None:
    row = {"school_id": town.school.id, "kind": kind, "system": system, "name": "?"}
    with pytest.raises(IntegrityError, match="ck_term_system"):
        async with runtime.begin() as connection:
            await connection.execute(insert(at.term).values(**row, days=Range(date(2028, 9, 1), date(2028, 10, 1))))


async def test_a_child_of_the_seventh_grade_sees_its_quarter_and_one_of_the_tenth_its_half_year(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    async with owner.begin() as connection:
        await add_term(connection, town.school.id, *I_HALF)
    await post_lesson(store, town.teacher(), entry(town, marks=marks(town, Аня=("9",))), stamp("nine"))
    diary = PgDiary(owner)
    assert (await diary.marks(town.child(), TODAY)).term == "I четверть"
    assert (await diary.marks(town.child(), date(2026, 11, 20))).term == "II четверть"
    async with owner.begin() as connection:
        await connection.execute(sql("UPDATE school_class SET grade = 10 WHERE id = :c"), {"c": town.classes["7Б"]})
    for day in (TODAY, HOLIDAYS, date(2026, 11, 20)):
        found = await diary.marks(town.child(), day)
        assert (found.term, [one.subject for one in found.subjects]) == ("I полугодие", ["Алгебра"])


@pytest.mark.parametrize("grades", [(), (10,)])
async def test_the_database_and_the_rule_name_the_same_term(
    store: PgStore, owner: AsyncEngine, town: Town, grades: tuple[int, ...]
) -> None:
    async with owner.begin() as connection:
        await add_term(connection, town.school.id, *I_HALF, *grades)
        await add_term(connection, town.school.id, "year", "2026/2027", date(2026, 9, 1), date(2027, 6, 1))
    async with store.transaction() as tx:
        terms = (await tx.roll.calendar(town.school.id)).terms
    for grade in (1, 7, 9, 10, 11):
        async with owner.begin() as connection:
            asked = {"school": town.school.id, "class": town.classes["7Б"], "g": grade}
            await connection.execute(sql("UPDATE school_class SET grade = :g WHERE id = :class"), asked)
            for day in (TODAY, date(2026, 10, 31), date(2026, 11, 9), date(2026, 12, 24)):
                found = (await connection.execute(sql(TERM), asked | {"on": day})).one()
                term = term_on(terms, grade, day)
                assert term is not None
                assert found.id == term.id


async def test_petya_changes_groups_between_quarters_and_not_within_one(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    desk, pupil, group = AdminDesk(None, town.school), town.pupils["Аня"], town.subgroups["2"]
    said = stamp("inside", role=Role.ADMINISTRATOR)
    with pytest.raises(Invalid, match="groups.inside_term"):
        await move_group(store, desk, pupil, group, date(2026, 10, 8), said)
    assert await move_group(store, desk, pupil, group, HOLIDAYS, stamp("between", role=Role.ADMINISTRATOR))
    days = (
        "SELECT g.name, lower(days), upper(days) FROM subgroup_member m JOIN subgroup g ON g.id = m.subgroup_id"
        " WHERE m.pupil_id = :p ORDER BY lower(days)"
    )
    assert await rows(owner, days, p=pupil) == [("1", date(2026, 9, 1), HOLIDAYS), ("2", HOLIDAYS, None)]
    assert not await move_group(store, desk, pupil, group, HOLIDAYS, stamp("again", role=Role.ADMINISTRATOR))


async def test_who_arrives_joins_at_once_and_a_group_of_nowhere_is_unknown(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    desk = DeputyDesk(None, town.school)
    async with owner.begin() as connection:
        await connection.execute(sql("DELETE FROM subgroup_member WHERE pupil_id = :p"), {"p": town.pupils["Вова"]})
    assert await move_group(store, desk, town.pupils["Вова"], town.subgroups["1"], TODAY, stamp("arrived"))
    with pytest.raises(Invalid, match="groups.other_class"):
        await move_group(store, desk, town.pupils["Дима"], town.subgroups["1"], TODAY, stamp("other class"))
    with pytest.raises(Unknown, match="groups.unknown"):
        await move_group(store, desk, town.pupils["Вова"], 10_000, TODAY, stamp("nowhere"))
