"""Telegram's HTML, read as strictly as td/telegram/MessageEntity.cpp (parse_html) does.

Offsets of entities count UTF-16 units; offsets in error messages count bytes of UTF-8.
"""

import re
from dataclasses import dataclass
from typing import Any

from sandbox.botapi.entities import cut, units

JSON = dict[str, Any]

#: Tag to type of entity (Bot API, «HTML style»); what has attributes is finished in _entity.
TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
#: The attributes that mean something, by tag.
MEANT = {"a": "href", "code": "class", "span": "class", "tg-emoji": "emoji-id", "blockquote": "expandable"}

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ENTITY = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));?")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]+)(?=[\s>])))?""")
_TAG = re.compile(r"<(/?)([^\s>]*)")


class Unparsable(ValueError):
    """The words after «can't parse entities: »."""


@dataclass
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int


def link(url: str) -> bool:
    """Whether td takes it for an address; what is none stays plain text."""
    return re.match(r"(https?|tg|ton|mailto|tel):|[^\s/]+\.\w", url) is not None


def unescape(text: str) -> str:
    """Only numeric entities and the four named ones; any other stays as it is written."""

    def one(match: re.Match[str]) -> str:
        if match[3]:
            return _NAMED[match[3]]
        code = int(match[1], 16) if match[1] else int(match[2])
        usable = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
        return chr(code) if usable else match[0]

    return _ENTITY.sub(one, text)


def stray_ampersands(source: str) -> list[str]:
    """Ampersands that are no entity Telegram knows: shown literally, so somebody forgot to escape."""
    return [
        source[at.start() : at.start() + 12] for at in re.finditer("&", source) if not _ENTITY.match(source, at.start())
    ]


class _Reader:
    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0
        self.text, self.length = [""], 0
        self.open: list[_Open] = []
        self.entities: list[JSON] = []

    def bytes_before(self, at: int) -> int:
        return len(self.source[:at].encode())

    def read(self) -> tuple[str, list[JSON]]:
        while (tag := self.source.find("<", self.at)) >= 0:
            self.say(self.source[self.at : tag])
            self.at = tag
            self.close_tag() if self.source.startswith("</", tag) else self.open_tag()
        self.say(self.source[self.at :])
        if self.open:
            raise Unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.text), self.entities

    def say(self, raw: str) -> None:
        said = unescape(raw)
        self.text.append(said)
        self.length += units(said)

    def open_tag(self) -> None:
        begin, where = self.at, self.bytes_before(self.at)
        match = _TAG.match(self.source, begin)
        assert match
        name = match[2].lower()
        if match.end() == len(self.source):
            raise Unparsable(f"Unclosed start tag at byte offset {where}")
        if name not in TAGS:
            raise Unparsable(f'Unsupported start tag "{name}" at byte offset {where}')
        self.at = match.end()
        attributes = self.attributes(name, where)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise Unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self.open.append(_Open(name, attributes, self.length))

    def attributes(self, tag: str, where: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            while self.at < len(self.source) and self.source[self.at].isspace():
                self.at += 1
            if self.at >= len(self.source):
                raise Unparsable(f'Unclosed start tag "{tag}" at byte offset {where}')
            if self.source[self.at] == ">":
                self.at += 1
                return found
            match = _ATTRIBUTE.match(self.source, self.at)
            if not match:
                raise Unparsable(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
            value = next((part for part in match.groups()[1:] if part is not None), None)
            if value is None and self.source.startswith("=", match.end()):
                raise Unparsable(f"Unexpected end of name token at byte offset {self.bytes_before(match.end() + 1)}")
            found[match[1].lower()] = unescape(value or "")
            self.at = match.end()

    def close_tag(self) -> None:
        where = self.bytes_before(self.at)
        if not self.open:
            raise Unparsable(f"Unexpected end tag at byte offset {where}")
        match = _TAG.match(self.source, self.at)
        assert match
        end = re.compile(r"\s*>").match(self.source, match.end())
        if not end:
            raise Unparsable(f"Unclosed end tag at byte offset {where}")
        opened, name = self.open.pop(), match[2].lower()
        if name and name != opened.tag:
            raise Unparsable(f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{name}>"')
        self.at = end.end()
        if self.length > opened.offset:
            self.finish(opened)

    def finish(self, opened: _Open) -> None:
        entity = _entity(opened, "".join(self.text))
        if entity is None:
            return
        entity |= {"offset": opened.offset, "length": self.length - opened.offset}
        inner = self.entities[-1] if self.entities else None
        spans_same = inner and (inner["offset"], inner["length"]) == (entity["offset"], entity["length"])
        if entity["type"] == "pre" and inner and spans_same and inner["type"] == "code":
            self.entities.pop()  # <pre><code class="language-x"> is one entity
            entity |= {"language": inner["language"]} if "language" in inner else {}
        if entity["type"] == "code" and not (self.open and self.open[-1].tag == "pre"):
            entity.pop("language", None)
        if not any(outer.tag in ("pre", "code") for outer in self.open) or entity["type"] == "code":
            self.entities.append(entity)


def _entity(opened: _Open, text: str) -> JSON | None:
    kind, given = TAGS[opened.tag], opened.attributes
    if kind == "text_link":
        url = given.get("href") or cut(text, opened.offset, units(text) - opened.offset)
        return {"type": kind, "url": url} if link(url) else None
    if kind == "code" and given.get("class", "").startswith("language-"):
        return {"type": kind, "language": given["class"].removeprefix("language-")}
    if kind == "blockquote" and "expandable" in given:
        return {"type": "expandable_blockquote"}
    if kind == "custom_emoji":
        return {"type": kind, "custom_emoji_id": given.get("emoji-id", "")}
    if kind == "date_time":
        if not given.get("unix", "").isdigit():
            raise Unparsable('Tag "tg-time" must have a valid attribute "unix"')
        return {"type": kind, "unix_time": int(given["unix"]), "date_time_format": given.get("format", "")}
    return {"type": kind}


def parse(source: str) -> tuple[str, list[JSON]]:
    """The plain text and its entities; raises Unparsable."""
    return _Reader(source).read()
