"""The pretended servers misbehave exactly when and how they were told to."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio

from sandbox.client import Sandbox, SandboxError
from sandbox.server import running


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running() as started, Sandbox(started.http) as box:
        await box.person(1001, "Анна")
        await box.limits(per_chat=0)
        yield box


async def send(sandbox: Sandbox, text: str, chat: int = 1001) -> dict[str, object]:
    return await sandbox.as_bot("sendMessage", chat_id=chat, text=text)


async def screen(sandbox: Sandbox) -> list[str]:
    return [one["text"] for one in await sandbox.get("people/1001/screen")]


@pytest.mark.parametrize(
    ("kind", "code", "description"),
    [
        ("429", 429, "Too Many Requests: retry after 3"),
        ("401", 401, "Unauthorized"),
        ("403", 403, "Forbidden: bot was blocked by the user"),
        ("400", 400, "Bad Request: chat not found"),
        ("500", 500, "Internal Server Error"),
    ],
)
async def test_an_error_strikes_as_often_as_ordered(sandbox: Sandbox, kind: str, code: int, description: str) -> None:
    await sandbox.fault("telegram", kind, count=2, retry_after=3)
    answers = [await send(sandbox, text) for text in ("раз", "два", "три")]
    assert [one["ok"] for one in answers] == [False, False, True]
    assert (answers[0]["error_code"], answers[0]["description"]) == (code, description)
    assert await screen(sandbox) == ["три"]
    assert await sandbox.faults() == []
    assert await sandbox.violations() == []


async def test_the_real_server_says_retry_after_in_a_header_too(sandbox: Sandbox) -> None:
    await sandbox.fault("telegram", "429", retry_after=3)
    async with aiohttp.ClientSession() as session:
        asked = {"chat_id": "1001", "text": "x"}
        async with session.post(f"{sandbox.base}/bot42:TEST/sendMessage", data=asked) as response:
            assert (response.status, response.headers["Retry-After"]) == (429, "3")


async def test_a_gateway_error_is_a_page_and_no_json(sandbox: Sandbox) -> None:
    await sandbox.fault("telegram", "html502")
    async with aiohttp.ClientSession() as session:
        asked = {"chat_id": "1001", "text": "x"}
        async with session.post(f"{sandbox.base}/bot42:TEST/sendMessage", data=asked) as response:
            assert (response.status, response.content_type) == (502, "text/html")


@pytest.mark.parametrize(("kind", "arrived"), [("drop_before", []), ("drop_after", ["раз"]), ("half_reply", ["раз"])])
async def test_a_broken_connection_tells_nothing_of_what_was_done(
    sandbox: Sandbox, kind: str, arrived: list[str]
) -> None:
    await sandbox.fault("telegram", kind)
    with pytest.raises(aiohttp.ClientError):
        await send(sandbox, "раз")
    assert await screen(sandbox) == arrived
    assert (await sandbox.calls())[-1]["fault"] == kind
    assert (await send(sandbox, "два"))["ok"]


async def test_a_stall_has_done_its_work_before_it_answers(sandbox: Sandbox) -> None:
    await sandbox.fault("telegram", "stall", seconds=60)
    waiting = asyncio.create_task(send(sandbox, "раз"))
    anna = await sandbox.person(1001, "Анна")
    await anna.hears("раз", timeout=5)
    assert not waiting.done()
    waiting.cancel()


async def test_a_fault_keeps_to_its_person_and_method(sandbox: Sandbox) -> None:
    await sandbox.person(1002, "Олег")
    await sandbox.fault("telegram", "500", person=1002)
    await sandbox.fault("telegram", "500", method="getMe")
    assert (await send(sandbox, "Анне"))["ok"]
    assert not (await send(sandbox, "Олегу", 1002))["ok"]
    assert (await send(sandbox, "Олегу", 1002))["ok"]
    assert not (await sandbox.as_bot("getMe"))["ok"]
    assert (await sandbox.as_bot("getMe"))["ok"]


async def test_without_a_method_only_messages_are_struck(sandbox: Sandbox) -> None:
    await sandbox.fault("telegram", "500")
    assert (await sandbox.as_bot("getMe"))["ok"]
    assert (await sandbox.as_bot("sendChatAction", chat_id=1001, action="typing"))["ok"]
    assert not (await send(sandbox, "раз"))["ok"]


async def test_orders_are_shown_and_taken_back(sandbox: Sandbox) -> None:
    await sandbox.fault("telegram", "500", count=3)
    await send(sandbox, "раз")
    assert [(one["kind"], one["count"]) for one in await sandbox.faults()] == [("500", 2)]
    await sandbox.clear_faults()
    assert (await send(sandbox, "два"))["ok"]


async def test_a_fault_that_is_none_is_refused_in_words(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxError, match="telegram has no fault «flood»"):
        await sandbox.fault("telegram", "flood")
    with pytest.raises(SandboxError, match="no service «pigeon»"):
        await sandbox.fault("pigeon", "500")


async def test_an_order_without_a_count_stands_until_it_is_taken_back(sandbox: Sandbox) -> None:
    await sandbox.fault("telegram", "500", count=0)
    for _ in range(3):
        assert not (await send(sandbox, "раз"))["ok"]
    await sandbox.clear_faults()
    assert (await send(sandbox, "два"))["ok"]


async def test_what_can_be_ordered_is_listed_and_can_be_ordered(sandbox: Sandbox) -> None:
    """The page offers exactly these; each has a sentence of its own."""
    offers = await sandbox.get("faults/kinds")
    assert set(offers) == {"telegram", "smtp", "sms"}
    for service, kinds in offers.items():
        assert len({one["label"] for one in kinds}) == len(kinds)
        for offer in kinds:
            order = {name: value for name, value in offer.items() if name != "label"}
            left = await sandbox.post("faults", {"service": service} | order)
            assert order.items() <= left[-1].items()


async def test_any_method_can_be_struck_polling_and_downloads_too(sandbox: Sandbox) -> None:
    anna = await sandbox.person(1001, "Анна")
    await anna.says(photo=b"picture")
    await sandbox.fault("telegram", "409", method="getUpdates")
    assert (await sandbox.as_bot("getUpdates"))["description"].startswith("Conflict: terminated by other getUpdates")
    photo = (await sandbox.as_bot("getUpdates"))["result"][0]["message"]["photo"][0]["file_id"]
    path = (await sandbox.as_bot("getFile", file_id=photo))["result"]["file_path"]
    await sandbox.fault("telegram", "500", method="file")
    await sandbox.fault("telegram", "half_reply", method="file")
    async with aiohttp.ClientSession() as session:
        url = f"{sandbox.base}/file/bot42:TEST/{path}"
        async with session.get(url) as response:
            assert response.status == 500
        async with session.get(url) as response:
            with pytest.raises(aiohttp.ClientError):
                await response.read()
        async with session.get(url) as response:
            assert await response.read() == b"picture"
    assert [one["fault"] for one in await sandbox.calls() if one["method"] == "file"] == ["500", "half_reply", None]


async def test_a_star_strikes_whatever_comes_first(sandbox: Sandbox) -> None:
    await sandbox.fault("telegram", "drop_before", method="*")
    with pytest.raises(aiohttp.ClientError):
        await sandbox.as_bot("setMyCommands", commands=[])
    assert (await sandbox.as_bot("setMyCommands", commands=[]))["ok"]
