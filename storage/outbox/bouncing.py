"""Bounces: the other side had taken a letter and says later that there is no such mailbox."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.outbox.settling import move_on

_RETURNED = sql("""
UPDATE message SET state = 'failed', error = :code
WHERE id = :id AND channel = 'email' AND state IN ('accepted', 'unknown', 'delivered')
  AND left_at > CAST(:now AS timestamptz) - interval '6 days'
RETURNING account_id, left_at, expires_at > :now AS in_time
""")
# A mailbox confirmed since the letter left is another one.
_DEAD = sql("""
UPDATE account SET state = 'dead', changed_at = :now WHERE id = :id AND state = 'live' AND changed_at <= :left_at
""")
_UNTOLD = sql("""
UPDATE delivery SET state = 'failed', reason = :code, settled_at = :now
WHERE message_id = :id AND state IN ('accepted', 'unknown', 'delivered')
RETURNING id
""")


async def bounced(connection: AsyncConnection, message_id: int, code: str, now: datetime) -> bool:
    """The mailbox is dead, and what the letter said is promised on the next channel while it is still news.

    False when nothing of the kind was sent within the five days that a server tries; twice changes nothing.
    """
    known = {"id": message_id, "code": code, "now": now}
    row = (await connection.execute(_RETURNED, known)).mappings().first()
    if row is None:
        return False
    await connection.execute(_DEAD, {"id": row["account_id"], "left_at": row["left_at"], "now": now})
    untold = list((await connection.scalars(_UNTOLD, known)).all())
    if row["in_time"]:
        await move_on(connection, untold, now)
    return True
