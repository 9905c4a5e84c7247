"""The installation's secret: it keys codes, tickets and callback addresses and lives outside the database."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from journal_core.chain import Keys


def pepper(given: str, home: Path) -> bytes:
    """The secret of DIARY_SECRET, or of a file in `home` that is made once and readable by its owner only."""
    if given:
        return hashlib.sha256(given.encode()).digest()
    path = home / "secret"
    home.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return bytes.fromhex(path.read_text().strip())


def key_of(secret: bytes, purpose: str) -> str:
    """The unguessable part of an address, or a password between machines: 128 bits as 32 hexadecimal digits."""
    return hmac.digest(secret, purpose.encode(), "sha256").hex()[:32]


def chain_keys(secret: bytes, before: str) -> Keys:
    """The keys of the journal's chains: of this secret, and of those it was before («one two», oldest anywhere)."""
    older = (hashlib.sha256(one.encode()).digest() for one in before.split())
    current, *earlier = (hmac.digest(one, b"chain", "sha256") for one in (secret, *older))
    return Keys(current, tuple(earlier))
