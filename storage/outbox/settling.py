"""Settling: how a sending ended, written under the claim's token."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from notifier.fanout import fan_out, next_leg
from notifier.policy import EDITABLE
from notifier.ports import Claimed, Sight
from notifier.retries import Settlement
from notifier.states import State
from storage.outbox import receipts, sms_budget
from storage.outbox.promising import happening_of, keep

# A message that was told before stays told, whatever becomes of its edit. One with nothing left to say, to which
# something was added meanwhile, is looked at again. `told` keeps the first value told beside the last one, so that
# an edit can go on saying «было 7».
_SETTLE = sql("""
UPDATE message SET
    state = CASE WHEN :state = 'cancelled' AND dirty THEN 'pending'
                 WHEN provider_id <> '' AND :state NOT IN ('accepted', 'pending') THEN 'accepted'
                 ELSE :state END,
    not_before = CASE WHEN :state = 'cancelled' AND dirty THEN :now
                      ELSE coalesce(CAST(:not_before AS timestamptz), not_before) END,
    provider_id = CASE WHEN :provider_id <> '' THEN :provider_id ELSE provider_id END,
    shown = CASE WHEN :shown <> '' THEN :shown ELSE shown END,
    told = CAST(:firsts AS jsonb) || told || CAST(:told AS jsonb),
    left_at = CASE WHEN :provider_id <> '' THEN coalesce(left_at, :now) ELSE left_at END,
    attempts = attempts - CASE WHEN :spends THEN 0 ELSE 1 END,
    doubts = doubts + CASE WHEN :doubted THEN 1 ELSE 0 END,
    claim_token = NULL, worker = NULL, lease_until = NULL, stage = '', error = :reason
WHERE id = :id AND claim_token = :token AND state = 'leased'
RETURNING state
""")
# The claim was lost meanwhile; while nobody has sent the message again, the success stops the copy.
_LATE = sql("""
UPDATE message SET state = 'accepted', provider_id = :provider_id, shown = :shown,
    told = CAST(:firsts AS jsonb) || told || CAST(:told AS jsonb), left_at = coalesce(left_at, :now),
    claim_token = NULL, worker = NULL, lease_until = NULL, stage = '', error = 'late'
WHERE id = :id AND :state = 'accepted' AND :provider_id <> '' AND provider_id = ''
  AND (state IN ('scheduled', 'pending', 'unknown') OR (state = 'leased' AND stage = 'claimed'))
RETURNING state
""")
_DELIVERIES = sql("""
UPDATE delivery SET state = :state, reason = :reason, settled_at = CASE WHEN :ended THEN CAST(:now AS timestamptz) END
WHERE message_id = :id AND state IN ('scheduled', 'pending', 'leased', 'unknown')
  AND (CAST(:members AS bigint[]) IS NULL OR id = ANY(:members))
RETURNING id
""")
_ATTEMPT = sql("""
INSERT INTO attempt (message_id, claim_token, outcome, provider_id, code, at)
VALUES (:id, :token, :state, :provider_id, :reason, :now)
""")
_DEAD = sql("""
UPDATE account SET state = 'dead', changed_at = :now
WHERE id = (SELECT account_id FROM message WHERE id = :id) AND state = 'live'
""")
_LEGS = sql("""
SELECT d.event_id, d.person_id, d.pupil_id, array_agg(DISTINCT split_part(o.leg, ':', 1)) AS used
FROM delivery d JOIN delivery o ON o.event_id = d.event_id AND o.person_id = d.person_id
    AND o.pupil_id IS NOT DISTINCT FROM d.pupil_id
