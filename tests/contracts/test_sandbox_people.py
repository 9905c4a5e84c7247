"""Tests and the demo drive people through the control API, and are answered in words when they err."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio

from sandbox.client import NothingCame, Sandbox, SandboxError
from sandbox.server import running


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running() as started, Sandbox(started.http) as box:
        await box.limits(per_chat=0)
        yield box


async def test_people_are_made_one_by_one_and_all_at_once(sandbox: Sandbox) -> None:
    await sandbox.person(1, "Анна", language_code="be")
    people = await sandbox.people_at_once([{"id": 2, "first_name": "Олег"}, {"id": 3, "first_name": "Яна"}])
    assert [one.name for one in people] == ["Олег", "Яна"]
    assert [one["id"] for one in await sandbox.get("people")] == [1, 2, 3]


async def test_an_unknown_person_is_answered_404_in_words(sandbox: Sandbox) -> None:
    await sandbox.person(1, "Анна")
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{sandbox.base}/control/people/9/says", json={"text": "x"}) as response:
            assert response.status == 404
            assert (await response.json())["error"] == "there is no person 9; there are: 1 Анна"
        async with session.get(f"{sandbox.base}/control/nothing") as response:
            assert (response.status, response.content_type) == (404, "application/json")


async def test_a_missing_button_is_answered_with_those_there_are(sandbox: Sandbox) -> None:
    anna = await sandbox.person(1, "Анна")
    markup = {"inline_keyboard": [[{"text": "День", "callback_data": "d"}, {"text": "Сайт", "url": "https://a.by"}]]}
    await sandbox.as_bot("sendMessage", chat_id=1, text="меню", reply_markup=markup)
    with pytest.raises(SandboxError, match="there is no button «Неделя»; there are: «День», «Сайт»"):
        await anna.presses("Неделя")


async def test_the_newest_button_of_a_label_is_pressed_and_a_short_label_will_do(sandbox: Sandbox) -> None:
    anna = await sandbox.person(1, "Анна")
    for day in ("пн", "вт"):
        markup = {"inline_keyboard": [[{"text": "📅 Неделя", "callback_data": day}]]}
        await sandbox.as_bot("sendMessage", chat_id=1, text=day, reply_markup=markup)
    first = (await anna.screen())[0].message_id
    await anna.presses("Неделя", wait=0)
    await anna.presses("📅 Неделя", message=first, wait=0)
    updates = (await sandbox.as_bot("getUpdates"))["result"]
    assert [one["callback_query"]["data"] for one in updates] == ["вт", "пн"]


async def test_what_was_not_heard_is_told_with_the_screen(sandbox: Sandbox) -> None:
    anna = await sandbox.person(1, "Анна")
    await anna.says("как дела?")
    with pytest.raises(NothingCame, match="Анна did not hear «хорошо» in 0 s; the screen:\n  person 1: как дела"):
        await anna.hears("хорошо", timeout=0)


async def test_hears_reads_on_and_sees_looks_at_all(sandbox: Sandbox) -> None:
    anna = await sandbox.person(1, "Анна")
    sent = [(await sandbox.as_bot("sendMessage", chat_id=1, text=t))["result"] for t in ("раз 7", "два 7")]
    assert (await anna.hears("7")).text == "раз 7"
    assert (await anna.hears("7")).text == "два 7"
    await sandbox.as_bot("editMessageText", chat_id=1, message_id=sent[0]["message_id"], text="раз 8")
    with pytest.raises(NothingCame):
        await anna.hears("8", timeout=0)
    assert (await anna.sees("8")).edited
    await sandbox.as_bot("deleteMessage", chat_id=1, message_id=sent[0]["message_id"])
    assert [one.deleted for one in await anna.screen()] == [True, False]


async def test_an_edit_without_buttons_takes_them_away(sandbox: Sandbox) -> None:
    anna = await sandbox.person(1, "Анна")
    markup = {"inline_keyboard": [[{"text": "Да", "callback_data": "y"}]]}
    sent = (await sandbox.as_bot("sendMessage", chat_id=1, text="верно?", reply_markup=markup))["result"]
    edited = await sandbox.as_bot("editMessageText", chat_id=1, message_id=sent["message_id"], text="верно?")
    assert edited["ok"]
    assert (await anna.sees("верно?")).buttons == []


async def test_a_bot_deletes_for_48_hours(sandbox: Sandbox) -> None:
    await sandbox.person(1, "Анна")
    sent = (await sandbox.as_bot("sendMessage", chat_id=1, text="раз"))["result"]
    await sandbox.advance("PT48H1S")
    refused = await sandbox.as_bot("deleteMessage", chat_id=1, message_id=sent["message_id"])
    assert refused["description"] == "Bad Request: message can't be deleted for everyone"


async def test_the_screens_html_is_only_what_the_parser_understood(sandbox: Sandbox) -> None:
    anna = await sandbox.person(1, "Анна")
    text = '<a href="javascript:alert(1)">ой</a> &lt;script&gt; <b>да</b>'
    await sandbox.as_bot("sendMessage", chat_id=1, text=text, parse_mode="HTML")
    assert (await anna.sees("ой")).html == "ой &lt;script&gt; <b>да</b>"


async def test_changes_are_numbered_and_waited_for(sandbox: Sandbox) -> None:
    anna = await sandbox.person(1, "Анна")
    before = await sandbox.get("people/1/wait", after=0)
    said = await anna.says("раз")
    after = await sandbox.get("people/1/wait", after=before["seq"])
    assert [(one["what"], one["message_id"]) for one in after["changes"]] == [("message", said)]
    nothing = await sandbox.get("people/1/wait", after=after["seq"], timeout=0)
    assert nothing == {"seq": after["seq"], "changes": []}


async def test_a_reset_keeps_what_a_running_gateway_set_once(sandbox: Sandbox) -> None:
    menu = [{"command": "week", "description": "Неделя"}]
    await sandbox.as_bot("setMyCommands", commands=menu)
    await sandbox.reset()
    await sandbox.person(1, "Анна")
    assert await sandbox.get("commands/1") == menu
    await sandbox.post("reset", {"all": True})
    await sandbox.person(1, "Анна")
    assert await sandbox.get("commands/1") == []


async def test_a_reset_forgets_all_but_the_numbers(sandbox: Sandbox) -> None:
    anna = await sandbox.person(1, "Анна")
    await sandbox.as_bot("sendLove")
    said = await anna.says("раз")
    await sandbox.reset()
    assert await sandbox.get("people") == []
    assert await sandbox.violations() == []
    assert (await sandbox.as_bot("getUpdates"))["result"] == []
    again = await sandbox.person(1, "Анна")
    assert await again.says("два") > said


async def test_a_reply_keyboard_may_be_written_as_plain_words(sandbox: Sandbox) -> None:
    anna = await sandbox.person(1001, "Анна")
    keyboard = {"keyboard": [["Да", {"text": "Нет"}]]}
    assert (await sandbox.as_bot("sendMessage", chat_id=1001, text="Придёте?", reply_markup=keyboard))["ok"]
    assert await sandbox.violations() == []
    await anna.presses("Да")
    assert (await anna.screen())[-1].text == "Да"
