"""A person sees the narrowest of a bot's menus, in their own language if there is one; a bot tells of itself."""

from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio

from sandbox.client import Person, Sandbox
from sandbox.server import running

JSON = dict[str, Any]


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running() as started, Sandbox(started.http) as box:
        yield box


@pytest_asyncio.fixture
async def anna(sandbox: Sandbox) -> Person:
    return await sandbox.person(1001, "Анна", language_code="be")


async def menu(sandbox: Sandbox, name: str, scope: JSON | None = None, language: str = "") -> None:
    more: JSON = {"scope": scope} if scope else {}
    answer = await sandbox.as_bot(
        "setMyCommands", commands=[{"command": name, "description": name}], language_code=language, **more
    )
    assert answer["ok"], answer


async def seen(sandbox: Sandbox, person: int = 1001, **query: int) -> str | None:
    commands = await sandbox.get(f"commands/{person}", **query)
    return commands[0]["command"] if commands else None


async def test_in_a_private_chat_the_narrowest_scope_wins_and_then_the_language(sandbox: Sandbox, anna: Person) -> None:
    assert await seen(sandbox) is None
    await menu(sandbox, "default")
    assert await seen(sandbox) == "default"
    await menu(sandbox, "default_be", language="be")
    assert await seen(sandbox) == "default_be"
    await menu(sandbox, "private", {"type": "all_private_chats"})
    assert await seen(sandbox) == "private"
    await menu(sandbox, "private_be", {"type": "all_private_chats"}, "be")
    assert await seen(sandbox) == "private_be"
    await menu(sandbox, "annas", {"type": "chat", "chat_id": 1001})
    assert await seen(sandbox) == "annas"
    await menu(sandbox, "annas_be", {"type": "chat", "chat_id": 1001}, "be")
    assert await seen(sandbox) == "annas_be"
    await menu(sandbox, "groups", {"type": "all_group_chats"})
    assert await seen(sandbox) == "annas_be"
    await sandbox.as_bot("deleteMyCommands", scope={"type": "chat", "chat_id": 1001}, language_code="be")
    assert await seen(sandbox) == "annas"
    read = await sandbox.as_bot("getMyCommands", scope={"type": "all_private_chats"}, language_code="be")
    assert read["result"] == [{"command": "private_be", "description": "private_be"}]


async def test_in_a_group_administrators_may_see_more(sandbox: Sandbox, anna: Person) -> None:
    oleg = await sandbox.person(1002, "Олег", language_code="ru")
    await sandbox.group(-5, "7Б", [anna, oleg])
    widest_first: list[JSON] = [
        {"type": "default"},
        {"type": "all_group_chats"},
        {"type": "all_chat_administrators"},
        {"type": "chat", "chat_id": -5},
        {"type": "chat_administrators", "chat_id": -5},
        {"type": "chat_member", "chat_id": -5, "user_id": 1001},
    ]
    for scope in widest_first:
        await menu(sandbox, scope["type"], scope)
        assert await seen(sandbox, anna.id, chat=-5) == scope["type"]
    assert await seen(sandbox, oleg.id, chat=-5) == "chat"
    assert await seen(sandbox, oleg.id) == "default"


async def test_a_menu_that_is_none_is_refused(sandbox: Sandbox, anna: Person) -> None:
    async def refused(**asked: Any) -> str:
        return str((await sandbox.as_bot("setMyCommands", **asked))["description"])

    week = [{"command": "week", "description": "Неделя"}]
    assert await refused(commands=[{"command": "неделя", "description": "x"}]) == "Bad Request: BOT_COMMAND_INVALID"
    long = [{"command": "week", "description": "я" * 257}]
    assert await refused(commands=long) == "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"
    assert await refused(commands=week * 101) == "Bad Request: BOT_COMMANDS_TOO_MUCH"
    assert await refused(commands=week, language_code="ru-RU") == "Bad Request: invalid language code specified"
    nowhere = {"type": "chat", "chat_id": 9}
    assert await refused(commands=week, scope=nowhere) == "Bad Request: chat not found"


async def test_a_bot_is_called_as_it_said_in_each_language(sandbox: Sandbox) -> None:
    assert (await sandbox.as_bot("getMyName"))["result"] == {"name": "Школьный дневник"}
    await sandbox.as_bot("setMyName", name="Дневник 7Б")
    await sandbox.as_bot("setMyName", name="Дзённік 7Б", language_code="be")
    assert (await sandbox.as_bot("getMe"))["result"]["first_name"] == "Дневник 7Б"
    assert (await sandbox.as_bot("getMyName", language_code="be"))["result"] == {"name": "Дзённік 7Б"}
    assert (await sandbox.as_bot("getMyName", language_code="en"))["result"] == {"name": "Дневник 7Б"}
    for method, field in (("Description", "description"), ("ShortDescription", "short_description")):
        await sandbox.as_bot(f"setMy{method}", **{field: "о школе"})
        assert (await sandbox.as_bot(f"getMy{method}", language_code="be"))["result"] == {field: "о школе"}
        await sandbox.as_bot(f"setMy{method}")
        assert (await sandbox.as_bot(f"getMy{method}"))["result"] == {field: ""}
    assert await sandbox.violations() == []


async def test_the_button_beside_the_input_line_is_a_chats_own_or_everybodys(sandbox: Sandbox, anna: Person) -> None:
    async def button(**asked: Any) -> str:
        return str((await sandbox.as_bot("getChatMenuButton", **asked))["result"]["type"])

    app = {"type": "web_app", "text": "Дневник", "web_app": {"url": "https://diary.example.org"}}
    assert await button(chat_id=1001) == "commands"
    await sandbox.as_bot("setChatMenuButton", menu_button=app)
    assert await button(chat_id=1001) == "web_app"
    await sandbox.as_bot("setChatMenuButton", chat_id=1001, menu_button={"type": "commands"})
    assert (await button(chat_id=1001), await button()) == ("commands", "web_app")
    await sandbox.as_bot("setChatMenuButton", chat_id=1001, menu_button={"type": "default"})
    assert await button(chat_id=1001) == "web_app"


async def test_a_bot_that_leaves_the_server_is_let_in_again_after_ten_minutes(sandbox: Sandbox) -> None:
    assert (await sandbox.as_bot("close"))["parameters"]["retry_after"] > 590
    await sandbox.advance("PT10M1S")
    assert (await sandbox.as_bot("close"))["ok"]
    assert (await sandbox.as_bot("logOut"))["ok"]
    assert await sandbox.as_bot("getMe") == {"ok": False, "error_code": 400, "description": "Logged out"}
    await sandbox.advance("PT10M")
    assert (await sandbox.as_bot("getMe"))["ok"]
