"""News of term marks as they stand, those of one period together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.entries.revisions import Change
from journal_core.news import About, Period, TermMarkSaid, TermMarksNews
from notifier.ports import Claimed
from storage.outbox.revisions import Told, known, last_revisions, worth_saying

TERM_MARKS = sql("""
SELECT DISTINCT ON (r.term_mark_id) r.term_mark_id AS number, r.change, r.value, r.kind, s.name AS subject,
    coalesce(t.name, '') AS term, lower(t.days) AS since
FROM term_mark_revision r JOIN subject s ON s.id = r.subject_id LEFT JOIN term t ON t.id = r.term_id
WHERE r.term_mark_id = ANY(:numbers)
ORDER BY r.term_mark_id, r.revision DESC
""")
#: Terms come first, in their order; what rests on them after.
_ORDER = ("term", "year", "exam", "final")


def period_of(row: Mapping[Any, Any]) -> Period:
    """What the mark of a row of TERM_MARKS stands for."""
    return Period(row["kind"], row["term"])


async def gather(
    connection: AsyncConnection, claimed: Claimed, about: About, subjects: Sequence[str]
) -> tuple[TermMarksNews | None, Told]:
    """The term marks of a message, and what the person will have been told; None when nothing is left to say."""
    rows = await last_revisions(connection, TERM_MARKS, subjects)
    said = [
        _said(row, claimed.told.get(f"{subject}:first", ""))
        for subject, row in sorted(rows.items(), key=lambda item: _place(item[1]))
        if worth_saying(subject, row, claimed)
    ]
    return (TermMarksNews(about, tuple(said)) if said else None), known(rows, "value")


def _said(row: Mapping[Any, Any], first: str) -> TermMarkSaid:
    removed = row["change"] == Change.REMOVED
    was = first if first != row["value"] or removed else ""
    return TermMarkSaid(period_of(row), row["subject"], row["value"], was, removed)


def _place(row: Mapping[Any, Any]) -> tuple[int, str, str]:
    return _ORDER.index(row["kind"]), str(row["since"] or ""), row["subject"]
