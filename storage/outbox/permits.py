"""Permits leased in blocks: replicas of one bot share its thirty."""

from __future__ import annotations

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.workers import DEAD

LASTS = 30  #: seconds; asked for again every ten

_ALONE = sql("SELECT pg_advisory_xact_lock(hashtext('diary permits'), hashtext(:bot))")
_FORGET = sql(f"DELETE FROM permit_lease WHERE bot = :bot AND (until < clock_timestamp() OR {DEAD})")
_OTHERS = sql(
    "SELECT count(*) AS workers, coalesce(sum(permits), 0) AS permits FROM permit_lease "
    "WHERE bot = :bot AND worker <> :worker"
)
_TAKE = sql("""
INSERT INTO permit_lease (bot, worker, permits, until)
VALUES (:bot, :worker, :permits, clock_timestamp() + make_interval(secs => :lasts))
ON CONFLICT (bot, worker) DO UPDATE SET permits = excluded.permits, until = excluded.until
""")


async def lease(connection: AsyncConnection, bot: str, worker: int, most: int) -> int:
    """A fair share of `most`, but never more than the others have left.

    A newcomer may get none until the others have asked again and made room.
    """
    who = {"bot": bot, "worker": worker}
    await connection.execute(_ALONE, {"bot": bot})
    await connection.execute(_FORGET, {"bot": bot})
    others = (await connection.execute(_OTHERS, who)).mappings().one()
    share: int = max(0, min(max(1, most // (others["workers"] + 1)), most - others["permits"]))
    await connection.execute(_TAKE, {**who, "permits": share, "lasts": LASTS})
    return share
