"""Message entities: measured in UTF-16 units, trimmed with their text, written back as safe HTML."""

import html
import re
from typing import Any

JSON = dict[str, Any]


def units(text: str) -> int:
    """Length in UTF-16 units, as entities count."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """A piece of the text measured in UTF-16 units."""
    return text.encode("utf-16-le")[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def trim(text: str, entities: list[JSON]) -> tuple[str, list[JSON]]:
    """Telegram strips white space around a text; entities move and shrink with it."""
    lead = units(text) - units(text.lstrip())
    text = text.strip()
    total, kept = units(text), []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, total)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return text, kept


_WRITTEN = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "date_time": "tg-time",
}


def render(text: str, entities: list[JSON]) -> str:
    """Safe HTML from a text and its entities: only tags that this function writes itself."""
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda e: (e["offset"], -e["length"])):
        tag = _WRITTEN.get(entity["type"]) or ("a" if entity["type"] in ("text_link", "url") else "")
        if not tag:
            continue
        start, end = entity["offset"], entity["offset"] + entity["length"]
        opens.setdefault(start, []).append(_start_tag(tag, entity, text))
        closes.setdefault(end, []).insert(0, f"</{tag}>")
    out, at = [], 0
    for letter in text:
        out += closes.get(at, []) + opens.get(at, [])
        out.append(html.escape(letter))
        at += units(letter)
    return "".join(out + closes.get(at, []))


def _start_tag(tag: str, entity: JSON, text: str) -> str:
    if tag == "a":
        url = entity.get("url") or cut(text, entity["offset"], entity["length"])
        return f'<a href="{html.escape(url)}">' if re.match(r"(https?|tg|mailto|tel):", url) else "<a>"
    if tag == "tg-time":
        return f'<tg-time unix="{entity["unix_time"]}">'
    return "<blockquote expandable>" if entity["type"] == "expandable_blockquote" else f"<{tag}>"


_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"«»]*[^\s<>\"«».,;:!?)])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<site>(?<![\w@.])(?:[\w-]+\.)+(?:by|com|edu|info|me|net|org|ru)\b(?:/[^\s<>\"«»]*[^\s<>\"«».,;:!?)])?)"
    r"|(?<![\w/])(?P<bot_command>/\w{1,64}\b(?:@\w{3,32}\b)?)"
    r"|(?<![\w@])(?P<mention>@\w{3,32}\b)"
    r"|(?<!\w)(?P<hashtag>#(?=\w*[^\W\d_])\w{1,256}\b)"
)
#: Where one of these stands, nothing is looked for.
_OPAQUE = {"text_link", "text_mention", "code", "pre", "url", "mention", "email", "bot_command", "hashtag"}


def with_links(text: str, entities: list[JSON]) -> list[JSON]:
    """The server finds addresses, commands, names and tags itself where no entity says otherwise (find_entities)."""
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _OPAQUE]
    found = []
    for match in _FOUND.finditer(text):
        start, length = units(text[: match.start()]), units(match[0])
        if not any(start < end and begin < start + length for begin, end in taken):
            kind = "url" if match.lastgroup == "site" else match.lastgroup
            found.append({"type": kind, "offset": start, "length": length})
    return sorted(entities + found, key=lambda entity: (entity["offset"], -entity["length"]))


#: What a request may name in ``entities`` (Bot API, MessageEntity); the rest the server finds itself.
GIVEN = {
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "blockquote",
    "expandable_blockquote",
    "date_time",
}


def given(text: str, entities: list[JSON]) -> list[JSON]:
    """Entities of a request held against its text; raises ValueError in td's words (fix_entities)."""
    total, kept = units(text), []
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        where = f"Entity beginning at UTF-16 offset {start} ends"
        if start < 0 or entity["length"] < 0 or end > total:
            raise ValueError(f"{where} after the end of the text at UTF-16 offset {total}")
        if "\ufffd" in cut(text, 0, start) + cut(text, start, entity["length"]) and "\ufffd" not in text:
            raise ValueError(f"{where} in a middle of a UTF-16 symbol at byte offset {len(cut(text, 0, end).encode())}")
        if entity["type"] in GIVEN and entity["length"]:
            kept.append(entity)
    return kept
