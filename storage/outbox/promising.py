"""Fan-out in one transaction: the oldest event, its audience, the rule's promises, written together."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.entries.revisions import Change
from journal_core.events import Event, EventKind, subject_id
from notifier.promises import Happening, Join, Promise
from notifier.states import State
from storage.outbox.audience import recipients
from storage.outbox.schools import read_school
from storage.trouble import is_away

# Events are fanned out one at a time and in order, so that a correction finds what it corrects.
_ORDER = sql("SELECT pg_advisory_xact_lock(hashtext('diary fan-out'))")
# Those that failed before wait until nothing else does.
_OLDEST = sql("SELECT * FROM event WHERE fanned_at IS NULL ORDER BY id = ANY(:failed), id LIMIT 1")
_BY_ID = sql("SELECT * FROM event WHERE id = :id")
# The dispatchers sleep until the next message they know of; this one may be due sooner.
_WAKE = sql("SELECT pg_notify('diary', 'message')")
_FANNED = sql("UPDATE event SET fanned_at = :now WHERE id = :id")
_MARK = sql("SELECT change, value FROM mark_revision WHERE mark_id = :number AND revision = :revision")
_ABSENCE = sql("SELECT change, code AS value FROM absence_revision WHERE absence_id = :number AND revision = :revision")
_HOMEWORK = sql(
    "SELECT change, text AS value FROM homework_revision WHERE homework_id = :number AND revision = :revision"
)
_NOTICE = sql("SELECT change, text AS value FROM notice_revision WHERE notice_id = :number AND revision = :revision")
_REMARK = sql("SELECT change, text AS value FROM remark_revision WHERE remark_id = :number AND revision = :revision")
_TERM_MARK = sql("SELECT change, value FROM term_mark_revision WHERE term_mark_id = :number AND revision = :revision")
_LESSON = sql("SELECT change, '' AS value FROM lesson_change WHERE lesson_id = :number AND revision = :revision")
_CONCERN = sql("SELECT change, what AS value FROM concern_revision WHERE concern_id = :number AND revision = :revision")
_REVISION = {
    EventKind.MARK: _MARK,
    EventKind.ABSENCE: _ABSENCE,
    EventKind.HOMEWORK: _HOMEWORK,
    EventKind.NOTICE: _NOTICE,
    EventKind.REMARK: _REMARK,
    EventKind.TERM_MARK: _TERM_MARK,
    EventKind.LESSON_CHANGED: _LESSON,
    EventKind.CONCERN: _CONCERN,
}

_SEAL = sql("""
UPDATE message SET thread = thread || ':' || id
WHERE account_id = :account_id AND thread = :thread AND state = 'scheduled' AND provider_id = '' AND closes_at < :at
""")
# Joining keeps each member's own grace: the later time wins, but for a day's absences the first is not held up.
_OPEN = sql("""
INSERT INTO message (school_id, person_id, account_id, pupil_id, template, thread, channel, lane, state, not_before,
    closes_at, expires_at, answers_id, told)
VALUES (:school_id, :person_id, :account_id, :pupil_id, :template, :thread, :channel, :lane, 'scheduled', :not_before,
    :closes_at, :expires_at, :answers, CAST(:told AS jsonb))
ON CONFLICT (account_id, thread) WHERE state = 'scheduled' AND provider_id = '' DO UPDATE
SET not_before = CASE WHEN :soonest THEN least(message.not_before, excluded.not_before)
                      ELSE greatest(message.not_before, excluded.not_before) END,
    expires_at = greatest(message.expires_at, excluded.expires_at), lane = least(message.lane, excluded.lane)
RETURNING id
""")
# One that has left is pending again, to be edited; one in a worker's hands is marked, and settling sees it.
_EDIT = sql("""
UPDATE message SET
    dirty = dirty OR state = 'leased',
    not_before = CASE WHEN provider_id <> '' AND state NOT IN ('leased', 'pending') THEN :now ELSE not_before END,
    expires_at = CASE WHEN provider_id <> '' THEN greatest(expires_at, :now + interval '48 hours') ELSE expires_at END,
    state = CASE WHEN provider_id <> '' AND state <> 'leased' THEN 'pending' ELSE state END
