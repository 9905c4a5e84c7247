"""Chats and who belongs to them: getChat*, pins, bans, leaving; and getFile."""

from typing import Any

from sandbox import members, membership, shapes
from sandbox.botapi.call import Call
from sandbox.botapi.files import LARGEST_DOWNLOAD
from sandbox.botapi.refusals import bad
from sandbox.world import Group, Message

JSON = dict[str, Any]


def get_chat(call: Call) -> JSON:
    """Bot API, ChatFullInfo: the fields that are always there, and what is pinned."""
    number = call.chat()
    world = call.world
    chat = shapes.chat(world, number)
    accepted = {
        "unlimited_gifts": True,
        "limited_gifts": True,
        "unique_gifts": True,
        "premium_subscription": True,
        "gifts_from_channels": True,
    }
    full = chat | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": accepted}
    pinned = [message for one in world.pinned[number] if (message := world.find(number, one))]
    return full | ({"pinned_message": call.servers.shown(pinned[-1])} if pinned else {})


def get_chat_member(call: Call) -> JSON:
    """In a private chat both sides are members."""
    chat, number = call.open_chat(), call.parameters["user_id"]
    group = call.world.groups.get(chat)
    if group is None and number in (chat, call.bot.id):
        return members.state(shapes.anybody(call.world, call.servers.bots, number), "member")
    if group is None or (number not in call.world.people and number not in call.servers.bots.known):
        raise bad("PARTICIPANT_ID_INVALID")
    return members.member(call.world, call.servers.bots, group, number)


def get_chat_administrators(call: Call) -> list[JSON]:
    """People who administer, and the bot itself if it does; other bots are left out (Bot API)."""
    group, bots = call.group("there are no administrators in the private chat"), call.servers.bots
    numbers = [one for one in group.members if group.status(one) != "member"]
    if group.bot_status(call.bot.id) == "administrator":
        numbers.append(call.bot.id)
    return [members.member(call.world, bots, group, one) for one in numbers]


def get_chat_member_count(call: Call) -> int:
    """Two in a private chat; in a group its bots too."""
    number = call.open_chat()
    group = call.world.groups.get(number)
    if group is None:
        return 2
    inside = ("member", "administrator")
    return len(group.members) + sum(group.bot_status(bot) in inside for bot in call.servers.bots.known)


def leave_chat(call: Call) -> bool:
    group = call.group("chat member status can't be changed in private chats")
    membership.place(call.servers, group, call.bot.user, "left", call.bot.user)
    return True


def ban_chat_member(call: Call) -> bool:
    group = _administered(call)
    number = call.parameters["user_id"]
    if group.status(number) in ("creator", "administrator"):
        owner = group.status(number) == "creator"
        raise bad("can't remove chat owner" if owner else "user is an administrator of the chat")
    if number not in call.world.people:
        raise bad("PARTICIPANT_ID_INVALID")
    membership.place(call.servers, group, shapes.user(call.world.people[number]), "kicked", call.bot.user)
    return True


def unban_chat_member(call: Call) -> bool:
    """Without ``only_if_banned`` a member is removed, as the Bot API warns."""
    group, number = _administered(call), call.parameters["user_id"]
    if not group.supergroup:
        raise bad("method is available for supergroup and channel chats only")
    if number in group.banned:
        group.banned.remove(number)
    elif number in group.members and not call.parameters.get("only_if_banned"):
        membership.place(call.servers, group, shapes.user(call.world.people[number]), "left", call.bot.user)
    return True


def _administered(call: Call) -> Group:
    group = call.group()
    if group.bot_status(call.bot.id) != "administrator":
        raise bad("not enough rights to restrict/unrestrict chat member")
    return group


def pin_chat_message(call: Call) -> bool:
    """The chat is told by a service message, and bots hear of their own pins too."""
    message = _to_pin(call)
    pinned = call.world.pinned[message.chat]
    if message.id in pinned:
        pinned.remove(message.id)
    pinned.append(message.id)
    carries = {"pinned_message": message.id}
    now = call.servers.clock.now()
    told = Message(message.chat, True, call.bot.id, now, carries=carries, silent=True)
    call.servers.tell("message", call.world.post(told), call.bot.id)
    return True


def unpin_chat_message(call: Call) -> bool:
    """The message named, or the newest of those pinned."""
    pinned = call.world.pinned[call.open_chat()]
    if "message_id" in call.parameters:
        number = _to_pin(call).id
        if number in pinned:
            pinned.remove(number)
    elif pinned:
        pinned.pop()
    return True


def unpin_all_chat_messages(call: Call) -> bool:
    _may_pin(call)
    call.world.pinned.pop(call.open_chat(), None)
    return True


def _to_pin(call: Call) -> Message:
    message = call.world.find(_may_pin(call), call.parameters["message_id"])
    if message is None:
        raise bad("message to pin not found")
    if message.is_service:
        raise bad("a service message can't be pinned")
    return message


def _may_pin(call: Call) -> int:
    chat = call.open_chat()
    group = call.world.groups.get(chat)
    if group and group.bot_status(call.bot.id) != "administrator":
        raise bad("not enough rights to manage pinned messages in the chat")
    return chat


def get_file(call: Call) -> JSON:
    """The link lives for an hour of the sandbox's clock, and can be asked for again."""
    files = call.servers.files
    file = files.by_id(call.parameters["file_id"])
    if file is None:
        raise bad("invalid file_id", "unknown_file", call.parameters["file_id"])
    if len(file.data) > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
        "file_path": files.link(file, call.servers.clock.now()),
    }
