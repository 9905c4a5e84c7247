"""How large anything of the Bot API may be: at the limit, and one beyond it."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.term.desk import Answer, Bot, Desk
from sandbox.term.rows import Play, Theme

SIZES = Theme("Bot API: sizes")
FILES = Theme("Bot API: files")

JSON = dict[str, Any]

#: The smallest picture that is one: a PNG of a single point.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)

Ask = Callable[[Bot, int, int], Awaitable[Answer]]


async def text(bot: Bot, chat: int, size: int) -> Answer:
    return await bot.says(chat, "я" * size)


async def marked(bot: Bot, chat: int, size: int) -> Answer:
    return await bot.says(chat, f"<b>{'я' * size}</b>", parse_mode="HTML")


async def caption(bot: Bot, chat: int, size: int) -> Answer:
    return await bot.upload("sendPhoto", "photo", PNG, chat_id=chat, caption="я" * size)


async def rich(bot: Bot, chat: int, size: int) -> Answer:
    return await _rich(bot, chat, [_paragraph("я" * size)])


async def blocks(bot: Bot, chat: int, size: int) -> Answer:
    return await _rich(bot, chat, [_paragraph("я")] * size)


async def depth(bot: Bot, chat: int, size: int) -> Answer:
    block = _paragraph("я")
    for _ in range(size - 1):
        block = {"type": "blockquote", "blocks": [block]}
    return await _rich(bot, chat, [block])


async def columns(bot: Bot, chat: int, size: int) -> Answer:
    cell = {"text": "7", "align": "left", "valign": "top"}
    return await _rich(bot, chat, [{"type": "table", "cells": [[cell] * size]}])


async def _rich(bot: Bot, chat: int, given: list[JSON]) -> Answer:
    return await bot.call("sendRichMessage", chat_id=chat, rich_message={"blocks": given})


def _paragraph(words: str) -> JSON:
    return {"type": "paragraph", "text": words}


def button(letter: str) -> Ask:
    async def ask(bot: Bot, chat: int, size: int) -> Answer:
        keyboard = [[{"text": "Week", "callback_data": letter * size}]]
        return await bot.says(chat, reply_markup={"inline_keyboard": keyboard})

    return ask


async def commands(bot: Bot, chat: int, size: int) -> Answer:
    return await _menu(bot, *({"command": f"week{one}", "description": "a week"} for one in range(size)))


async def command(bot: Bot, chat: int, size: int) -> Answer:
    return await _menu(bot, {"command": "w" * size, "description": "a week"})


async def description(bot: Bot, chat: int, size: int) -> Answer:
    return await _menu(bot, {"command": "week", "description": "w" * size})


async def _menu(bot: Bot, *menu: JSON) -> Answer:
    return await bot.call("setMyCommands", commands=list(menu))


async def album(bot: Bot, chat: int, size: int) -> Answer:
    file = (await bot.upload("sendPhoto", "photo", PNG, chat_id=chat)).result["photo"][0]["file_id"]
    return await bot.call("sendMediaGroup", chat_id=chat, media=[{"type": "photo", "media": file}] * size)


async def bundle(bot: Bot, chat: int, size: int) -> Answer:
    return await bot.call("deleteMessages", chat_id=chat, message_ids=list(range(1, size + 1)))


#: What, how large it may be and how large not, the words of the refusal where they are the server's own.
_TABLE: tuple[tuple[str, int, int, str, Ask], ...] = (
    ("a text of 4096 characters, and one more", 4096, 4097, "message is too long", text),
    ("a text of 4096 characters without its mark-up, and one more", 4096, 4097, "message is too long", marked),
    ("a text of one character, and of none", 1, 0, "message text is empty", text),
    ("a caption of 1024 characters, and one more", 1024, 1025, "message caption is too long", caption),
    ("a caption of none", 0, 1025, "message caption is too long", caption),
    ("a rich message of 32 768 characters, and one more", 32_768, 32_769, "", rich),
    ("a rich message of 500 blocks, and one more", 500, 501, "", blocks),
    ("a rich message 16 levels deep, and one more", 16, 17, "", depth),
    ("a table of 20 columns, and one more", 20, 21, "", columns),
    ("callback_data of 64 bytes, and one more", 64, 65, "BUTTON_DATA_INVALID", button("d")),
    ("callback_data of 32 Cyrillic letters, and one more", 32, 33, "BUTTON_DATA_INVALID", button("я")),
    ("callback_data of one byte, and of none", 1, 0, "BUTTON_DATA_INVALID", button("d")),
    ("a menu of 100 commands, and one more", 100, 101, "BOT_COMMANDS_TOO_MUCH", commands),
    ("a command of 32 letters, and one more", 32, 33, "BOT_COMMAND_INVALID", command),
    ("a description of 256 characters, and one more", 256, 257, "BOT_COMMAND_DESCRIPTION_INVALID", description),
    ("an album of 2, and of one", 2, 1, "", album),
    ("an album of 10, and of 11", 10, 11, "", album),
    ("100 messages deleted at once, and 101", 100, 101, "", bundle),
)


def _bounds(ask: Ask, fits: int, beyond: int, *, worded: bool) -> Play:
    async def play(desk: Desk) -> str:
        bot, chat = await desk.bot(), await desk.person()
        async with desk.limits(per_chat=0):
            answers = [await ask(bot, chat, size) for size in (fits, beyond)]
        return ", ".join(one.words if worded else str(one.status) for one in answers)

    return play


for _sentence, _fits, _beyond, _words, _ask in _TABLE:
    SIZES.row(_sentence, f"200, 400 Bad Request: {_words}" if _words else "200, 400")(
        _bounds(_ask, _fits, _beyond, worded=bool(_words))
    )


@SIZES.row("the answer to a press: 200 characters, and one more", "200, 400")
async def alert(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    seen = []
    for size in (200, 201):
        await desk.does(chat, "presses", message_id=0, data="week", bot=bot.id, wait=0)
        query = (await bot.updates(offset=-1))[0]["callback_query"]["id"]
        answer = await bot.call("answerCallbackQuery", callback_query_id=query, text="я" * size)
        seen.append(str(answer.status))
    return ", ".join(seen)


@SIZES.row("HTML knows four names of characters; any other is shown as it is written", "a&nbsp;b < & >")
async def names(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    return str((await bot.says(chat, "a&nbsp;b &lt; &amp; &gt;", parse_mode="HTML")).result["text"])


@FILES.row("an upload of 50 MB, and one byte more", "200, 413 Request Entity Too Large")
async def upload(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    sizes = (50 << 20, (50 << 20) + 1)
    return ", ".join([(await _document(bot, chat, size)).words for size in sizes])


@FILES.row("a download of 20 MB, and one byte more", "200, 400 Bad Request: file is too big")
async def download(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    seen = []
    for size in (20 << 20, (20 << 20) + 1):
        file = (await _document(bot, chat, size)).result["document"]["file_id"]
        seen.append((await bot.call("getFile", file_id=file)).words)
    return ", ".join(seen)


async def _document(bot: Bot, chat: int, size: int) -> Answer:
    return await bot.upload("sendDocument", "document", b"%" * size, chat_id=chat)


@FILES.row("a link of getFile lives for an hour, and is opened anew by another getFile", "200, 200, 404, 200")
async def link(desk: Desk) -> str:
    bot, chat = await desk.bot(), await desk.person()
    file = (await _document(bot, chat, 1)).result["document"]["file_id"]
    path = (await bot.call("getFile", file_id=file)).result["file_path"]
    seen = [await bot.fetch(path)]
    for pause in ("PT59M", "PT1M"):
        await desk.step(pause)
        seen.append(await bot.fetch(path))
    await bot.call("getFile", file_id=file)
    return ", ".join(map(str, [*seen, await bot.fetch(path)]))
