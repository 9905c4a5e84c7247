"""A request held against the table of the Bot API: every field known, typed and within its limits.

What breaks a rule is a Problem; a Problem has a ``refusal`` only where the real server refuses too (it
ignores unknown fields, for example). Texts that are measured after parsing are measured in ``texts.py``.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

JSON = dict[str, Any]


@dataclass(frozen=True)
class Problem:
    rule: str
    detail: str
    refusal: str = ""


#: Still accepted by the real server, gone from its documentation (Bot API 7.0 and 6.6 changelogs).
DEPRECATED = {
    "disable_web_page_preview",
    "reply_to_message_id",
    "allow_sending_without_reply",
    "thumb",
    "thumb_url",
    "reply_to_checklist_task_id",
}
#: Descriptions of telegram-bot-api/Client.cpp for a field that is missing or empty.
MISSING = {
    "text": "message text is empty",
    "chat_id": "chat_id is empty",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "media": "there is no media in the request",
    "message_id": "message identifier is not specified",
    "action": "wrong parameter action in request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "file_id": "invalid file_id",
}
#: What a broken length is called; any other is «… is invalid».
TOO_LONG = {
    "callback_data": "BUTTON_DATA_INVALID",
    "answerCallbackQuery.text": "MESSAGE_TOO_LONG",
    "command": "BOT_COMMAND_INVALID",
    "description": "BOT_COMMAND_DESCRIPTION_INVALID",
    "secret_token": "secret token is too long",
}
#: Numbers out of range that the server quietly moves into range.
CLAMPED = {"getUpdates.limit", "setWebhook.max_connections", "getUserProfilePhotos.limit"}


@cache
def spec() -> JSON:
    text = Path(__file__).parents[1].joinpath("spec.json").read_text(encoding="utf-8")
    loaded: JSON = json.loads(text)
    return loaded


@cache
def method_names() -> dict[str, str]:
    """Method names are case-insensitive (Client.cpp, on_cmd)."""
    return {name.lower(): name for name in spec()["methods"]}


def check(method: str, raw: JSON) -> tuple[JSON, list[Problem]]:
    """The parameters in their true types, and what is wrong with them."""
    return _fields(raw, spec()["methods"][method], method, top=True)


def _fields(raw: JSON, known: JSON, where: str, *, top: bool = False) -> tuple[JSON, list[Problem]]:
    read: JSON = {}
    problems: list[Problem] = []
    for name, value in raw.items():
        path = f"{where}.{name}"
        if name not in known:
            old = name in DEPRECATED
            problems.append(Problem("deprecated_field" if old else "unknown_field", path))
            read |= {name: _loose(value)} if old else {}
            continue
        read[name], wrong = _value(value, known[name]["types"], path, top=top)
        problems += wrong or _limits(read[name], known[name], path)
    for name, field in known.items():
        if field.get("required") and name not in raw:
            words = MISSING.get(name, f'parameter "{name}" is required') if top else f'Can\'t find field "{name}"'
            problems.append(Problem("missing_field", f"{where}.{name}", words if top else _nested(where, words)))
    if where.endswith("InlineKeyboardButton"):
        problems += _button(raw)
    return read, problems


def _loose(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _nested(path: str, words: str) -> str:
    return f"can't parse {path.split('.')[-1]}: {words}"


def _value(value: Any, types: list[Any], path: str, *, top: bool) -> tuple[Any, list[Problem]]:
    """The reading with the fewest problems among the alternatives."""
    best: tuple[Any, list[Problem]] | None = None
    for kind in types:
        tried = _one(value, kind, path, top=top)
        if not tried[1]:
            return tried
        if best is None or (len(tried[1]), _wrong_shape(tried[1])) < (len(best[1]), _wrong_shape(best[1])):
            best = tried
    assert best is not None
    return best


def _wrong_shape(problems: list[Problem]) -> bool:
    return any(problem.rule == "wrong_type" for problem in problems)


def _one(value: Any, kind: Any, path: str, *, top: bool) -> tuple[Any, list[Problem]]:
    if isinstance(kind, dict) and "enum" in kind:
        return value, [] if value in kind["enum"] else [_wrong(path, f"one of {kind['enum']}")]
    if isinstance(kind, str) and kind in _SCALARS:
        return _scalar(value, kind, path, top=top)
    if top and isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return value, [Problem("wrong_type", f"{path} is not JSON", _not_json(path))]
    if isinstance(kind, dict):
        return _array(value, kind["array"], path)
    if kind in spec()["unions"]:
        return _value(value, _called(value, spec()["unions"][kind]), path, top=False)
    if kind == "KeyboardButton" and isinstance(value, str):  # «for simple text buttons, String can be used»
        value = {"text": value}
    if not isinstance(value, dict):
        return value, [_wrong(path, kind)]
    return _fields(value, spec()["types"].get(kind, {}), f"{path}:{kind}")


def _called(value: Any, types: list[Any]) -> list[Any]:
    """Of a union only the alternatives that the value's own ``type`` names; all of them where it names none."""
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        return types
    return [kind for kind in types if isinstance(kind, str) and value["type"] in _names(kind)] or types


