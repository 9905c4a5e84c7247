"""The columns of `storage.tables.base.stamp`, filled: who, when, from what device and why, and a salt of its own."""

from __future__ import annotations

import secrets
from typing import Any

from journal_core.entries.revisions import Stamp


def stamped(stamp: Stamp) -> dict[str, Any]:
    """For one row: each has another salt, so that equal rows have different commitments."""
    return {
        "command_id": stamp.command_id,
        "actor": str(stamp.actor),
        "recorded_at": stamp.at,
        "device": stamp.device,
        "reason": stamp.reason,
        "salt": secrets.token_hex(8),
    }
