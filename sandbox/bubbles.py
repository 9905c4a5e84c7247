"""What a screen shows: the messages and buttons that the client hands to tests."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

JSON = dict[str, Any]


class NothingCame(AssertionError):
    """What was waited for did not come; the message shows what is there instead."""


@dataclass(frozen=True)
class Button:
    label: str
    data: str | None = None
    url: str | None = None
    #: A button of the reply keyboard: pressing it says its label.
    reply: bool = False


@dataclass(frozen=True)
class Bubble:
    """One message as it stands on a screen."""

    message_id: int
    text: str
    html: str
    buttons: list[list[Button]]
    edited: bool
    deleted: bool
    #: "bot" or "person".
    by: str
    seq: int
    at: datetime
    reply_to: int | None
    photo: bool
    document: str | None
    reactions: list[str]
    #: Sent without a sound.
    silent: bool
    #: The blocks of a rich message, whose plain text is ``text``.
    blocks: list[JSON] | None
    #: What kind of file it carries: photo, document, video, voice, sticker…
    media: str | None
    #: The words that the answer is about.
    quote: str | None
    #: Whose words were forwarded.
    forwarded: str | None
    #: What a service message tells: new_chat_members, pinned_message…
    service: JSON | None

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.buttons for button in row]

    def data(self, label: str) -> str:
        """The callback data under a label."""
        found = [b.data for row in self.buttons for b in row if b.label == label and b.data is not None]
        if not found:
            raise NothingCame(f"no button «{label}» with data; there are: {', '.join(self.labels) or 'none'}")
        return found[0]


_SAME = {one.name for one in fields(Bubble)} - {"buttons", "by", "at", "media"}


def bubble_of(shown: JSON) -> Bubble:
    rows = [
        [Button(b["label"], b.get("data"), b.get("url"), bool(b.get("reply"))) for b in row] for row in shown["buttons"]
    ]
    same = {name: shown[name] for name in _SAME}
    media = (shown["media"] or {}).get("kind")
    return Bubble(**same, buttons=rows, by=shown["from"], at=datetime.fromisoformat(shown["at"]), media=media)


def drawn(seen: list[Bubble]) -> str:
    lines = []
    for bubble in seen[-12:]:
        marks = "".join(f" ({word})" for word in ("edited", "deleted") if getattr(bubble, word))
        lines.append(f"  {bubble.by} {bubble.message_id}{marks}: {bubble.text}")
        lines += ["    " + " ".join(f"[{button.label}]" for button in row) for row in bubble.buttons]
    return "\n".join(lines) or "  (empty)"
