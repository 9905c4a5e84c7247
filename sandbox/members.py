"""Who belongs to a chat, as the Bot API tells it: ChatMember and ChatMemberUpdated."""

from typing import Any

from sandbox import shapes
from sandbox.botapi.bots import Bots
from sandbox.world import Group, Person, World

JSON = dict[str, Any]

#: What an administrator may do here (Bot API, ChatMemberAdministrator); the sandbox has one rank of them.
RIGHTS: JSON = {
    "can_be_edited": False,
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
    "can_pin_messages": True,
    "can_send_welcome_messages": True,
}


def state(user: JSON, status: str) -> JSON:
    """Bot API, ChatMember in each of its kinds."""
    more: dict[str, JSON] = {
        "creator": {"is_anonymous": False},
        "administrator": RIGHTS,
        "kicked": {"until_date": 0},
    }
    return {"user": user, "status": status} | more.get(status, {})


def status(group: Group, bots: Bots, number: int) -> str:
    return group.bot_status(number) if number in bots.known else group.status(number)


def member(world: World, bots: Bots, group: Group, number: int) -> JSON:
    """A person or a bot as the group has them now."""
    return state(shapes.anybody(world, bots, number), status(group, bots, number))


def change(world: World, chat: int, by: JSON, who: JSON, was: str, became: str, date: int) -> JSON:
    """Bot API, ChatMemberUpdated."""
    return {
        "chat": shapes.chat(world, chat),
        "from": by,
        "date": date,
        "old_chat_member": state(who, was),
        "new_chat_member": state(who, became),
    }


def block(world: World, person: Person, bot: JSON, date: int) -> JSON:
    """my_chat_member of a private chat: «kicked» is how the Bot API calls a block."""
    was, became = ("member", "kicked") if person.blocked else ("kicked", "member")
    return change(world, person.id, shapes.user(person), bot, was, became, date)
