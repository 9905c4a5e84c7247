"""The text or caption of a request, parsed and measured: 1–4096 and 0–1024 characters after parsing."""

import re
from collections.abc import Callable
from typing import Any

from sandbox.botapi import html, markdown
from sandbox.botapi.entities import given, trim
from sandbox.botapi.refusals import bad

JSON = dict[str, Any]

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024

_MODES: dict[str, Callable[[str], tuple[str, list[JSON]]]] = {
    "html": html.parse,
    "markdown": markdown.parse_old,
    "markdownv2": markdown.parse,
}


def text_of(parameters: JSON) -> tuple[str, list[JSON]]:
    """Client.cpp, get_input_message_text."""
    text, entities = parsed(parameters, "text", "parse_mode", "entities")
    if not text:
        raise bad("message text is empty", "text_empty")
    if len(text) > TEXT_LIMIT:
        raise bad("message is too long", "text_too_long", f"{len(text)} characters, {TEXT_LIMIT} are allowed")
    return text, entities


def caption_of(parameters: JSON) -> tuple[str, list[JSON]]:
    text, entities = parsed(parameters, "caption", "parse_mode", "caption_entities")
    if len(text) > CAPTION_LIMIT:
        detail = f"{len(text)} characters, {CAPTION_LIMIT} are allowed"
        raise bad("message caption is too long", "caption_too_long", detail)
    return text, entities


def clean(text: str) -> str:
    """Control characters become spaces, carriage returns vanish (td, clean_input_string)."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", text.replace("\r", ""))


def parsed(parameters: JSON, field: str, mode_field: str, entities_field: str) -> tuple[str, list[JSON]]:
    """A text with its mark-up or its entities: where a mode is named, entities are not looked at."""
    raw, mode = clean(parameters.get(field, "")), parameters.get(mode_field, "").lower()
    if mode and mode not in _MODES:
        raise bad("unsupported parse_mode", "parse_mode", mode)
    try:
        text, entities = _MODES[mode](raw) if mode else (raw, given(raw, parameters.get(entities_field) or []))
    except html.Unparsable as error:
        raise bad(f"can't parse entities: {error}", f"bad_{mode}", f"{error}: {raw[:200]}") from None
    except ValueError as error:
        words = str(error)
        raise bad(words[0].lower() + words[1:], "bad_entity", words) from None
    return trim(text, entities)


def strays(parameters: JSON) -> list[str]:
    """Ampersands of an HTML text that Telegram shows as they are written: accepted, and still a mistake."""
    if parameters.get("parse_mode", "").lower() != "html":
        return []
    return [s for field in ("text", "caption") for s in html.stray_ampersands(str(parameters.get(field, "")))]
