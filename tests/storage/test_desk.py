"""A teacher's desk and pages: their own load, lists and lessons, and nobody else's."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.errors import Refused
from storage.reader import PgDiary
from storage.tables import school as tables
from tests.storage.town import NOON, TODAY, Town

FRIDAY = TODAY + timedelta(days=2)


@pytest.fixture
def diary(runtime: AsyncEngine) -> PgDiary:
    return PgDiary(runtime)


async def test_a_desk_holds_only_the_teachers_own_load_lessons_and_lists(diary: PgDiary, town: Town) -> None:
    desk = await diary.desk(town.teacher(), NOON)

    assert desk.scale is town.school.scale
    assert [(one.class_id, one.subject, one.subgroup) for one in desk.load] == [
        (town.classes["7А"], "Алгебра", None), (town.classes["7Б"], "Алгебра", None),
    ]  # fmt: skip
    assert [one.name for one in desk.classes] == ["7А", "7Б"]
    assert [pupil.surname for pupil in desk.classes[1].pupils] == ["Ёлкина", "Иванова", "Петров", "Сидоров"]
    group = {pupil.name: pupil.subgroups for pupil in desk.classes[1].pupils}
    assert group["Аня"] == {town.subgroups["1"]} and group["Вова"] == {town.subgroups["2"]}
    theirs = {number for (line, _), number in town.lessons.items() if line.startswith("algebra")}
    days = [one.date for one in desk.lessons]
    assert {one.id for one in desk.lessons} <= theirs
    assert days == sorted(days) and days[0] == TODAY - timedelta(weeks=2)


async def test_a_substitute_has_on_the_desk_the_lessons_given_to_them(
    diary: PgDiary, owner: AsyncEngine, town: Town
) -> None:
    lesson = town.lesson("algebra", FRIDAY)
    async with owner.begin() as connection:
        given_to = update(tables.lesson).where(tables.lesson.c.id == lesson).values(staff_id=town.staff["Лис"])
        await connection.execute(given_to)
    desk = await diary.desk(town.teacher("Лис"), NOON)

    assert (town.classes["7Б"], town.subjects["Алгебра"], None) in [
        (one.class_id, one.subject_id, one.subgroup_id) for one in desk.load
    ]
    assert lesson in [one.id for one in desk.lessons]
    assert lesson not in [one.id for one in (await diary.desk(town.teacher(), NOON)).lessons]


async def test_a_page_lists_only_the_subgroup_in_the_alphabets_order(diary: PgDiary, town: Town) -> None:
    page = await diary.page(town.teacher("Лис"), town.lesson("english 2"))
    assert list(page.pupils.values()) == ["Ёлкина Галя", "Сидоров Вова"]
    assert (page.lesson.grade, page.lesson.class_name, page.lesson.subject) == (7, "7Б", "Английский язык")


async def test_another_teachers_page_is_refused(diary: PgDiary, town: Town) -> None:
    with pytest.raises(Refused, match="access.not_yours"):
        await diary.page(town.teacher("Орлов"), town.lesson("english 2"))


async def test_the_desks_today_is_the_schools_and_not_greenwichs(diary: PgDiary, town: Town) -> None:
    late = datetime.fromisoformat("2026-10-06T21:30:00+00:00")  # half past midnight in Minsk
    desk = await diary.desk(town.teacher(), late)
    assert desk.lessons[0].date == TODAY - timedelta(weeks=2)
