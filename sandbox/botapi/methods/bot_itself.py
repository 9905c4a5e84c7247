"""What a bot asks about itself: its name, its menu, its webhook, a chat, a file."""

import json
import re
from typing import Any

from sandbox import shapes
from sandbox.botapi.call import Call
from sandbox.botapi.files import LARGEST_DOWNLOAD
from sandbox.botapi.refusals import bad

JSON = dict[str, Any]


def get_me(call: Call) -> JSON:
    return call.bot.user | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def scope_key(scope: JSON | None) -> str:
    return json.dumps(scope or {"type": "default"}, sort_keys=True)


def _menu(call: Call) -> tuple[str, str]:
    return scope_key(call.parameters.get("scope")), call.parameters.get("language_code", "")


def set_my_commands(call: Call) -> bool:
    commands = call.parameters["commands"]
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH", "too_many_commands", f"{len(commands)} commands")
    for command in commands:
        name = command["command"].removeprefix("/")
        if not name.replace("_", "").isalnum() or not name.isascii() or name != name.lower():
            raise bad("BOT_COMMAND_INVALID", "command_name", name)
    call.bot.commands[_menu(call)] = commands
    return True


def get_my_commands(call: Call) -> list[JSON]:
    return call.bot.commands.get(_menu(call), [])


def delete_my_commands(call: Call) -> bool:
    call.bot.commands.pop(_menu(call), None)
    return True


def set_webhook(call: Call) -> bool:
    """An empty URL is deleteWebhook; a poll that hangs is pushed aside. Plain HTTP is for this machine only."""
    asked, bot = call.parameters, call.bot
    if not asked["url"]:
        return delete_webhook(call)
    if not re.fullmatch(r"[\w-]*", asked.get("secret_token", ""), re.ASCII):
        raise bad("secret token contains unallowed characters", "secret_token", "A-Z, a-z, 0-9, _ and - are allowed")
    if not asked["url"].startswith(("https://", "http://127.0.0.1", "http://localhost", "http://[::1]")):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook", "webhook_url", asked["url"])
    if asked.get("drop_pending_updates"):
        bot.queue.clear()
    if "allowed_updates" in asked:
        bot.allowed = set(asked["allowed_updates"]) or None
    bot.webhook = {name: value for name, value in asked.items() if name != "drop_pending_updates"}
    bot.poller, bot.terminated_by, bot.last_error = None, "setWebhook request", {}
    bot.bell.ring()
    return True


def delete_webhook(call: Call) -> bool:
    if call.parameters.get("drop_pending_updates"):
        call.bot.queue.clear()
    call.bot.webhook = {}
    call.bot.bell.ring()
    return True


def get_webhook_info(call: Call) -> JSON:
    bot = call.bot
    shown = {
        "url": bot.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(bot.pending(call.servers.clock.now())),
    }
    if bot.webhook:
        shown["max_connections"] = bot.webhook.get("max_connections", 40)
    return shown | bot.last_error | ({"allowed_updates": sorted(bot.allowed)} if bot.allowed else {})


def get_chat(call: Call) -> JSON:
    """Bot API, ChatFullInfo: the fields that are always there."""
    chat = shapes.chat(call.servers.world, call.chat())
    accepted = {
        "unlimited_gifts": True,
        "limited_gifts": True,
        "unique_gifts": True,
        "premium_subscription": True,
        "gifts_from_channels": True,
    }
    return chat | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": accepted}


def get_file(call: Call) -> JSON:
    file = call.servers.files.by_id(call.parameters["file_id"])
    if file is None:
        raise bad("invalid file_id", "unknown_file", call.parameters["file_id"])
    if len(file.data) > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
        "file_path": file.path,
    }
