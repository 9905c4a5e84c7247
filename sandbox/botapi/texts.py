"""The text or caption of a request, parsed and measured: 1–4096 and 0–1024 characters after parsing."""

import re
from typing import Any

from sandbox.botapi import html
from sandbox.botapi.entities import trim
from sandbox.botapi.refusals import Refusal, bad

JSON = dict[str, Any]

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024


def text_of(parameters: JSON) -> tuple[str, list[JSON]]:
    """Client.cpp, get_input_message_text."""
    text, entities = _parsed(parameters, "text", "entities")
    if not text:
        raise bad("message text is empty", "text_empty")
    if len(text) > TEXT_LIMIT:
        raise bad("message is too long", "text_too_long", f"{len(text)} characters, {TEXT_LIMIT} are allowed")
    return text, entities


def caption_of(parameters: JSON) -> tuple[str, list[JSON]]:
    text, entities = _parsed(parameters, "caption", "caption_entities")
    if len(text) > CAPTION_LIMIT:
        detail = f"{len(text)} characters, {CAPTION_LIMIT} are allowed"
        raise bad("message caption is too long", "caption_too_long", detail)
    return text, entities


def clean(text: str) -> str:
    """Control characters become spaces, carriage returns vanish (td, clean_input_string)."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", text.replace("\r", ""))


def _parsed(parameters: JSON, field: str, entities_field: str) -> tuple[str, list[JSON]]:
    raw, mode = clean(parameters.get(field, "")), parameters.get("parse_mode", "").lower()
    if mode == "html":
        try:
            return trim(*html.parse(raw))
        except html.Unparsable as error:
            raise bad(f"can't parse entities: {error}", "bad_html", f"{error}: {raw[:200]}") from None
    if mode in ("markdown", "markdownv2"):
        raise Refusal(501, "Not Implemented: the sandbox reads HTML only", "unsupported", f"parse_mode {mode}")
    if mode:
        raise bad("unsupported parse_mode", "parse_mode", mode)
    return trim(raw, parameters.get(entities_field) or [])


def strays(parameters: JSON) -> list[str]:
    """Ampersands of an HTML text that Telegram shows as they are written: accepted, and still a mistake."""
    if parameters.get("parse_mode", "").lower() != "html":
        return []
    return [s for field in ("text", "caption") for s in html.stray_ampersands(str(parameters.get(field, "")))]
