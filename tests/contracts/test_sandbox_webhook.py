"""A webhook is served as the real server serves it: in order inside a chat, again until taken."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio
from aiohttp import web

from sandbox.client import Sandbox
from sandbox.server import running

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
async def sandbox(hook: Hook) -> AsyncIterator[Sandbox]:
    async with running() as started, Sandbox(started.http) as box:
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


async def test_what_a_webhook_did_not_take_can_be_polled_afterwards(sandbox: Sandbox, hook: Hook) -> None:
    anna = await sandbox.person(1, "Анна")
    hook.answers = [web.Response(status=503, headers={"Retry-After": "600"})]
    await sandbox.as_bot("setWebhook", url=hook.url)
    await anna.says("раз")
    assert await hook.next() == "раз"
    await sandbox.as_bot("deleteWebhook")
    updates = (await sandbox.as_bot("getUpdates"))["result"]
    assert [one["message"]["text"] for one in updates] == ["раз"]


async def test_the_street_needs_https(sandbox: Sandbox) -> None:
    refused = await sandbox.as_bot("setWebhook", url="http://example.org/hook")
    assert refused["description"] == "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
