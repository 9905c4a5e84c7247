"""How messages and buttons look on a screen: the bubbles of the control API."""

import html
from typing import Any

from sandbox import shapes
from sandbox.botapi import rich_words
from sandbox.botapi.bots import Bots
from sandbox.botapi.entities import render
from sandbox.botapi.kinds import shown
from sandbox.world import SERVICE, Message, StoredFile, World

JSON = dict[str, Any]


def bubble(world: World, bots: Bots, one: Message) -> JSON:
    """One message on a screen. A rich message is its plain text and its blocks."""
    by, file = shapes.sender(world, bots, one), one.media
    return {
        "message_id": one.id,
        "text": text_of(one),
        "html": html.escape(text_of(one)) if one.rich else render(one.text, one.entities),
        "blocks": one.rich["blocks"] if one.rich else None,
        "photo": file is not None and file.kind == "photo",
        "document": file.name if file and file.kind == "document" else None,
        "media": _media(file) if file else None,
        "file": f"/control/files/{file.file_id}" if file else None,
        "size": len(file.data) if file else 0,
        "album": one.media_group,
        "contact": one.carries.get("contact"),
        "location": one.carries.get("location"),
        "poll": one.carries.get("poll"),
        "service": {name: value for name, value in one.carries.items() if name in SERVICE} or None,
        "forwarded": origin(one.forwarded) if one.forwarded else None,
        "buttons": buttons(one.markup) + (_rich_buttons(one.rich) if one.rich else []),
        "edited": one.edited_at is not None,
        "before": one.before,
        "deleted": one.deleted,
        "reactions": [reaction.get("emoji", "?") for given in one.reactions.values() for reaction in given],
        "reply_to": one.reply_to,
        "quote": one.quote["text"] if one.quote else None,
        "from": "bot" if one.by_bot else "person",
        "name": by["first_name"],
        "silent": one.silent,
        "seq": one.seq,
        "at": one.at.isoformat(),
    }


def text_of(one: Message) -> str:
    return rich_words.text_of(one.rich["blocks"]) if one.rich else one.text


def origin(forwarded: JSON) -> str:
    """Whose words were forwarded."""
    return str(forwarded["sender_user"]["first_name"])


def _media(file: StoredFile) -> JSON:
    return {"kind": file.kind, "name": file.name, "mime": file.mime} | {
        name: value for name, value in shown(file).items() if name in ("width", "height", "duration", "title", "emoji")
    }


def buttons(markup: JSON | None) -> list[list[JSON]]:
    if not markup:
        return []
    if "inline_keyboard" in markup:
        return [[_inline(button) for button in row] for row in markup["inline_keyboard"]]
    return [[_reply(button) for button in row] for row in markup.get("keyboard", [])]


def _rich_buttons(rich: JSON) -> list[list[JSON]]:
    rows = rich_words.buttons(rich["blocks"])
    return [[_inline(button | {"text": rich_words.plain(button["text"])}) for button in row] for row in rows]


def _inline(button: JSON) -> JSON:
    look = {"label": button["text"]}
    if "callback_data" in button:
        look["data"] = button["callback_data"]
    for name in ("url", "web_app", "copy_text", "disabled", "style"):
        if name in button:
            look[name] = button[name] if name != "disabled" else True
    return look


def _reply(button: JSON) -> JSON:
    asks = {"contact": "request_contact", "location": "request_location"}
    return {"label": button["text"], "reply": True} | {name: True for name, field in asks.items() if button.get(field)}
