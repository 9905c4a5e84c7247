"""A strict reader of the messenger's HTML: refuses what the messenger would refuse, gives the text people see."""

from __future__ import annotations

import html
import re

from markupsafe import Markup

TAGS = frozenset({"b", "i", "s", "u", "code", "tg-spoiler", "blockquote"})
_PIECE = re.compile(r"<(/?)([a-z-]+)>|&(?:lt|gt|amp|quot|#\d+);|[^<>&]+", re.DOTALL)


def seen(text: Markup) -> str:
    """The text as a person sees it. AssertionError for a tag unknown, unclosed or crossed, or a bare sign."""
    at, open_tags, said = 0, list[str](), list[str]()
    while at < len(text):
        piece = _PIECE.match(text, at)
        assert piece, f"the messenger refuses {text[at : at + 20]!r}"
        closing, tag = piece[1], piece[2]
        if tag is None:
            said.append(html.unescape(piece[0]))
        elif closing:
            assert open_tags and open_tags.pop() == tag, f"</{tag}> closes nothing"
        else:
            assert tag in TAGS, tag
            open_tags.append(tag)
        at = piece.end()
    assert not open_tags, open_tags
    return "".join(said)
