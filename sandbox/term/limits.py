"""How fast a bot may speak (https://core.telegram.org/bots/faq) and how it is told that it was too fast."""

import asyncio

from sandbox.term.desk import Answer, Desk
from sandbox.term.rows import Theme

LIMITS = Theme("Bot API: sending limits")


def _codes(answers: list[Answer]) -> str:
    """How many passed, and how many did not."""
    return f"{sum(one.status == 200 for one in answers)} pass, {sum(one.status == 429 for one in answers)} do not"


@LIMITS.row("one chat takes a short burst at once, and no more", "3 pass, 7 do not")
async def burst(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    return _codes([await bot.says(chat) for _ in range(10)])


@LIMITS.row("one chat takes another message a second later", "3 pass, 1 do not, then 200")
async def a_second_later(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    answers = [await bot.says(chat) for _ in range(4)]
    await asyncio.sleep(answers[-1].body.get("parameters", {}).get("retry_after", 0))
    return f"{_codes(answers)}, then {(await bot.says(chat)).status}"


@LIMITS.row("one group takes 20 messages a minute", "20 pass, 5 do not, wait at most 60 s")
async def group(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.group(await desk.person())
    async with desk.limits(per_chat=0):
        answers = [await bot.says(chat) for _ in range(25)]
    wait = max(one.body.get("parameters", {}).get("retry_after", 0) for one in answers)
    return f"{_codes(answers)}, wait {'at most 60' if 50 < wait <= 60 else wait} s"


@LIMITS.row("a bot reaches 30 chats a second", "30 pass, 10 do not")
async def bulk(desk: Desk) -> str:
    bot, people = await desk.bot(), await desk.people(40)
    return _codes(await asyncio.gather(*(bot.says(one) for one in people)))


@LIMITS.row("one bot's haste is not another's", "30 pass, 0 do not")
async def apart(desk: Desk) -> str:
    first, second, people = await desk.bot(), await desk.bot(), await desk.people(30)
    await asyncio.gather(*(first.says(one) for one in people))
    return _codes(await asyncio.gather(*(second.says(one) for one in people)))


@LIMITS.row(
    "429 tells how long to wait in its words, its parameters and its header",
    "429 Too Many Requests: retry after 37, {'retry_after': 37}, Retry-After: 37",
)
async def retry_after(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    await desk.fault("telegram", "429", person=chat, retry_after=37)
    answer = await bot.says(chat)
    return f"{answer.words}, {answer.body['parameters']}, Retry-After: {answer.headers['Retry-After']}"


@LIMITS.row("what is no message is not counted", "5 pass, 0 do not")
async def uncounted(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    return _codes([await bot.call("sendChatAction", chat_id=chat, action="typing") for _ in range(5)])
