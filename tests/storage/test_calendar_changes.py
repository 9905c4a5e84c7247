"""A deputy's changes in a real database: dated, heard by those they concern, undone by no plan and no import."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import DeputyDesk, Upkeep
from journal_core.actions import timetable
from journal_core.actions.plan_lessons import plan_lessons
from journal_core.actions.post_lesson import post_lesson
from journal_core.actions.timetable import Substitution
from journal_core.calendar.days import BellUse, MovedDay
from journal_core.calendar.left import all_left
from journal_core.entries.revisions import Stamp
from journal_core.errors import Invalid, Unknown
from journal_core.people import Role
from storage.reader import PgDiary
from storage.transaction import PgStore
from tests.storage.ledger import entry, marks, marks_of, rows
from tests.storage.town import NOON, TODAY, Town, stamp

FRIDAY = TODAY + timedelta(days=2)
THURSDAY = TODAY + timedelta(days=1)
SATURDAY = date(2026, 10, 10)
_FACTS = "SELECT day, slot, staff_id, regular_staff_id, room, cancelled FROM lesson WHERE id = :id"
Verb = Callable[..., Awaitable[timetable.Done]]


def deputy(town: Town) -> DeputyDesk:
    return DeputyDesk(town.staff["Лис"], town.school)


def said(command: str, at: datetime = NOON) -> Stamp:
    return stamp(command, at, Role.DEPUTY)


async def facts(owner: AsyncEngine, lesson_id: int) -> tuple[Any, ...]:
    return (await rows(owner, _FACTS, id=lesson_id))[0]


async def heard(owner: AsyncEngine) -> list[tuple[Any, ...]]:
    return await rows(
        owner,
        "SELECT subject, revision, class_id, subgroup_id, day FROM event WHERE kind = 'lesson_changed' ORDER BY id",
    )


async def night(store: PgStore, town: Town, days: int = 1) -> int:
    """The plan of a later night."""
    day = TODAY + timedelta(days=days)
    return await plan_lessons(store, Upkeep(town.school), said(f"night {day}"), today=day, ahead=timedelta(days=11))


async def test_a_substitution_is_kept_through_the_nights_and_the_regular_teacher_is_not_forgotten(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    lesson, orlov = town.lesson("algebra", FRIDAY), town.staff["Орлов"]
    done = await timetable.substitute(store, deputy(town), lesson, Substitution(orlov, room="зал"), said("sick"))
    assert (done.revision, done.again) == (1, False)
    stands = (FRIDAY, 1, orlov, town.staff["Ковалёва"], "зал", False)
    assert await facts(owner, lesson) == stands
    await night(store, town)
    assert await facts(owner, lesson) == stands
    others = "SELECT count(*) FROM lesson WHERE regular_staff_id IS NOT NULL"
    assert await rows(owner, others) == [(1,)]


async def test_only_the_class_hears_and_once(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    lesson = town.lesson("algebra", FRIDAY)
    for _ in range(2):
        await timetable.substitute(store, deputy(town), lesson, Substitution(town.staff["Орлов"]), said("sick"))
    assert await heard(owner) == [(f"lesson_changed:{lesson}", 1, town.classes["7Б"], None, FRIDAY)]


async def test_a_subgroups_change_is_its_own(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    lesson = town.lesson("english 1", TODAY)
    await timetable.substitute(store, deputy(town), lesson, Substitution(town.staff["Лис"]), said("joined"))
    assert await heard(owner) == [(f"lesson_changed:{lesson}", 1, town.classes["7Б"], town.subgroups["1"], TODAY)]


async def test_a_change_of_the_past_is_written_and_not_told(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    lesson = town.lesson("algebra", date(2026, 10, 5))
    await timetable.substitute(store, deputy(town), lesson, Substitution(town.staff["Лис"]), said("late"))
    assert (await facts(owner, lesson))[2:4] == (town.staff["Лис"], town.staff["Ковалёва"])
    assert await heard(owner) == []


async def test_a_moved_lesson_keeps_its_marks_and_its_number(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    lesson = town.lesson("algebra", TODAY)
    await post_lesson(store, town.teacher(), entry(town, marks=marks(town, Аня=("9",))), stamp("nine"))
    await timetable.move_lesson(store, deputy(town), lesson, TODAY, 4, said("moved"))
    await night(store, town)
    assert (await facts(owner, lesson))[:2] == (TODAY, 4)
    assert await marks_of(owner, town, "Аня") == [(1, "set", "9")]
    day = await PgDiary(owner).day(town.child(), TODAY)
    assert [(one.slot, [mark.value for mark in one.marks]) for one in day.lessons if one.subject == "Алгебра"] == [
        (4, ["9"])
    ]


async def test_a_lesson_moved_to_another_day_is_not_made_again_where_it_was(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    lesson = town.lesson("algebra", FRIDAY)
    await timetable.move_lesson(store, deputy(town), lesson, THURSDAY, 2, said("moved"))
    for days in (0, 1, 2, 3):
        assert await night(store, town, days) == 0
    at = "SELECT id, slot FROM lesson WHERE class_id = :c AND subject_id = :s AND day = :d"
    asked = {"c": town.classes["7Б"], "s": town.subjects["Алгебра"]}
    assert await rows(owner, at, d=FRIDAY, **asked) == []
    assert await rows(owner, at, d=THURSDAY, **asked) == [(lesson, 2)]
    assert [one[4] for one in await heard(owner)] == [THURSDAY]


async def test_a_cancelled_lesson_is_gone_from_the_day_and_comes_back_when_it_is_taken_back(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    lesson, diary = town.lesson("history", TODAY), PgDiary(owner)
    await timetable.cancel_lesson(store, deputy(town), lesson, said("ill"))
    await night(store, town)
    assert "История" not in [one.subject for one in (await diary.day(town.child(), TODAY)).lessons]
    await timetable.take_back(store, deputy(town), lesson, said("well"))
    assert "История" in [one.subject for one in (await diary.day(town.child(), TODAY)).lessons]
    assert await rows(owner, "SELECT revision, change, cancelled FROM lesson_change ORDER BY revision") == [
        (1, "set", True),
        (2, "removed", False),
    ]
    assert [one[1] for one in await heard(owner)] == [1, 2]


async def test_a_lesson_with_marks_is_not_cancelled(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    await post_lesson(store, town.teacher(), entry(town, marks=marks(town, Аня=("9",))), stamp("nine"))
    with pytest.raises(Invalid, match="timetable.has_entries"):
        await timetable.cancel_lesson(store, deputy(town), town.lesson("algebra"), said("cancel"))
    assert await rows(owner, "SELECT 1 FROM lesson_change") == []


async def test_a_clash_is_refused_in_words_and_changes_nothing(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    before = await facts(owner, town.lesson("algebra", FRIDAY))
    with pytest.raises(Invalid) as caught:
        await timetable.move_lesson(store, deputy(town), town.lesson("algebra", FRIDAY), FRIDAY, 2, said("two"))
    assert caught.value.code == "timetable.teacher_busy"
    assert caught.value.details == {"class": "7А", "subject": "Алгебра", "slot": "2", "day": "09.10.2026"}
    assert await facts(owner, town.lesson("algebra", FRIDAY)) == before
    assert await rows(owner, "SELECT 1 FROM audit WHERE command_id = 'two'") == []


@pytest.mark.parametrize("verb", [timetable.cancel_lesson, timetable.take_back])
async def test_a_lesson_of_nowhere_is_unknown(store: PgStore, town: Town, verb: Verb) -> None:
    with pytest.raises(Unknown, match="timetable.no_lesson"):
        await verb(store, deputy(town), 10_000, said("which"))


async def test_a_teacher_of_nowhere_is_unknown(store: PgStore, town: Town) -> None:
    with pytest.raises(Unknown, match="timetable.nobody"):
        await timetable.substitute(
            store, deputy(town), town.lesson("algebra", FRIDAY), Substitution(10_000), said("who")
        )


async def test_a_saturday_that_works_by_fridays_timetable_has_its_lessons_and_loses_them_again(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    on = "SELECT slot FROM lesson WHERE day = :d AND class_id = :c ORDER BY slot"
    asked = {"d": SATURDAY, "c": town.classes["7Б"]}
    assert await timetable.move_day(store, deputy(town), MovedDay(SATURDAY, 4), said("works")) > 0
    assert await rows(owner, on, **asked) == [(1,)]
    await timetable.put_back_day(store, deputy(town), SATURDAY, said("off again"))
    assert await rows(owner, on, **asked) == []


async def test_a_short_day_rings_earlier_and_a_day_that_has_come_is_not_moved(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    async with owner.begin() as connection:
        await connection.execute(
            sql(
                "INSERT INTO bell (school_id, bell_set, slot, starts_at, ends_at)"
                " VALUES (:s, 'короткий', 1, '08:00', '08:30')"
            ),
            {"s": town.school.id},
        )
    await timetable.ring(store, deputy(town), BellUse("короткий", day=FRIDAY), said("short"))
    ends = "SELECT DISTINCT ends_at::text FROM lesson WHERE slot = 1 AND day = :d"
    assert await rows(owner, ends, d=FRIDAY) == [("08:30:00",)]
    assert await rows(owner, ends, d=FRIDAY + timedelta(weeks=1)) == [("08:45:00",)]
    with pytest.raises(Unknown, match="timetable.no_class"):
        await timetable.ring(store, deputy(town), BellUse("короткий", class_id=10_000), said("whose"))
    with pytest.raises(Invalid, match="timetable.no_bells"):
        await timetable.ring(store, deputy(town), BellUse("нет таких", day=FRIDAY), said("unknown"))
    with pytest.raises(Invalid, match="timetable.past_day"):
        await timetable.move_day(store, deputy(town), MovedDay(TODAY, None), said("today"))


async def test_the_calendar_of_the_database_counts_what_is_left(store: PgStore, town: Town) -> None:
    lesson = town.lesson("algebra", FRIDAY)
    await timetable.cancel_lesson(store, deputy(town), lesson, said("ill"))
    async with store.transaction() as tx:
        calendar = await tx.roll.calendar(town.school.id)
    left = all_left(calendar, TODAY, date(2026, 11, 1))
    assert left[town.classes["7Б"], None, town.subjects["Алгебра"]] == 9
