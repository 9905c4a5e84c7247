"""«Не знаю, где ребёнок»: the class teacher and the deputies hear at once, and nobody else (design: «Absence»)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.actions.absences import explain_absence
from journal_core.entries.explaining import Explained
from journal_core.people import Account, Role
from journal_core.school import Channel
from notifier.ports import Withdrawn
from notifier.states import State
from storage.transaction import PgStore
from tests.postgres import Database
from tests.storage.postroom import Postroom, Told, addresses, local, open_postroom
from tests.storage.town import TODAY, speaks, stamp

CLASS_TEACHER, DEPUTY, TEACHER = "501", "502", "503"
ANSWERED = (
    "Ученик: Иванова Аня. На вопрос о пропуске семья ответила «не знаю, где ребёнок». Свяжитесь с ней прямо сейчас."
)


@dataclass
class Home:
    """Families answer, and the post room tells."""

    room: Postroom
    _commands: Any = field(default_factory=lambda: count(1))

    async def says(self, said: Explained, *, of: str = "Аня", day: date = TODAY) -> None:
        told = stamp(f"said {next(self._commands)}", self.room.clock.now(), Role.GUARDIAN)
        await explain_absence(PgStore(self.room.runtime), self.room.town.child(of), day, said, told)

    async def heard(self) -> list[Told]:
        await self.room.fan()
        return await self.room.send()


@pytest.fixture
async def home(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Home]:
    """Соколова leads 7Б, Лис is the deputy, Ковалёва a teacher; the families of 7Б and 7А are in the chat too."""
    room = await open_postroom(database, runtime, owner)
    await room.do("UPDATE staff SET duties = '{teacher,deputy}' WHERE surname = 'Лис'")
    async with owner.begin() as connection:
        for surname, chat in (("Соколова", CLASS_TEACHER), ("Лис", DEPUTY), ("Ковалёва", TEACHER)):
            await speaks(connection, room.town, chat, staff=surname)
    for name in ("Мария", "Олег", "Жанна"):
        await room.adult(name)
    yield Home(room)
    await room.worker.end()


def chats(*numbers: str) -> list[Account]:
    return [Account(Channel.TELEGRAM, number) for number in numbers]


async def test_the_class_teacher_and_the_deputy_hear_once_at_any_hour_and_nobody_else(home: Home) -> None:
    home.room.clock.moment = local(home.room, 22, 30)
    await home.says(Explained.UNKNOWN)
    told = await home.heard()
    assert addresses(told) == chats(CLASS_TEACHER, DEPUTY)
    for one in told:
        assert one.text.splitlines() == [
            "<b>7Б: семья не знает, где ребёнок</b> · среда, 7 октября",
            ANSWERED,
        ]
    await home.says(Explained.UNKNOWN)
    assert await home.heard() == [], "the other parent does not know either"


async def test_another_class_has_the_deputy_alone(home: Home) -> None:
    await home.says(Explained.UNKNOWN, of="Дима")
    assert addresses(await home.heard()) == chats(DEPUTY)


async def test_two_parents_who_do_not_know_are_one_alarm_and_a_known_reason_is_none(home: Home) -> None:
    for said in (Explained.UNKNOWN, Explained.UNKNOWN, Explained.ILL, Explained.UNKNOWN):
        await home.says(said)
    assert addresses(await home.heard()) == chats(CLASS_TEACHER, DEPUTY)
    await home.says(Explained.FAMILY)
    await home.says(Explained.UNKNOWN, day=TODAY + timedelta(days=1))
    assert await home.heard() == []


async def test_what_the_family_has_explained_meanwhile_is_not_told(home: Home) -> None:
    await home.says(Explained.UNKNOWN)
    await home.room.fan()
    await home.says(Explained.DOCTOR)
    told = await home.heard()
    assert [one.sight for one in told] == [Withdrawn(State.CANCELLED, "nothing is left to say")] * 2


async def test_who_answers_for_the_child_no_more_does_not_hear(home: Home) -> None:
    await home.says(Explained.UNKNOWN)
    await home.room.fan()
    await home.room.do("UPDATE school_class SET class_teacher_id = NULL WHERE letter = 'Б'")
    await home.room.do("UPDATE staff SET duties = '{teacher}' WHERE surname = 'Лис'")
    assert [type(one.sight) for one in await home.heard()] == [Withdrawn, Withdrawn]


async def test_where_the_school_s_law_says_so_the_alarm_names_nobody(home: Home) -> None:
    await home.room.do("UPDATE school SET jurisdiction = 'ru-private'")
    await home.says(Explained.UNKNOWN)
    told = await home.heard()
    assert addresses(told) == chats(CLASS_TEACHER, DEPUTY)
    assert all("Аня" not in one.text and "7Б" not in one.text and "ребён" not in one.text for one in told)


async def test_where_the_chat_may_carry_nothing_nothing_is_sent(home: Home) -> None:
    await home.says(Explained.UNKNOWN)
    await home.room.fan()
    await home.room.do("UPDATE school SET jurisdiction = 'ru-state'")
    assert [type(one.sight) for one in await home.heard()] == [Withdrawn, Withdrawn]
