"""What a deputy changed outlives every import; a workbook without a calendar begins with the profile's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import AdminDesk, DeputyDesk, ServerDesk
from journal_core.actions import timetable
from journal_core.actions.import_roll import import_roll
from journal_core.actions.schools import NewSchool, add_school
from journal_core.actions.timetable import Substitution
from journal_core.entries.revisions import Stamp
from journal_core.people import Job
from journal_core.roll import MovedDayRow, Roll
from journal_core.school import School
from storage.transaction import PgStore
from tests.storage.ledger import rows
from tests.storage.town import NOON
from tests.unit.roll.rolls import TODAY, bell, codes, pupil, school_class, staff, term, weekly, where

MONDAY = date(2026, 11, 23)  #: the first after TODAY
NEXT = MONDAY + timedelta(weeks=1)
PEOPLE = Roll(
    staff=(staff("Ковалёва Нина Петровна"), staff("Орлов Олег Ильич")),
    classes=(school_class("7Б"), school_class("7А")),
    pupils=(pupil("7Б Иванова Анна", "17.10.2013"),),
)
CALENDAR = Roll(
    terms=(term("II четверть", "09.11.2026", "24.12.2026"),),
    bells=(bell(1, "08:00", "08:45"), bell(2, "08:55", "09:40")),
)
FIRST = Roll(timetable=(weekly(0, 1, "7Б", "Алгебра", "Ковалёва Н.П.", room="204"),))
OTHER_ROOM = Roll(timetable=(weekly(0, 1, "7Б", "Алгебра", "Ковалёва Н.П.", room="305"),))
SECOND = Roll(timetable=(weekly(0, 2, "7Б", "Алгебра", "Ковалёва Н.П.", room="204"),))
LESSONS = (
    "SELECT day, slot, surname, room FROM lesson LEFT JOIN staff s ON s.id = staff_id WHERE day >= :day ORDER BY 1, 2"
)


@pytest.fixture
async def school(store: PgStore) -> School:
    made = await add_school(store, ServerDesk("admin"), NewSchool("Гимназия № 1", "000", "by-state"), said("add"))
    await import_roll(store, AdminDesk(None, made), PEOPLE + CALENDAR + FIRST, said("first week"), today=TODAY)
    return made


def said(command_id: str) -> Stamp:
    return Stamp(command_id, Job("test"), NOON.replace(month=11, day=20))


async def substitute(store: PgStore, owner: AsyncEngine, school: School, day: date) -> int:
    """Орлов comes instead of Ковалёва."""
    ((lesson,),) = await rows(owner, "SELECT id FROM lesson WHERE day = :day", day=day)
    ((orlov,),) = await rows(owner, "SELECT id FROM staff WHERE surname = 'Орлов'")
    await timetable.substitute(store, DeputyDesk(None, school), lesson, Substitution(orlov), said(f"sub {day}"))
    return int(lesson)


async def lessons(owner: AsyncEngine, day: date, count: int) -> list[tuple[Any, ...]]:
    return (await rows(owner, LESSONS, day=day))[:count]


async def test_a_substitution_outlives_the_same_timetable_and_takes_the_new_room(
    store: PgStore, owner: AsyncEngine, school: School
) -> None:
    await substitute(store, owner, school, MONDAY)
    again = await import_roll(store, AdminDesk(None, school), PEOPLE + CALENDAR + FIRST, said("again"), today=TODAY)
    assert not again
    await import_roll(store, AdminDesk(None, school), PEOPLE + OTHER_ROOM, said("room"), today=TODAY)
    assert await lessons(owner, MONDAY, 2) == [(MONDAY, 1, "Орлов", "305"), (NEXT, 1, "Ковалёва", "305")]


async def test_a_changed_lesson_without_a_place_is_kept_and_asked_about(
    store: PgStore, owner: AsyncEngine, school: School
) -> None:
    lesson = await substitute(store, owner, school, MONDAY)
    shown = await import_roll(
        store, AdminDesk(None, school), PEOPLE + SECOND, said("dry"), today=TODAY, dry_run=True
    )  # fmt: skip
    found = await import_roll(store, AdminDesk(None, school), PEOPLE + SECOND, said("second"), today=TODAY)
    assert codes(shown) == codes(found) == ["lesson_touched"]
    assert await rows(owner, "SELECT day, slot FROM lesson WHERE id = :id", id=lesson) == [(MONDAY, 1)]
    assert [one[:2] for one in await lessons(owner, NEXT, 1)] == [(NEXT, 2)]


async def test_a_moved_saturday_of_the_workbook_has_its_lessons(
    store: PgStore, owner: AsyncEngine, school: School
) -> None:
    saturday = date(2026, 11, 28)
    roll = Roll(
        moved_days=(MovedDayRow(where("Календарь"), saturday, 0), MovedDayRow(where("Календарь"), MONDAY, None))
    )
    await import_roll(store, AdminDesk(None, school), roll, said("saturday"), today=TODAY)
    assert [one[0] for one in await lessons(owner, MONDAY, 2)] == [saturday, NEXT]


async def test_a_timetable_without_teachers_gives_lessons_without_them(
    store: PgStore, owner: AsyncEngine, school: School
) -> None:
    nobody = Roll(timetable=(weekly(1, 1, "7А", "История", "Орлов О.И."),))
    nobody = replace(nobody, timetable=(replace(nobody.timetable[0], teacher=None),))
    found = await import_roll(store, AdminDesk(None, school), nobody, said("grid"), today=TODAY)
    assert codes(found) == []
    tuesday = MONDAY + timedelta(days=1)
    assert (await lessons(owner, MONDAY, 2))[1] == (tuesday, 1, None, "")


async def test_a_workbook_without_a_calendar_begins_with_the_profiles(store: PgStore, owner: AsyncEngine) -> None:
    made = await add_school(store, ServerDesk("admin"), NewSchool("Школа № 2", "003", "ru-private"), said("add"))
    found = await import_roll(store, AdminDesk(None, made), PEOPLE + FIRST, said("bare"), today=TODAY)
    assert codes(found) == ["terms_of_profile", "bells_of_profile"]
    assert await rows(owner, "SELECT system, count(*) FROM term GROUP BY system ORDER BY system") == [
        ("", 9),
        ("half_year", 2),
        ("quarter", 4),
    ]
    assert [one[:3] for one in await lessons(owner, MONDAY, 1)] == [(MONDAY, 1, "Ковалёва")]
