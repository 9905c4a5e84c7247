"""A Screen: what a person is shown in a chat, in no messenger's types.

Handlers and pushes make screens; the one renderer that sends them is the messenger's file in `notifier.channels`.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from journal_core.files import StoredFile
from texts.addresses import Address

TEXT_LIMIT = 4096  #: characters after entities are parsed (Bot API, sendMessage)
CAPTION_LIMIT = 1024  #: the same under a file (Bot API, sendDocument)


@dataclass(frozen=True, slots=True)
class Button:
    """A button is an address: what it opens, not what it may."""

    label: str
    address: Address


@dataclass(frozen=True, slots=True)
class Screen:
    """Text as safe HTML (b, i, s, u, code, tg-spoiler, blockquote) and rows of buttons.

    `alert` is for a press: a short plain text shown over the chat; with `text` empty it is all there is.
    """

    text: Markup = Markup("")
    rows: tuple[tuple[Button, ...], ...] = ()
    alert: str = ""
    file: StoredFile | None = None  #: shown with the text as its caption
    is_push: bool = False  #: it came unasked: pressing its buttons must not write over it
