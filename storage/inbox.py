"""The inbox: raw updates, durable before they are acknowledged, handled once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from notifier.ports import Incoming
from storage.trouble import as_connection_error

_KEEP = sql("""
INSERT INTO inbox (bot, update_id, queue, raw, received_at)
VALUES (:bot, :update_id, :queue, CAST(:raw AS jsonb), :at)
ON CONFLICT (bot, update_id) DO NOTHING
""")
_WAITING = sql("""
SELECT inbox.id, inbox.update_id, inbox.queue, inbox.raw
FROM (
    SELECT id, row_number() OVER (PARTITION BY queue ORDER BY id) AS place
    FROM inbox WHERE bot = :bot AND state = 'new'
) AS waiting
JOIN inbox ON inbox.id = waiting.id
WHERE waiting.place <= :each AND inbox.id > :after
ORDER BY inbox.id LIMIT :limit
""")
# What people wrote, their codes and birth dates, is not kept once it is answered; the row still stops a second coming.
_HANDLED = sql("""
UPDATE inbox SET state = CASE WHEN :error = '' THEN 'done' ELSE 'failed' END, error = :error, handled_at = :at,
    raw = CASE WHEN :error = '' THEN '{}' ELSE raw END
WHERE id = :id AND state = 'new'
""")


class PgInbox:
    """`notifier.ports.Inbox` over the run-time role's engine."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def keep(self, bot: str, updates: Sequence[Mapping[str, Any]], at: datetime) -> None:
        """Store raw updates in one transaction; those kept before are passed over."""
        rows = [
            {
                "bot": bot,
                "update_id": update["update_id"],
                "queue": queue_of(update),
                "raw": json.dumps(_kept(update), ensure_ascii=False),
                "at": at,
            }
            for update in updates
        ]
        if rows:
            with as_connection_error():
                async with self._engine.begin() as connection:
                    await connection.execute(_KEEP, rows)

    async def waiting(self, bot: str, after: int, limit: int, each: int = 20) -> list[Incoming]:
        """Updates nobody has handled yet, oldest first; of each queue only its first `each`."""
        with as_connection_error():
            async with self._engine.connect() as connection:
                found = await connection.execute(_WAITING, {"bot": bot, "after": after, "limit": limit, "each": each})
                return [Incoming(*row) for row in found]

    async def handled(self, incoming_id: int, at: datetime, error: str = "") -> None:
        """Mark an update as handled."""
        with as_connection_error():
            async with self._engine.begin() as connection:
                await connection.execute(_HANDLED, {"id": incoming_id, "at": at, "error": error})


def _kept(value: Any) -> Any:
    """As jsonb can hold it: without NUL and halves of characters, which no update needs."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, Mapping):
        return {_kept(name): _kept(one) for name, one in value.items()}
    return [_kept(one) for one in value] if isinstance(value, list) else value


def queue_of(update: Mapping[str, Any]) -> str:
    """Whose queue an update belongs to: the person's, for messages and presses alike."""
    for value in update.values():
        if isinstance(value, Mapping) and isinstance(value.get("from"), Mapping):
            return str(value["from"].get("id", ""))
    return ""
