"""forwardMessage, copyMessage and their plurals."""

from typing import Any

from sandbox import shapes
from sandbox.botapi.call import Call
from sandbox.botapi.methods.posting import post
from sandbox.botapi.refusals import bad
from sandbox.botapi.texts import caption_of
from sandbox.world import Message

JSON = dict[str, Any]


def forward_message(call: Call) -> JSON:
    message = _found(call, call.parameters["message_id"])
    if message is None:
        raise bad("message to forward not found")
    if not _portable(message):
        raise bad("the message can't be forwarded")
    return _forward(call, message, None)


def copy_message(call: Call) -> JSON:
    message = _found(call, call.parameters["message_id"])
    if message is None:
        raise bad("message to copy not found")
    if not _portable(message):
        raise bad("the message can't be copied")
    if "caption" in call.parameters and message.media:
        text, entities = caption_of(call.parameters)
        return _copy(call, message, text, entities, None)
    return _copy(call, message, message.text, message.entities, None)


def forward_messages(call: Call) -> list[JSON]:
    """Bot API: what cannot be found or forwarded is skipped; albums stay together."""
    messages, album = _bundle(call, "forward")
    sent = [_forward(call, message, album.get(message.media_group)) for message in messages]
    return [{"message_id": one["message_id"]} for one in sent]


def copy_messages(call: Call) -> list[JSON]:
    messages, album = _bundle(call, "copy")
    bare = call.parameters.get("remove_caption", False)
    return [
        _copy(
            call,
            message,
            "" if bare and message.media else message.text,
            [] if bare and message.media else message.entities,
            album.get(message.media_group),
        )
        for message in messages
    ]


def _found(call: Call, number: int) -> Message | None:
    return call.world.find(call.chat("from_chat_id"), number)


def _portable(message: Message) -> bool:
    return not (message.is_service or message.protected)


def _bundle(call: Call, verb: str) -> tuple[list[Message], dict[str | None, str]]:
    """The messages in their order, and a new name for each album among them."""
    numbers = call.parameters["message_ids"]
    if sorted(set(numbers)) != numbers:
        raise bad("message identifiers must be in a strictly increasing order", "message_ids", str(numbers))
    found = [message for number in numbers if (message := _found(call, number)) and _portable(message)]
    if not found:
        raise bad(f"there are no messages to {verb}")
    stamp = int(call.servers.clock.now().timestamp() * 1000) + call.world.seq
    albums = dict.fromkeys(message.media_group for message in found if message.media_group)
    return found, {name: str(stamp + count) for count, name in enumerate(albums)}


def _forward(call: Call, message: Message, album: str | None) -> JSON:
    origin = shapes.origin(call.world, call.servers.bots, message)
    return post(call, message.text, message.entities, **_content(message), forwarded=origin, media_group=album)


def _copy(call: Call, message: Message, text: str, entities: list[JSON], album: str | None) -> JSON:
    sent = post(call, text, entities, **_content(message), media_group=album)
    return {"message_id": sent["message_id"]}


def _content(message: Message) -> JSON:
    return {"media": message.media, "rich": message.rich, "carries": dict(message.carries)}
