"""A calendar at a secret address: who made it, whom it shows, and how its address is made and known again.

The address is a key: whoever holds it sees lessons and homework, and nothing else. It opens no more than the account
it was asked from may see at that moment, so a bar, a link taken back or a consent withdrawn ends it at once.
"""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass
from datetime import date, timedelta

from journal_core.linking import as_token, token_hash
from journal_core.people import Account

BEHIND = timedelta(days=14)
AHEAD = timedelta(days=42)  #: as far as lessons are materialised


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose address it is, and of which pupil."""

    account: Account
    pupil_id: int


def token_of(command_id: str, secret: bytes) -> str:
    """128 bits as 22 characters; the same command said again has the same address, though only its hash is kept."""
    made = hmac.digest(secret, f"calendar of {command_id}".encode(), "sha256")[:16]
    return base64.urlsafe_b64encode(made).decode().removesuffix("==")


def hash_of(written: str) -> bytes | None:
    """By which an address is looked up; None for what cannot be one."""
    token = as_token(written)
    return token_hash(token) if token else None


def window(today: date) -> tuple[date, date]:
    """The first and the last day that a calendar shows."""
    return today - BEHIND, today + AHEAD
