"""Claims: who sends what, under a token nobody can confuse."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.people import Account
from journal_core.school import Channel
from notifier.policy import Lane
from notifier.ports import Claimed
from notifier.retries import COPIES, ONCE

#: Seconds; longer than a channel's own limit for one sending (telegram 20, mail 100, SMS 25) and its wait for a permit.
LEASE = {Channel.TELEGRAM: 120, Channel.EMAIL: 300, Channel.SMS: 120}

# The CTE fences the limit: without it the planner may lock more rows than it updates.
_CLAIM = sql("""
WITH due AS MATERIALIZED (
    SELECT id FROM message
    WHERE channel = :channel AND state IN ('scheduled', 'pending', 'unknown') AND not_before <= :now
      AND (state <> 'unknown' OR (doubts <= :copies AND template <> ALL(:once)))
    ORDER BY lane, not_before, id
    LIMIT :limit
    FOR UPDATE SKIP LOCKED
)
UPDATE message m
SET state = 'leased', claim_token = gen_random_uuid(), worker = :worker, stage = 'claimed', dirty = false,
    lease_until = clock_timestamp() + make_interval(secs => :lease), attempts = m.attempts + 1
FROM due, account a
WHERE m.id = due.id AND a.id = m.account_id
RETURNING m.id, m.claim_token, m.school_id, m.person_id, m.pupil_id, a.channel, a.address, m.template, m.lane,
    m.expires_at, m.attempts, m.told, m.provider_id, m.shown,
    (SELECT o.provider_id FROM message o WHERE o.id = m.answers_id) AS answers
""")
_NEXT = sql("""
SELECT min(not_before) FROM message
WHERE channel = :channel AND state IN ('scheduled', 'pending', 'unknown')
  AND (state <> 'unknown' OR (doubts <= :copies AND template <> ALL(:once)))
""")
_SENDING = sql("""
UPDATE message SET stage = 'sending'
WHERE id = :id AND claim_token = :token AND state = 'leased' AND lease_until > clock_timestamp()
""")


async def claim(connection: AsyncConnection, worker: int, channel: Channel, limit: int, now: datetime) -> list[Claimed]:
    """Take at most `limit` due messages."""
    found = await connection.execute(
        _CLAIM,
        {
            "channel": channel,
            "now": now,
            "copies": COPIES[channel],
            "once": list(ONCE),
            "limit": limit,
            "worker": worker,
            "lease": LEASE[channel],
        },
    )
    return sorted((_claimed(row) for row in found.mappings()), key=lambda one: (one.lane, one.id))


def _claimed(row: Any) -> Claimed:
    return Claimed(
        row["id"],
        row["claim_token"],
        row["school_id"],
        row["person_id"],
        row["pupil_id"],
        Account(Channel(row["channel"]), row["address"]),
        row["template"],
        Lane(row["lane"]),
        row["expires_at"],
        row["attempts"],
        row["told"],
        row["provider_id"],
        row["shown"],
        row["answers"] or "",
    )


async def next_due(connection: AsyncConnection, channel: Channel) -> datetime | None:
    """When the next message of the channel is due, possibly in the past."""
    found: datetime | None = await connection.scalar(
        _NEXT, {"channel": channel, "copies": COPIES[channel], "once": list(ONCE)}
    )
    return found


async def sending(connection: AsyncConnection, claimed: Claimed) -> bool:
    """Mark that bytes may leave now; False when somebody else has the message."""
    done = await connection.execute(_SENDING, {"id": claimed.id, "token": claimed.token})
    return done.rowcount == 1