WHERE d.id = ANY(:ids) GROUP BY d.event_id, d.person_id, d.pupil_id ORDER BY d.event_id
""")
_LEFT_OUT = sql("""
SELECT id, event_id, person_id, pupil_id FROM delivery
WHERE message_id = :id AND state IN ('scheduled', 'pending') ORDER BY id
""")
_AGAIN = sql("UPDATE message SET state = 'pending', not_before = :now WHERE id = :id AND state = 'accepted'")
_AFTER = sql(
    "UPDATE delivery SET state = 'merged', reason = 'came after it had left', settled_at = :now WHERE id = :id"
)


async def settle(
    connection: AsyncConnection,
    claimed: Claimed,
    settlement: Settlement,
    now: datetime,
    sight: Sight | None,
    shown: str,
) -> None:
    """Write how a sending ended; the next channel's message, the segments spent, and a receipt that came early."""
    values = _values(claimed, settlement, now, sight, shown)
    stands = await connection.scalar(_SETTLE, values)
    await connection.execute(_ATTEMPT, values)
    if settlement.segments:
        await sms_budget.spend(connection, claimed, settlement.segments, now)
    if stands is None:
        stands = await connection.scalar(_LATE, values)
    if stands is None or (stands == State.PENDING and settlement.state is State.CANCELLED):
        return
    ended = await _members(connection, claimed.id, settlement, now, sight)
    if settlement.state is State.REFUSED:
        await connection.execute(_DEAD, values)
    if settlement.next_channel:
        await move_on(connection, ended, now)
    if settlement.state is State.ACCEPTED:
        await _left_out(connection, claimed, now)
    if settlement.state in (State.ACCEPTED, State.UNKNOWN):
        await receipts.early(connection, claimed.account.channel, claimed.id, settlement.provider_id, now)


def _values(claimed: Claimed, settlement: Settlement, now: datetime, sight: Sight | None, shown: str) -> dict[str, Any]:
    """What a person knows now is what left, or what may have left."""
    knows = sight is not None and (settlement.provider_id != "" or settlement.state is State.UNKNOWN)
    told = dict(sight.told) if sight is not None and knows else {}
    return {
        "id": claimed.id,
        "token": claimed.token,
        "state": settlement.state,
        "not_before": settlement.not_before,
        "provider_id": settlement.provider_id,
        "reason": settlement.reason,
        "now": now,
        "shown": shown,
        "told": json.dumps(told, ensure_ascii=False),
        "firsts": json.dumps({f"{key}:first": value for key, value in told.items()}, ensure_ascii=False),
        "spends": settlement.spends_attempt,
        "doubted": settlement.doubted,
    }


async def _members(
    connection: AsyncConnection, message_id: int, settlement: Settlement, now: datetime, sight: Sight | None
) -> list[int]:
    """The promises the words spoke for; without words, all that are open."""
    changed = await connection.scalars(
        _DELIVERIES,
        {
            "id": message_id,
            "state": settlement.state,
            "reason": settlement.reason,
            "now": now,
            "ended": settlement.state not in (State.PENDING, State.UNKNOWN),
            "members": list(sight.deliveries) if sight else None,
        },
    )
    return list(changed.all())


async def move_on(connection: AsyncConnection, ended: list[int], now: datetime) -> None:
    """What these deliveries could not tell is promised on the person's next channel."""
    for row in (await connection.execute(_LEGS, {"ids": ended})).mappings().all():
        happening = await happening_of(connection, row["event_id"])
        for promise in next_leg(happening, row["person_id"], row["pupil_id"], frozenset(row["used"]), now):
            await keep(connection, happening, promise, now)


async def _left_out(connection: AsyncConnection, claimed: Claimed, now: datetime) -> None:
    """What joined after the words were made: a message in a chat is edited, after a letter it is decided anew."""
    missed = (await connection.execute(_LEFT_OUT, {"id": claimed.id})).mappings().all()
    if missed and claimed.account.channel in EDITABLE:
        await connection.execute(_AGAIN, {"id": claimed.id, "now": now})
        return
    for row in missed:
        await connection.execute(_AFTER, {"id": row["id"], "now": now})
        happening = await happening_of(connection, row["event_id"])
        whose = row["person_id"], row["pupil_id"]
        they = tuple(one for one in happening.recipients if (one.person_id, one.pupil_id) == whose)
        for promise in fan_out(replace(happening, recipients=they)):
            await keep(connection, happening, promise, now)
