"""Who is who, and what a bot may not see or do (Bot API; https://core.telegram.org/bots/features#privacy-mode)."""

from sandbox.term.desk import Desk
from sandbox.term.rows import Theme

IDENTITY = Theme("Bot API: identity and privacy")


@IDENTITY.row("one's own contact carries one's own id, another's does not", "own, another's")
async def contact(desk: Desk) -> str:
    bot, person = await desk.bot(), await desk.person(phone="+375291234567")
    await bot.hears(person, "", contact=True)
    await bot.hears(person, "", contact={"phone_number": "+375290000000", "first_name": "Oleg", "user_id": 1})
    messages = [one["message"] for one in await bot.updates()]
    own = [one["contact"]["user_id"] == one["from"]["id"] for one in messages]
    return ", ".join("own" if one else "another's" for one in own)


@IDENTITY.row("a deep link comes as words", "/start K7M2")
async def deep_link(desk: Desk) -> str:
    bot = await desk.bot()
    await bot.hears(await desk.person(), "/start K7M2")
    return str((await bot.updates())[0]["message"]["text"])


@IDENTITY.row("a press may carry data that no button has: clients make it up", "forged")
async def forged(desk: Desk) -> str:
    bot, person = await desk.bot(), await desk.person()
    number = (await bot.says(person)).result["message_id"]
    await desk.does(person, "presses", message_id=number, data="forged", wait=0)
    return str((await bot.updates())[0]["callback_query"]["data"])


@IDENTITY.row("in a group a bot hears commands and answers to it, and nothing else", "/week, an answer")
async def privacy(desk: Desk) -> str:
    bot, person = await desk.bot(), await desk.person()
    group = await desk.group(person)
    ours = (await bot.says(group)).result["message_id"]
    await bot.hears(person, "chatter", chat=group)
    await bot.hears(person, "/week", chat=group)
    await bot.hears(person, "an answer", chat=group, reply_to=ours)
    return ", ".join(one["message"]["text"] for one in await bot.updates())


@IDENTITY.row("a protected message says so, and is not forwarded", "True, 400")
async def protected(desk: Desk) -> str:
    bot, person = await desk.bot(), await desk.person()
    message = (await bot.says(person, protect_content=True)).result
    number = message["message_id"]
    answer = await bot.call("forwardMessage", chat_id=person, from_chat_id=person, message_id=number)
    return f"{message.get('has_protected_content')}, {answer.status}"


@IDENTITY.row("a bot sets one reaction, not two", "200, 400")
async def reaction(desk: Desk) -> str:
    bot, person = await desk.bot(), await desk.person()
    number = (await bot.says(person)).result["message_id"]
    seen = []
    for emoji in ("👍", "👍🔥"):
        reactions = [{"type": "emoji", "emoji": one} for one in emoji]
        asked = {"chat_id": person, "message_id": number, "reaction": reactions}
        seen.append(str((await bot.call("setMessageReaction", **asked)).status))
    return ", ".join(seen)


@IDENTITY.row("an edit without its keyboard takes the keyboard away", "buttons, none")
async def keyboard(desk: Desk) -> str:
    bot, person = await desk.bot(), await desk.person()
    buttons = {"inline_keyboard": [[{"text": "Week", "callback_data": "w"}]]}
    sent = (await bot.says(person, reply_markup=buttons)).result
    asked = {"chat_id": person, "message_id": sent["message_id"], "text": "Петя: 8"}
    edited = (await bot.call("editMessageText", **asked)).result
    return ", ".join("buttons" if "reply_markup" in one else "none" for one in (sent, edited))
