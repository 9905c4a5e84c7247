"""A letter that comes back buries its mailbox, and what it said goes by the next channel while it is news."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.school import Channel
from tests.postgres import Database
from tests.storage.postroom import Postroom, open_postroom

EMAIL, SMS = Channel.EMAIL, Channel.SMS


@pytest.fixture
async def room(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Postroom]:
    opened = await open_postroom(database, runtime, owner)
    yield opened
    await opened.worker.end()


async def letter_of_an_absence(room: Postroom) -> int:
    """Мария hears of it by mail; she has a telephone too."""
    await room.adult("Мария", EMAIL, SMS)
    await room.absence("absent")
    await room.fan()
    room.clock.later(seconds=90)
    [told] = await room.send(EMAIL)
    return told.claimed.id


async def states(room: Postroom) -> dict[str, str]:
    return dict(await room.ask("SELECT channel, state FROM account ORDER BY id"))


async def test_the_mailbox_is_dead_and_the_absence_goes_by_sms(room: Postroom) -> None:
    number = await letter_of_an_absence(room)
    assert await room.outbox.bounced(number, "dsn_5.1.1", room.clock.now())
    assert await states(room) == {"email": "dead", "sms": "live"}
    assert await room.messages("channel", "state") == [("email", "failed"), ("sms", "scheduled")]
    assert await room.deliveries() == [("email", "failed"), ("sms", "scheduled")]
    assert len(await room.send(SMS)) == 1


async def test_a_bounce_said_twice_is_one(room: Postroom) -> None:
    number = await letter_of_an_absence(room)
    assert await room.outbox.bounced(number, "dsn_5.1.1", room.clock.now())
    assert not await room.outbox.bounced(number, "dsn_5.1.1", room.clock.now())
    assert len(await room.deliveries()) == 2


async def test_old_news_is_not_told_again(room: Postroom) -> None:
    number = await letter_of_an_absence(room)
    room.clock.later(hours=30)
    assert await room.outbox.bounced(number, "dsn_5.1.1", room.clock.now())
    assert await states(room) == {"email": "dead", "sms": "live"}
    assert await room.deliveries() == [("email", "failed")]


async def test_a_letter_that_was_not_sent_cannot_come_back(room: Postroom) -> None:
    await room.adult("Мария", EMAIL)
    await room.mark("9")
    await room.fan()
    [number] = await room.messages("id")
    for one in (number, number + 1):
        assert not await room.outbox.bounced(one, "dsn_5.1.1", room.clock.now())
    assert await states(room) == {"email": "live"}


async def test_only_letters_bounce(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("9")
    await room.fan()
    room.clock.later(minutes=5)
    [told] = await room.send()
    assert not await room.outbox.bounced(told.claimed.id, "dsn_5.1.1", room.clock.now())
    assert await states(room) == {"telegram": "live"}
