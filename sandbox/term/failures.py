"""How the Bot API refuses, word by word (telegram-bot-api/Client.cpp), and how a connection to it breaks."""

import asyncio

import aiohttp

from sandbox.term.desk import Answer, Desk
from sandbox.term.rows import Play, Theme

PEOPLE = Theme("Bot API: addresses that are dead")
MESSAGES = Theme("Bot API: refusals")
BREAKS = Theme("Bot API: connections that break")


@PEOPLE.row("blocked by the user, and told so", "403 Forbidden: bot was blocked by the user, my_chat_member kicked")
async def blocked(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    await desk.does(chat, "blocks", bot=bot.id)
    [update] = await bot.updates()
    return f"{(await bot.says(chat)).words}, my_chat_member {update['my_chat_member']['new_chat_member']['status']}"


@PEOPLE.row("unblocked, and told so", "my_chat_member member, 200")
async def unblocked(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    await desk.does(chat, "blocks", bot=bot.id)
    await desk.does(chat, "unblocks", bot=bot.id)
    update = (await bot.updates())[-1]
    return f"my_chat_member {update['my_chat_member']['new_chat_member']['status']}, {(await bot.says(chat)).words}"


@PEOPLE.row("the account is gone", "403 Forbidden: user is deactivated")
async def deactivated(desk: Desk) -> str:
    return (await (await desk.bot()).says(await desk.person(deactivated=True))).words


@PEOPLE.row("the user never started the bot", "403 Forbidden: bot can't initiate conversation with a user")
async def never_started(desk: Desk) -> str:
    return (await (await desk.bot()).says(await desk.person(started=False))).words


@PEOPLE.row("there is no such chat: 400 and not 403", "400 Bad Request: chat not found")
async def no_chat(desk: Desk) -> str:
    return (await (await desk.bot()).says(desk.number())).words


async def _in_group(desk: Desk, deed: str, *, supergroup: bool = False) -> Answer:
    """What a bot is told when it writes to a group in which that was done to it."""
    bot, chat = await desk.bot(), await desk.group(await desk.person(), supergroup=supergroup)
    await desk.control(f"groups/{chat}/{deed}", {} if deed == "deletes" else {"bot": bot.id})
    return await bot.says(chat)


@PEOPLE.row("kicked from a group", "403 Forbidden: bot was kicked from the group chat")
async def kicked(desk: Desk) -> str:
    return (await _in_group(desk, "kicks")).words


@PEOPLE.row("kicked from a supergroup", "403 Forbidden: bot was kicked from the supergroup chat")
async def kicked_higher(desk: Desk) -> str:
    return (await _in_group(desk, "kicks", supergroup=True)).words


@PEOPLE.row("no member of a group any more", "403 Forbidden: bot is not a member of the group chat")
async def left(desk: Desk) -> str:
    return (await _in_group(desk, "leaves")).words


@PEOPLE.row("no member of a supergroup any more", "403 Forbidden: bot is not a member of the supergroup chat")
async def left_higher(desk: Desk) -> str:
    return (await _in_group(desk, "leaves", supergroup=True)).words


@PEOPLE.row("the group is gone", "403 Forbidden: the group chat was deleted")
async def deleted(desk: Desk) -> str:
    return (await _in_group(desk, "deletes")).words


@PEOPLE.row(
    "the group has become a supergroup: the new id is told and takes the message",
    "400 Bad Request: group chat was upgraded to a supergroup chat, the new id, 200",
)
async def upgraded(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.group(await desk.person())
    new = -desk.number()
    await desk.control(f"groups/{chat}/upgrades", {"to": new})
    answer = await bot.says(chat)
    told = answer.body.get("parameters", {}).get("migrate_to_chat_id")
    return f"{answer.words}, {'the new id' if told == new else told}, {(await bot.says(new)).words}"


@MESSAGES.row("an edit that changes nothing", "400 Bad Request: message is not modified")
async def not_modified(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    number = (await bot.says(chat, "Petya: 7")).result["message_id"]
    answer = await bot.call("editMessageText", chat_id=chat, message_id=number, text="Petya: 7")
    return answer.words.partition(": specified")[0]


@MESSAGES.row("an edit of what is not there", "400 Bad Request: message to edit not found")
async def nothing_to_edit(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    return (await bot.call("editMessageText", chat_id=chat, message_id=999_999_999, text="Petya: 7")).words


@MESSAGES.row("an edit of somebody else's message", "400 Bad Request: message can't be edited")
async def not_ours(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    said = await desk.does(chat, "says", text="hello", bot=bot.id)
    return (await bot.call("editMessageText", chat_id=chat, message_id=said["message_id"], text="Petya: 7")).words


@MESSAGES.row("mark-up that does not close", "400 Bad Request: can't parse entities")
async def unparsable(desk: Desk) -> str:
    answer = await (await desk.bot()).says(await desk.person(), "<b>Petya", parse_mode="HTML")
    return answer.words.partition(": Can't find")[0]


@MESSAGES.row("a method that does not exist", "404 Not Found")
async def no_method(desk: Desk) -> str:
    return (await (await desk.bot()).call("sendTelepathy")).words


@MESSAGES.row("a token that its owner took back", "401 Unauthorized")
async def revoked(desk: Desk) -> str:
    bot = await desk.bot()
    bot.token += ":revoked"
    return (await bot.call("getMe")).words


@MESSAGES.row(
    "two pollers: the first is told, the second goes on",
    "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running, 200",
)
async def two_pollers(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    polls = [asyncio.create_task(bot.call("getUpdates", timeout=30)) for _ in range(2)]
    done, hanging = await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED)
    await bot.hears(chat)
    return ", ".join([(await one).words for one in (*done, *hanging)])


@MESSAGES.row(
    "a webhook and polling exclude each other",
    "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
)
async def webhook_and_polling(desk: Desk) -> str:
    bot = await desk.bot()
    await bot.call("setWebhook", url="http://127.0.0.1:9/")
    return (await bot.call("getUpdates")).words


def _broken(kind: str) -> Play:
    async def play(desk: Desk) -> str:
        bot, chat = await desk.bot(), await desk.person()
        await desk.fault("telegram", kind, person=chat)
        try:
            said = str((await bot.says(chat)).status)
        except aiohttp.ContentTypeError as error:
            said = f"{error.status}, no JSON"
        except (aiohttp.ClientError, ValueError):
            said = "no answer"
        return f"{said}, {len(await desk.control(f'people/{chat}/screen'))} on the screen"

    return play


for _kind, _sentence, _seen in (
    ("500", "an internal error", "500, 0 on the screen"),
    ("html502", "a page of a proxy instead of JSON", "502, no JSON, 0 on the screen"),
    ("drop_before", "the connection is reset before anything was done", "no answer, 0 on the screen"),
    ("drop_after", "the connection is reset when the message is there", "no answer, 1 on the screen"),
    ("half_reply", "half an answer when the message is there", "no answer, 1 on the screen"),
):
    BREAKS.row(_sentence, _seen)(_broken(_kind))