WHERE id = :id
RETURNING provider_id
""")
# The same promise twice is one; only the first makes or touches a message.
_PROMISE = sql("""
INSERT INTO delivery (event_id, person_id, pupil_id, leg, subject, revision, state, reason, made_at, settled_at)
VALUES (:event_id, :person_id, :pupil_id, :leg, :subject, :revision, :state, :reason, :now, :settled_at)
ON CONFLICT (event_id, person_id, pupil_id, leg) DO NOTHING
RETURNING id
""")
_BELONGS = sql("UPDATE delivery SET message_id = :message_id, state = :state WHERE id = :id")
# What was promised of an earlier value, in whatever message it waits, is told by this one; but for a message in
# somebody's hands: it may be saying the earlier value right now.
_MERGE = sql("""
UPDATE delivery SET state = 'merged', reason = 'a later value', settled_at = :now
WHERE subject = :subject AND revision < :revision AND person_id = :person_id
  AND pupil_id IS NOT DISTINCT FROM :pupil_id AND leg = :leg AND state IN ('scheduled', 'pending')
  AND NOT EXISTS (SELECT FROM message m WHERE m.id = delivery.message_id AND m.state = 'leased')
""")


class NotFanned(Exception):
    """An event that could not be fanned out; its number, so that others may pass it."""

    def __init__(self, event_id: int) -> None:
        super().__init__(event_id)
        self.event_id = event_id


async def fan(
    connection: AsyncConnection,
    decide: Callable[[Happening], Sequence[Promise]],
    now: datetime,
    failed: Collection[int] = (),
) -> bool:
    """Fan out the oldest waiting event, those in `failed` last; False when none waits.

    Raises NotFanned from what went wrong, unless it is the database that went.
    """
    await connection.execute(_ORDER)
    row = (await connection.execute(_OLDEST, {"failed": list(failed)})).mappings().first()
    if row is None:
        return False
    try:
        happening = await _happening(connection, row)
        for promise in decide(happening):
            await keep(connection, happening, promise, now)
        await connection.execute(_FANNED, {"id": row["id"], "now": now})
        await connection.execute(_WAKE)
    except OSError:
        raise
    except Exception as error:
        if is_away(error):
            raise
        raise NotFanned(row["id"]) from error
    return True


async def happening_of(connection: AsyncConnection, event_id: int) -> Happening:
    """An event as it would be fanned out now."""
    row = (await connection.execute(_BY_ID, {"id": event_id})).mappings().one()
    return await _happening(connection, row)


async def _happening(connection: AsyncConnection, row: Any) -> Happening:
    event = Event(
        EventKind(row["kind"]),
        row["school_id"],
        row["subject"],
        row["revision"],
        row["occurred_at"],
        row["urgent"],
        row["pupil_id"],
        row["class_id"],
        row["subgroup_id"],
        row["lesson_id"],
        row["day"],
    )
    change, value = Change.SET, ""
    statement = _REVISION.get(event.kind)
    if statement is not None:
        asked = {"number": subject_id(event.subject), "revision": event.revision}
        change, value = (await connection.execute(statement, asked)).one()
    school = await read_school(connection, event.school_id)
    return Happening(row["id"], event, school, Change(change), value, await recipients(connection, event))


async def keep(connection: AsyncConnection, happening: Happening, promise: Promise, now: datetime) -> None:
    """Write one promise: its delivery, and the message it opens, joins or edits. Said twice, it is kept once."""
    event = happening.event
    whose = {"person_id": promise.person_id, "pupil_id": promise.pupil_id, "leg": promise.leg}
    what = {"subject": event.subject, "revision": event.revision, "now": now}
    made = {"event_id": happening.event_id, "state": promise.state, "reason": promise.reason}
    ended = now if promise.join is Join.NONE else None
    delivery = await connection.scalar(_PROMISE, {**whose, **what, **made, "settled_at": ended})
    if delivery is None or promise.join is Join.NONE:
        return
    state = State.SCHEDULED
    if promise.join is Join.OPEN:
        message_id = await _open(connection, happening, promise)
    else:
        message_id = promise.edits
        has_left = await connection.scalar(_EDIT, {"id": message_id, "now": now})
        state = State.PENDING if has_left else State.SCHEDULED
    await connection.execute(_BELONGS, {"id": delivery, "message_id": message_id, "state": state})
    await connection.execute(_MERGE, {**whose, **what})


async def _open(connection: AsyncConnection, happening: Happening, promise: Promise) -> int | None:
    place = {"account_id": promise.account_id, "thread": promise.thread}
    await connection.execute(_SEAL, {**place, "at": happening.event.occurred_at})
    told = {happening.event.subject: promise.was} if promise.was else {}
    found: int | None = await connection.scalar(
        _OPEN,
        {
            **place,
            "school_id": happening.event.school_id,
            "person_id": promise.person_id,
            "pupil_id": promise.pupil_id,
            "template": promise.template,
            "channel": promise.channel,
            "lane": promise.lane,
            "not_before": promise.not_before,
            "closes_at": promise.closes_at,
            "expires_at": promise.expires_at,
            "answers": promise.answers,
            "told": json.dumps(told, ensure_ascii=False),
            "soonest": promise.soonest,
        },
    )
    return found
