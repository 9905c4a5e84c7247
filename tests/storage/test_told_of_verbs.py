"""What the verbs of the journal write is what the post room tells: a remark, a term mark, a substitution, a concern."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import DeputyDesk
from journal_core.actions.office.concerns import take_back_concern, tell_guardians
from journal_core.actions.post_lesson import post_lesson
from journal_core.actions.term_marks import set_term_marks
from journal_core.actions.timetable import Substitution, substitute, take_back
from journal_core.entries.entry import LessonEntry, RemarkEntry
from journal_core.office.concerns import Worry
from journal_core.term_marks.setting import Column, TermKind, TermMarkEntry
from storage.transaction import PgStore
from tests.postgres import Database
from tests.storage.postroom import Postroom, local, open_postroom
from tests.storage.town import TODAY, stamp

FRIDAY = TODAY + timedelta(days=2)


@pytest.fixture
async def room(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Postroom]:
    opened = await open_postroom(database, runtime, owner)
    await opened.adult("Мария")
    yield opened
    await opened.worker.end()


async def test_a_remark_of_a_lesson(room: Postroom) -> None:
    entry = LessonEntry(room.town.lesson("algebra"), remarks=(RemarkEntry(room.town.pupils["Аня"], "Решила у доски."),))
    await post_lesson(PgStore(room.runtime), room.town.teacher(), entry, stamp("1", room.clock.now()))
    [text] = await room.say(minutes=5)
    assert "<b>Алгебра</b>: Решила у доски." in text


async def test_a_substitution_and_taking_it_back(room: Postroom) -> None:
    deputy, lesson = DeputyDesk(room.town.staff["Лис"], room.town.school), room.town.lesson("algebra", FRIDAY)
    by = Substitution(staff_id=room.town.staff["Орлов"], subject_id=room.town.subjects["История"])
    await substitute(PgStore(room.runtime), deputy, lesson, by, stamp("1", room.clock.now()))
    [text] = await room.say(minutes=5)
    assert text.endswith("1-й урок, Алгебра · вместо него История · ведёт Орлов О. И.")
    room.clock.later(minutes=10)
    await take_back(PgStore(room.runtime), deputy, lesson, stamp("2", room.clock.now()))
    [edit] = await room.say()
    assert edit.endswith("1-й урок, Алгебра · будет по расписанию")
    assert len(await room.say(minutes=5)) == 1


async def test_a_term_mark(room: Postroom) -> None:
    [term] = await room.ask("SELECT id FROM term WHERE name = 'I четверть'")
    room.clock.moment = local(room, 15, days=20)
    column = Column(TermKind.TERM, room.town.classes["7Б"], room.town.subjects["Алгебра"], term_id=term)
    entry = TermMarkEntry(room.town.pupils["Аня"], "8")
    said = replace(stamp("1", room.clock.now()), reason="по устным ответам")
    await set_term_marks(PgStore(room.runtime), room.town.teacher(), column, [entry], said)
    [text] = await room.say(hours=5)
    assert text.splitlines() == ["<b>Итоговые отметки</b>", "I четверть", "Алгебра: <b>8</b>"]


async def test_a_concern_and_taking_it_back_in_time(room: Postroom) -> None:
    store, desk, pupil = PgStore(room.runtime), room.town.class_desk(), room.town.pupils["Аня"]
    await tell_guardians(store, desk, pupil, Worry.TRUANT, "Не была три дня.", stamp("1", room.clock.now()))
    [text] = await room.say(minutes=5)
    assert "Не была три дня." in text
    again = await tell_guardians(store, desk, pupil, Worry.FAILING, "Две двойки.", stamp("2", room.clock.now()))
    await room.fan()
    await take_back_concern(store, desk, again.id, stamp("3", room.clock.now()))
    assert await room.say(minutes=5) == []
