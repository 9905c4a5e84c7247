"""Our webhook against the sandbox's true one: what was not taken comes again, in order, and nothing odd stops it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.get_updates import ALLOWED, AT_ONCE, BotApiUpdates, PollTrouble
from sandbox.client import Sandbox
from sandbox.server import running
from tests.fakes.clock import FakeClock
from tests.fakes.queues import FakeInbox
from tests.unit.bot.rig import NOON
from web.manners import later
from web.webhook import Webhook

TOKEN, KEY, SECRET = "42:TEST", "unguessable", "secret"


@dataclass
class House:
    """An inbox behind our webhook, with the sandbox in front."""

    sandbox: Sandbox
    updates: BotApiUpdates
    url: str = ""
    inbox: FakeInbox = field(default_factory=FakeInbox)
    rung: asyncio.Event = field(default_factory=asyncio.Event)

    async def keep(self, update: Mapping[str, Any]) -> None:
        """As the wiring does."""
        try:
            await self.inbox.keep("42", [update], FakeClock(NOON).now())
        finally:
            self.rung.set()

    async def texts(self, count: int) -> list[str]:
        """What was said, once so much of it is kept."""
        async with asyncio.timeout(10):
            while len(self.inbox.kept) < count:
                self.rung.clear()
                await self.rung.wait()
        return [one.raw.get("message", {}).get("text", "?") for one in self.inbox.kept.values()]


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """«Анна» and «Олег» have a chat with the bot; no webhook is set yet."""
    async with running() as started, Sandbox(started.http) as box:
        await box.people_at_once([{"id": 1, "first_name": "Анна"}, {"id": 2, "first_name": "Олег"}])
        made = House(box, BotApiUpdates(started.http, TOKEN))
        application = web.Application(middlewares=[later])
        Webhook(KEY, SECRET, made.keep).open_in(application)
        runner = web.AppRunner(application, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram/{KEY}"
        yield made
        await made.updates.close()
        await runner.cleanup()


async def test_it_asks_for_the_same_updates_as_polling_does_and_drops_none(house: House) -> None:
    anna = await house.sandbox.person(1, "Анна")
    await anna.says("раньше")
    await house.updates.bring(house.url, SECRET)
    assert await house.updates.brought_to() == house.url
    assert await house.texts(1) == ["раньше"]
    [call] = [one for one in await house.sandbox.calls() if one["method"].lower() == "setwebhook"]
    asked = call["parameters"]
    assert tuple(asked["allowed_updates"]) == ALLOWED
    assert (asked["max_connections"], asked["drop_pending_updates"]) == (AT_ONCE, False)
    assert await house.sandbox.violations() == []


async def test_what_was_said_while_the_database_was_away_comes_again_and_in_order(house: House) -> None:
    anna, oleg = await house.sandbox.person(1, "Анна"), await house.sandbox.person(2, "Олег")
    house.inbox.away = 2
    await house.updates.bring(house.url, SECRET)
    for word in ("раз", "два", "три"):
        await anna.says(word)
    await oleg.says("а я?")
    async with asyncio.timeout(10):
        while house.inbox.away:
            house.rung.clear()
            await house.rung.wait()
    await house.sandbox.advance("PT15S")  # as long as our Retry-After asked for
    texts = await house.texts(4)
    assert [one for one in texts if one != "а я?"] == ["раз", "два", "три"]
    assert "а я?" in texts


async def test_one_that_nobody_can_read_does_not_stop_the_stream(house: House) -> None:
    anna = await house.sandbox.person(1, "Анна")
    await house.updates.bring(house.url, SECRET)
    await anna.says("до")
    await house.sandbox.post("updates", {"message": {"chat": {"id": 1}, "text": ["no", "text"], "from": None}})
    await house.sandbox.post("updates", {"callback_query": {"data": 7}})
    await anna.says("после")
    await house.texts(4)
    kept = [one.raw for one in house.inbox.kept.values()]
    assert [one["message"]["text"] for one in kept if "message" in one] == ["до", ["no", "text"], "после"]
    assert [one["callback_query"] for one in kept if "callback_query" in one] == [{"data": 7}]


async def test_with_another_secret_nothing_is_kept(house: House) -> None:
    anna = await house.sandbox.person(1, "Анна")
    await house.updates.bring(house.url, "another")
    await anna.says("раз")
    async with asyncio.timeout(10):
        while "last_error_message" not in (await house.sandbox.as_bot("getWebhookInfo"))["result"]:
            await asyncio.sleep(0.02)
    assert house.inbox.kept == {}
    await house.updates.drop_webhook()
    assert [one["message"]["text"] for one in await house.updates.get(None)] == ["раз"]


async def test_back_to_polling_the_webhook_in_the_way_is_told_and_taken_down(house: House) -> None:
    anna = await house.sandbox.person(1, "Анна")
    house.inbox.away = 1_000
    await house.updates.bring(house.url, SECRET)
    await anna.says("раз")
    with pytest.raises(PollTrouble) as trouble:
        await house.updates.get(None)
    assert trouble.value.webhook
    await house.updates.drop_webhook()
    assert [one["message"]["text"] for one in await house.updates.get(None)] == ["раз"]
    assert await house.updates.brought_to() == ""
