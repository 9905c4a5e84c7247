"""A command's stamp as the columns that every revision has."""

from __future__ import annotations

import secrets
from typing import Any

from journal_core.entries.revisions import Stamp


def stamped(stamp: Stamp) -> dict[str, Any]:
    """Who, when, from what device and why, with a salt of its own for this row."""
    return {
        "command_id": stamp.command_id,
        "actor": str(stamp.actor),
        "recorded_at": stamp.at,
        "device": stamp.device,
        "reason": stamp.reason,
        "salt": secrets.token_hex(8),
    }
