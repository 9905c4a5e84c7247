"""How people, chats and messages look to a bot: the objects of the Bot API."""

from typing import Any

from sandbox.botapi.bots import Bot, Bots
from sandbox.botapi.kinds import carried
from sandbox.world import Message, Person, World

JSON = dict[str, Any]


def user(person: Person) -> JSON:
    shown: JSON = {"id": person.id, "is_bot": False, "first_name": person.first_name}
    optional = {
        "last_name": person.last_name,
        "username": person.username,
        "language_code": person.language_code,
    }
    return shown | {name: value for name, value in optional.items() if value}


def anybody(world: World, bots: Bots, number: int) -> JSON:
    """A person or a bot by id."""
    return bots.known[number].user if number in bots.known else user(world.people[number])


def chat(world: World, number: int) -> JSON:
    if group := world.groups.get(number):
        return {"id": group.id, "type": group.kind, "title": group.title}
    person = world.people[number]
    shown: JSON = {"id": person.id, "type": "private", "first_name": person.first_name}
    optional = {"last_name": person.last_name, "username": person.username}
    return shown | {name: value for name, value in optional.items() if value}


def sender(world: World, bots: Bots, message: Message) -> JSON:
    return bots.known[message.sender].user if message.by_bot else user(world.people[message.sender])


def message(world: World, bots: Bots, one: Message, *, deep: bool = True) -> JSON:
    """Bot API, Message. The answered message is shown without the one that it answers itself."""
    shown: JSON = {
        "message_id": one.id,
        "from": sender(world, bots, one),
        "chat": chat(world, one.chat),
        "date": int(one.at.timestamp()),
    }
    text, entities = ("caption", "caption_entities") if one.media else ("text", "entities")
    optional = {
        "edit_date": int(one.edited_at.timestamp()) if one.edited_at else None,
        "forward_origin": one.forwarded,
        text: one.text,
        entities: one.entities,
        "rich_message": one.rich,
        "media_group_id": one.media_group,
        "has_protected_content": one.protected,
        "quote": one.quote,
        "reply_markup": one.inline,
    }
    if one.media:
        optional |= carried(one.media)
    answered = world.find(one.chat, one.reply_to) if one.reply_to and deep else None
    if answered:
        optional["reply_to_message"] = message(world, bots, answered, deep=False)
    return shown | {name: value for name, value in optional.items() if value} | _carried(world, bots, one)


def _carried(world: World, bots: Bots, one: Message) -> JSON:
    """``pinned_message`` is kept as a number, because the message may change or vanish meanwhile."""
    carries = one.carries
    if number := carries.get("pinned_message"):
        pinned = world.find(one.chat, number)
        shown = message(world, bots, pinned, deep=False) if pinned else inaccessible(world, one.chat, number)
        carries = carries | {"pinned_message": shown}
    return carries


def origin(world: World, bots: Bots, one: Message) -> JSON:
    """Bot API, MessageOrigin: whose words they were at first, however often they were forwarded."""
    date = int(one.at.timestamp())
    return one.forwarded or {"type": "user", "date": date, "sender_user": sender(world, bots, one)}


def inaccessible(world: World, at: int, number: int) -> JSON:
    """Bot API, InaccessibleMessage: one that the server no longer has."""
    return {"chat": chat(world, at), "message_id": number, "date": 0}


def callback_query(world: World, bots: Bots, bot: Bot, press: JSON) -> JSON:
    """Bot API, CallbackQuery."""
    number, at = press["message_id"], press["chat"]
    found = world.find(at, number)
    return {
        "id": press["id"],
        "from": user(world.people[press["person"]]),
        "message": message(world, bots, found) if found else inaccessible(world, at, number),
        "chat_instance": str(bot.id * 1_000_003 + at),
        "data": press["data"],
    }
