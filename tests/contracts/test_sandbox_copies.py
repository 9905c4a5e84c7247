"""Messages are forwarded, copied, quoted and deleted, one by one and in bundles, with the limits of each."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from sandbox.client import Person, Sandbox, SandboxError
from sandbox.server import running

JSON = dict[str, Any]


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running() as started, Sandbox(started.http) as box:
        await box.limits(per_chat=0)
        await box.as_bot("getMe")
        yield box


@pytest_asyncio.fixture
async def anna(sandbox: Sandbox) -> Person:
    return await sandbox.person(1001, "Анна")


@pytest_asyncio.fixture
async def oleg(sandbox: Sandbox) -> Person:
    return await sandbox.person(1002, "Олег")


FROM_ANNA: JSON = {"from_chat_id": 1001, "chat_id": 1002}


async def send(sandbox: Sandbox, text: str, **more: Any) -> int:
    return int((await sandbox.as_bot("sendMessage", chat_id=1001, text=text, **more))["result"]["message_id"])


async def test_a_forward_says_whose_words_they_were(sandbox: Sandbox, anna: Person, oleg: Person) -> None:
    said = await anna.says("болеем")
    forwarded = (await sandbox.as_bot("forwardMessage", **FROM_ANNA, message_id=said))["result"]
    assert forwarded["forward_origin"]["sender_user"]["first_name"] == "Анна"
    assert (await oleg.hears("болеем")).forwarded == "Анна"
    edit = await sandbox.as_bot("editMessageText", chat_id=1002, message_id=forwarded["message_id"], text="x")
    assert edit["description"] == "Bad Request: message can't be edited"
    await oleg.says(forward={"message_id": forwarded["message_id"]})
    came = (await sandbox.as_bot("getUpdates", offset=-1))["result"][0]["message"]
    assert (came["text"], came["forward_origin"]["sender_user"]["id"]) == ("болеем", 1001)


async def test_a_copy_is_the_bots_own_and_may_have_other_words_under_its_file(
    sandbox: Sandbox, anna: Person, oleg: Person
) -> None:
    said = await anna.says(caption="справка", document=("справка.pdf", b"pdf"))
    copied = await sandbox.as_bot(
        "copyMessage", **FROM_ANNA, message_id=said, caption="<b>копия</b>", parse_mode="HTML"
    )
    assert set(copied["result"]) == {"message_id"}
    bubble = await oleg.hears("копия")
    assert (bubble.html, bubble.document, bubble.forwarded) == ("<b>копия</b>", "справка.pdf", None)
    missing = await sandbox.as_bot("copyMessage", **FROM_ANNA, message_id=999)
    assert missing["description"] == "Bad Request: message to copy not found"


async def test_what_is_protected_stays_where_it_is(sandbox: Sandbox, anna: Person, oleg: Person) -> None:
    secret = await send(sandbox, "отметки", protect_content=True)
    for method, word in (("copyMessage", "copied"), ("forwardMessage", "forwarded")):
        refused = await sandbox.as_bot(method, **FROM_ANNA, message_id=secret)
        assert refused["description"] == f"Bad Request: the message can't be {word}"
    with pytest.raises(SandboxError, match="can't be forwarded"):
        await anna.says(forward={"message_id": secret})


async def test_bundles_keep_their_order_and_skip_what_is_gone(sandbox: Sandbox, anna: Person, oleg: Person) -> None:
    numbers = [await send(sandbox, text) for text in ("раз", "два", "три")]
    await anna.deletes(numbers[1])
    copied = await sandbox.as_bot("copyMessages", **FROM_ANNA, message_ids=numbers)
    assert len(copied["result"]) == 2
    forwarded = await sandbox.as_bot("forwardMessages", **FROM_ANNA, message_ids=numbers)
    assert len(forwarded["result"]) == 2
    assert [one.text for one in await oleg.screen()] == ["раз", "три", "раз", "три"]
    backwards = await sandbox.as_bot("copyMessages", **FROM_ANNA, message_ids=numbers[::-1])
    assert backwards["error_code"] == 400
    none = await sandbox.as_bot("copyMessages", **FROM_ANNA, message_ids=[900, 901])
    assert none["description"] == "Bad Request: there are no messages to copy"
    many = await sandbox.as_bot("copyMessages", **FROM_ANNA, message_ids=list(range(1, 102)))
    assert many["error_code"] == 400


async def test_an_album_stays_an_album(sandbox: Sandbox, anna: Person, oleg: Person) -> None:
    said = await sandbox.post("people/1001/says", {"album": [{"caption": "стр.", "photo": "AAAA"}, {"photo": "BBBB"}]})
    await sandbox.as_bot("copyMessages", **FROM_ANNA, message_ids=said["message_ids"], remove_caption=True)
    copies = await sandbox.get("people/1002/screen")
    assert [one["text"] for one in copies] == ["", ""]
    assert copies[0]["album"] == copies[1]["album"] != (await sandbox.get("people/1001/screen"))[0]["album"]


async def test_many_are_deleted_at_once_and_what_is_gone_is_no_trouble(sandbox: Sandbox, anna: Person) -> None:
    numbers = [await send(sandbox, str(n)) for n in range(3)]
    assert (await sandbox.as_bot("deleteMessages", chat_id=1001, message_ids=[*numbers, 999]))["ok"]
    assert [one.deleted for one in await anna.screen()] == [True] * 3
    old = await send(sandbox, "старое")
    await sandbox.advance("PT48H1S")
    refused = await sandbox.as_bot("deleteMessages", chat_id=1001, message_ids=[old])
    assert refused["description"] == "Bad Request: message can't be deleted for everyone"


async def test_bots_are_not_told_what_a_person_deletes(sandbox: Sandbox, anna: Person) -> None:
    sent, said = await send(sandbox, "меню"), await anna.says("ой")
    before = (await sandbox.as_bot("getUpdates"))["result"]
    await anna.deletes(said)
    await anna.deletes(sent)
    after = (await sandbox.as_bot("getUpdates", offset=before[-1]["update_id"] + 1))["result"]
    assert after == []
    edit = await sandbox.as_bot("editMessageText", chat_id=1001, message_id=sent, text="x")
    assert edit["description"] == "Bad Request: message to edit not found"
    reply = await sandbox.as_bot("sendMessage", chat_id=1001, text="x", reply_parameters={"message_id": said})
    assert reply["description"] == "Bad Request: message to be replied not found"


async def test_words_are_quoted_both_ways(sandbox: Sandbox, anna: Person) -> None:
    sent = await send(sandbox, "математика 9, физика 8")
    await anna.says("за что?", reply_to=sent, quote="физика 8")
    came = (await sandbox.as_bot("getUpdates"))["result"][0]["message"]
    assert came["quote"] == {"text": "физика 8", "position": 14, "is_manual": True}
    reply = {"message_id": came["message_id"], "quote": "за что"}
    answer = (await sandbox.as_bot("sendMessage", chat_id=1001, text="за опрос", reply_parameters=reply))["result"]
    assert answer["quote"]["text"] == "за что"
    assert (await anna.sees("за опрос")).quote == "за что"
    reply["quote"] = "почему"
    refused = await sandbox.as_bot("sendMessage", chat_id=1001, text="x", reply_parameters=reply)
    assert refused["description"] == "Bad Request: QUOTE_TEXT_INVALID"


async def test_a_bot_pins_in_a_private_chat_without_asking(sandbox: Sandbox, anna: Person) -> None:
    sent = await send(sandbox, "расписание")
    assert (await sandbox.as_bot("pinChatMessage", chat_id=1001, message_id=sent))["ok"]
    told = (await sandbox.as_bot("getUpdates"))["result"][0]["message"]
    assert (told["from"]["is_bot"], told["pinned_message"]["message_id"]) == (True, sent)
    assert (await sandbox.as_bot("unpinAllChatMessages", chat_id=1001))["ok"]
    copy = await sandbox.as_bot("copyMessage", chat_id=1001, from_chat_id=1001, message_id=told["message_id"])
    assert copy["description"] == "Bad Request: the message can't be copied"


async def test_a_poll_is_voted_in_and_stopped(sandbox: Sandbox, anna: Person, oleg: Person) -> None:
    group = await sandbox.group(-5, "7Б", [anna, oleg])
    options = [{"text": "да"}, {"text": "нет"}]
    asked = await sandbox.as_bot("sendPoll", chat_id=group, question="Едем?", options=options, is_anonymous=False)
    at = {"chat_id": group, "message_id": asked["result"]["message_id"]}
    for person, chosen in ((anna, [0]), (oleg, [0]), (oleg, [1])):
        await sandbox.post(
            f"people/{person.id}/votes", {"chat": group, "message_id": at["message_id"], "options": chosen}
        )
    updates = (await sandbox.as_bot("getUpdates"))["result"]
    assert [one["poll_answer"]["option_ids"] for one in updates if "poll_answer" in one] == [[0], [0], [1]]
    polls = [one["poll"] for one in updates if "poll" in one]
    assert [[option["voter_count"] for option in poll["options"]] for poll in polls] == [[1, 0], [2, 0], [1, 1]]
    with pytest.raises(SandboxError, match="choose one of the options by number"):
        await sandbox.post("people/1001/votes", {"chat": group, "message_id": at["message_id"], "options": [0, 1]})
    stopped = (await sandbox.as_bot("stopPoll", **at))["result"]
    assert (stopped["is_closed"], stopped["total_voter_count"]) == (True, 2)
    with pytest.raises(SandboxError, match="is no open poll"):
        await sandbox.post("people/1001/votes", {"chat": group, "message_id": at["message_id"], "options": [0]})
    again = await sandbox.as_bot("stopPoll", **at)
    assert again["description"] == "Bad Request: poll has already been closed"
