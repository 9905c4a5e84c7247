"""editMessage* and deleteMessage (https://core.telegram.org/bots/api#updating-messages)."""

from datetime import timedelta
from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.entities import with_links
from sandbox.botapi.methods.sending import markup_of
from sandbox.botapi.refusals import Refusal, bad
from sandbox.botapi.texts import caption_of, text_of
from sandbox.world import Message

JSON = dict[str, Any]

#: Bot API, deleteMessage: «if it was sent less than 48 hours ago».
DELETABLE = timedelta(hours=48)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(call: Call) -> JSON:
    if "rich_message" in call.parameters:
        raise Refusal(501, "Not Implemented: rich messages", "unsupported", "editMessageText.rich_message")
    text, entities = text_of(call.parameters)
    message = call.own_message("message to edit not found")
    if message.has_media:
        raise bad("there is no text in the message to edit")
    return _rewrite(call, message, text, entities)


def edit_message_caption(call: Call) -> JSON:
    text, entities = caption_of(call.parameters)
    message = call.own_message("message to edit not found")
    if not message.has_media:
        raise bad("there is no caption in the message to edit")
    return _rewrite(call, message, text, entities)


def _rewrite(call: Call, message: Message, text: str, entities: list[JSON]) -> JSON:
    """An edit without reply_markup takes the keyboard away, as the real server does."""
    markup, entities = markup_of(call.parameters), with_links(text, entities)
    if (text, entities, markup) == (message.text, message.entities, message.inline):
        raise bad(NOT_MODIFIED)
    message.text, message.entities, message.markup = text, entities, markup
    message.edited_at = call.servers.clock.now()
    call.servers.world.touch(message, "edited")
    return call.servers.shown(message)


def edit_message_reply_markup(call: Call) -> JSON:
    """The buttons change without an «edited» mark: clients hide it there."""
    message = call.own_message("message to edit not found")
    markup = markup_of(call.parameters)
    if markup == message.inline:
        raise bad(NOT_MODIFIED)
    message.markup = markup
    call.servers.world.touch(message, "buttons")
    return call.servers.shown(message)


def delete_message(call: Call) -> bool:
    """A bot deletes its own messages and, in private chats, incoming ones; both for 48 hours."""
    message = call.servers.world.find(call.chat(), call.parameters["message_id"])
    if message is None:
        raise bad("message to delete not found")
    foreign = (message.by_bot and message.sender != call.bot.id) or (not message.by_bot and message.chat < 0)
    if foreign or call.servers.clock.now() - message.at > DELETABLE:
        raise bad("message can't be deleted for everyone")
    message.deleted = True
    call.servers.world.touch(message, "deleted")
    return True