@cache
def _names(kind: str) -> frozenset[str]:
    """What stands in the field ``type`` of a type."""
    fields = spec()["types"].get(kind, {})
    enums = [one["enum"] for one in fields.get("type", {}).get("types", []) if isinstance(one, dict)]
    return frozenset(name for enum in enums for name in enum)


def _array(value: Any, types: list[Any], path: str) -> tuple[Any, list[Problem]]:
    if not isinstance(value, list):
        return value, [_wrong(path, "Array")]
    read, problems = [], []
    for number, item in enumerate(value):
        one, wrong = _value(item, types, f"{path}[{number}]", top=False)
        read.append(one)
        problems += wrong
    return read, problems


_SCALARS = {"String", "Integer", "Float", "Boolean", "InputFile"}
_TRUE, _FALSE = {"true", "yes", "1"}, {"false", "no", "0"}


def _scalar(value: Any, kind: str, path: str, *, top: bool) -> tuple[Any, list[Problem]]:
    text = value.strip().lower() if top and isinstance(value, str) else None
    if kind in ("String", "InputFile") and isinstance(value, str):
        return value, []
    if kind == "Boolean" and (isinstance(value, bool) or text in _TRUE | _FALSE):
        return value if isinstance(value, bool) else text in _TRUE, []
    number = isinstance(value, int) and not isinstance(value, bool)
    if kind == "Integer" and (number or (text and re.fullmatch(r"-?\d{1,19}", text))):
        return int(value), []
    if kind == "Float" and (number or isinstance(value, float) or (text and re.fullmatch(r"-?\d+(\.\d+)?", text))):
        return float(value), []
    return value, [_wrong(path, kind)]


def _wrong(path: str, kind: str) -> Problem:
    name = path.split(".")[-1]
    return Problem("wrong_type", f"{path} must be {kind}", f'Field "{name}" must be of type {kind}')


def _not_json(path: str) -> str:
    return "can't parse reply keyboard markup JSON object" if path.endswith("reply_markup") else "can't parse JSON"


def _limits(value: Any, field: JSON, path: str) -> list[Problem]:
    limits = field.get("limits")
    if not limits or field.get("parsed"):
        return []
    for suffix, size in _sizes(value).items():
        low, high = limits.get(f"min{suffix}", 0), limits.get(f"max{suffix}", size)
        if not low <= size <= high:
            name = path.split(".")[-1]
            known = TOO_LONG.get(path) or TOO_LONG.get(name) or f"{name} is invalid"
            detail = f"{path} has {size}, must be {low}–{high} ({(suffix or '_value').strip('_')})"
            return [Problem("out_of_limits", detail, "" if path in CLAMPED else known)]
    return []


def _sizes(value: Any) -> dict[str, int]:
    if isinstance(value, str):
        return {"_length": len(value), "_bytes": len(value.encode("utf-8", "surrogatepass"))}
    if isinstance(value, list):
        return {"_items": len(value)}
    return {"": value} if isinstance(value, int) and not isinstance(value, bool) else {}


#: Exactly one of these makes a button do something (Bot API, InlineKeyboardButton).
ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
}


def _button(raw: JSON) -> list[Problem]:
    problems = []
    actions = sorted(ACTIONS & raw.keys())
    if not actions:
        words = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        problems.append(Problem("button_without_action", str(raw.get("text")), words))
    elif len(actions) > 1:
        problems.append(Problem("button_with_two_actions", f"{raw.get('text')}: {', '.join(actions)}"))
    if isinstance(raw.get("url"), str) and not _public(raw["url"]):
        words = f"inline keyboard button URL '{raw['url']}' is invalid: Wrong HTTP URL"
        problems.append(Problem("button_url", words, words))
    return problems


def _public(url: str) -> bool:
    """A host with a dot, or an address in brackets: «localhost» is refused by the real server."""
    if url.startswith(("tg://", "ton://", "mailto:", "tel:")):
        return True
    host = re.match(r"(?:https?://)?(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)", url)
    return host is not None and ("." in host[1] or host[1].startswith("["))
