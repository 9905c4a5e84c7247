"""The command menus of a bot, by scope and language."""

import re
from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.menus import scope_key
from sandbox.botapi.methods.profile import language_of
from sandbox.botapi.refusals import bad

JSON = dict[str, Any]


def _menu(call: Call) -> tuple[str, str]:
    scope = call.parameters.get("scope")
    if scope and "chat_id" in scope and not call.world.exists(scope["chat_id"]):
        raise bad("chat not found")
    return scope_key(scope), language_of(call)


def set_my_commands(call: Call) -> bool:
    commands = call.parameters["commands"]
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH", "too_many_commands", f"{len(commands)} commands")
    read = [command | {"command": command["command"].removeprefix("/").lower()} for command in commands]
    for command in read:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad("BOT_COMMAND_INVALID", "command_name", command["command"])
    call.bot.profile.commands[_menu(call)] = read
    return True


def get_my_commands(call: Call) -> list[JSON]:
    return call.bot.profile.commands.get(_menu(call), [])


def delete_my_commands(call: Call) -> bool:
    call.bot.profile.commands.pop(_menu(call), None)
    return True
