"""Whose weekly summary falls due: the subscribers, and the rows that fire.

That a summary fired is its event: unique by person and date, so it fires once whatever dies and however many
schedulers run.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.school import LEVELS, Level
from journal_core.wishes import Hour
from notifier.summaries import Due, Slot
from storage.links.standing import BARRED
from storage.trouble import as_connection_error

#: For :off of the statements below: where the law of a school leaves a channel nothing.
OFF = [f"{law}:{channel}" for law, levels in LEVELS.items() for channel, level in levels.items() if level is Level.OFF]

#: Where a person may hear of a child, and since when: live link, no bar, live account, standing consent.
HEARS = f"""
    SELECT a.person_id, a.channel, link.id AS link_id,
           greatest(a.changed_at, coalesce(link.settled_at, link.asked_at), c.given_at) AS since
    FROM link
    JOIN school ON school.id = link.school_id
    JOIN account a ON a.person_id = link.person_id AND a.state = 'live'
    JOIN consent c ON c.person_id = link.person_id AND c.pupil_id = link.pupil_id AND c.channel = a.channel
        AND c.withdrawn_at IS NULL
    WHERE link.state = 'live' AND NOT {BARRED} AND school.jurisdiction || ':' || a.channel <> ALL(CAST(:off AS text[]))
"""
# Where nobody chose an hour: since when the school's present one holds. What was due before is not owed.
_MOVED = """
    SELECT audit.school_id, max(audit.at) AS at FROM audit
    WHERE audit.action = 'change_school' AND jsonb_exists_any(audit.details -> 'settings',
        ARRAY['summary_on', 'summary-on', 'summary_at', 'summary-at', 'zone', 'profile'])
    GROUP BY audit.school_id
"""
#: To whom a summary comes: those who chose it, and by default whoever is reached by mail or SMS and by no chat
#: (001 4.3.5). «Stop» on its channel ends it.
SUBSCRIBERS = f"""
    SELECT w.* FROM (
        SELECT s.person_id, s.school_id, s.channel, s.weekday, s.at, s.changed_at AS since, true AS chosen
        FROM subscription s
        WHERE s.stopped_at IS NULL AND EXISTS (SELECT FROM ({HEARS}) h WHERE h.person_id = s.person_id)
        UNION ALL
        SELECT o.person_id, school.id, o.channel, school.summary_on, school.summary_at,
            greatest(o.since, moved.at,
                (SELECT max(a.changed_at) FROM account a
                 WHERE a.person_id = o.person_id AND a.channel = 'telegram')), false
        FROM (
            SELECT h.person_id, min(h.link_id) AS link_id, min(h.since) AS since,
                   CASE WHEN bool_or(h.channel = 'email') THEN 'email' ELSE 'sms' END AS channel
            FROM ({HEARS}) h
            GROUP BY h.person_id HAVING NOT bool_or(h.channel = 'telegram')
        ) o
        JOIN link first ON first.id = o.link_id
        JOIN school ON school.id = first.school_id
        LEFT JOIN ({_MOVED}) moved ON moved.school_id = school.id
        WHERE NOT EXISTS (SELECT FROM subscription s WHERE s.person_id = o.person_id)
    ) w
    WHERE NOT EXISTS (SELECT FROM preference p WHERE p.person_id = w.person_id AND p.pupil_id IS NULL
        AND p.kind = 'summary' AND p.channel = w.channel AND p.timing = 'off')
"""

_HOURS = sql("""
    SELECT school.zone, s.weekday, s.at FROM subscription s JOIN school ON school.id = s.school_id
    WHERE s.stopped_at IS NULL
    UNION SELECT zone, summary_on, summary_at FROM school
""")
_FIRE = sql(f"""
    INSERT INTO event (kind, school_id, subject, revision, occurred_at, urgent, day)
    SELECT 'summary', w.school_id, 'summary:' || w.person_id, due.revision, due.moment, false, due.day
    FROM ({SUBSCRIBERS}) w
    JOIN school ON school.id = w.school_id
    JOIN unnest(CAST(:zones AS text[]), CAST(:weekdays AS smallint[]), CAST(:hours AS time[]),
        CAST(:days AS date[]), CAST(:revisions AS integer[]), CAST(:moments AS timestamptz[])
    ) AS due(zone, weekday, at, day, revision, moment)
        ON due.zone = school.zone AND due.weekday = w.weekday AND due.at = w.at
    WHERE w.since < due.moment
    ON CONFLICT (kind, subject, revision) DO NOTHING
    RETURNING occurred_at
""")
_WAKE = sql("SELECT pg_notify('diary', 'event')")


class PgSummaries:
    """`notifier.ports.SummaryBook` over the run-time role's engine."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def hours(self) -> Sequence[Slot]:
        """Every hour of the week at which somebody's summary comes, with its zone."""
        with as_connection_error():
            async with self._engine.connect() as connection:
                rows = (await connection.execute(_HOURS)).all()
        return [Slot(ZoneInfo(row.zone), Hour(row.weekday, row.at)) for row in rows]

    async def fire(self, due: Sequence[Due]) -> list[datetime]:
        """Write an event for each subscriber of these hours, once a person and day; the hours of those that are new."""
        asked = {
            "off": OFF,
            "zones": [one.slot.zone.key for one in due],
            "weekdays": [one.slot.hour.weekday for one in due],
            "hours": [one.slot.hour.at for one in due],
            "days": [one.on for one in due],
            "revisions": [one.on.toordinal() for one in due],
            "moments": [one.at for one in due],
        }
        with as_connection_error():
            async with self._engine.connect() as connection, connection.begin():
                fired = list((await connection.scalars(_FIRE, asked)).all())
                if fired:
                    await connection.execute(_WAKE)
        return fired
