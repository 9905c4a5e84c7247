"""Lessons ahead in a real database: planned, moved, kept when somebody wrote in them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import AdminDesk, ServerDesk, Upkeep
from journal_core.actions.import_roll import import_roll
from journal_core.actions.plan_lessons import plan_lessons
from journal_core.actions.schools import NewSchool, add_school
from journal_core.entries.revisions import Stamp
from journal_core.people import Job
from journal_core.roll import Roll
from journal_core.school import School
from storage.transaction import PgStore
from tests.storage.ledger import rows
from tests.storage.town import NOON
from tests.unit.roll.rolls import TODAY, bell, codes, pupil, school_class, staff, term, weekly

MONDAY = date(2026, 11, 23)  #: the first after TODAY
SCHOOL = Roll(
    staff=(staff("Ковалёва Нина Петровна"), staff("Орлов Олег Ильич")),
    classes=(school_class("7Б"),),
    pupils=(pupil("7Б Иванова Анна", "17.10.2013"),),
    terms=(term("II четверть", "09.11.2026", "30.01.2027"), term("Каникулы", "25.12.2026", "10.01.2027", "holiday")),
    bells=(bell(1, "08:00", "08:45"), bell(2, "08:55", "09:40")),
)
ALGEBRA_FIRST = SCHOOL + Roll(timetable=(weekly(0, 1, "7Б", "Алгебра", "Ковалёва Н.П.", room="204"),))
ALGEBRA_SECOND = SCHOOL + Roll(timetable=(weekly(0, 2, "7Б", "Алгебра", "Ковалёва Н.П.", room="204"),))


@pytest.fixture
async def school(store: PgStore) -> School:
    school = await add_school(store, ServerDesk("admin"), NewSchool("Гимназия № 1", "000", "by-state"), said("add"))
    await import_roll(store, AdminDesk(None, school), ALGEBRA_FIRST, said("first week"), today=TODAY)
    return school


def said(command_id: str) -> Stamp:
    return Stamp(command_id, Job("lessons ahead"), NOON)


async def slots(owner: AsyncEngine) -> dict[date, list[int]]:
    found: dict[date, list[int]] = {}
    for day, slot in await rows(owner, "SELECT day, slot FROM lesson ORDER BY day, slot"):
        found.setdefault(day, []).append(slot)
    return found


async def touch(owner: AsyncEngine, day: date) -> None:
    """Somebody wrote a topic to the lesson of that day."""
    async with owner.begin() as connection:
        await connection.execute(
            sql(
                "INSERT INTO topic_revision (lesson_id, topic, command_id, actor, recorded_at, salt)"
                " SELECT id, 'Степени', 'topic', 'person:1/teacher', now(), '' FROM lesson WHERE day = :d"
            ),
            {"d": day},
        )


async def test_planning_again_changes_nothing(store: PgStore, owner: AsyncEngine, school: School) -> None:
    before = await slots(owner)
    assert await plan_lessons(store, Upkeep(school), said("plan"), today=TODAY) == 0
    assert await slots(owner) == before


async def test_each_night_adds_a_day_and_holidays_have_none(store: PgStore, owner: AsyncEngine, school: School) -> None:
    assert max(await slots(owner)) == date(2026, 12, 21)
    made = [
        await plan_lessons(store, Upkeep(school), said(f"night {n}"), today=TODAY + timedelta(days=n))
        for n in range(1, 13)
    ]
    assert sum(made) == 1
    assert max(await slots(owner)) == date(2027, 1, 11)


async def test_a_new_timetable_moves_what_nobody_touched_from_tomorrow_on(
    store: PgStore, owner: AsyncEngine, school: School
) -> None:
    await import_roll(store, AdminDesk(None, school), ALGEBRA_SECOND, said("second week"), today=TODAY)
    found = await slots(owner)
    assert {day: slot for day, slot in found.items() if day <= TODAY} == {
        date(2026, 11, 9): [1],
        date(2026, 11, 16): [1],
    }
    assert {tuple(slot) for day, slot in found.items() if day > TODAY} == {(2,)}


async def test_a_touched_lesson_stays_and_is_asked_about(store: PgStore, owner: AsyncEngine, school: School) -> None:
    await touch(owner, MONDAY)
    shown = await import_roll(store, AdminDesk(None, school), ALGEBRA_SECOND, said("dry"), today=TODAY, dry_run=True)
    found = await import_roll(store, AdminDesk(None, school), ALGEBRA_SECOND, said("second week"), today=TODAY)
    assert codes(shown) == codes(found) == ["lesson_touched"]
    assert found.doubts[0].details == {"class": "7Б", "subject": "Алгебра", "day": "23.11.2026", "slot": "1"}
    assert (await slots(owner))[MONDAY] == [1, 2]
    assert (await slots(owner))[MONDAY + timedelta(weeks=1)] == [2]


async def test_another_teacher_and_new_bells_reach_the_lessons_to_come(
    store: PgStore, owner: AsyncEngine, school: School
) -> None:
    roll = Roll(bells=(bell(1, "08:30", "09:15"),), timetable=(weekly(0, 1, "7Б", "Алгебра", "Орлов О.И."),))
    await import_roll(store, AdminDesk(None, school), roll, said("second week"), today=TODAY)
    assert await rows(
        owner,
        "SELECT DISTINCT day > :today, surname, starts_at::text, room FROM lesson JOIN staff s ON s.id = staff_id"
        " ORDER BY 1",
        today=TODAY,
    ) == [(False, "Ковалёва", "08:00:00", "204"), (True, "Орлов", "08:30:00", "")]


async def test_new_holidays_alone_withdraw_lessons(store: PgStore, owner: AsyncEngine, school: School) -> None:
    roll = Roll(terms=(term("Карантин", "23.11.2026", "29.11.2026", "holiday"),))
    await import_roll(store, AdminDesk(None, school), roll, said("quarantine"), today=TODAY)
    assert MONDAY not in await slots(owner)
