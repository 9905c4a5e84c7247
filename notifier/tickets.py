"""Tickets: what a letter carries so that its reader can act without logging in.

A ticket names one message and is signed; whoever holds the letter holds the ticket. One stands in the links of the
letter (stop, confirm, seen), another in its Message-ID, so that a reply is known by what it answers; a link that was
passed on is no Message-ID, and makes no bounce. What a ticket allows is decided by the message it names, looked up
afresh.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from enum import StrEnum

SIGNATURE = 12  #: bytes of it: 96 bits
_TICKET = re.compile(r"([0-9a-z]{1,13})-([A-Za-z0-9_-]{16})")


class Place(StrEnum):
    """Where a ticket stands; it opens nothing elsewhere."""

    LINK = "link"
    NUMBER = "number"  #: the letter's Message-ID


def seal(key: bytes, message_id: int, place: Place = Place.LINK) -> str:
    """The ticket of a message, at most 30 characters of an address or a header."""
    name = _base36(message_id)
    return f"{name}-{_signature(key, place, name)}"


def opened(key: bytes, ticket: str, place: Place = Place.LINK) -> int | None:
    """The message a ticket names; None when it is not one of ours."""
    found = _TICKET.fullmatch(ticket)
    if found is None or not hmac.compare_digest(found[2], _signature(key, place, found[1])):
        return None
    return int(found[1], 36)


def _signature(key: bytes, place: Place, name: str) -> str:
    digest = hmac.digest(key, f"ticket:{place}:{name}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:SIGNATURE]).decode()


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits or "0"
