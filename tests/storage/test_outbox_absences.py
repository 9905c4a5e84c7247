"""An absence through the day: told at once, updated silently, settled in one voice or the other."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.school import Channel
from tests.postgres import Database
from tests.storage.postroom import Postroom, open_postroom


@pytest.fixture
async def room(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Postroom]:
    opened = await open_postroom(database, runtime, owner)
    yield opened
    await opened.worker.end()


async def told_seven(room: Postroom, *channels: Channel) -> None:
    """Мария was told that Аня has a 7, a quarter of an hour ago."""
    await room.adult("Мария", *channels)
    await room.mark("7")
    assert len(await room.say((channels or (Channel.TELEGRAM,))[0], minutes=5)) == 1
    room.clock.later(minutes=15)


async def test_later_absences_of_the_day_update_the_same_message_silently(room: Postroom) -> None:
    await room.adult("Мария")
    await room.absence("absent", number=50)
    assert len(await room.say(seconds=90)) == 1
    room.clock.later(minutes=45)
    await room.absence("absent", number=51, line="history")
    [edit] = await room.say()
    assert "1-й урок, Алгебра" in edit and "2-й урок, История" in edit
    assert await room.messages() == ["accepted"]
    assert await room.say(hours=1) == []


async def test_by_sms_a_day_is_told_once(room: Postroom) -> None:
    await room.adult("Мария", Channel.SMS)
    await room.absence("absent", number=50)
    await room.say(Channel.SMS, seconds=90)
    await room.absence("absent", number=51, line="history")
    assert await room.say(Channel.SMS, minutes=5) == []
    assert await room.deliveries() == [("sms", "accepted"), ("none", "merged")]


async def test_a_lateness_does_not_swallow_the_sound_of_a_later_absence(room: Postroom) -> None:
    await room.adult("Мария")
    await room.absence("late", number=50)
    [late] = await room.say(minutes=5)
    assert "Опоздание на урок" in late
    await room.absence("absent", number=51, line="history")
    [absent] = await room.say(seconds=90)
    assert "Пропуск уроков" in absent
    assert await room.messages("state", "provider_id") == [("accepted", "there-1"), ("accepted", "there-2")]


async def test_a_lateness_that_was_an_absence_does_not_wait_for_its_own_grace(room: Postroom) -> None:
    await room.adult("Мария")
    await room.absence("late")
    await room.fan()
    room.clock.later(minutes=1)
    await room.absence("absent", change="corrected")
    [text] = await room.say(seconds=90)
    assert "причина пока неизвестна" in text
    assert await room.say(minutes=10) == []
    assert await room.messages() == ["cancelled", "accepted"]


async def test_a_told_lateness_that_was_an_absence_is_said_aloud(room: Postroom) -> None:
    await room.adult("Мария")
    await room.absence("late")
    await room.say(minutes=5)
    await room.absence("absent", change="corrected")
    [edit] = await room.say()
    assert "причина пока неизвестна" in edit
    assert await room.say(seconds=90) == ["Исправлено: пропуск, причина пока неизвестна, Алгебра"]


@pytest.mark.parametrize(
    ("code", "aloud"),
    [("unexcused", ["Пропуск без уважительной причины, Алгебра"]), ("excused", []), ("ill", [])],
)
async def test_a_settled_reason_edits_the_message_and_only_the_bad_one_sounds(
    room: Postroom, code: str, aloud: list[str]
) -> None:
    await room.adult("Мария")
    await room.absence("absent")
    await room.say(seconds=90)
    room.clock.later(hours=1)
    await room.absence(code, change="corrected")
    assert len(await room.say()) == 1
    assert await room.say(minutes=5) == aloud


@pytest.mark.parametrize("code", ["excused", "ill"])
async def test_a_reason_settled_inside_the_grace_frightens_nobody(room: Postroom, code: str) -> None:
    await room.adult("Мария")
    await room.absence("absent")
    await room.fan()
    await room.absence(code, change="corrected")
    assert await room.say(minutes=5) == []


async def test_another_lesson_taken_back_before_it_was_told_is_not_mentioned(room: Postroom) -> None:
    await room.adult("Мария")
    await room.absence("absent", number=50)
    await room.say(seconds=90)
    await room.absence("absent", number=51, line="history")
    await room.absence("absent", number=51, line="history", change="removed")
    texts = await room.say(minutes=5)
    assert all("История" not in text for text in texts)
