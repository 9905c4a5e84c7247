"""deleteMessage and deleteMessages."""

from datetime import timedelta

from sandbox.botapi.call import Call
from sandbox.botapi.refusals import bad
from sandbox.world import Message

#: Bot API, deleteMessage: «if it was sent less than 48 hours ago».
DELETABLE = timedelta(hours=48)


def delete_message(call: Call) -> bool:
    message = call.world.find(call.chat(), call.parameters["message_id"])
    if message is None:
        raise bad("message to delete not found")
    if not _may(call, message):
        raise bad("message can't be deleted for everyone")
    _delete(call, message)
    return True


def delete_messages(call: Call) -> bool:
    """What cannot be found is skipped; one that may not be deleted spoils the request."""
    chat = call.chat()
    found = [message for number in call.parameters["message_ids"] if (message := call.world.find(chat, number))]
    if not all(_may(call, message) for message in found):
        raise bad("message can't be deleted for everyone")
    for message in found:
        _delete(call, message)
    return True


def _may(call: Call, message: Message) -> bool:
    """Its own messages and, in private chats, incoming ones, for 48 hours; an administrator any of a group."""
    group = call.world.groups.get(message.chat)
    if group and group.bot_status(call.bot.id) == "administrator":
        return True
    own = message.by_bot and message.sender == call.bot.id
    incoming = group is None and not message.by_bot
    return (own or incoming) and call.servers.clock.now() - message.at <= DELETABLE


def _delete(call: Call, message: Message) -> None:
    message.deleted = True
    call.world.touch(message, "deleted")
