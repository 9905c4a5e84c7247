"""Letters read: a person's answer without the quotation, or a server's bounce (RFC 3464). No machine is answered.

The tickets are found in what the letter answers (In-Reply-To, References) or, of a bounce, in the headers it brings
back. Everything here was written by strangers: what cannot be read is nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr
from hashlib import sha256
from html.parser import HTMLParser
from itertools import islice

#: What is looked at; a letter of a person is smaller, and patterns over a stranger's text must stay quick.
MOST_PARTS, MOST_TEXT, LONGEST_LINE, MOST_BOUNDARIES = 50, 32_768, 200, 20
_TICKET = re.compile(r"<([0-9a-z]{1,13}-[A-Za-z0-9_-]{16})@")
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_INTRODUCES = re.compile(r"\s*(?:-{2,}|_{5,}).*|.*\b(?:wrote|писала?|піша|піса[ўл]а?|пишет)\s*:\s*")


@dataclass(frozen=True, slots=True)
class Reply:
    """A person answered."""

    tickets: tuple[str, ...]  #: of the letters it may answer, the likeliest first
    sender: str  #: the mailbox, in lower case
    text: str  #: their own words, without what they quote
    said: str  #: names this answer, so that said twice it is done once


@dataclass(frozen=True, slots=True)
class Bounce:
    """A server tells what became of a letter of ours."""

    tickets: tuple[str, ...]
    status: str  #: the enhanced code, «5.1.1»; empty where it tells none


def read(raw: bytes) -> Reply | Bounce | None:
    """What came; None for a machine's answer, and for what cannot be read."""
    if raw.lower().count(b"boundary") > MOST_BOUNDARIES:  # the library looks for each of them in every line
        return None
    try:
        mail = message_from_bytes(raw)
        if mail.get_content_type() == "multipart/report":
            return _bounce(mail)
        return None if _is_automatic(mail) else _reply(mail, raw)
    except Exception:  # the library's parser is fed by strangers; it breaks in ways that nobody lists
        return None


def _is_automatic(mail: Message) -> bool:
    """RFC 3834, and what programs did before it; a list's letters are nobody's answer."""
    if _header(mail, "Auto-Submitted").casefold() not in ("", "no"):
        return True
    if _header(mail, "Precedence").casefold() in ("bulk", "junk", "list", "auto_reply"):
        return True
    if _header(mail, "Return-Path") == "<>":
        return True
    return any(name in mail for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "List-Id"))


def _reply(mail: Message, raw: bytes) -> Reply:
    answered = _TICKET.findall(_header(mail, "In-Reply-To"))
    thread = _TICKET.findall(_header(mail, "References"))
    identity = _header(mail, "Message-ID").encode("utf-8", "replace") or raw
    return Reply(
        tuple(dict.fromkeys([*answered, *reversed(thread)])),
        parseaddr(_header(mail, "From"))[1].lower(),
        _own_words(_text(mail)),
        sha256(identity).hexdigest()[:16],
    )


def _bounce(mail: Message) -> Bounce:
    status, tickets = "", list(_TICKET.findall(_header(mail, "In-Reply-To")))
    for part in islice(mail.walk(), MOST_PARTS):
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            status = status or _status(part)
        elif kind == "text/rfc822-headers":
            tickets += _TICKET.findall(_decoded(part))
        elif "Message-ID" in part:
            tickets += _TICKET.findall(_header(part, "Message-ID"))
    return Bounce(tuple(dict.fromkeys(tickets)), status)


def _status(part: Message) -> str:
    """The code of the recipient that failed; a letter of ours has one recipient."""
    for block in part.walk():
        if _header(block, "Action").casefold() == "failed" and (found := _STATUS.search(_header(block, "Status"))):
            return found[0]
    return ""


def _text(mail: Message) -> str:
    """The plain text of the letter; of one in HTML alone, its words."""
    rich = ""
    for part in islice(mail.walk(), MOST_PARTS):
        if part.get_content_disposition() == "attachment":
            continue
        if part.get_content_type() == "text/plain":
            return _decoded(part)[:MOST_TEXT]
        if part.get_content_type() == "text/html":
            rich = rich or _decoded(part)[:MOST_TEXT]
    reader = _Words()
    reader.feed(rich)
    return "".join(reader.found)


class _Words(HTMLParser):
    """The words of a page up to its quotation."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = False
        self._ended = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = dict(attrs).get("class") or ""
        self._ended |= tag == "blockquote" or "gmail_quote" in style or "moz-cite" in style
        self._hidden = tag in ("style", "script", "title")
        if tag in ("br", "p", "div", "tr", "li"):
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden and not self._ended:
            self.found.append(data)


def _decoded(part: Message) -> str:
    found = part.get_payload(decode=True)
    content = found if isinstance(found, bytes) else b""
    try:
        return content.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _own_words(text: str) -> str:
    """The lines before the quotation, or under it where somebody answers below."""
    own: list[str] = []
    lines = text.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        introduces = line.rstrip().endswith(":") and following.startswith(">")
        if line.startswith(">") or introduces or _INTRODUCES.fullmatch(line[:LONGEST_LINE]):
            if any(one.strip() for one in own):
                break
            continue
        own.append(line)
    return "\n".join(own).strip()


def _header(mail: Message, name: str) -> str:
    return " ".join(str(mail.get(name, "")).split())
