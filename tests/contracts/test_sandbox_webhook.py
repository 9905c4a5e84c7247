"""A webhook is served as the real server serves it: in order inside a chat, again until taken."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web

from sandbox.client import Sandbox
from sandbox.server import Started, running
from sandbox.servers import Servers

JSON = dict[str, Any]


class Hook:
    """A webhook that answers what it was told to, 200 by default."""

    def __init__(self) -> None:
        self.url = ""
        self.came: asyncio.Queue[tuple[JSON, str | None]] = asyncio.Queue()
        self.answers: list[web.Response] = []
        self.held: dict[str, asyncio.Event] = {}

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.came.put_nowait((update, request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        if hold := self.held.get(update.get("message", {}).get("text", "")):
            await hold.wait()
        return self.answers.pop(0) if self.answers else web.Response()

    async def next(self) -> str:
        update, _ = await asyncio.wait_for(self.came.get(), 10)
        return str(update["message"]["text"])


@pytest_asyncio.fixture
async def hook() -> AsyncIterator[Hook]:
    hook, app = Hook(), web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


@pytest_asyncio.fixture
async def started(hook: Hook) -> AsyncIterator[Started]:
    async with running(Servers(poll_penalty=0)) as started:
        yield started


@pytest_asyncio.fixture
async def sandbox(started: Started) -> AsyncIterator[Sandbox]:
    async with Sandbox(started.http) as box:
        await box.people_at_once([{"id": 1, "first_name": "Анна"}, {"id": 2, "first_name": "Олег"}])
        yield box


async def test_words_arrive_with_the_secret(sandbox: Sandbox, hook: Hook) -> None:
    anna = await sandbox.person(1, "Анна")
    await anna.says("раньше")
    await sandbox.as_bot("setWebhook", url=hook.url, secret_token="s3cret")
    await anna.says("позже")
    first, secret = await asyncio.wait_for(hook.came.get(), 10)
    assert (first["message"]["text"], secret) == ("раньше", "s3cret")
    assert await hook.next() == "позже"


async def test_what_was_not_taken_comes_again_before_anything_else_of_the_chat(sandbox: Sandbox, hook: Hook) -> None:
    anna = await sandbox.person(1, "Анна")
    hook.answers = [web.Response(status=500)]
    await sandbox.as_bot("setWebhook", url=hook.url)
    await anna.says("раз")
    await anna.says("два")
    assert [await hook.next() for _ in range(3)] == ["раз", "раз", "два"]
    info = (await sandbox.as_bot("getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


async def test_one_chat_does_not_wait_for_another(sandbox: Sandbox, hook: Hook) -> None:
    anna, oleg = await sandbox.person(1, "Анна"), await sandbox.person(2, "Олег")
    hook.held["долго"] = asyncio.Event()
    await sandbox.as_bot("setWebhook", url=hook.url)
    await anna.says("долго")
    await anna.says("потом")
    await oleg.says("быстро")
    assert {await hook.next(), await hook.next()} == {"долго", "быстро"}
    assert hook.came.empty()
    hook.held["долго"].set()
    assert await hook.next() == "потом"


async def test_a_method_in_the_answer_is_carried_out(sandbox: Sandbox, hook: Hook) -> None:
    anna = await sandbox.person(1, "Анна")
    hook.answers = [web.json_response({"method": "sendMessage", "chat_id": 1, "text": "слышу"})]
    await sandbox.as_bot("setWebhook", url=hook.url)
    await anna.says("слышно?")
    await anna.hears("слышу")


async def test_an_odd_update_stops_nothing(sandbox: Sandbox, hook: Hook) -> None:
    anna = await sandbox.person(1, "Анна")
    await sandbox.as_bot("setWebhook", url=hook.url)
    await sandbox.post("updates", {"message": {"message_id": "seven"}})
    odd, _ = await asyncio.wait_for(hook.came.get(), 10)
    assert odd["message"] == {"message_id": "seven"}
    await anna.says("раз")
    assert await hook.next() == "раз"


async def test_what_a_webhook_did_not_take_can_be_polled_afterwards(sandbox: Sandbox, hook: Hook) -> None:
    anna = await sandbox.person(1, "Анна")
    hook.answers = [web.Response(status=503, headers={"Retry-After": "600"})]
    await sandbox.as_bot("setWebhook", url=hook.url)
    await anna.says("раз")
    assert await hook.next() == "раз"
    await sandbox.as_bot("deleteWebhook")
    updates = (await sandbox.as_bot("getUpdates"))["result"]
    assert [one["message"]["text"] for one in updates] == ["раз"]


async def test_a_pause_ends_when_the_clock_is_stepped_past_it(sandbox: Sandbox, started: Started, hook: Hook) -> None:
    anna = await sandbox.person(1, "Анна")
    hook.answers = [web.Response(status=503, headers={"Retry-After": "7200"})]
    await sandbox.as_bot("setWebhook", url=hook.url)
    await anna.says("раз")
    assert await hook.next() == "раз"
    await failed(started)
    await sandbox.advance("PT59M59S")
    assert hook.came.empty()
    await sandbox.advance("PT1S")
    assert await hook.next() == "раз"


async def test_pauses_grow_from_nothing_by_doubling(sandbox: Sandbox, started: Started, hook: Hook) -> None:
    anna = await sandbox.person(1, "Анна")
    hook.answers = [web.Response(status=500) for _ in range(5)]
    await sandbox.as_bot("setWebhook", url=hook.url)
    await sandbox.advance("PT0S")
    await anna.says("раз")
    assert [await hook.next(), await hook.next()] == ["раз", "раз"]
    for seconds in (2, 4, 8):
        await failed(started)
        await sandbox.advance(f"PT{seconds - 1}S")
        assert hook.came.empty()
        await sandbox.advance("PT1S")
        assert await hook.next() == "раз"


async def failed(started: Started) -> None:
    """Waits until the last answer of the webhook was taken for a failure, and forgets that."""
    bot = started.servers.bots.known[42]
    while not bot.last_error:
        await asyncio.sleep(0)
    bot.last_error = {}


async def test_a_webhook_that_is_gone_for_23_hours_is_taken_away(sandbox: Sandbox, hook: Hook) -> None:
    anna = await sandbox.person(1, "Анна")
    hook.answers = [web.Response(status=410) for _ in range(4)]
    await sandbox.as_bot("setWebhook", url=hook.url)
    await anna.says("раз")
    assert [await hook.next(), await hook.next()] == ["раз", "раз"]
    await sandbox.advance("PT22H")
    assert await hook.next() == "раз"
    assert (await sandbox.as_bot("getWebhookInfo"))["result"]["url"] == hook.url
    await sandbox.advance("PT1H1S")
    assert await hook.next() == "раз"
    updates = await sandbox.as_bot("getUpdates", timeout=10)
    while not updates["ok"]:
        updates = await sandbox.as_bot("getUpdates", timeout=10)
    assert [one["message"]["text"] for one in updates["result"]] == ["раз"]
    assert (await sandbox.as_bot("getWebhookInfo"))["result"]["url"] == ""


async def test_what_nobody_took_for_a_day_is_dropped(sandbox: Sandbox, hook: Hook) -> None:
    anna = await sandbox.person(1, "Анна")
    hook.answers = [web.Response(status=500) for _ in range(2)]
    await sandbox.as_bot("setWebhook", url=hook.url)
    await anna.says("вчера")
    assert [await hook.next(), await hook.next()] == ["вчера", "вчера"]
    await sandbox.advance("PT24H")
    await anna.says("сегодня")
    assert await hook.next() == "сегодня"


async def test_a_form_is_an_answer_too_and_some_methods_are_none(sandbox: Sandbox, hook: Hook) -> None:
    anna = await sandbox.person(1, "Анна")
    form = aiohttp.FormData({"method": "sendDocument", "chat_id": "1", "document": "attach://f"})
    form.add_field("f", b"pdf", filename="a.pdf")
    written = form()
    multipart = web.Response(body=await in_bytes(written), headers={"Content-Type": written.headers["Content-Type"]})
    hook.answers = [
        web.json_response({"method": "deleteWebhook"}),
        web.json_response({"method": "getMe"}),
        web.Response(text="method=sendMessage&chat_id=1&text=x", content_type="application/x-www-form-urlencoded"),
        multipart,
    ]
    await sandbox.as_bot("setWebhook", url=hook.url)
    for word in ("раз", "два", "три", "четыре"):
        await anna.says(word)
    assert [await hook.next() for _ in range(4)] == ["раз", "два", "три", "четыре"]
    await anna.hears("x")
    assert (await anna.hears("")).document == "a.pdf"
    assert [one["method"] for one in await sandbox.calls()] == ["setWebhook", "sendMessage", "sendDocument"]


async def in_bytes(payload: aiohttp.payload.Payload) -> bytes:
    return await payload.as_bytes()


async def test_no_more_walk_side_by_side_than_were_asked_for(sandbox: Sandbox, hook: Hook) -> None:
    anna, oleg = await sandbox.person(1, "Анна"), await sandbox.person(2, "Олег")
    hook.held["долго"] = asyncio.Event()
    await sandbox.as_bot("setWebhook", url=hook.url, max_connections=1)
    await anna.says("долго")
    await oleg.says("быстро")
    assert await hook.next() == "долго"
    assert hook.came.empty()
    info = (await sandbox.as_bot("getWebhookInfo"))["result"]
    assert (info["max_connections"], info["pending_update_count"]) == (1, 2)
    hook.held["долго"].set()
    assert await hook.next() == "быстро"


async def test_what_waits_can_be_dropped_and_kinds_can_be_chosen(sandbox: Sandbox, hook: Hook) -> None:
    anna = await sandbox.person(1, "Анна")
    await sandbox.as_bot("getMe")
    said = await anna.says("раньше")
    asked: JSON = {"url": hook.url, "drop_pending_updates": True, "allowed_updates": ["message_reaction"]}
    await sandbox.as_bot("setWebhook", **asked)
    await anna.says("позже")
    await anna.reacts(said, "👍")
    update, _ = await asyncio.wait_for(hook.came.get(), 10)
    assert update["message_reaction"]["message_id"] == said
    assert (await sandbox.as_bot("getWebhookInfo"))["result"]["allowed_updates"] == ["message_reaction"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"url": "http://example.org/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.org:8080/hook"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ({"url": "https://intranet/hook"}, "invalid webhook URL specified"),
        ({"url": "https://example.org", "secret_token": "п"}, "secret token contains unallowed characters"),
        ({"url": "https://example.org", "secret_token": "a" * 257}, "secret token is too long"),
    ],
)
async def test_a_webhook_that_cannot_be_is_refused(sandbox: Sandbox, asked: JSON, words: str) -> None:
    refused = await sandbox.as_bot("setWebhook", **asked)
    assert refused["description"] == f"Bad Request: {words}"


async def test_a_webhook_is_set_once_a_second(sandbox: Sandbox) -> None:
    asked: JSON = {"url": "https://example.org:8443/hook", "max_connections": 100}
    assert (await sandbox.as_bot("setWebhook", **asked))["ok"]
    again = await sandbox.as_bot("setWebhook", **asked)
    assert (again["error_code"], again["parameters"]) == (429, {"retry_after": 1})
    assert (await sandbox.as_bot("setWebhook", url=""))["ok"]
