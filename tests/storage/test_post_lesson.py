"""A lesson's entry in the database: one transaction, once a command."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.actions.post_lesson import post_lesson
from journal_core.entries.entry import HomeworkEntry, LessonEntry
from journal_core.errors import Invalid, Refused
from storage.engine import listen_connection
from storage.tables import HISTORY
from storage.transaction import PgStore
from tests.storage.ledger import counts, entry, full_entry, marks, rows
from tests.storage.town import TODAY, Town, stamp


async def test_one_message_is_written_with_its_audit_and_its_events(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    posted = await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))

    assert (posted.marks, posted.absences, posted.homework, posted.topic, posted.again) == (
        3,
        1,
        True,
        True,
        False,
    )
    assert posted.lesson.class_name == "7Б" and posted.lesson.subject == "Алгебра"
    assert await counts(owner) == {
        "mark_revision": 3,
        "absence_revision": 1,
        "homework_revision": 1,
        "topic_revision": 1,
        "event": 5,
        "audit": 1,
    }
    audit = await rows(owner, "SELECT command_id, action, actor, subject, device FROM audit")
    assert audit == [("m1", "post_lesson", "person:1/teacher", f"lesson:{town.lesson('algebra')}", "telegram")]


async def test_each_event_says_whom_it_concerns(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))

    found = await rows(owner, "SELECT kind, urgent, pupil_id, class_id, lesson_id, day FROM event ORDER BY id")
    of_lesson = (town.classes["7Б"], town.lesson("algebra"), TODAY)
    assert found == [
        ("mark", False, town.pupils["Аня"], *of_lesson),
        ("mark", False, town.pupils["Аня"], *of_lesson),
        ("mark", False, town.pupils["Борис"], *of_lesson),
        ("absence", True, town.pupils["Вова"], *of_lesson),
        ("homework", False, None, *of_lesson),
    ]


async def test_every_row_has_a_salt_of_its_own(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))

    salts = await rows(owner, "SELECT salt FROM mark_revision UNION ALL SELECT salt FROM homework_revision")
    assert len({salt for (salt,) in salts}) == 4


async def test_a_command_said_twice_is_done_once_and_answered_alike(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    first = await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))
    written = await counts(owner)
    second = await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))

    assert await counts(owner) == written
    assert second.again
    assert (second.marks, second.absences, second.homework, second.topic, second.command_id) == (
        first.marks, first.absences, first.homework, first.topic, first.command_id,
    )  # fmt: skip


async def test_a_command_said_by_two_replicas_at_once_is_done_once(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    said = [post_lesson(store, town.teacher(), full_entry(town), stamp("m1")) for _ in range(4)]
    posted = await asyncio.gather(*said)

    assert sorted(one.again for one in posted) == [False, True, True, True]
    assert {(one.marks, one.absences, one.homework, one.topic) for one in posted} == {(3, 1, True, True)}
    assert (await counts(owner))["mark_revision"] == 3


async def test_two_messages_of_one_lesson_at_once_leave_one_absence_and_one_homework(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    said = full_entry(town)
    await asyncio.gather(*(post_lesson(store, town.teacher(), said, stamp(f"m{n}")) for n in range(4)))

    found = await counts(owner)
    assert (found["absence_revision"], found["homework_revision"], found["topic_revision"]) == (1, 1, 1)


class _Broken(Exception):
    """The connection is lost here."""


@contextmanager
def breaking_after(engine: AsyncEngine, statements: int) -> Iterator[None]:
    """The engine's connection breaks once it has carried out so many statements."""
    left = [statements]

    def count(*_: Any) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise _Broken

    event.listen(engine.sync_engine, "after_cursor_execute", count)
    try:
        yield
    finally:
        event.remove(engine.sync_engine, "after_cursor_execute", count)


async def test_a_connection_lost_after_any_statement_leaves_nothing(
    store: PgStore, runtime: AsyncEngine, owner: AsyncEngine, town: Town
) -> None:
    for survived in range(50):
        try:
            with breaking_after(runtime, survived):
                await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))
        except _Broken:
            assert not any((await counts(owner)).values()), f"after {survived} statements"
        else:
            break
    assert survived > 8
    assert (await counts(owner))["event"] == 5


async def test_an_entry_that_cannot_stand_records_nothing_at_all(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    with pytest.raises(Invalid) as refusal:
        await post_lesson(
            store,
            town.teacher(),
            entry(town, topic="Степени", marks=marks(town, Аня=("8",), Борис=("11",))),
            stamp("m1"),
        )

    assert refusal.value.code == "entry.not_on_scale"
    assert not any((await counts(owner)).values())


async def test_a_teacher_cannot_write_in_another_teachers_lesson(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    with pytest.raises(Refused, match="access.not_yours"):
        await post_lesson(store, town.teacher("Соколова"), full_entry(town), stamp("m1"))
    assert not any((await counts(owner)).values())


async def test_a_mark_cannot_be_given_to_a_pupil_of_the_other_subgroup(store: PgStore, town: Town) -> None:
    given = LessonEntry(town.lesson("english 1"), marks=marks(town, Вова=("8",)))
    with pytest.raises(Invalid, match="entry.not_on_page"):
        await post_lesson(store, town.teacher("Орлов"), given, stamp("m1"))


async def test_the_first_grade_has_no_marks_but_has_homework(store: PgStore, town: Town) -> None:
    lesson = town.lesson("reading 1А")
    with pytest.raises(Invalid, match="entry.grade_without_marks"):
        given = LessonEntry(lesson, marks=marks(town, Егор=("8",)))
        await post_lesson(store, town.teacher("Соколова"), given, stamp("m1"))
    homework = LessonEntry(lesson, homework=HomeworkEntry("Прочитать сказку", TODAY + timedelta(days=7)))
    assert (await post_lesson(store, town.teacher("Соколова"), homework, stamp("m2"))).homework


async def test_those_who_listen_are_woken_by_the_commit(store: PgStore, database: Any, town: Town) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()
    listening = await listen_connection(database.runtime_dsn)
    try:
        await listening.add_listener("diary", lambda *told: heard.put_nowait(told[-1]))
        await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))
        assert await asyncio.wait_for(heard.get(), 10) == "event"
    finally:
        await listening.close()


@pytest.mark.parametrize("table", [table.name for table in HISTORY])
async def test_the_run_time_role_cannot_rewrite_history(runtime: AsyncEngine, town: Town, table: str) -> None:
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with pytest.raises(DBAPIError, match="permission denied"):
            async with runtime.begin() as connection:
                await connection.execute(sql(statement))
