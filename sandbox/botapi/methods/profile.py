"""What a bot tells of itself: its name, what it is for, the button beside the input line."""

from collections.abc import Callable
from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.refusals import bad

JSON = dict[str, Any]


def get_me(call: Call) -> JSON:
    return call.bot.user | {
        "can_join_groups": True,
        "can_read_all_group_messages": not call.bot.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


def set_text(field: str) -> Callable[[Call], bool]:
    """setMyName and its kin: an empty text takes the one of that language back."""

    def set_it(call: Call) -> bool:
        texts, language = _texts(call, field)
        texts.pop(language, None)
        if text := call.parameters.get(field, "").strip():
            texts[language] = text
        return True

    return set_it


def get_text(field: str) -> Callable[[Call], JSON]:
    """The text of the language, else the one for everybody."""

    def get_it(call: Call) -> JSON:
        texts, language = _texts(call, field)
        default = call.bot.user["first_name"] if field == "name" else texts.get("", "")
        return {field: texts.get(language, default)}

    return get_it


def _texts(call: Call, field: str) -> tuple[dict[str, str], str]:
    texts: dict[str, str] = getattr(call.bot.profile, field)
    return texts, language_of(call)


def language_of(call: Call) -> str:
    """ISO 639-1, or none."""
    language: str = call.parameters.get("language_code", "")
    if language and not (len(language) == 2 and language.isascii() and language.islower()):
        raise bad("invalid language code specified", "language_code", language)
    return language


def set_chat_menu_button(call: Call) -> bool:
    """Bot API, MenuButton; ``default`` takes a chat's own button back."""
    buttons, chat = call.bot.profile.menu_buttons, call.parameters.get("chat_id", 0)
    if chat:
        call.chat()
    button = call.parameters.get("menu_button", {"type": "default"})
    buttons.pop(chat, None)
    if button["type"] != "default":
        buttons[chat] = button
    return True


def get_chat_menu_button(call: Call) -> JSON:
    buttons, chat = call.bot.profile.menu_buttons, call.parameters.get("chat_id", 0)
    return buttons.get(chat) or buttons.get(0) or {"type": "commands"}


def get_user_profile_photos(call: Call) -> JSON:
    """Nobody here has a picture of themselves."""
    if call.parameters["user_id"] not in call.world.people:
        raise bad("user not found")
    return {"total_count": 0, "photos": []}
