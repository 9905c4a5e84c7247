"""Rich messages: held to their limits, and turned into what a message shows of them (Bot API, InputRichMessage).

The limits are those of https://core.telegram.org/bots/api#rich-message-limits; the words of the refusals are ours,
because nobody has published the true ones.
"""

from collections.abc import Callable, Iterator
from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.kinds import carried
from sandbox.botapi.refusals import Refusal, bad
from sandbox.botapi.rich_words import text_of

JSON = dict[str, Any]

MOST_LETTERS, MOST_BLOCKS, DEEPEST, MOST_MEDIA, MOST_COLUMNS = 32_768, 500, 16, 50, 20
#: Blocks that show a file, by the field of a Message they show it as.
MEDIA = {
    "photo": "photo",
    "video": "video",
    "animation": "animation",
    "audio": "audio",
    "document": "document",
    "voice_note": "voice",
}
#: What may stand in a field of a block beyond its type (Bot API, the descriptions of the fields).
_ONE_OF = {"align": {"left", "center", "right"}, "valign": {"top", "middle", "bottom"}}
_SIZES = range(1, 7)


def rich_of(call: Call, given: JSON) -> JSON:
    """The RichMessage that the message will show; raises Refusal."""
    sources = [name for name in ("blocks", "html", "markdown") if given.get(name)]
    if len(sources) != 1:
        raise bad("rich message must have exactly one of blocks, html and markdown", "rich_source", str(sources))
    if sources != ["blocks"]:
        words = "Not Implemented: the sandbox reads rich messages as blocks only"
        raise Refusal(501, words, "unsupported", f"rich_message.{sources[0]}")
    blocks = given["blocks"]
    _check(blocks)
    shown: JSON = {"blocks": [_shown(call, block) for block in blocks]}
    letters = len(text_of(shown["blocks"]))
    if letters > MOST_LETTERS:
        raise bad("rich message is too long", "rich_too_long", f"{letters} characters, {MOST_LETTERS} are allowed")
    return shown | ({"is_rtl": True} if given.get("is_rtl") else {})


def _check(blocks: list[JSON]) -> None:
    every = [*_walk(blocks, 1)]
    counted = sum(1 + len(block.get("items", [])) + len(block.get("cells", [])) for block, _ in every)
    media = sum(block["type"] in MEDIA for block, _ in every)
    deepest = max((depth for _, depth in every), default=0)
    columns = max((_width(row) for block, _ in every for row in block.get("cells", [])), default=0)
    for name, is_, most in (
        ("blocks", counted, MOST_BLOCKS),
        ("levels", deepest, DEEPEST),
        ("media", media, MOST_MEDIA),
        ("columns", columns, MOST_COLUMNS),
    ):
        if is_ > most:
            raise bad(f"rich message has too many {name}", f"rich_{name}", f"{is_} {name}, {most} are allowed")
    for block, _ in every:
        _check_block(block)


def _check_block(block: JSON) -> None:
    if block["type"] == "thinking":
        raise bad("a thinking block may stand in a draft only", "rich_block", "thinking")
    if block["type"] == "heading" and block["size"] not in _SIZES:
        raise bad("size of a heading must be 1-6", "rich_block", f"heading of size {block['size']}")
    for one in (block, *(cell for row in block.get("cells", []) for cell in row)):
        for name, allowed in _ONE_OF.items():
            if name in one and one[name] not in allowed:
                raise bad(f"{name} must be one of {', '.join(sorted(allowed))}", "rich_block", f"{name} {one[name]}")


def _walk(blocks: list[JSON], depth: int) -> Iterator[tuple[JSON, int]]:
    """Every block with its depth; the items of a list are one level deeper."""
    for block in blocks:
        yield block, depth
        yield from _walk(block.get("blocks", []), depth + 1)
        for item in block.get("items", []):
            yield from _walk(item["blocks"], depth + 1)


def _width(row: list[JSON]) -> int:
    return sum(max(cell.get("colspan", 1), 1) for cell in row)


def _shown(call: Call, block: JSON) -> JSON:
    """Bot API, RichBlock: files have their ids, items their labels, a map its size."""
    kind = block["type"]
    if kind in MEDIA:
        return _file(call, block)
    shown = dict(block)
    if "blocks" in block:
        shown["blocks"] = [_shown(call, one) for one in block["blocks"]]
    if kind == "list":
        shown["items"] = [
            item | {"label": _label(item, number), "blocks": [_shown(call, one) for one in item["blocks"]]}
            for number, item in enumerate(block["items"], 1)
        ]
    if kind == "map":
        shown = {"zoom": 13, "width": 600, "height": 300} | shown
    return shown


def _file(call: Call, block: JSON) -> JSON:
    item, kind = block[block["type"]], MEDIA[block["type"]]
    file = call.file(
        kind, item["media"], {name: item[name] for name in ("duration", "width", "height") if name in item}
    )
    shown = {"type": block["type"], block["type"]: carried(file)[kind]}
    if item.get("has_spoiler"):
        shown["has_spoiler"] = True
    return shown | ({"caption": block["caption"]} if "caption" in block else {})


_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(number: int) -> str:
    for value, letters in _ROMAN:
        if number >= value:
            return letters + _roman(number - value)
    return ""


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


_LABELS: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": _letter,
    "A": lambda number: _letter(number).upper(),
    "i": _roman,
    "I": lambda number: _roman(number).upper(),
}


def _label(item: JSON, number: int) -> str:
    """A number, a letter, a tick; a dot for everything else (Bot API, InputRichBlockListItem)."""
    if item.get("has_checkbox"):
        return "☑" if item.get("is_checked") else "☐"
    if "type" in item or "value" in item:
        return _LABELS.get(item.get("type", "1"), str)(item.get("value", number)) + "."
    return "•"
