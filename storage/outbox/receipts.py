"""Receipts: what the other side says later of a message; early, twice, late, or of nothing we know."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.school import Channel
from notifier.states import State

# By the other side's number, or by ours while theirs is not known.
_FIND = sql("""
SELECT id FROM message
WHERE channel = :channel AND (provider_id = :provider_id OR (provider_id = '' AND CAST(id AS text) = :provider_id))
  AND state IN ('accepted', 'unknown', 'delivered', 'failed')
ORDER BY id DESC LIMIT 1 FOR UPDATE
""")
_APPLY = sql("""
UPDATE message SET state = :state, provider_id = CASE WHEN provider_id = '' THEN :provider_id ELSE provider_id END,
    left_at = CASE WHEN :state = 'delivered' THEN coalesce(left_at, :now) ELSE left_at END
WHERE id = :id
""")
_OF_MESSAGE = sql("""
UPDATE delivery SET state = :state, settled_at = :now
WHERE message_id = :id AND state IN ('accepted', 'unknown', 'delivered', 'failed')
""")
_ORPHAN = sql("""
INSERT INTO orphan_receipt (channel, provider_id, status, at) VALUES (:channel, :provider_id, :status, :now)
""")
_ORPHANS = sql("""
DELETE FROM orphan_receipt WHERE channel = :channel AND provider_id IN (:provider_id, :own) RETURNING status
""")
DELIVERED = "delivered"


async def apply(
    connection: AsyncConnection, channel: Channel, provider_id: str, delivered: bool, code: str, now: datetime
) -> bool:
    """Apply a receipt; one that nobody knows yet is kept. Twice changes nothing."""
    known = {"channel": channel, "provider_id": provider_id, "now": now}
    message_id = await connection.scalar(_FIND, known)
    if message_id is None:
        status = DELIVERED if delivered else f"failed {code}".strip()
        await connection.execute(_ORPHAN, {**known, "status": status})
        return False
    state = State.DELIVERED if delivered else State.FAILED
    await connection.execute(_APPLY, {**known, "id": message_id, "state": state})
    await connection.execute(_OF_MESSAGE, {"id": message_id, "state": state, "now": now})
    return True


async def early(
    connection: AsyncConnection, channel: Channel, message_id: int, provider_id: str, now: datetime
) -> None:
    """Apply a receipt that came before the answer it belongs to; of several, «delivered» is believed."""
    own = str(message_id)
    asked = {"channel": channel, "provider_id": provider_id or own, "own": own}
    statuses = (await connection.scalars(_ORPHANS, asked)).all()
    if statuses:
        code = statuses[-1].removeprefix("failed").strip()
        await apply(connection, channel, provider_id or own, DELIVERED in statuses, code, now)
