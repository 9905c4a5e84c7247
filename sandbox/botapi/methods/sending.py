"""sendMessage, sendPhoto, sendDocument, sendMediaGroup (https://core.telegram.org/bots/api#available-methods)."""

from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.entities import with_links
from sandbox.botapi.files import LARGEST_UPLOAD
from sandbox.botapi.refusals import Refusal, bad
from sandbox.botapi.texts import caption_of, text_of
from sandbox.world import Message, StoredFile

JSON = dict[str, Any]

#: REPLY_MARKUP_TOO_LONG begins beyond this many buttons.
MOST_BUTTONS = 100


def send_message(call: Call) -> JSON:
    text, entities = text_of(call.parameters)
    return _post(call, text, entities)


def send_photo(call: Call) -> JSON:
    text, entities = caption_of(call.parameters)
    return _post(call, text, entities, photo=file_of(call, "photo", call.parameters["photo"]))


def send_document(call: Call) -> JSON:
    text, entities = caption_of(call.parameters)
    return _post(call, text, entities, document=file_of(call, "document", call.parameters["document"]))


def send_media_group(call: Call) -> list[JSON]:
    """All or nothing: every caption and file is read before the first message is posted."""
    items = call.parameters["media"]
    if beyond := {item["type"] for item in items} - {"photo", "document"}:
        raise Refusal(501, f"Not Implemented: {', '.join(sorted(beyond))} in an album", "unsupported")
    read = [(*caption_of(item), {item["type"]: file_of(call, item["type"], item["media"])}) for item in items]
    album = str(int(call.servers.clock.now().timestamp() * 1000))
    return [_post(call, text, entities, album=album, **content) for text, entities, content in read]


def _post(call: Call, text: str, entities: list[JSON], album: str | None = None, **content: StoredFile) -> JSON:
    asked, world = call.parameters, call.servers.world
    markup = markup_of(asked)
    chat = call.open_chat()
    message = Message(
        id=0,
        chat=chat,
        by_bot=True,
        sender=call.bot.id,
        at=call.servers.clock.now(),
        text=text,
        entities=with_links(text, entities),
        markup=markup,
        reply_to=_reply_to(call, chat),
        silent=asked.get("disable_notification", False),
        protected=asked.get("protect_content", False),
        media_group=album,
        photo=content.get("photo"),
        document=content.get("document"),
    )
    message.id = world.next_message_id()
    if markup and "keyboard" in markup:
        world.keyboards[chat] = markup
    elif markup and markup.get("remove_keyboard"):
        world.keyboards.pop(chat, None)
    return call.servers.shown(world.post(message))


def markup_of(asked: JSON) -> JSON | None:
    markup: JSON | None = asked.get("reply_markup")
    rows = (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or []
    count = sum(len(row) for row in rows)
    if count > MOST_BUTTONS:
        raise bad("reply markup is too long", "too_many_buttons", f"{count} buttons")
    return None if markup and markup.get("inline_keyboard") == [] else markup


def _reply_to(call: Call, chat: int) -> int | None:
    """Client.cpp, check_reply_parameters; the deprecated pair of fields still works."""
    asked = call.parameters
    reply = asked.get("reply_parameters") or {
        "message_id": asked.get("reply_to_message_id"),
        "allow_sending_without_reply": asked.get("allow_sending_without_reply"),
    }
    number: int | None = reply.get("message_id")
    if not number or call.servers.world.find(chat, number):
        return number or None
    if reply.get("allow_sending_without_reply"):
        return None
    raise bad("message to be replied not found")


def file_of(call: Call, kind: str, reference: str) -> StoredFile:
    """An upload, or a file_id of a file sent before; the sandbox fetches nothing from the internet."""
    upload = call.upload(reference)
    if upload is None:
        known = call.servers.files.by_id(reference)
        if known:
            return known
        if reference.startswith(("http://", "https://")):
            raise Refusal(501, "Not Implemented: the sandbox sends no file by URL", "unsupported", reference)
        raise bad("wrong file identifier/HTTP URL specified", "unknown_file", reference)
    if not upload.data:
        raise bad("file must be non-empty", "empty_file", kind)
    if len(upload.data) > LARGEST_UPLOAD:
        raise Refusal(413, "Request Entity Too Large", "file_too_big", f"{len(upload.data)} bytes")
    if kind == "photo":
        return call.servers.files.picture(upload.name, upload.data)
    return call.servers.files.keep("documents", upload.name, upload.data)
