"""Upkeep of the outbox: what dead workers held comes back, what is too late ends, doubts do not last for ever."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.school import Channel
from notifier.retries import COPIES, DOUBT_LASTS, ONCE
from notifier.states import State
from storage.outbox import receipts
from storage.outbox.settling import move_on
from storage.workers import DEAD

# A dead worker is known by its advisory lock, so a killed process's messages do not wait for the lease to end.
# Not sent for certain (stage «claimed»): as it was. An edit: again, it changes the same message. Else: in doubt.
# What takes its worker down every time is laid aside.
_RESCUE = sql(f"""
WITH lost AS MATERIALIZED (
    SELECT id, claim_token, stage = 'sending' AND provider_id = '' AS in_doubt, stage = 'sending' AS spent,
        (SELECT count(*) FROM attempt a WHERE a.message_id = message.id AND a.code = 'rescued') >= :most AS deadly
    FROM message
    WHERE state = 'leased' AND (lease_until < clock_timestamp() OR {DEAD})
    FOR UPDATE SKIP LOCKED
)
UPDATE message m SET
    state = CASE WHEN lost.in_doubt OR (m.doubts > 0 AND m.provider_id = '') THEN 'unknown'
                 WHEN lost.deadly AND m.provider_id = '' THEN 'broken' ELSE 'pending' END,
    doubts = m.doubts + CASE WHEN lost.in_doubt THEN 1 ELSE 0 END,
    attempts = m.attempts - CASE WHEN lost.spent THEN 0 ELSE 1 END,
    not_before = CASE WHEN lost.in_doubt
                      THEN CAST(:now AS timestamptz) + CASE m.channel WHEN 'telegram' THEN CAST(:telegram AS interval)
                          WHEN 'email' THEN CAST(:email AS interval) ELSE CAST(:sms AS interval) END
                      ELSE m.not_before END,
    claim_token = NULL, worker = NULL, lease_until = NULL, stage = '', error = 'rescued'
FROM lost WHERE m.id = lost.id
RETURNING m.id, lost.claim_token, m.state, m.channel
""")
_EVIDENCE = sql("""
INSERT INTO attempt (message_id, claim_token, outcome, code, at) VALUES (:id, :token, :state, 'rescued', :now)
""")
# Scheduled, pending or doubtful past its time. One that was told and only waited for an edit stays told.
_EXPIRE = sql("""
UPDATE message SET state = CASE WHEN provider_id <> '' THEN 'accepted' WHEN doubts > 0 THEN 'failed' ELSE 'expired' END,
    error = 'its time has passed'
WHERE state IN ('scheduled', 'pending', 'unknown') AND expires_at <= :now
RETURNING id, CASE WHEN state = 'failed' THEN 'failed' ELSE 'expired' END AS promise
""")
_GIVE_UP = sql("""
UPDATE message SET state = 'failed', error = 'nobody knows whether it arrived'
WHERE state = 'unknown' AND channel = :channel AND not_before <= :now
  AND (doubts > :copies OR template = ANY(:once))
RETURNING id
""")
_DELIVERIES = sql("""
UPDATE delivery SET state = :state, settled_at = :now WHERE message_id = :id
  AND state IN ('scheduled', 'pending', 'leased', 'unknown')
RETURNING id
""")
#: Rescues after which a message that was never sent is laid aside (REL-25).
MOST_RESCUES = 3


async def rescue(connection: AsyncConnection, now: datetime) -> int:
    """Return the messages of dead workers; how many there were."""
    waits = {str(channel): lasts for channel, lasts in DOUBT_LASTS.items()}
    lost = (await connection.execute(_RESCUE, {"now": now, "most": MOST_RESCUES - 1, **waits})).mappings().all()
    for row in lost:
        known = {"id": row["id"], "token": row["claim_token"], "state": row["state"], "now": now}
        await connection.execute(_EVIDENCE, known)
        if row["state"] == State.UNKNOWN:
            await receipts.early(connection, Channel(row["channel"]), row["id"], "", now)
        if row["state"] == State.BROKEN:
            await connection.execute(_DELIVERIES, {"id": row["id"], "state": State.BROKEN, "now": now})
    return len(lost)


async def expire(connection: AsyncConnection, now: datetime) -> int:
    """End what is too late, and doubts that lasted too long (their promise moves to the next channel)."""
    late = (await connection.execute(_EXPIRE, {"now": now})).mappings().all()
    for row in late:
        await connection.execute(_DELIVERIES, {"id": row["id"], "state": row["promise"], "now": now})
    ended = len(late)
    for channel, copies in COPIES.items():
        given_up = {"channel": channel, "copies": copies, "once": list(ONCE), "now": now}
        for message_id in (await connection.scalars(_GIVE_UP, given_up)).all():
            failed = await connection.scalars(_DELIVERIES, {"id": message_id, "state": State.FAILED, "now": now})
            await move_on(connection, list(failed.all()), now)
            ended += 1
    return ended
