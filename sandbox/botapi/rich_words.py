"""Rich messages read as words: the plain text of blocks, and the buttons that stand among them."""

from collections.abc import Iterator
from typing import Any

JSON = dict[str, Any]

#: What stands for a piece of RichText that has no text of its own.
_INSTEAD = {"custom_emoji": "alternative_text", "mathematical_expression": "expression"}
#: Fields of a block that hold text, in the order they are read; a caption may hold a text and its credit.
_TEXTS = ("text", "summary", "expression", "caption", "credit")


def plain(text: Any) -> str:
    """A RichText (or RichBlockCaption) without its dress."""
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(map(plain, text))
    kind = text.get("type")
    if kind == "button":
        return plain(text["button"]["text"])
    if kind in _INSTEAD:
        return str(text[_INSTEAD[kind]])
    words = plain(text["text"]) if "text" in text else ""
    return f"{words} {plain(text['credit'])}" if "credit" in text else words


def lines(blocks: list[JSON]) -> Iterator[str]:
    """Line by line, as somebody would read the message aloud; cells of a table are parted by « | »."""
    for block in blocks:
        yield from (plain(block[name]) for name in _TEXTS[:3] if name in block)
        yield from lines(block.get("blocks", []))
        for item in block.get("items", []):
            first, *rest = [*lines(item["blocks"])] or [""]
            yield f"{item.get('label', '•')} {first}".strip()
            yield from rest
        for row in block.get("cells", []):
            yield " | ".join(plain(cell["text"]) for cell in row if "text" in cell)
        if row := block.get("buttons", []):
            yield " ".join(f"[{plain(button['text'])}]" for button in row)
        yield from (plain(block[name]) for name in _TEXTS[3:] if name in block)


def text_of(blocks: list[JSON]) -> str:
    return "\n".join(lines(blocks))


def buttons(anything: Any) -> Iterator[list[JSON]]:
    """Rows of buttons in the order of reading: blocks of buttons, and single ones inside texts."""
    if isinstance(anything, list):
        for one in anything:
            yield from buttons(one)
    elif isinstance(anything, dict):
        if anything.get("type") == "buttons":
            yield anything["buttons"]
        elif anything.get("type") == "button":
            yield [anything["button"]]
        else:
            yield from buttons(list(anything.values()))
