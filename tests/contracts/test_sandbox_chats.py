"""What the page of phones lives on: the list of chats, what was seen, and the ways of notifications."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from sandbox.client import Sandbox, SandboxError
from sandbox.server import running


@pytest_asyncio.fixture
async def town() -> AsyncIterator[Sandbox]:
    async with running() as started, Sandbox(started.http) as sandbox:
        yield sandbox


async def glimpse(town: Sandbox, person: int) -> dict[str, Any]:
    [chat] = await town.get("chats", of=person)
    return dict(chat)


async def test_a_person_is_known_by_a_role_and_a_line(town: Sandbox) -> None:
    await town.person(1001, "Анна", role="parent", about="мама Льва, 5В")
    [anna] = await town.get("people")
    assert (anna["role"], anna["about"]) == ("parent", "мама Льва, 5В")


async def test_what_the_bot_said_is_new_until_it_is_seen(town: Sandbox) -> None:
    anna = await town.person(1001, "Анна")
    boris = await town.person(1002, "Борис")
    await anna.says("/start")
    said = [(await town.as_bot("sendMessage", chat_id=1001, text=text))["result"] for text in ("Физика: 9", "Химия: 8")]
    seen = await glimpse(town, 1001)
    assert (seen["unread"], seen["last"]["text"]) == (2, "Химия: 8")
    await town.post("people/1001/reads", {"message_id": said[0]["message_id"]})
    assert (await glimpse(town, 1001))["unread"] == 1
    assert [chat["id"] for chat in await town.get("chats")] == [1001]
    assert await boris.screen() == []


async def test_words_wait_until_the_bot_has_fetched_them(town: Sandbox) -> None:
    anna = await town.person(1001, "Анна")
    await town.as_bot("getMe")
    number = await anna.says("/start")
    assert (await glimpse(town, 1001))["waiting"] == [number]
    [update] = (await town.as_bot("getUpdates"))["result"]
    await town.as_bot("getUpdates", offset=update["update_id"] + 1, timeout=0)
    assert (await glimpse(town, 1001))["waiting"] == []


async def test_an_edit_remembers_what_it_said_before(town: Sandbox) -> None:
    anna = await town.person(1001, "Анна")
    own = await anna.says("Буду в пять")
    await anna.edits(own, "Буду в шесть")
    said = (await town.as_bot("sendMessage", chat_id=1001, text="Физика: 7"))["result"]["message_id"]
    for text in ("Физика: 8", "Физика: 9"):
        await town.as_bot("editMessageText", chat_id=1001, message_id=said, text=text)
    screen = await town.get("people/1001/screen")
    assert [one["before"] for one in screen] == [["Буду в пять"], ["Физика: 7", "Физика: 8"]]


WAY = {"key": "message:12", "person": 1001, "title": "Математика: 9", "steps": [{"step": "recorded"}]}


async def test_a_way_told_again_takes_the_place_of_the_earlier(town: Sandbox) -> None:
    other = WAY | {"key": "message:13", "person": "a@mail.example"}
    await town.post("ways", [WAY, other])
    again = WAY | {"steps": [{"step": "recorded"}, {"step": "sent"}]}
    await town.post("ways", [again])
    assert await town.get("ways", person=1001) == [again]
    assert await town.get("ways") == [other, again]
    assert await town.get("ways", last=1) == [again]


@pytest.mark.parametrize("spoilt", [{"key": 1}, WAY | {"colour": "red"}, WAY | {"steps": ["sent"]}])
async def test_a_way_that_is_none_is_refused_in_words(town: Sandbox, spoilt: dict[str, Any]) -> None:
    with pytest.raises(SandboxError, match="way"):
        await town.post("ways", [spoilt])
    assert await town.get("ways") == []
