"""A substitute has the lesson of its date, until it is due, and nothing else; its own teacher goes on reading."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core import access
from journal_core.access import ClassPages
from journal_core.actions.post_lesson import post_lesson
from journal_core.actions.timetable import Substitution, substitute, take_back
from journal_core.entries.entry import LessonEntry, MarkEntry
from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused, TooLate
from journal_core.passes import DeputyDesk, TeacherDesk
from journal_core.people import Person, Role
from storage.transaction import PgStore
from tests.storage.access.everybody import Everybody, build_everybody
from tests.storage.town import NOON, TODAY

TOMORROW = TODAY + timedelta(days=2)  #: of algebra


@pytest.fixture
async def world(owner: AsyncEngine, runtime: AsyncEngine) -> Everybody:
    """Зуева, who teaches nothing in 7Б, gives today's algebra instead of Ковалёва."""
    made = await build_everybody(owner, runtime)
    desk = DeputyDesk(made.staff["deputy"], made.here.school)
    by = Substitution(staff_id=made.staff["substitute"])
    await substitute(PgStore(runtime), desk, made.here.lesson("algebra"), by, stamp("substitute"))
    return made


def stamp(command: str, **later: float) -> Stamp:
    return Stamp(command, Person(1, Role.TEACHER), NOON + timedelta(**later), "telegram")


async def desk(world: Everybody, who: str) -> TeacherDesk:
    return access.teacher((await world.grants())[who])


async def post(world: Everybody, who: str, command: str, lesson: int, **later: float) -> int:
    entry = LessonEntry(lesson, marks=(MarkEntry(world.here.pupils["Аня"], ("9",)),))
    posted = await post_lesson(PgStore(world.runtime), await desk(world, who), entry, stamp(command, **later))
    return posted.marks


async def test_the_substitute_writes_in_the_lesson_of_the_date_and_in_no_other(world: Everybody) -> None:
    assert await post(world, "substitute", "today", world.here.lesson("algebra")) == 1
    for day in (TOMORROW, TODAY - timedelta(days=2)):
        with pytest.raises(Refused, match="access.not_yours"):
            await post(world, "substitute", f"{day}", world.here.lesson("algebra", day), days=3)


async def test_the_substitute_writes_until_it_is_due_and_not_after(world: Everybody) -> None:
    lesson = world.here.lesson("algebra")
    assert await post(world, "substitute", "18:59", lesson, hours=6, minutes=59) == 1
    with pytest.raises(TooLate, match="entry.locked_substitution"):
        await post(world, "substitute", "19:00", lesson, hours=7)


async def test_whoever_has_the_subject_is_only_late(world: Everybody) -> None:
    assert await post(world, "teacher", "two days late", world.here.lesson("algebra"), days=2) == 1


async def test_a_substitution_taken_back_leaves_the_substitute_nothing(world: Everybody) -> None:
    office = DeputyDesk(world.staff["deputy"], world.here.school)
    lesson = world.here.lesson("algebra")
    await take_back(PgStore(world.runtime), office, lesson, stamp("take back"))
    with pytest.raises(Refused, match="access.not_yours"):
        await post(world, "substitute", "afterwards", lesson)
    assert await post(world, "teacher", "again", lesson) == 1


async def pages(world: Everybody, who: str) -> ClassPages:
    return access.class_pages((await world.grants())[who], world.here.classes["7Б"], world.here.subjects["Алгебра"])


async def test_the_subjects_own_teacher_reads_its_page_whoever_gave_the_lessons(world: Everybody) -> None:
    assert (await pages(world, "teacher")).opens(world.here.subjects["Алгебра"])
    with pytest.raises(Refused, match="access.not_yours"):  # one lesson given is not the subject's page
        await pages(world, "substitute")
