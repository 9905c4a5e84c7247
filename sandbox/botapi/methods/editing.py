"""editMessage* (https://core.telegram.org/bots/api#updating-messages)."""

from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.entities import with_links
from sandbox.botapi.methods.posting import markup_of
from sandbox.botapi.methods.sending import about, dress
from sandbox.botapi.refusals import bad
from sandbox.botapi.rich import rich_of
from sandbox.botapi.texts import caption_of, text_of
from sandbox.screen import text_of as words_of
from sandbox.world import Message

JSON = dict[str, Any]

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(call: Call) -> JSON:
    """Words and a rich message may take each other's place."""
    if "rich_message" in call.parameters:
        new: JSON = {"rich": rich_of(call, call.parameters["rich_message"]), "text": "", "entities": []}
    else:
        text, entities = text_of(call.parameters)
        new = {"rich": None, "text": text, "entities": with_links(text, entities)}
    message = call.own_message("message to edit not found")
    if message.media or message.carries:
        raise bad("there is no text in the message to edit")
    return _rewrite(call, message, new)


def edit_message_caption(call: Call) -> JSON:
    text, entities = caption_of(call.parameters)
    message = call.own_message("message to edit not found")
    if not message.media:
        raise bad("there is no caption in the message to edit")
    return _rewrite(call, message, {"text": text, "entities": with_links(text, entities)})


def edit_message_media(call: Call) -> JSON:
    """A text may get a file too; a file of an album keeps to the kinds of its album."""
    item = call.parameters["media"]
    text, entities = caption_of(item)
    file = call.file(item["type"], item["media"], about(item))
    message = call.own_message("message to edit not found")
    if message.carries.keys() - dress({"has_spoiler": True, "show_caption_above_media": True}).keys():
        raise bad("message can't be edited")
    new = {"media": file, "text": text, "entities": with_links(text, entities), "rich": None, "carries": dress(item)}
    return _rewrite(call, message, new)


def edit_message_reply_markup(call: Call) -> JSON:
    """The buttons change without an «edited» mark: clients hide it there."""
    message = call.own_message("message to edit not found")
    markup = markup_of(call.parameters)
    if markup == message.inline:
        raise bad(NOT_MODIFIED)
    message.markup = markup
    call.world.touch(message, "buttons")
    return call.servers.shown(message)


def _rewrite(call: Call, message: Message, new: JSON) -> JSON:
    """An edit without reply_markup takes the keyboard away, as the real server does."""
    new = new | {"markup": markup_of(call.parameters)}
    if all(getattr(message, name) == value for name, value in new.items()):
        raise bad(NOT_MODIFIED)
    before = words_of(message)
    for name, value in new.items():
        setattr(message, name, value)
    if words_of(message) != before:
        message.before.append(before)
    message.edited_at = call.servers.clock.now()
    call.world.touch(message, "edited")
    return call.servers.shown(message)
