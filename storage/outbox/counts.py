"""Counts for health: what is not settled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

_COUNTS = sql("""
SELECT
    (SELECT count(*) FROM event WHERE fanned_at IS NULL) AS events,
    (SELECT count(*) FROM inbox WHERE state = 'new') AS inbox,
    count(*) FILTER (WHERE state IN ('scheduled', 'pending') AND not_before <= :now) AS due,
    count(*) FILTER (WHERE state = 'leased') AS leased,
    count(*) FILTER (WHERE state = 'unknown') AS unknown,
    (SELECT count(*) FROM delivery WHERE state = 'broken') AS broken,
    (SELECT count(*) FROM delivery WHERE state = 'expired' AND starts_with(subject, 'summary:')
        AND settled_at > CAST(:now AS timestamptz) - interval '7 days') AS summaries_missed,
    count(*) FILTER (WHERE state IN ('scheduled', 'pending') AND not_before > :now) AS scheduled
FROM message WHERE state IN ('scheduled', 'pending', 'leased', 'unknown')
""")


async def unsettled(connection: AsyncConnection, now: datetime) -> Mapping[str, int]:
    """How much waits, is in hand, in doubt or broken; the week's summaries that nobody could send in time."""
    return dict((await connection.execute(_COUNTS, {"now": now})).mappings().one())
