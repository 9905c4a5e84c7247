"""What there is room for: under a file in a chat, in an SMS, in a letter."""

from __future__ import annotations

from collections.abc import Sequence

from journal_core.files import StoredFile
from journal_core.notices import characters

IN_A_LETTER = 10 * 1024 * 1024  #: bytes of files: what mail servers take, with what their coding adds


def beginning(text: str, most: int) -> str:
    """`text`, or as many whole words of it as `most` characters hold, with «…»; UTF-16 units, as messengers count."""
    if characters(text) <= most:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    words = kept.rsplit(None, 1)
    return (words[0] if len(words) > 1 and not text[len(kept)].isspace() else kept).rstrip() + "…"


def attached(files: Sequence[StoredFile]) -> tuple[StoredFile, ...]:
    """The files that one letter carries, in their order; a large one makes room for those after it."""
    found, room = [], IN_A_LETTER
    for file in files:
        if file.size <= room:
            found.append(file)
            room -= file.size
    return tuple(found)


def left_out(files: Sequence[StoredFile]) -> str:
    """The names of the others, or nothing."""
    carried = attached(files)
    return ", ".join(file.name for file in files if file not in carried)
