"""Fitting what people wrote into a message: short lines, pages, and the messenger's 4096 characters.

Lengths are counted as the strictest reader counts them: UTF-16 units after entities are parsed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from markupsafe import Markup

from texts.screen import TEXT_LIMIT

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

#: How many characters each typed text may take, from generous to tight; the first that fits is used.
ROOMS = (900, 400, 160, 60, 24)

#: What may stand between the pieces of a text.
LINE = Markup("\n")
GAP = Markup("\n\n")
COMMA = Markup(", ")
POINT = Markup(" · ")

_TAG = re.compile(r"<[^>]*>")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def length(text: Markup) -> int:
    """How long a message is for the messenger: without tags, entities as the character they stand for."""
    return len(html.unescape(_TAG.sub("", text)).encode("utf-16-le", "surrogatepass")) // 2


def line(text: str, room: int) -> str:
    """What a person typed, on one line of at most `room` characters, cut at a word with «…»."""
    text = _UNSEEN.sub("", " ".join(text.split()))
    if len(text) <= room:
        return text
    head = text[: room - 1]
    at_word, _, rest = head.rpartition(" ")
    return (at_word if len(rest) < room // 2 and at_word else head).rstrip(" ,.;:–-") + "…"


def block(text: str, room: int) -> str:
    """What a person typed with its lines kept, in at most `room` UTF-16 units, cut with «…»."""
    lines = (_UNSEEN.sub("", one).rstrip() for one in text.splitlines())
    said = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    units = said.encode("utf-16-le")
    if len(units) <= room * 2:
        return said
    return units[: (room - 1) * 2].decode("utf-16-le", "ignore").rstrip() + "…"


def joined(lines: Iterable[Markup], between: Markup = LINE) -> Markup:
    """Pieces of safe HTML one after another; empty ones are left out."""
    return between.join(one for one in lines if one)


def fitted(drawn: Callable[[int], Markup]) -> Markup:
    """The text drawn with the widest room that keeps within the message; cut at a line when none does."""
    text = Markup("")
    for room in ROOMS:
        text = drawn(room)
        if length(text) <= TEXT_LIMIT:
            return text
    return _cut(text)


def _cut(text: Markup) -> Markup:
    """Whole lines only: no tag of ours goes over the end of one."""
    kept, used = [], 1
    for one in text.split("\n"):
        used += length(one) + 1
        if used > TEXT_LIMIT:
            break
        kept.append(one)
    return LINE.join([*kept, Markup("…")])


@dataclass(frozen=True, slots=True)
class Part(Generic[T_co]):
    """One page of a list."""

    items: tuple[T_co, ...]
    page: int  #: 0 is the first; never outside the list
    count: int  #: pages in all, at least 1


def part(items: Sequence[T], page: int, size: int) -> Part[T]:
    """Page `page` of `items`, `size` at a time; a page that is no more becomes the last."""
    return picked([tuple(items[at : at + size]) for at in range(0, len(items), size)], page)


def picked(parts: Sequence[Sequence[T]], page: int) -> Part[T]:
    """Page `page` of a list already parted; a page that is no more becomes the last."""
    count = max(len(parts), 1)
    page = min(max(page, 0), count - 1)
    return Part(tuple(parts[page]) if parts else (), page, count)
