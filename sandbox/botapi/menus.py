"""Which of a bot's command menus a person sees (https://core.telegram.org/bots/api#determining-list-of-commands)."""

import json
from collections.abc import Iterator
from typing import Any

from sandbox.botapi.bots import Bot
from sandbox.world import Group, Person

JSON = dict[str, Any]


def scope_key(scope: JSON | None) -> str:
    return json.dumps(scope or {"type": "default"}, sort_keys=True)


def seen(bot: Bot, person: Person, group: Group | None) -> list[JSON]:
    """The narrowest scope that has a menu, in the person's language before none."""
    for scope in _in_group(group, person) if group else _in_private(person):
        for language in (person.language_code[:2], ""):
            if menu := bot.profile.commands.get((scope_key(scope), language)):
                return menu
    return []


def _in_private(person: Person) -> Iterator[JSON]:
    yield {"type": "chat", "chat_id": person.id}
    yield {"type": "all_private_chats"}
    yield {"type": "default"}


def _in_group(group: Group, person: Person) -> Iterator[JSON]:
    administers = group.status(person.id) in ("creator", "administrator")
    yield {"type": "chat_member", "chat_id": group.id, "user_id": person.id}
    if administers:
        yield {"type": "chat_administrators", "chat_id": group.id}
    yield {"type": "chat", "chat_id": group.id}
    if administers:
        yield {"type": "all_chat_administrators"}
    yield {"type": "all_group_chats"}
    yield {"type": "default"}
