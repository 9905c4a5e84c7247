"""How a message of a bot gets into a chat: its buttons, what it answers, what it carries."""

from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.entities import with_links
from sandbox.botapi.refusals import Refusal, bad
from sandbox.botapi.texts import parsed
from sandbox.world import Message

JSON = dict[str, Any]

#: REPLY_MARKUP_TOO_LONG begins beyond this many buttons.
MOST_BUTTONS = 100


def post(call: Call, text: str = "", entities: list[JSON] | None = None, **more: Any) -> JSON:
    """``more``: other fields of the Message. Nothing is posted where anything is refused."""
    asked, world = call.parameters, call.world
    markup = markup_of(asked)
    chat = call.open_chat()
    reply_to, quote = _reply(call, chat)
    message = Message(
        chat,
        by_bot=True,
        sender=call.bot.id,
        at=call.servers.clock.now(),
        text=text,
        entities=with_links(text, entities or []),
        markup=markup,
        reply_to=reply_to,
        quote=quote,
        silent=asked.get("disable_notification", False),
        protected=asked.get("protect_content", False),
        **more,
    )
    world.post(message)
    if markup and "keyboard" in markup:
        world.keyboards[chat] = markup
    elif markup and markup.get("remove_keyboard"):
        world.keyboards.pop(chat, None)
    return call.servers.shown(message)


def markup_of(asked: JSON) -> JSON | None:
    markup: JSON | None = asked.get("reply_markup")
    rows = (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or []
    count = sum(len(row) for row in rows)
    if count > MOST_BUTTONS:
        raise bad("reply markup is too long", "too_many_buttons", f"{count} buttons")
    return None if markup and markup.get("inline_keyboard") == [] else markup


def _reply(call: Call, chat: int) -> tuple[int | None, JSON | None]:
    """The message answered and the words quoted from it (Client.cpp, check_reply_parameters); the deprecated pair of
    fields still works."""
    asked = call.parameters
    reply: JSON = asked.get("reply_parameters") or {
        "message_id": asked.get("reply_to_message_id"),
        "allow_sending_without_reply": asked.get("allow_sending_without_reply"),
    }
    if reply.get("chat_id", chat) != chat:
        raise Refusal(501, "Not Implemented: replies in another chat", "unsupported", "reply_parameters.chat_id")
    number: int | None = reply.get("message_id")
    answered = call.world.find(chat, number) if number else None
    if answered:
        return number, _quote(reply, answered)
    if number and not reply.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return None, None


def _quote(reply: JSON, answered: Message) -> JSON | None:
    """Bot API, TextQuote; it must stand in the answered message word for word."""
    if not reply.get("quote"):
        return None
    text, entities = parsed(reply, "quote", "quote_parse_mode", "quote_entities")
    at = answered.text.find(text)
    if at < 0:
        raise bad("QUOTE_TEXT_INVALID", "quote", f"«{text}» does not stand in «{answered.text[:100]}»")
    shown: JSON = {"text": text, "position": len(answered.text[:at].encode("utf-16-le")) // 2, "is_manual": True}
    return shown | ({"entities": entities} if entities else {})
