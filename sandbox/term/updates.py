"""How a bot hears: getUpdates, lifetimes, numbers (telegram-bot-api/Client.cpp and td/db/TQueue.cpp)."""

import asyncio
import itertools
from typing import Any

from sandbox.term.desk import Bot, Desk
from sandbox.term.rows import Theme

UPDATES = Theme("Bot API: updates by polling")
LIVES = Theme("Bot API: how long things live")


async def _heard(desk: Desk, count: int) -> tuple[Bot, int]:
    """A bot that somebody has said so much to."""
    bot, person = await desk.bot(), await desk.person()
    for number in range(count):
        await bot.hears(person, str(number))
    return bot, person


def _texts(updates: list[dict[str, Any]]) -> str:
    return ", ".join(one["message"]["text"] for one in updates) or "nothing"


@UPDATES.row("at most 100 come at once, whatever is asked for", "100 at first, 1 more")
async def hundred(desk: Desk) -> str:
    bot, _ = await _heard(desk, 101)
    first = await bot.updates(limit=1000)
    return f"{len(first)} at first, {len(await bot.updates(offset=first[-1]['update_id'] + 1))} more"


@UPDATES.row("an offset confirms what stands before it", "0, 1, 2; 2; nothing")
async def confirmed(desk: Desk) -> str:
    bot, _ = await _heard(desk, 3)
    first = await bot.updates()
    last = first[-1]["update_id"]
    return "; ".join(
        [_texts(first), _texts(await bot.updates(offset=last)), _texts(await bot.updates(offset=last + 1))]
    )


@UPDATES.row("the same offset again within half a second brings one update only", "0, 1, 2; 0")
async def suspicious(desk: Desk) -> str:
    bot, _ = await _heard(desk, 3)
    return "; ".join([_texts(await bot.updates()), _texts(await bot.updates())])


@UPDATES.row("a negative offset counts from the end and forgets the rest", "2; 2")
async def negative(desk: Desk) -> str:
    bot, _ = await _heard(desk, 3)
    last = await bot.updates(offset=-1)
    return "; ".join([_texts(last), _texts(await bot.updates(offset=last[0]["update_id"]))])


@UPDATES.row("a poll hangs until something is said", "hangs, then hello")
async def long_poll(desk: Desk) -> str:
    bot, person = await desk.bot(), await desk.person()
    poll = asyncio.create_task(bot.updates(timeout=30))
    await asyncio.wait([poll], timeout=0.2)
    hung = "came at once" if poll.done() else "hangs"
    await bot.hears(person)
    return f"{hung}, then {_texts(await poll)}"


@UPDATES.row("numbers of updates follow one another", "1, 1")
async def sequential(desk: Desk) -> str:
    bot, _ = await _heard(desk, 3)
    numbers = [one["update_id"] for one in await bot.updates()]
    return ", ".join(str(after - before) for before, after in itertools.pairwise(numbers))


@UPDATES.row("after a week of silence the numbers begin anew", "another beginning")
async def silence(desk: Desk) -> str:
    bot, person = await _heard(desk, 1)
    [first] = await bot.updates()
    await desk.step("P7D")
    await bot.hears(person, "again")
    [second] = await bot.updates(offset=-1)
    follows = second["update_id"] == first["update_id"] + 1
    return "goes on counting" if follows else "another beginning"


@UPDATES.row("an edit comes as edited_message", "edited_message: 8")
async def edited(desk: Desk) -> str:
    bot, person = await desk.bot(), await desk.person()
    said = await desk.does(person, "says", text="7", bot=bot.id)
    await desk.does(person, "edits", message_id=said["message_id"], text="8", bot=bot.id)
    update = (await bot.updates())[-1]
    return f"edited_message: {update['edited_message']['text']}"


@UPDATES.row("reactions in a group come only to an administrator that asked for them", "0, 0, 1")
async def reactions(desk: Desk) -> str:
    bot, person = await desk.bot(), await desk.person()
    group = await desk.group(person)
    message = (await bot.says(group)).result["message_id"]
    seen: list[str] = []
    offsets = itertools.count(1)  # the same one twice would be a hasty poller's, who waits
    for rank, wanted in (("demotes", []), ("demotes", ["message_reaction"]), ("promotes", ["message_reaction"])):
        await desk.control(f"groups/{group}/{rank}", {"bot": bot.id})
        await bot.updates(allowed_updates=wanted, offset=next(offsets))
        await desk.does(person, "reacts", message_id=message, emoji="👍", chat=group)
        heard = await bot.updates(allowed_updates=wanted, offset=next(offsets))
        seen.append(str(sum("message_reaction" in one for one in heard)))
    return ", ".join(seen)


@LIVES.row("a message waits 24 hours for the bot, and no longer", "1 after 23:59:59, 0 a second later")
async def a_day(desk: Desk) -> str:
    bot, _ = await _heard(desk, 1)
    await desk.step("PT23H59M59S")
    before = len(await bot.updates(offset=1))
    await desk.step("PT1S")
    return f"{before} after 23:59:59, {len(await bot.updates())} a second later"


@LIVES.row("a press waits 150 seconds, and no longer", "1 after 149 s, 0 a second later")
async def a_press(desk: Desk) -> str:
    bot, person = await desk.bot(), await desk.person()
    await desk.does(person, "presses", message_id=0, data="week", bot=bot.id, wait=0)
    await desk.step("PT149S")
    before = len(await bot.updates(offset=1))
    await desk.step("PT1S")
    return f"{before} after 149 s, {len(await bot.updates())} a second later"


@LIVES.row(
    "an answer to a press comes too late after 150 seconds",
    "200; 400 Bad Request: query is too old and response timeout expired or query ID is invalid",
)
async def too_late(desk: Desk) -> str:
    bot, person = await desk.bot(), await desk.person()
    seen = []
    for pause in ("PT149S", "PT150S"):
        await desk.does(person, "presses", message_id=0, data="week", bot=bot.id, wait=0)
        query = (await bot.updates(offset=-1))[0]["callback_query"]["id"]
        await desk.step(pause)
        seen.append((await bot.call("answerCallbackQuery", callback_query_id=query)).words)
    return "; ".join(seen)


@LIVES.row("a message can be deleted for 48 hours", "200; 400 Bad Request: message can't be deleted for everyone")
async def two_days(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    seen = []
    for pause in ("PT48H", "PT48H1S"):
        message = (await bot.says(chat)).result["message_id"]
        await desk.step(pause)
        seen.append((await bot.call("deleteMessage", chat_id=chat, message_id=message)).words)
    return "; ".join(seen)


@LIVES.row("a message can be edited weeks later", "200")
async def weeks(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    message = (await bot.says(chat)).result["message_id"]
    await desk.step("P3W")
    return (await bot.call("editMessageText", chat_id=chat, message_id=message, text="Петя: 8")).words
