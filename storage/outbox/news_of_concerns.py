"""News of the school's word about a child, as it stands."""

from __future__ import annotations

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.entries.revisions import Change
from journal_core.news import About, ConcernNews
from notifier.ports import Claimed
from storage.outbox.revisions import Told, known, last_revisions, worth_saying

CONCERNS = sql("""
SELECT DISTINCT ON (c.concern_id) c.concern_id AS number, c.change, c.what, c.text, c.day, '' AS subject
FROM concern_revision c
WHERE c.concern_id = ANY(:numbers)
ORDER BY c.concern_id, c.revision DESC
""")


async def gather(
    connection: AsyncConnection, claimed: Claimed, about: About, subject: str
) -> tuple[ConcernNews | None, Told]:
    """The concern, and what the person will have been told; None when it was taken back before."""
    rows = await last_revisions(connection, CONCERNS, [subject])
    row = rows[subject]
    if not worth_saying(subject, row, claimed):
        return None, {}
    removed = row["change"] == Change.REMOVED
    return ConcernNews(about, row["day"], row["what"], row["text"], removed), known(rows, "what")
