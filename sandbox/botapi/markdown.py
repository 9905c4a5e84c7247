"""Telegram's MarkdownV2 and its older Markdown, read as strictly as td/telegram/MessageEntity.cpp does.

Offsets of entities count UTF-16 units; offsets in error messages count bytes of UTF-8.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sandbox.botapi.entities import units
from sandbox.botapi.html import Unparsable, link

JSON = dict[str, Any]

#: What opens an entity: the longest first. ``![`` is a custom emoji or a date.
OPENS = {
    "```": "Pre",
    "__": "Underline",
    "||": "Spoiler",
    "![": "CustomEmoji",
    "_": "Italic",
    "*": "Bold",
    "~": "Strikethrough",
    "`": "Code",
    "[": "TextUrl",
}
#: What closes it, where that is not the same.
_CLOSES = {name: mark for mark, name in OPENS.items()} | {"CustomEmoji": "]", "TextUrl": "]", "PreCode": "```"}
_TYPES = {
    "Pre": "pre",
    "PreCode": "pre",
    "Underline": "underline",
    "Spoiler": "spoiler",
    "Italic": "italic",
    "Bold": "bold",
    "Strikethrough": "strikethrough",
    "Code": "code",
}
_RESERVED = set("_*[]()~`>#+-=|{}.!")
_LITERAL = {"Code", "Pre", "PreCode"}


@dataclass
class _Open:
    name: str
    #: Where its text begins, UTF-16 units; where its mark stands, bytes.
    offset: int
    byte: int
    language: str = ""


class _Reader:
    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0
        self.said: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[JSON] = []
        #: Where a quotation began, how many entities were open then, whether it folds.
        self.quote: tuple[int, int] | None = None
        self.line_begins, self.expandable = True, False

    def byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def inside(self) -> str:
        return self.open[-1].name if self.open else ""

    def read(self) -> tuple[str, list[JSON]]:
        while self.at < len(self.source):
            if self.inside() in _LITERAL or not self.quotation():
                self.step()
        if self.quote:
            self.end_quotation()
        if self.open:
            raise Unparsable(f"Can't find end of {self.inside()} entity at byte offset {self.open[-1].byte}")
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.said), self.entities

    def step(self) -> None:
        """One character, or one mark."""
        letter, following = self.source[self.at], self.source[self.at + 1 : self.at + 2]
        if letter == "\\" and "\x00" < following < "\x7f":
            self.say(following)
            self.at += 1
        elif letter not in ({"`"} if self.inside() in _LITERAL else _RESERVED):
            self.say(letter)
        elif self.closes():
            self.close()
        else:
            self.start()

    def say(self, letter: str) -> None:
        self.said.append(letter)
        self.length += units(letter)
        self.at += 1
        self.line_begins = letter == "\n" or (letter == "\r" and self.line_begins)

    def quotation(self) -> bool:
        """«>» at the beginning of a line; «**>» begins another one; a line without either ends it."""
        if self.quote and self.folds():
            self.at, self.expandable = self.at + 2, True
            return True
        if not self.line_begins:
            return False
        another = self.source.startswith("**>", self.at)
        begins = another or self.source.startswith(">", self.at)
        if self.quote and (another or not begins):
            self.end_quotation()
        if begins:
            self.quote = self.quote or (self.length, len(self.open))
            self.at, self.line_begins = self.at + (3 if another else 1), False
        return begins

    def folds(self) -> bool:
        """«||» at the very end of a quotation that has no spoiler open."""
        rest = self.source[self.at :]
        return self.inside() != "Spoiler" and re.match(r"\|\|(?:\r?\n(?!\r?\**>)|\r?$)", rest) is not None

    def end_quotation(self) -> None:
        assert self.quote
        begun, depth = self.quote
        if len(self.open) > depth:
            raise Unparsable(f"Can't find end of {self.inside()} entity at byte offset {self.open[-1].byte}")
        kind = "expandable_blockquote" if self.expandable else "blockquote"
        if self.length > begun:
            self.entities.append({"type": kind, "offset": begun, "length": self.length - begun})
        self.quote, self.expandable = None, False

    def closes(self) -> bool:
        name = self.inside()
        if not name or not self.source.startswith(_CLOSES[name], self.at):
            return False
        return name != "Italic" or self.source[self.at + 1 : self.at + 2] != "_"

    def start(self) -> None:
        mark = next((one for one in OPENS if self.source.startswith(one, self.at)), None)
        if mark is None:
            letter = self.source[self.at]
            raise Unparsable(f"Character '{letter}' is reserved and must be escaped with the preceding '\\'")
        opened = _Open(OPENS[mark], self.length, self.byte(self.at))
        self.at += len(mark)
        if opened.name == "Pre":
            opened.language, self.at = language(self.source, self.at)
            opened.name = "PreCode" if opened.language else "Pre"
        self.open.append(opened)

    def close(self) -> None:
        opened = self.open.pop()
        self.at += len(_CLOSES[opened.name])
        entity: JSON | None = None
        text = "".join(self.said).encode("utf-16-le")[opened.offset * 2 :].decode("utf-16-le")
        if opened.name == "TextUrl":
            entity = linked(self.address("URL") if self.source.startswith("(", self.at) else text)
        elif opened.name == "CustomEmoji":
            if not self.source.startswith("(", self.at):
                raise Unparsable("Custom emoji entity must contain a tg://emoji URL")
            entity = emoji_or_date(self.address("custom emoji URL"))
        else:
            entity = {"type": _TYPES[opened.name]} | ({"language": opened.language} if opened.language else {})
        if entity and self.length > opened.offset:
            self.entities.append(entity | {"offset": opened.offset, "length": self.length - opened.offset})

    def address(self, what: str) -> str:
        self.at += 1
        begun, said = self.byte(self.at), []
        while self.at < len(self.source) and self.source[self.at] != ")":
            escaped = self.source[self.at] == "\\" and "\x00" < self.source[self.at + 1 : self.at + 2] < "\x7f"
            self.at += escaped
            said.append(self.source[self.at])
            self.at += 1
        if self.at >= len(self.source):
            raise Unparsable(f"Can't find end of a {what} at byte offset {begun}")
        self.at += 1
        return "".join(said)


def language(source: str, at: int) -> tuple[str, int]:
    """The name after «```», and where the code begins; one line break before it does not count."""
    match = re.compile(r"[^\s`]*").match(source, at)
    assert match
    named = match[0] if match.end() < len(source) and source[match.end()] != "`" else ""
    at = match.end() if named else at
    line = re.compile(r"\r\n|\n\r|\n|\r").match(source, at)
    return named, line.end() if line else at


