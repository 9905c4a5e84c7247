"""Comings and goings in a group, and what the group and the bots in it hear of them."""

from dataclasses import replace
from typing import Any

from sandbox import members
from sandbox.botapi.bots import Bot
from sandbox.botapi.privacy import INSIDE
from sandbox.servers import Servers
from sandbox.world import Group, Message

JSON = dict[str, Any]


def place(servers: Servers, group: Group, who: JSON, became: str, by: JSON) -> None:
    """Somebody (a User) joins, leaves, rises or is removed by somebody. Whoever goes hears of it, too."""
    was = members.status(group, servers.bots, who["id"])
    if was == became:
        return
    if became not in INSIDE and was in INSIDE:
        _announce(servers, group, by, {"left_chat_member": who})
    _enter(group, who, became)
    if became in INSIDE and was not in INSIDE:
        _announce(servers, group, by, {"new_chat_members": [who]})
    _report(servers, group, who, was, became, by)
    servers.world.note("group", chat=group.id)


def upgrade(servers: Servers, group: Group, number: int, by: JSON) -> Group:
    """A basic group becomes a supergroup of another id; the old one is only told where the new one is."""
    new = replace(group, id=number, supergroup=True)
    servers.world.groups[number] = new
    _announce(servers, group, by, {"migrate_to_chat_id": number})
    _announce(servers, new, by, {"migrate_from_chat_id": group.id})
    group.upgraded_to = number
    servers.world.note("group", chat=number)
    return new


def _enter(group: Group, who: JSON, status: str) -> None:
    number = who["id"]
    if who["is_bot"]:
        group.bots[number] = status
        return
    for room in (group.admins, group.banned):
        if number in room:
            room.remove(number)
    if status not in INSIDE:
        group.members.remove(number)
    elif number not in group.members:
        group.members.append(number)
    if status == "administrator":
        group.admins.append(number)
    elif status == "kicked":
        group.banned.append(number)


def _announce(servers: Servers, group: Group, by: JSON, what: JSON) -> None:
    message = Message(group.id, by["is_bot"], by["id"], servers.clock.now(), carries=what)
    servers.tell("message", servers.world.post(message))


def _report(servers: Servers, group: Group, who: JSON, was: str, became: str, by: JSON) -> None:
    """my_chat_member to the bot that it is about; chat_member of people to bots that administer and asked for it."""
    now = servers.clock.now()
    change = members.change(servers.world, group.id, by, who, was, became, int(now.timestamp()))

    def administers(bot: Bot) -> JSON | None:
        return change if group.bot_status(bot.id) == "administrator" else None

    if who["is_bot"]:
        servers.bots.push("my_chat_member", lambda _: change, now, who["id"])
    else:
        servers.bots.push_to_all("chat_member", administers, now)
