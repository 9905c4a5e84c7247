"""A roll taken into a real database: once, twice, changed, bad, large."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from benchmarks.views.recording import recorded
from exchange.files import read
from journal_core.access import AdminDesk, ServerDesk
from journal_core.actions.import_roll import import_roll
from journal_core.actions.schools import NewSchool, add_school
from journal_core.enrolment.difference import Difference, Kind
from journal_core.entries.revisions import Stamp
from journal_core.people import Operator
from journal_core.roll import Roll
from journal_core.school import School
from storage.transaction import PgStore
from tests.storage.ledger import rows
from tests.storage.town import NOON
from tests.unit.roll.rolls import (
    TODAY,
    bell,
    codes,
    guardian,
    pupil,
    pupils,
    school_class,
    staff,
    term,
    weekly,
)

WORKBOOK = Roll(
    staff=(staff("Ковалёва Нина Петровна"), staff("Орлов Олег Ильич", "teacher", "deputy")),
    classes=(school_class("7А"), school_class("7Б", "Ковалёва Н.П.")),
    pupils=(
        pupil(
            "7Б Иванова Анна Петровна", "17.10.2013",
            guardian("Иванова Мария Ильинична", "+375291112233", relation="мать"), groups={"Английский язык": "1"},
        ),
        pupil("7А Иванов Пётр Петрович", "01.02.2013", guardian("Иванова Мария Ильинична", "+375291112233")),
        pupil("7Б Ёлкин Семён", "", guardian(phone="+375294445566"), groups={"Английский язык": "2"}),
    ),
    timetable=(
        weekly(0, 1, "7Б", "Алгебра", "Ковалёва Н.П.", room="204"),
        weekly(0, 2, "7Б", "Английский язык", "Орлов О.И.", "1"),
        weekly(2, 1, "7А", "Алгебра", "Ковалёва Н.П."),
    ),
    terms=(term("II четверть", "09.11.2026", "24.12.2026"), term("Каникулы", "25.12.2026", "10.01.2027", "holiday")),
    bells=(bell(1, "08:00", "08:45"), bell(2, "08:55", "09:40")),
)  # fmt: skip
SAMPLES = ("kontingent.xlsx", "spisok_7B.xls", "ucheniki_cp1251.csv")
TABLES = (
    "school_class", "subject", "subgroup", "pupil", "membership", "subgroup_member", "guardian", "guardianship",
    "staff", "term", "bell", "timetable_line", "lesson", "audit",
)  # fmt: skip


@pytest.fixture
async def school(store: PgStore) -> School:
    return await add_school(store, ServerDesk("admin"), NewSchool("Гимназия № 1", "000", "by-state"), said("add"))


def said(command_id: str) -> Stamp:
    return Stamp(command_id, Operator("root"), NOON, "command line")


async def take(store: PgStore, school: School, roll: Roll, command_id: str, *, dry_run: bool = False) -> Difference:
    return await import_roll(store, AdminDesk(None, school), roll, said(command_id), today=TODAY, dry_run=dry_run)


async def everything(engine: AsyncEngine) -> dict[str, list[tuple[object, ...]]]:
    return {table: await rows(engine, f"SELECT * FROM {table} ORDER BY id") for table in TABLES}


async def test_a_workbook_fills_a_school(store: PgStore, owner: AsyncEngine, school: School) -> None:
    found = await take(store, school, WORKBOOK, "one")
    assert not found.doubts
    assert len(found.new(Kind.PUPIL)) == 3
    assert await rows(
        owner,
        "SELECT surname, grade, letter, days @> date '2026-09-01' FROM pupil"
        " JOIN membership ON pupil_id = pupil.id JOIN school_class c ON c.id = class_id ORDER BY surname",
    ) == [("Ёлкин", 7, "Б", True), ("Иванов", 7, "А", True), ("Иванова", 7, "Б", True)]
    assert await rows(
        owner,
        "SELECT g.surname, p.surname, relation FROM guardianship JOIN guardian g ON g.id = guardian_id"
        " JOIN pupil p ON p.id = pupil_id ORDER BY 2",
    ) == [("Родитель", "Ёлкин", ""), ("Иванова", "Иванов", ""), ("Иванова", "Иванова", "мать")]
    assert await rows(
        owner, "SELECT letter, surname FROM school_class LEFT JOIN staff s ON s.id = class_teacher_id ORDER BY 1"
    ) == [("А", None), ("Б", "Ковалёва")]


async def test_the_lessons_ahead_come_with_the_timetable(store: PgStore, owner: AsyncEngine, school: School) -> None:
    await take(store, school, WORKBOOK, "one")
    ((first, last, count),) = await rows(owner, "SELECT min(day), max(day), count(*) FROM lesson")
    assert first >= TODAY - timedelta(days=14)
    assert (last.isoformat(), count) == ("2026-12-23", 7 + 7 + 7)


async def test_twice_changes_nothing(store: PgStore, owner: AsyncEngine, school: School) -> None:
    await take(store, school, WORKBOOK, "one")
    before = await everything(owner)
    again = await take(store, school, WORKBOOK, "two")
    assert not again and again.lines == ()
    after = await everything(owner)
    assert len(after.pop("audit")) == len(before.pop("audit")) + 1
    assert after == before


async def test_a_dry_run_shows_the_same_and_leaves_no_trace(store: PgStore, owner: AsyncEngine, school: School) -> None:
    before = await everything(owner)
    shown = await take(store, school, WORKBOOK, "one", dry_run=True)
    assert await everything(owner) == before
    assert (await take(store, school, WORKBOOK, "one")).lines == shown.lines


async def test_a_bad_file_changes_nothing_and_names_row_and_reason(
    store: PgStore, owner: AsyncEngine, school: School
) -> None:
    before = await everything(owner)
    bad = term("III четверть", "20.12.2026", "20.03.2027")
    refused = await take(store, school, replace(WORKBOOK, terms=(*WORKBOOK.terms, bad)), "one")
    assert refused.refused
    assert [(one.code, one.where) for one in refused.doubts] == [("import.terms_overlap", bad.where)]
    assert await everything(owner) == before


async def test_a_row_in_doubt_is_left_out_and_the_others_are_taken(
    store: PgStore, owner: AsyncEngine, school: School
) -> None:
    await take(store, school, WORKBOOK, "one")
    found = await take(store, school, pupils(pupil("7B Лис Яна", "05.05.2013"), pupil("нет Лев Ян")), "two")
    assert codes(found) == ["class_unread"]
    assert [line.details["class"] for line in found.new(Kind.PUPIL)] == ["7Б"]


async def test_a_changed_class_list_moves_adds_and_fills_in(store: PgStore, owner: AsyncEngine, school: School) -> None:
    await take(store, school, WORKBOOK, "one")
    changed = pupils(
        pupil("7А Иванова Анна Петровна", "17.10.2013", guardian("Иванова Мария Ильинична", "+375297778899")),
        pupil("7Б Елкин Семен", "03.03.2013"),
        pupil("7Б Лис Яна", "05.05.2013"),
    )
    found = await take(store, school, changed, "two")
    assert not found.doubts
    assert await rows(
        owner,
        "SELECT letter, lower(days), upper(days) FROM membership JOIN school_class c ON c.id = class_id"
        " JOIN pupil p ON p.id = pupil_id WHERE p.name = 'Анна' ORDER BY 2",
    ) == [("Б", TODAY.replace(month=9, day=1), TODAY), ("А", TODAY, None)]
    assert await rows(owner, "SELECT surname, birth_date::text FROM pupil WHERE name = 'Семён'") == [
        ("Ёлкин", "2013-03-03")
    ]
    assert await rows(owner, "SELECT phone FROM guardian WHERE name = 'Мария'") == [("+375297778899",)]
    assert await rows(owner, "SELECT upper(days) FROM subgroup_member JOIN pupil p ON p.id = pupil_id"
                             " WHERE p.name = 'Анна'") == [(TODAY,)]  # fmt: skip
    assert not await take(store, school, changed, "three")


async def test_who_moves_there_and_back_on_one_day_stays_in_a_subgroup(
    store: PgStore, owner: AsyncEngine, school: School
) -> None:
    await take(store, school, WORKBOOK, "one")
    for n, written in enumerate(("7А Иванова Анна", "7Б Иванова Анна", "7А Иванова Анна", "7Б Иванова Анна")):
        row = pupil(written, "17.10.2013", groups={"Английский язык": "1"})
        await take(store, school, pupils(row), f"move {n}")
    assert await rows(
        owner,
        "SELECT letter FROM subgroup_member JOIN subgroup g ON g.id = subgroup_id JOIN school_class c"
        " ON c.id = class_id JOIN pupil p ON p.id = pupil_id WHERE p.name = 'Анна' AND upper_inf(days)",
    ) == [("Б",)]


async def test_terms_that_push_each_other_are_moved_together(
    store: PgStore, owner: AsyncEngine, school: School
) -> None:
    for first_ends, second_begins in (("31.12.2026", "01.01.2027"), ("08.01.2027", "09.01.2027")):
        terms = (term("I", "01.09.2026", first_ends), term("II", second_begins, "24.03.2027"))
        await take(store, school, Roll(terms=terms), f"till {first_ends}")
    assert await rows(owner, "SELECT name, upper(days)::text FROM term ORDER BY name") == [
        ("I", "2027-01-09"),
        ("II", "2027-03-25"),
    ]


async def test_the_same_command_again_is_done_once(store: PgStore, owner: AsyncEngine, school: School) -> None:
    await take(store, school, WORKBOOK, "one")
    assert not await take(store, school, WORKBOOK, "one")
    assert await rows(owner, "SELECT count(*) FROM audit WHERE action = 'import_roll'") == [(1,)]


async def test_two_imports_at_once_add_each_pupil_once(store: PgStore, owner: AsyncEngine, school: School) -> None:
    one, two = await asyncio.gather(take(store, school, WORKBOOK, "one"), take(store, school, WORKBOOK, "two"))
    assert sorted([bool(one), bool(two)]) == [False, True]
    assert await rows(owner, "SELECT count(*) FROM pupil") == [(3,)]


@pytest.mark.parametrize("names", [SAMPLES, SAMPLES[::-1]], ids=["big list first", "pasted list first"])
async def test_three_lists_of_one_school_meet_in_any_order(
    store: PgStore, owner: AsyncEngine, school: School, names: tuple[str, ...]
) -> None:
    for name in names * 2:
        data = (Path(__file__).parents[1] / "samples" / name).read_bytes()
        roll = await asyncio.to_thread(read, name, data)
        found = await take(store, school, roll, uuid4().hex)
        # One list says that Кононов left, another still names him.
        assert codes(found) in ([], ["pupil_left"])
    assert not found
    assert await rows(owner, "SELECT count(*) FROM pupil") == [(63,)]
    assert await rows(owner, "SELECT count(*) FROM guardian") == [(99,)]


async def test_two_schools_do_not_see_each_others_pupils(store: PgStore, owner: AsyncEngine, school: School) -> None:
    other = await add_school(store, ServerDesk("admin"), NewSchool("Школа № 2", "001", "ru-state"), said("add 2"))
    await take(store, school, WORKBOOK, "one")
    assert len((await take(store, other, WORKBOOK, "two")).new(Kind.PUPIL)) == 3
    assert await rows(owner, "SELECT count(*) FROM pupil GROUP BY school_id") == [(3,), (3,)]


def large() -> Roll:
    """600 pupils of 24 classes with 1,000 guardians, and a week of 816 lessons."""
    classes = [f"{grade}{letter}" for grade in range(4, 12) for letter in "АБВ"]
    people = tuple(staff(f"Учитель{n} Имя Отчество") for n in range(40))
    children = tuple(
        pupil(
            f"{classes[n % 24]} Фамилия{n} Имя Отчество", f"{n % 28 + 1:02}.{n % 12 + 1:02}.2013",
            guardian(f"Мать{n} Имя Отчество", f"+37529{n:07}", relation="мать"),
            *([guardian(f"Отец{n} Имя Отчество", "", f"father{n}@example.by")] if n % 3 else []),
            groups={"Английский язык": str(n // 24 % 2 + 1)},
        )
        for n in range(600)
    )  # fmt: skip
    week = tuple(
        weekly(weekday, slot, name, f"Предмет {(weekday + slot) % 12}", f"Учитель{(place + slot) % 40} И.О.")
        for place, name in enumerate(classes)
        for weekday in range(5)
        for slot in range(1, 8 - (weekday == 4))
    )
    bells = tuple(bell(slot, f"{7 + slot:02}:00", f"{7 + slot:02}:45") for slot in range(1, 8))
    return Roll(children, (), people, week, (term("II четверть", "09.11.2026", "30.12.2026"),), bells)


async def test_a_whole_school_is_taken_by_sets(store: PgStore, runtime: AsyncEngine, school: School) -> None:
    roll = large()
    with recorded(runtime) as sent:
        found = await take(store, school, roll, "one")
    assert not found.doubts
    assert (len(found.new(Kind.PUPIL)), len(found.new(Kind.GUARDIAN))) == (600, 1000)
    assert len(found.new(Kind.TIMETABLE_LINE)) == 816
    assert len(sent) < 60, len(sent)  # and not one a row: a school is then taken in two seconds
    assert not await take(store, school, roll, "two")
