"""The ways of messages, newest first: what a trial shows beside the phones. The gateway itself never reads this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.people import Account
from journal_core.school import Channel
from notifier.states import State
from storage.trouble import as_connection_error

_NEWEST = sql("""
SELECT m.id, m.channel, a.address, m.state, m.provider_id, m.not_before, m.answers_id IS NOT NULL AS is_line,
    told.things, told.recorded_at, told.settled_at, tries.outcomes
FROM message m JOIN account a ON a.id = m.account_id
CROSS JOIN LATERAL (
    SELECT min(e.occurred_at) AS recorded_at, max(d.settled_at) AS settled_at,
        jsonb_agg(jsonb_build_array(e.kind, coalesce(s.name, ''), coalesce(r.value, '')) ORDER BY d.id) AS things
    FROM delivery d JOIN event e ON e.id = d.event_id
    LEFT JOIN lesson l ON l.id = e.lesson_id LEFT JOIN subject s ON s.id = l.subject_id
    LEFT JOIN mark_revision r ON e.kind = 'mark' AND r.revision = e.revision
        AND r.mark_id = CAST(split_part(e.subject, ':', 2) AS bigint)
    WHERE d.message_id = m.id) told
CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_array(t.outcome, t.at) ORDER BY t.id), '[]') AS outcomes
    FROM attempt t WHERE t.message_id = m.id) tries
WHERE told.things IS NOT NULL
ORDER BY m.id DESC LIMIT :most
""")


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that a message tells."""

    kind: str  #: of the event
    subject: str  #: of the lesson, or empty
    value: str  #: of a mark, or empty


@dataclass(frozen=True, slots=True)
class Way:
    """One message from its promise to where it is now."""

    message_id: int
    account: Account
    state: State
    provider_id: str
    is_line: bool  #: it answers another message: a line that says what was corrected
    things: tuple[Thing, ...]
    recorded_at: datetime  #: the first of what it tells
    not_before: datetime
    settled_at: datetime | None
    tries: tuple[tuple[State, datetime], ...]  #: how each sending or edit ended


class PgWays:
    """Read only, for whoever plays a trial."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def newest(self, most: int) -> Sequence[Way]:
        """The ways of the newest messages, newest first. Raises ConnectionError when the database is away."""
        with as_connection_error():
            async with self._engine.connect() as connection:
                rows = (await connection.execute(_NEWEST, {"most": most})).mappings().all()
        return [
            Way(
                row["id"],
                Account(Channel(row["channel"]), row["address"]),
                State(row["state"]),
                row["provider_id"],
                row["is_line"],
                tuple(Thing(*thing) for thing in row["things"]),
                row["recorded_at"],
                row["not_before"],
                row["settled_at"],
                tuple((State(outcome), datetime.fromisoformat(at)) for outcome, at in row["outcomes"]),
            )
            for row in rows
        ]
