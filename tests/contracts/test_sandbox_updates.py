"""Updates reach a bot as the real server hands them out: until confirmed, to one poller, not for ever."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio

from sandbox.client import Person, Sandbox
from sandbox.server import running
from sandbox.servers import Servers

JSON = dict[str, Any]


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running(Servers(poll_penalty=0)) as started, Sandbox(started.http) as box:
        yield box


@pytest_asyncio.fixture
async def anna(sandbox: Sandbox) -> Person:
    return await sandbox.person(1001, "Анна", phone="+375291234567")


@pytest_asyncio.fixture
async def anna_of_the_strict() -> AsyncIterator[Person]:
    """A server that holds hasty pollers for an hour, where the real one takes three seconds."""
    async with running(Servers(poll_penalty=3600)) as started, Sandbox(started.http) as box:
        yield await box.person(1001, "Анна")


def thumb(emoji: str) -> JSON:
    return {"type": "emoji", "emoji": emoji}


async def poll(sandbox: Sandbox, **asked: Any) -> list[JSON]:
    answer = await sandbox.as_bot("getUpdates", **asked)
    assert answer["ok"], answer
    return list(answer["result"])


def texts(updates: list[JSON]) -> list[str]:
    return [one["message"]["text"] for one in updates]


async def test_updates_come_again_until_their_offset_is_passed(sandbox: Sandbox, anna: Person) -> None:
    await anna.says("раз")
    await anna.says("два")
    first = await poll(sandbox)
    assert texts(first) == ["раз", "два"]
    assert texts(await poll(sandbox, offset=first[1]["update_id"])) == ["два"]
    assert await poll(sandbox, offset=first[1]["update_id"] + 1) == []


async def test_the_same_offset_at_once_again_gets_one_update_only(sandbox: Sandbox, anna: Person) -> None:
    await anna.says("раз")
    await anna.says("два")
    assert texts(await poll(sandbox)) == ["раз", "два"]
    assert texts(await poll(sandbox)) == ["раз"]


async def test_a_negative_offset_keeps_only_the_last(sandbox: Sandbox, anna: Person) -> None:
    for word in ("раз", "два", "три"):
        await anna.says(word)
    assert texts(await poll(sandbox, offset=-1)) == ["три"]
    assert texts(await poll(sandbox, limit=5)) == ["три"]


async def test_a_long_poll_ends_when_somebody_speaks(sandbox: Sandbox, anna: Person) -> None:
    await poll(sandbox)
    hanging = asyncio.create_task(poll(sandbox, timeout=50, offset=1))
    await anna.says("слышно?")
    assert texts(await asyncio.wait_for(hanging, 5)) == ["слышно?"]


async def test_a_second_poller_pushes_the_first_aside(sandbox: Sandbox, anna: Person) -> None:
    async def both() -> tuple[JSON, list[JSON]]:
        first = asyncio.create_task(sandbox.as_bot("getUpdates", timeout=50))
        while not await sandbox.calls():
            await asyncio.sleep(0)
        second = asyncio.create_task(poll(sandbox, timeout=50))
        refused = await first
        await anna.says("кому?")
        return refused, await second

    refused, updates = await asyncio.wait_for(both(), 10)
    assert refused["error_code"] == 409
    assert refused["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    assert texts(updates) == ["кому?"]


async def test_a_poller_that_is_pushed_aside_again_so_soon_is_made_to_wait(anna_of_the_strict: Person) -> None:
    """Client.cpp, fail_query_conflict: the first conflict is told at once, the next ones after a pause."""
    sandbox = anna_of_the_strict.sandbox
    first, second, third = [await hanging(sandbox, number) for number in (1, 2, 3)]
    assert (await first)["error_code"] == 409
    await anna_of_the_strict.says("кому?")
    assert texts((await third)["result"]) == ["кому?"]
    assert not second.done()
    second.cancel()


async def hanging(sandbox: Sandbox, number: int) -> asyncio.Task[JSON]:
    """The poll of that number, once the server has it."""
    task = asyncio.create_task(sandbox.as_bot("getUpdates", timeout=50, limit=number))
    while len(await sandbox.calls()) < number:
        await asyncio.sleep(0)
    return task


async def test_a_poller_that_asks_for_the_same_again_waits_for_news(anna_of_the_strict: Person) -> None:
    """Client.cpp, process_get_updates_query: a loop without a timeout does not spin."""
    sandbox = anna_of_the_strict.sandbox
    assert await poll(sandbox) == []
    again = asyncio.create_task(poll(sandbox))
    while len(await sandbox.calls()) < 2:
        await asyncio.sleep(0)
    assert not again.done()
    await anna_of_the_strict.says("раз")
    assert texts(await again) == ["раз"]


async def test_an_offset_from_another_world_is_taken_for_none(sandbox: Sandbox, anna: Person) -> None:
    await anna.says("раз")
    (update,) = await poll(sandbox)
    for offset in (update["update_id"] + 1000, 1):
        assert texts(await poll(sandbox, offset=offset)) == ["раз"]
    assert await poll(sandbox, offset=update["update_id"] + 1) == []


async def test_after_a_week_of_silence_numbers_begin_anywhere(sandbox: Sandbox, anna: Person) -> None:
    await poll(sandbox)
    first, second = await anna.says("раз"), await anna.says("два")
    before = [one["update_id"] for one in await poll(sandbox, offset=-9)]
    assert (first + 1, before[0] + 1) == (second, before[1])
    await sandbox.advance("P7D")
    await anna.says("три")
    (after,) = await poll(sandbox, offset=before[1] + 1)
    assert abs(after["update_id"] - before[1]) > 1000
    assert texts([after]) == ["три"]


async def test_any_update_can_be_sent_however_odd(sandbox: Sandbox, anna: Person) -> None:
    await poll(sandbox)
    await sandbox.post("updates", {"message": {"message_id": "seven"}})
    await sandbox.post("updates", {"hologram": {}})
    odd, unknown = await poll(sandbox, offset=-9)
    assert odd["message"] == {"message_id": "seven"}
    assert unknown["hologram"] == {}


async def test_a_reaction_in_a_private_chat_is_told_to_whoever_asked(sandbox: Sandbox, anna: Person) -> None:
    await poll(sandbox)
    said = await anna.says("раз")
    await anna.reacts(said, "👍")
    assert [set(one) - {"update_id"} for one in await poll(sandbox, limit=9)] == [{"message"}]
    refused = await sandbox.as_bot("setMessageReaction", chat_id=1001, message_id=said, reaction=[thumb("🐌")])
    assert refused["description"] == "Bad Request: REACTION_INVALID"
    assert (await sandbox.as_bot("setMessageReaction", chat_id=1001, message_id=said, reaction=[thumb("👌")]))["ok"]
    assert (await anna.screen())[0].reactions == ["👍", "👌"]


async def test_polling_is_refused_while_a_webhook_is_set(sandbox: Sandbox) -> None:
    assert (await sandbox.as_bot("setWebhook", url="https://example.org/hook"))["ok"]
    assert (await sandbox.as_bot("getUpdates"))["error_code"] == 409
    assert (await sandbox.get("webhook"))[0]["url"] == "https://example.org/hook"
    assert (await sandbox.as_bot("deleteWebhook"))["ok"]
    assert await poll(sandbox) == []


async def test_a_message_waits_a_day_and_a_press_150_seconds(sandbox: Sandbox, anna: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "Неделя", "callback_data": "w"}]]}
    await sandbox.as_bot("sendMessage", chat_id=1001, text="меню", reply_markup=markup)
    await anna.says("раз")
    await anna.presses("Неделя", wait=0)
    assert [set(one) - {"update_id"} for one in await poll(sandbox)] == [{"message"}, {"callback_query"}]
    await sandbox.advance("PT149S")
    assert len(await poll(sandbox, offset=-2)) == 2
    await sandbox.advance("PT1S")
    assert texts(await poll(sandbox, limit=100)) == ["раз"]
    await sandbox.advance("PT24H")
    assert await poll(sandbox, limit=99) == []


async def test_a_press_can_be_answered_for_150_seconds(sandbox: Sandbox, anna: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "Неделя", "callback_data": "w"}]]}
    await sandbox.as_bot("sendMessage", chat_id=1001, text="меню", reply_markup=markup)
    await anna.presses("Неделя", wait=0)
    query = (await poll(sandbox))[0]["callback_query"]
    assert (query["data"], query["message"]["text"], query["from"]["id"]) == ("w", "меню", 1001)
    await sandbox.advance("PT3M")
    late = await sandbox.as_bot("answerCallbackQuery", callback_query_id=query["id"], text="поздно")
    assert late["description"].startswith("Bad Request: query is too old")


async def test_a_press_waits_for_its_answer(sandbox: Sandbox, anna: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "Неделя", "callback_data": "w"}]]}
    sent = await sandbox.as_bot("sendMessage", chat_id=1001, text="меню", reply_markup=markup)

    async def answering(data: str) -> None:
        query = (await poll(sandbox, timeout=5, offset=-1))[0]["callback_query"]
        assert query["data"] == data
        await sandbox.as_bot("answerCallbackQuery", callback_query_id=query["id"], text=f"вот {data}")
        await poll(sandbox, offset=1 + (await poll(sandbox))[-1]["update_id"])

    alert, _ = await asyncio.gather(anna.presses("Неделя"), answering("w"))
    assert alert == "вот w"
    number = sent["result"]["message_id"]
    alert, _ = await asyncio.gather(anna.presses_data(number, "чужое"), answering("чужое"))
    assert alert == "вот чужое"


async def test_a_forged_press_on_a_message_that_never_was_is_delivered(sandbox: Sandbox, anna: Person) -> None:
    await poll(sandbox)
    await anna.presses_data(777, "admin", wait=0)
    query = (await poll(sandbox, limit=9))[0]["callback_query"]
    assert query["message"]["date"] == 0
    assert query["data"] == "admin"


async def test_kinds_that_were_not_asked_for_are_not_sent(sandbox: Sandbox, anna: Person) -> None:
    said = await anna.says("раз")
    await poll(sandbox, offset=-1, allowed_updates=["message_reaction"])
    await anna.says("два")
    await anna.reacts(said, "👍")
    kinds = [set(one) - {"update_id"} for one in await poll(sandbox, limit=9)]
    assert kinds == [{"message"}, {"message_reaction"}]


async def test_words_said_before_any_bot_came_wait_for_the_first(sandbox: Sandbox, anna: Person) -> None:
    await anna.says("/start K7M2")
    update = (await poll(sandbox))[0]
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_a_block_and_its_end_are_told(sandbox: Sandbox, anna: Person) -> None:
    await poll(sandbox)
    await anna.blocks()
    await anna.unblocks()
    changes = [one["my_chat_member"] for one in await poll(sandbox, offset=-9)]
    assert [one["new_chat_member"]["status"] for one in changes] == ["kicked", "member"]


async def test_a_contact_says_whose_it_is(sandbox: Sandbox, anna: Person) -> None:
    await anna.shares_contact()
    contact = (await poll(sandbox))[0]["message"]["contact"]
    assert contact == {"phone_number": "+375291234567", "first_name": "Анна", "user_id": 1001}


async def test_an_album_is_several_messages_of_one_group(sandbox: Sandbox, anna: Person) -> None:
    pictures = [{"caption": "стр. 1", "photo": "AAAA"}, {"photo": "BBBB"}]
    await sandbox.post("people/1001/says", {"album": pictures})
    first, second = [one["message"] for one in await poll(sandbox)]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], second.get("caption")) == ("стр. 1", None)


async def test_in_a_group_people_speak_and_press_too(sandbox: Sandbox, anna: Person) -> None:
    oleg = await sandbox.person(1002, "Олег")
    group = await sandbox.group(-2001, "7Б", [anna, oleg], bot="administrator")
    markup = {"inline_keyboard": [[{"text": "Сколько?", "callback_data": "n"}]]}
    await sandbox.as_bot("sendMessage", chat_id=group, text="собрание", reply_markup=markup)
    await oleg.says("приду", chat=group)
    await anna.presses("Сколько?", chat=group, wait=0)
    message, query = await poll(sandbox)
    assert message["message"]["chat"] == {"id": -2001, "type": "group", "title": "7Б"}
    assert query["callback_query"]["message"]["chat"]["id"] == -2001
    assert [b.text for b in await anna.screen(chat=group)] == ["собрание", "приду"]
