"""Updates in: durable before they are acknowledged, handled once, and none that can stop the stream."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.inbox import PgInbox, queue_of
from tests.postgres import Database
from tests.storage.town import NOON


def message(update_id: int, text: str = "сегодня", person: int = 1001) -> dict[str, Any]:
    return {"update_id": update_id, "message": {"message_id": 1, "from": {"id": person}, "text": text}}


@pytest.fixture
def inbox(runtime: AsyncEngine) -> PgInbox:
    return PgInbox(runtime)


async def test_an_update_is_kept_once_however_often_it_comes(inbox: PgInbox) -> None:
    for batch in ([message(7), message(8)], [message(8), message(9)], [message(7)], []):
        await inbox.keep("bot", batch, NOON)
    assert [one.update_id for one in await inbox.waiting("bot", 0, 10)] == [7, 8, 9]


async def test_bots_do_not_see_each_others_updates(inbox: PgInbox) -> None:
    await inbox.keep("bot", [message(7)], NOON)
    await inbox.keep("other", [message(7)], NOON)
    assert len(await inbox.waiting("bot", 0, 10)) == 1


async def test_what_was_handled_waits_no_more_and_the_rest_goes_on_behind_it(inbox: PgInbox) -> None:
    await inbox.keep("bot", [message(number) for number in (7, 8, 9)], NOON)
    first, second, third = await inbox.waiting("bot", 0, 10)
    await inbox.handled(first.id, NOON)
    await inbox.handled(second.id, NOON, "ValueError")
    assert [one.id for one in await inbox.waiting("bot", 0, 10)] == [third.id]
    assert await inbox.waiting("bot", third.id, 10) == []
    assert [one.id for one in await PgInbox(inbox._engine).waiting("bot", 0, 1)] == [third.id]


async def test_what_somebody_wrote_is_not_kept_once_it_is_answered(inbox: PgInbox, owner: AsyncEngine) -> None:
    await inbox.keep("bot", [message(7, "/start abcdefghijklmnopqrstuv"), message(8)], NOON)
    answered, failed = await inbox.waiting("bot", 0, 2)
    await inbox.handled(answered.id, NOON)
    await inbox.handled(failed.id, NOON, "ValueError")  # to be looked into
    async with owner.connect() as connection:
        rows = (await connection.exec_driver_sql("SELECT raw FROM inbox ORDER BY id")).scalars().all()
    assert rows == [{}, failed.raw]
    await inbox.keep("bot", [message(7)], NOON)  # Telegram says it again
    assert await inbox.waiting("bot", 0, 2) == []


async def test_of_one_person_s_hundreds_the_first_are_read_and_nobody_is_hidden_behind_them(
    inbox: PgInbox,
) -> None:
    await inbox.keep("other", [message(1)], NOON)
    await inbox.keep("bot", [message(number) for number in range(1, 300)] + [message(300, person=1002)], NOON)
    found = await inbox.waiting("bot", 0, 200, 5)
    assert [one.update_id for one in found] == [1, 2, 3, 4, 5, 300]
    assert [one.update_id for one in await inbox.waiting("bot", found[4].id, 200, 5)] == [300]
    await inbox.handled(found[0].id, NOON)
    assert [one.update_id for one in await inbox.waiting("bot", 0, 200, 5)] == [2, 3, 4, 5, 6, 300]


async def test_how_it_ended_is_written_once(inbox: PgInbox, owner: AsyncEngine) -> None:
    await inbox.keep("bot", [message(7)], NOON)
    [kept] = await inbox.waiting("bot", 0, 1)
    await inbox.handled(kept.id, NOON, "ValueError")
    await inbox.handled(kept.id, NOON)
    async with owner.connect() as connection:
        rows = (await connection.exec_driver_sql("SELECT state, error FROM inbox")).all()
    assert [tuple(row) for row in rows] == [("failed", "ValueError")]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("7Б\x00 алгебра", "7Б алгебра"),
        ("\\u0000", "\\u0000"),
        ("конец\\\\u0000\\", "конец\\\\u0000\\"),
        ("половина \ud83d знака", "половина ? знака"),
        ("😀 «ёлка» \u2028", "😀 «ёлка» \u2028"),
    ],
)
async def test_no_text_that_somebody_sends_can_stop_the_stream(inbox: PgInbox, text: str, kept: str) -> None:
    await inbox.keep("bot", [message(7, text), message(8)], NOON)
    first, _ = await inbox.waiting("bot", 0, 10)
    assert first.raw["message"]["text"] == kept


async def test_the_database_being_away_is_said_in_a_word_we_know(database: Database, runtime: AsyncEngine) -> None:
    from storage.engine import engine

    nowhere = engine("postgresql://diary_app@127.0.0.1:1/none", pool_size=1)
    with pytest.raises(OSError):
        await PgInbox(nowhere).waiting("bot", 0, 1)
    await nowhere.dispose()


@pytest.mark.parametrize(
    ("update", "queue"),
    [
        (message(7), "1001"),
        ({"update_id": 8, "callback_query": {"from": {"id": 1001}, "data": "d1.w"}}, "1001"),
        ({"update_id": 9, "my_chat_member": {"from": {"id": 1001}}}, "1001"),
        ({"update_id": 10, "channel_post": {"message_id": 4}}, ""),
    ],
)
def test_messages_and_presses_of_one_person_stand_in_one_queue(update: dict[str, Any], queue: str) -> None:
    assert queue_of(update) == queue
