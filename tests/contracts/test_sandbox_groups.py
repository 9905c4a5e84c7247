"""In a group a bot hears what is meant for it, is told who comes and goes, and is turned out in the true words."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from sandbox.client import Person, Sandbox, SandboxError
from sandbox.server import running
from sandbox.servers import Servers

JSON = dict[str, Any]

CLASS = -2001


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running(Servers(poll_penalty=0)) as started, Sandbox(started.http) as box:
        await box.limits(per_chat=0, per_group=0)
        await box.as_bot("getMe")
        yield box


@pytest_asyncio.fixture
async def anna(sandbox: Sandbox) -> Person:
    return await sandbox.person(1001, "Анна")


@pytest_asyncio.fixture
async def oleg(sandbox: Sandbox, anna: Person) -> Person:
    oleg = await sandbox.person(1002, "Олег")
    await sandbox.group(CLASS, "7Б", [anna, oleg])
    return oleg


async def news(sandbox: Sandbox, **asked: Any) -> list[JSON]:
    """Updates since the last look, without their numbers; all of them are confirmed."""
    came = (await sandbox.as_bot("getUpdates", **asked))["result"]
    if came:
        await sandbox.as_bot("getUpdates", offset=came[-1]["update_id"] + 1)
    return [{kind: payload for kind, payload in one.items() if kind != "update_id"} for one in came]


async def said(sandbox: Sandbox) -> list[str]:
    return [one["message"]["text"] for one in await news(sandbox)]


async def test_a_bot_hears_commands_its_name_and_answers_to_it(sandbox: Sandbox, anna: Person, oleg: Person) -> None:
    sent = (await sandbox.as_bot("sendMessage", chat_id=CLASS, text="собрание в пять"))["result"]["message_id"]
    await oleg.says("кто придёт?", chat=CLASS)
    await oleg.says("/week", chat=CLASS)
    await oleg.says("/week@sandbox_42_bot", chat=CLASS)
    await oleg.says("/week@another_bot", chat=CLASS)
    await anna.says("приду", chat=CLASS, reply_to=sent)
    await anna.says("@sandbox_42_bot напомни завтра", chat=CLASS)
    assert await said(sandbox) == ["/week", "/week@sandbox_42_bot", "приду", "@sandbox_42_bot напомни завтра"]


async def test_an_administrator_hears_everything_and_so_does_a_bot_let_to_hear(
    sandbox: Sandbox, anna: Person, oleg: Person
) -> None:
    await sandbox.in_group(CLASS, "promotes", bot=True)
    await news(sandbox)
    await oleg.says("кто придёт?", chat=CLASS)
    assert await said(sandbox) == ["кто придёт?"]
    await sandbox.in_group(CLASS, "demotes", bot=True)
    await news(sandbox)
    await oleg.says("никто?", chat=CLASS)
    assert await said(sandbox) == []
    assert (await sandbox.as_bot("getMe"))["result"]["can_read_all_group_messages"] is False
    await sandbox.post("bots/42", {"privacy": False})
    assert (await sandbox.as_bot("getMe"))["result"]["can_read_all_group_messages"] is True
    await oleg.says("совсем?", chat=CLASS)
    assert await said(sandbox) == ["совсем?"]


async def test_a_bot_is_told_how_it_stands(sandbox: Sandbox, anna: Person) -> None:
    await sandbox.group(CLASS, "7Б", [anna], bot="left")
    refused = await sandbox.as_bot("sendMessage", chat_id=CLASS, text="x")
    assert refused["description"] == "Forbidden: bot is not a member of the group chat"
    await sandbox.in_group(CLASS, "joins", bot=True)
    message, change = await news(sandbox)
    assert message["message"]["new_chat_members"][0]["username"] == "sandbox_42_bot"
    assert message["message"]["from"]["id"] == anna.id
    states = [change["my_chat_member"][one]["status"] for one in ("old_chat_member", "new_chat_member")]
    assert states == ["left", "member"]

    await sandbox.in_group(CLASS, "kicks", bot=True)
    message, change = await news(sandbox)
    assert message["message"]["left_chat_member"]["id"] == 42
    assert change["my_chat_member"]["new_chat_member"] == {
        "user": message["message"]["left_chat_member"],
        "status": "kicked",
        "until_date": 0,
    }
    refused = await sandbox.as_bot("sendMessage", chat_id=CLASS, text="x")
    assert (refused["error_code"], refused["description"]) == (
        403,
        "Forbidden: bot was kicked from the group chat",
    )
    await anna.says("/week", chat=CLASS)
    assert await news(sandbox) == []


async def test_comings_and_goings_are_service_messages(sandbox: Sandbox, anna: Person, oleg: Person) -> None:
    vera = await sandbox.person(1003, "Вера")
    await sandbox.in_group(CLASS, "joins", person=vera.id)
    await sandbox.in_group(CLASS, "kicks", person=vera.id)
    joined, left = [one["message"] for one in await news(sandbox)]
    assert [one["id"] for one in joined["new_chat_members"]] == [vera.id]
    assert (left["from"]["id"], left["left_chat_member"]["id"]) == (anna.id, vera.id)
    assert (await anna.screen(chat=CLASS))[0].service == {"new_chat_members": joined["new_chat_members"]}
    with pytest.raises(SandboxError, match="Вера is in no group -2001"):
        await vera.says("за что?", chat=CLASS)
    with pytest.raises(SandboxError, match="Анна owns the group «7Б»"):
        await sandbox.in_group(CLASS, "kicks", person=anna.id)


async def test_changes_of_people_go_to_administrators_that_asked(sandbox: Sandbox, anna: Person, oleg: Person) -> None:
    vera = await sandbox.person(1003, "Вера")
    await news(sandbox, allowed_updates=["chat_member", "my_chat_member"])
    await sandbox.in_group(CLASS, "joins", person=vera.id)
    assert await news(sandbox) == []
    await sandbox.in_group(CLASS, "promotes", bot=True)
    await news(sandbox)
    await sandbox.in_group(CLASS, "promotes", person=oleg.id)
    await sandbox.in_group(CLASS, "leaves", person=vera.id)
    rose, left = [one["chat_member"] for one in await news(sandbox)]
    assert (rose["from"]["id"], rose["new_chat_member"]["user"]["id"]) == (anna.id, oleg.id)
    assert (rose["old_chat_member"]["status"], rose["new_chat_member"]["status"]) == ("member", "administrator")
    assert (left["from"]["id"], left["new_chat_member"]["status"]) == (vera.id, "left")


async def test_a_group_that_became_a_supergroup_tells_its_new_id(sandbox: Sandbox, anna: Person, oleg: Person) -> None:
    await sandbox.in_group(CLASS, "upgrades", to=-1002001)
    old, new = [one["message"] for one in await news(sandbox)]
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (CLASS, -1002001)
    assert (new["chat"], new["migrate_from_chat_id"]) == (
        {"id": -1002001, "type": "supergroup", "title": "7Б"},
        CLASS,
    )
    refused = await sandbox.as_bot("sendMessage", chat_id=CLASS, text="x")
    assert refused == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": -1002001},
    }
    assert (await sandbox.as_bot("sendMessage", chat_id=-1002001, text="собрание"))["ok"]
    await oleg.says("/week", chat=-1002001)
    with pytest.raises(SandboxError, match="has become the supergroup -1002001"):
        await oleg.says("/week", chat=CLASS)


async def test_a_supergroup_counts_its_own_messages(sandbox: Sandbox, anna: Person) -> None:
    await sandbox.group(-1007, "Школа", [anna], supergroup=True)
    private = [await sandbox.as_bot("sendMessage", chat_id=1001, text="x") for _ in range(3)]
    public = await sandbox.as_bot("sendMessage", chat_id=-1007, text="y")
    assert public["result"]["message_id"] < private[-1]["result"]["message_id"]
    edited = await sandbox.as_bot("editMessageText", chat_id=-1007, message_id=1, text="z")
    assert edited["result"]["text"] == "z"
    assert [one.text for one in await anna.screen()] == ["x", "x", "x"]
    await sandbox.in_group(-1007, "kicks", bot=True)
    refused = await sandbox.as_bot("sendMessage", chat_id=-1007, text="x")
    assert refused["description"] == "Forbidden: bot was kicked from the supergroup chat"


async def test_a_group_that_is_gone_is_gone(sandbox: Sandbox, anna: Person, oleg: Person) -> None:
    await sandbox.in_group(CLASS, "deletes")
    refused = await sandbox.as_bot("sendMessage", chat_id=CLASS, text="x")
    assert refused["description"] == "Forbidden: the group chat was deleted"


async def test_who_belongs_to_a_group_can_be_asked(sandbox: Sandbox, anna: Person, oleg: Person) -> None:
    await sandbox.in_group(CLASS, "promotes", person=oleg.id)
    chat: JSON = {"chat_id": CLASS}
    assert (await sandbox.as_bot("getChatMemberCount", **chat))["result"] == 3
    administrators = (await sandbox.as_bot("getChatAdministrators", **chat))["result"]
    assert [(one["user"]["id"], one["status"]) for one in administrators] == [
        (anna.id, "creator"),
        (oleg.id, "administrator"),
    ]
    assert (await sandbox.as_bot("getChatMember", **chat, user_id=42))["result"]["status"] == "member"
    stranger = await sandbox.as_bot("getChatMember", **chat, user_id=9)
    assert stranger["description"] == "Bad Request: PARTICIPANT_ID_INVALID"
    assert (await sandbox.as_bot("leaveChat", **chat))["ok"]
    refused = await sandbox.as_bot("getChatMember", **chat, user_id=anna.id)
    assert refused["description"] == "Forbidden: bot is not a member of the group chat"


async def test_a_bot_bans_only_where_it_administers(sandbox: Sandbox, anna: Person, oleg: Person) -> None:
    ban: JSON = {"chat_id": CLASS, "user_id": oleg.id}
    refused = await sandbox.as_bot("banChatMember", **ban)
    assert refused["description"] == "Bad Request: not enough rights to restrict/unrestrict chat member"
    await sandbox.in_group(CLASS, "promotes", bot=True)
    assert (await sandbox.as_bot("banChatMember", **ban))["ok"]
    assert (await sandbox.as_bot("getChatMember", **ban))["result"]["status"] == "kicked"
    owner = await sandbox.as_bot("banChatMember", chat_id=CLASS, user_id=anna.id)
    assert owner["description"] == "Bad Request: can't remove chat owner"


async def test_reactions_in_a_group_are_told_to_administrators_only(
    sandbox: Sandbox, anna: Person, oleg: Person
) -> None:
    await news(sandbox, allowed_updates=["message_reaction"])
    sent = (await sandbox.as_bot("sendMessage", chat_id=CLASS, text="собрание"))["result"]["message_id"]
    await oleg.reacts(sent, "👍", chat=CLASS)
    assert await news(sandbox) == []
    await sandbox.in_group(CLASS, "promotes", bot=True)
    await oleg.reacts(sent, "🔥", chat=CLASS)
    (told,) = await news(sandbox)
    assert told["message_reaction"]["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert told["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "🔥"}]


async def test_a_pin_is_told_even_to_the_bot_that_pinned(sandbox: Sandbox, anna: Person, oleg: Person) -> None:
    sent = (await sandbox.as_bot("sendMessage", chat_id=CLASS, text="расписание"))["result"]["message_id"]
    pin: JSON = {"chat_id": CLASS, "message_id": sent}
    refused = await sandbox.as_bot("pinChatMessage", **pin)
    assert refused["description"] == "Bad Request: not enough rights to manage pinned messages in the chat"
    await sandbox.in_group(CLASS, "promotes", bot=True)
    await news(sandbox)
    assert (await sandbox.as_bot("pinChatMessage", **pin))["ok"]
    (told,) = await news(sandbox)
    assert told["message"]["pinned_message"]["text"] == "расписание"
    assert (await sandbox.as_bot("getChat", chat_id=CLASS))["result"]["pinned_message"]["message_id"] == sent
    assert (await sandbox.as_bot("unpinChatMessage", chat_id=CLASS))["ok"]
    assert "pinned_message" not in (await sandbox.as_bot("getChat", chat_id=CLASS))["result"]


async def test_an_unknown_group_is_answered_in_words(sandbox: Sandbox, anna: Person) -> None:
    with pytest.raises(SandboxError, match="there is no group -5; there are: none"):
        await sandbox.in_group(-5, "joins", person=anna.id)
    with pytest.raises(SandboxError, match="a group needs a negative whole id and a title"):
        await sandbox.post("groups", {"id": 5, "title": "7Б"})
