"""How people, chats and messages look: to a bot (Bot API objects) and on a screen (bubbles)."""

from typing import Any

from sandbox.botapi.bots import Bot, Bots
from sandbox.botapi.entities import render
from sandbox.world import Message, Person, StoredFile, World

JSON = dict[str, Any]


def user(person: Person) -> JSON:
    shown: JSON = {"id": person.id, "is_bot": False, "first_name": person.first_name}
    optional = {
        "last_name": person.last_name,
        "username": person.username,
        "language_code": person.language_code,
    }
    return shown | {name: value for name, value in optional.items() if value}


def chat(world: World, number: int) -> JSON:
    if group := world.groups.get(number):
        return {"id": group.id, "type": "group", "title": group.title}
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
    text, entities = ("caption", "caption_entities") if one.has_media else ("text", "entities")
    optional = {
        "edit_date": int(one.edited_at.timestamp()) if one.edited_at else None,
        "photo": [_photo(one.photo)] if one.photo else None,
        "document": _document(one.document) if one.document else None,
        text: one.text,
        entities: one.entities,
        "contact": one.contact,
        "media_group_id": one.media_group,
        "has_protected_content": one.protected,
        "reply_markup": one.inline,
    }
    answered = world.find(one.chat, one.reply_to) if one.reply_to and deep else None
    if answered:
        optional["reply_to_message"] = message(world, bots, answered, deep=False)
    return shown | {name: value for name, value in optional.items() if value}


def _photo(file: StoredFile) -> JSON:
    return _file(file) | {"width": file.width, "height": file.height}


def _document(file: StoredFile) -> JSON:
    return _file(file) | {"file_name": file.name, "mime_type": file.mime}


def _file(file: StoredFile) -> JSON:
    return {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": len(file.data)}


def callback_query(world: World, bots: Bots, bot: Bot, press: JSON) -> JSON:
    """Bot API, CallbackQuery; a message the server no longer has is an InaccessibleMessage (date 0)."""
    number, at = press["message_id"], press["chat"]
    found = world.messages.get(number)
    known = found and found.chat == at and not found.deleted
    shown = (
        message(world, bots, found) if found and known else {"chat": chat(world, at), "message_id": number, "date": 0}
    )
    return {
        "id": press["id"],
        "from": user(world.people[press["person"]]),
        "message": shown,
        "chat_instance": str(bot.id * 1_000_003 + at),
        "data": press["data"],
    }


def member_change(world: World, bot: Bot, person: Person, was: str, now: str, date: int) -> JSON:
    """Bot API, ChatMemberUpdated, as my_chat_member tells of a block and its end."""

    def state(status: str) -> JSON:
        return {"user": bot.user, "status": status} | ({"until_date": 0} if status == "kicked" else {})

    return {
        "chat": chat(world, person.id),
        "from": user(person),
        "date": date,
        "old_chat_member": state(was),
        "new_chat_member": state(now),
    }


def bubble(world: World, bots: Bots, one: Message) -> JSON:
    """One message on a screen, as the control API shows it."""
    by = sender(world, bots, one)
    return {
        "message_id": one.id,
        "text": one.text,
        "html": render(one.text, one.entities),
        "photo": one.photo is not None,
        "document": one.document.name if one.document else None,
        "file": f"/control/files/{(one.photo or one.document or _NO_FILE).file_id}" if one.has_media else None,
        "contact": one.contact,
        "buttons": buttons(one.markup),
        "edited": one.edited_at is not None,
        "deleted": one.deleted,
        "reactions": [reaction.get("emoji", "?") for given in one.reactions.values() for reaction in given],
        "reply_to": one.reply_to,
        "from": "bot" if one.by_bot else "person",
        "name": by["first_name"],
        "silent": one.silent,
        "seq": one.seq,
        "at": one.at.isoformat(),
    }


_NO_FILE = StoredFile("", "", "", "", "", b"")


def buttons(markup: JSON | None) -> list[list[JSON]]:
    if not markup:
        return []
    if "inline_keyboard" in markup:
        return [[_inline(button) for button in row] for row in markup["inline_keyboard"]]
    return [[_reply(button) for button in row] for row in markup.get("keyboard", [])]


def _inline(button: JSON) -> JSON:
    shown = {"label": button["text"]}
    if "callback_data" in button:
        shown["data"] = button["callback_data"]
    for name in ("url", "web_app", "copy_text", "disabled", "style"):
        if name in button:
            shown[name] = button[name] if name != "disabled" else True
    return shown


def _reply(button: JSON | str) -> JSON:
    if isinstance(button, str):
        return {"label": button, "reply": True}
    return {"label": button["text"], "reply": True} | ({"contact": True} if button.get("request_contact") else {})
