"""What the history checker reads: the gateway's database, read only, and what the other side received."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg

from app.demo.servers import SECRET
from app.heads import kept
from app.secret import chain_keys, pepper
from journal_core.actions.auditing import verify
from sandbox.client import Sandbox
from storage.database import database
from storage.dsn import for_asyncpg

Row = Mapping[str, Any]

TABLES = {
    "events": "SELECT * FROM event ORDER BY id",
    "deliveries": "SELECT * FROM delivery ORDER BY id",
    "messages": """SELECT m.*, a.address, a.state AS account_state, a.changed_at, s.zone, s.quiet_from, s.quiet_until
        FROM message m JOIN account a ON a.id = m.account_id JOIN school s ON s.id = m.school_id ORDER BY m.id""",
    "attempts": "SELECT * FROM attempt ORDER BY id",
    "links": "SELECT * FROM link WHERE pupil_id IS NOT NULL",
    "bars": """SELECT b.since, l.person_id, b.pupil_id FROM bar b
        JOIN link l ON l.pupil_id = b.pupil_id AND (l.guardian_id = b.guardian_id OR l.person_id = b.person_id)""",
    "values": """
        SELECT DISTINCT ON (subject) * FROM (
            SELECT 'mark:' || mark_id AS subject, revision, change, value FROM mark_revision
            UNION ALL SELECT 'absence:' || absence_id, revision, change, code FROM absence_revision
            UNION ALL SELECT 'homework:' || homework_id, revision, change, text FROM homework_revision
            UNION ALL SELECT 'notice:' || notice_id, revision, change,
                left(encode(sha256(convert_to(text, 'UTF8')), 'hex'), 12) FROM notice_revision
        ) AS revisions ORDER BY subject, revision DESC""",
    "wishes": "SELECT * FROM preference WHERE timing = 'off' ORDER BY id",
    "subscriptions": "SELECT * FROM subscription",
    "acks": "SELECT 'notice_reminder:' || notice_id AS subject, pupil_id, min(at) AS at FROM notice_ack GROUP BY 1, 2",
    # Who may hear of an event, and was promised nothing.
    "forgotten": """
        SELECT e.id, e.kind, e.subject, l.person_id FROM event e
        JOIN link l ON l.state = 'live' AND l.settled_at <= e.occurred_at AND (
            l.pupil_id = e.pupil_id OR e.pupil_id IS NULL AND EXISTS (
                SELECT 1 FROM membership m
                WHERE m.pupil_id = l.pupil_id AND m.class_id = e.class_id AND m.days @> e.day)
            AND (e.subgroup_id IS NULL OR EXISTS (
                SELECT 1 FROM subgroup_member s WHERE s.pupil_id = l.pupil_id AND s.subgroup_id = e.subgroup_id
                AND s.days @> e.day)))
        WHERE e.kind IN ('mark', 'absence', 'homework', 'notice', 'remark', 'term_mark', 'lesson_changed', 'concern')
          AND NOT EXISTS (SELECT 1 FROM bar b
            WHERE b.pupil_id = l.pupil_id AND (b.guardian_id = l.guardian_id OR b.person_id = l.person_id))
          AND EXISTS (
            SELECT 1 FROM account a JOIN consent c ON c.person_id = a.person_id AND c.channel = a.channel
            WHERE a.person_id = l.person_id AND a.state = 'live' AND a.changed_at <= e.occurred_at
              AND c.pupil_id = l.pupil_id AND c.withdrawn_at IS NULL AND c.given_at <= e.occurred_at)
          AND NOT EXISTS (
            SELECT 1 FROM delivery d
            WHERE d.event_id = e.id AND d.person_id = l.person_id AND d.pupil_id = l.pupil_id)
        UNION ALL
        SELECT e.id, e.kind, e.subject, split_part(e.subject, ':', 2)::bigint FROM event e
        WHERE e.kind = 'summary' AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.event_id = e.id)
          AND EXISTS (
            SELECT 1 FROM account a JOIN link l ON l.person_id = a.person_id AND l.state = 'live'
                AND l.settled_at <= e.occurred_at
            JOIN consent c ON c.person_id = a.person_id AND c.channel = a.channel AND c.pupil_id = l.pupil_id
                AND c.withdrawn_at IS NULL
            WHERE a.person_id = split_part(e.subject, ':', 2)::bigint AND a.state = 'live'
              AND a.changed_at <= e.occurred_at)""",
}


@dataclass(frozen=True)
class History:
    """What the database says, and what the other side has."""

    now: datetime
    rows: Mapping[str, list[Row]]
    calls: list[Row] = field(default_factory=list)  #: of the Bot API
    letters: list[Row] = field(default_factory=list)
    texts: list[Row] = field(default_factory=list)  #: SMS
    chats: Mapping[str, list[Row]] = field(default_factory=dict)  #: address → the bot's bubbles

    @property
    def messages(self) -> dict[int, Row]:
        """By number."""
        return {row["id"]: row for row in self.rows["messages"]}


async def read_database(dsn: str) -> dict[str, list[Row]]:
    """Every table the rules look at, as of one moment, through a connection that can write nothing."""
    connection = await asyncpg.connect(for_asyncpg(dsn))
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            return {name: [dict(row) for row in await connection.fetch(sql)] for name, sql in TABLES.items()}
    finally:
        await connection.close()


async def tampered(dsn: str, home: Path) -> list[str]:
    """What the journal's chains say: nobody wrote past the program, and the program sealed all that it wrote."""
    keys = chain_keys(pepper(SECRET, home), "")
    async with database(dsn, keys) as here:
        return [str(one) for one in (await verify(here.evidence(), keys, kept(home))).findings]


async def read_wire(sandbox: Sandbox) -> dict[str, Any]:
    """What the other side received."""
    people = await sandbox.get("people")
    screens = await asyncio.gather(*(sandbox.get(f"people/{one['id']}/screen") for one in people))
    chats = {
        str(one["id"]): [bubble for bubble in shown if bubble["from"] == "bot"]
        for one, shown in zip(people, screens, strict=True)
    }
    return {
        "calls": await sandbox.calls(),
        "letters": await sandbox.mail(),
        "texts": await sandbox.sms(),
        "chats": chats,
    }