def linked(url: str) -> JSON | None:
    if match := re.match(r"tg:(?://)?user\?id=(\d+)", url):
        return {"type": "text_mention", "user": {"id": int(match[1]), "is_bot": False, "first_name": match[1]}}
    return {"type": "text_link", "url": url} if link(url) else None


def emoji_or_date(url: str) -> JSON:
    """``![x](tg://emoji?id=5)`` and ``![x](tg://time?unix=…&format=…)``."""
    read = urlsplit(url)
    asked = {name: values[0] for name, values in parse_qs(read.query).items()}
    if read.scheme.lower() != "tg":
        raise Unparsable("Custom emoji URL must have scheme tg")
    if read.netloc.lower() == "time" and asked.get("unix", "").isdigit():
        return {"type": "date_time", "unix_time": int(asked["unix"]), "date_time_format": asked.get("format", "")}
    if read.netloc.lower() != "emoji":
        raise Unparsable('Custom emoji URL must have host "emoji"')
    if "id" not in asked:
        raise Unparsable("Custom emoji URL must have an emoji identifier")
    if not re.fullmatch(r"[1-9]\d*", asked["id"]):
        raise Unparsable("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": asked["id"]}


def parse(source: str) -> tuple[str, list[JSON]]:
    """MarkdownV2; raises Unparsable."""
    return _Reader(source).read()


_OLD = re.compile(r"\\([_*`\[])|(```|[_*`\[])")


def parse_old(source: str) -> tuple[str, list[JSON]]:
    """The older Markdown: nothing nests, nothing inside an entity is escaped. Raises Unparsable."""
    said, entities, at = "", [], 0
    while mark := _OLD.search(source, at):
        said += source[at : mark.start()] + (mark[1] or "")
        at = mark.end()
        if mark[1]:
            continue
        named = ""
        if mark[2] == "```":
            named, at = language(source, at)
        end = source.find("]" if mark[2] == "[" else mark[2], at)
        if end < 0:
            where = len(source[: mark.start()].encode())
            raise Unparsable(f"Can't find end of the entity starting at byte offset {where}")
        inner, at = source[at:end], end + len(mark[2])
        entity: JSON | None = {"type": _TYPES[OPENS[mark[2]]]} if mark[2] != "[" else None
        if mark[2] == "[":
            url = re.compile(r"\(([^)]*)\)").match(source, at)
            entity, at = linked(url[1] if url else inner), url.end() if url else at
        if entity and inner:
            entity |= {"offset": units(said), "length": units(inner)} | ({"language": named} if named else {})
            entities.append(entity)
        said += inner
    return said + source[at:], entities
