"""What a trial shows of messages: when they were recorded, how long they waited, what became of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.school import Channel
from notifier.outcomes import TryLater
from notifier.states import State
from storage.outbox.ways import PgWays, Thing, Way
from tests.postgres import Database
from tests.storage.postroom import Postroom, open_postroom
from tests.storage.town import NOON


@pytest.fixture
async def room(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Postroom]:
    opened = await open_postroom(database, runtime, owner)
    yield opened
    await opened.worker.end()


async def newest(room: Postroom) -> Way:
    return (await PgWays(room.runtime).newest(5))[0]


async def test_a_mark_waits_out_its_grace_and_leaves(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("9")
    await room.fan()
    way = await newest(room)
    assert (way.state, way.things, way.tries) == (State.SCHEDULED, (Thing("mark", "Алгебра", "9"),), ())
    assert (way.recorded_at, way.not_before) == (NOON, NOON + timedelta(minutes=5))
    assert await room.say(minutes=5) != []
    way = await newest(room)
    assert way.tries == ((State.ACCEPTED, NOON + timedelta(minutes=5)),)
    assert (way.account.channel, way.provider_id) == (Channel.TELEGRAM, f"there-{way.message_id}")


async def test_every_try_is_told(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("9")
    await room.fan()
    room.clock.later(minutes=5)
    await room.send(Channel.TELEGRAM, TryLater(timedelta(seconds=30)))
    room.clock.later(minutes=5)
    await room.send()
    assert [outcome for outcome, _ in (await newest(room)).tries] == [State.PENDING, State.ACCEPTED]


async def test_only_as_many_as_asked(room: Postroom) -> None:
    await room.adult("Мария")
    await room.mark("9")
    await room.homework("§12")
    await room.fan()
    assert len(await PgWays(room.runtime).newest(1)) == 1
    assert {way.things[0].kind for way in await PgWays(room.runtime).newest(9)} == {"mark", "homework"}
