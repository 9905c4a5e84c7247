"""The mailbox: every letter that arrived, parsed as a reader sees it."""

import email
import email.policy
import re
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any

from sandbox.bell import Bell

JSON = dict[str, Any]


@dataclass
class Mailbox:
    letters: list[JSON] = field(default_factory=list)
    #: Letters as they came, by number, for whoever answers or looks at the source.
    sources: dict[int, EmailMessage] = field(default_factory=dict)
    #: What the other side wrote back: replies and bounces, whole.
    answers: list[JSON] = field(default_factory=list)
    #: Where answers are posted, for an inbound gateway to read.
    callback: str | None = None
    #: When a greylister first saw a client's address, a sender and a recipient together.
    greylist: dict[tuple[str, str, str], datetime] = field(default_factory=dict)
    bell: Bell = field(default_factory=Bell)

    def keep(self, raw: bytes, sender: str, recipients: list[str], at: str) -> JSON:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        number = len(self.letters) + 1
        self.sources[number] = message
        letter = {"n": number, "at": at, "from": sender, "to": recipients} | read(message)
        self.letters.append(letter)
        self.bell.ring()
        return letter

    def forget(self) -> None:
        self.letters.clear()
        self.sources.clear()
        self.answers.clear()
        self.greylist.clear()
        self.bell.ring()

    def forget_settings(self) -> None:
        self.callback = None


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def read(message: EmailMessage) -> JSON:
    """A letter as a reader sees it."""
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    text = str(plain.get_content()) if plain else ""
    html = str(rich.get_content()) if rich else ""
    finder = _Links()
    finder.feed(html)
    links = finder.found + re.findall(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]", text)
    return {
        "subject": str(message["subject"] or ""),
        "text": text,
        "html": html,
        "links": list(dict.fromkeys(links)),
        "headers": {name: str(value) for name, value in message.items()},
        "attachments": [_attachment(part) for part in message.iter_attachments()],
    }


def _attachment(part: Any) -> JSON:
    content = part.get_payload(decode=True) or b""
    return {"name": part.get_filename(), "type": part.get_content_type(), "size": len(content)}
