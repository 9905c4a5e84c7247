"""How updates are carried to a webhook (telegram-bot-api/WebhookActor.cpp); pauses are met by the stepped clock."""

import asyncio
import json
from typing import Any

from aiohttp import web

from sandbox.term.desk import Bot, Desk
from sandbox.term.rows import Theme
from sandbox.term.street import Street, street

WEBHOOKS = Theme("Bot API: updates by webhook")

#: Real seconds of watching a street on which nothing should come.
QUIET = 0.2


async def _bot(desk: Desk, road: Street, **more: Any) -> Bot:
    bot = await desk.bot()
    await bot.call("setWebhook", url=road.url, **more)
    return bot


async def _text(road: Street) -> str:
    return str(json.loads((await road.came()).body)["message"]["text"])


async def _quiet(road: Street) -> str:
    try:
        await road.came(QUIET)
    except TimeoutError:
        return "quiet"
    return "again"


async def _again(road: Street) -> str:
    await road.came()
    return "again"


@WEBHOOKS.row("an update comes with the secret", "hello, secret-7")
async def secret(desk: Desk) -> str:
    async with street() as road:
        bot = await _bot(desk, road, secret_token="secret-7")  # noqa: S106 - no password, a row's own word
        await bot.hears(await desk.person())
        came = await road.came()
        said = json.loads(came.body)["message"]["text"]
        return f"{said}, {came.headers.get('X-Telegram-Bot-Api-Secret-Token')}"


@WEBHOOKS.row("what is not taken comes again at once, then after 2 and 4 seconds", "again; quiet, again; quiet, again")
async def back_off(desk: Desk) -> str:
    async with street() as road:
        bot = await _bot(desk, road)
        road.refuses(500, times=3)
        await bot.hears(await desk.person())
        await road.came()
        seen = [await _again(road)]
        for pause in ("PT2S", "PT4S"):
            before = await _quiet(road)
            await desk.step(pause)
            seen.append(f"{before}, {await _again(road)}")
        return "; ".join(seen)


async def _asked_for(desk: Desk, seconds: int, heeded: int) -> str:
    """A webhook asks for a pause: what comes a second before it should be over, and when it is."""
    async with street() as road:
        bot = await _bot(desk, road)
        road.answers.append(web.Response(status=503, headers={"Retry-After": str(seconds)}))
        await bot.hears(await desk.person())
        await road.came()
        await _quiet(road)
        await desk.step(f"PT{heeded - 1}S")
        before = await _quiet(road)
        await desk.step("PT1S")
        return f"{before} before, {await _again(road)} when it is over"


@WEBHOOKS.row("Retry-After of the webhook is heeded", "quiet before, again when it is over")
async def retry_after(desk: Desk) -> str:
    return await _asked_for(desk, 30, 30)


@WEBHOOKS.row("Retry-After counts for an hour at most", "quiet before, again when it is over")
async def retry_after_an_hour(desk: Desk) -> str:
    return await _asked_for(desk, 86_400, 3600)


@WEBHOOKS.row("one chat waits for its first update, another does not", "first; other; quiet; first, second")
async def lanes(desk: Desk) -> str:
    async with street() as road:
        bot = await _bot(desk, road)
        anna, oleg = await desk.people(2)
        road.answers.append(web.Response(status=503, headers={"Retry-After": "30"}))
        await bot.hears(anna, "first")
        seen = [await _text(road)]
        await bot.hears(anna, "second")
        await bot.hears(oleg, "other")
        seen += [await _text(road), await _quiet(road)]
        await desk.step("PT30S")
        return "; ".join([*seen, f"{await _text(road)}, {await _text(road)}"])


@WEBHOOKS.row("an update that nobody takes is dropped after 24 hours", "1 waits, 0 a day later")
async def expires(desk: Desk) -> str:
    async with street() as road:
        bot = await _bot(desk, road)
        road.answers.append(web.Response(status=503, headers={"Retry-After": "3600"}))
        await bot.hears(await desk.person())
        await road.came()
        before = await _waiting(bot)
        road.refuses(503, times=100)
        await desk.step("PT24H")
        return f"{before} waits, {await _waiting(bot)} a day later"


async def _waiting(bot: Bot) -> int:
    return int((await bot.call("getWebhookInfo")).result["pending_update_count"])


@WEBHOOKS.row("a webhook that answers 410 for 23 hours is taken away", "kept for 23 hours, then taken away")
async def gone(desk: Desk) -> str:
    async with street() as road:
        bot = await _bot(desk, road)
        road.refuses(410, times=1000)
        await bot.hears(await desk.person())
        await road.came()
        seen = []
        for pause in ("PT22H59M", "PT59M"):
            await _quiet(road)
            await desk.step(pause)
            await road.came()
            await _quiet(road)
            info = (await bot.call("getWebhookInfo")).result
            seen.append("kept" if info["url"] else "taken away")
        return f"{seen[0]} for 23 hours, then {seen[1]}"


@WEBHOOKS.row("a method in the answer is carried out", "Петя: 7 on the screen")
async def method_in_answer(desk: Desk) -> str:
    async with street() as road:
        bot, person = await _bot(desk, road), await desk.person()
        road.answers.append(web.json_response({"method": "sendMessage", "chat_id": person, "text": "Петя: 7"}))
        await bot.hears(person)
        return f"{await desk.sees(person)} on the screen"


@WEBHOOKS.row("getMe, setWebhook and deleteWebhook in the answer are not", "the webhook stays")
async def not_in_answer(desk: Desk) -> str:
    async with street() as road:
        bot, person = await _bot(desk, road), await desk.person()
        for method in ("deleteWebhook", "setWebhook", "getMe"):
            road.answers.append(web.json_response({"method": method, "url": ""}))
            await bot.hears(person)
            await road.came()
        await bot.hears(person, "last")
        await road.came()
        stays = (await bot.call("getWebhookInfo")).result["url"] == road.url
        return "the webhook stays" if stays else "the webhook is gone"


@WEBHOOKS.row("setWebhook once a second", "200, 429 Too Many Requests: retry after 1, 200")
async def too_often(desk: Desk) -> str:
    bot = await desk.bot()
    seen = [(await bot.call("setWebhook", url=f"http://127.0.0.1:9/{number}")).words for number in range(2)]
    await asyncio.sleep(1)
    return ", ".join([*seen, (await bot.call("setWebhook", url="http://127.0.0.1:9/2")).words])


@WEBHOOKS.row("a secret of other letters, a port of its own, plain HTTP", "400, 400, 400")
async def wrong_addresses(desk: Desk) -> str:
    asked: tuple[dict[str, str], ...] = (
        {"url": "https://school.example.org/", "secret_token": "секрет"},
        {"url": "https://school.example.org:8080/"},
        {"url": "http://school.example.org/"},
    )
    return ", ".join([str((await (await desk.bot()).call("setWebhook", **one)).status) for one in asked])


@WEBHOOKS.row("max_connections is 40 by default, and may be 100", "40, 100")
async def connections(desk: Desk) -> str:
    seen = []
    for more in ({}, {"max_connections": 100}):
        bot = await desk.bot()
        await bot.call("setWebhook", url="http://127.0.0.1:9/", **more)
        seen.append(str((await bot.call("getWebhookInfo")).result["max_connections"]))
    return ", ".join(seen)
