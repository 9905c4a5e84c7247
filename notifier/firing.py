"""Firing the weekly summaries: what falls due becomes events; what was missed for too long is said aloud."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from notifier.ports import SummaryBook
from notifier.summaries import CATCH_UP, due

log = structlog.get_logger()

#: A subscription that was being written while we looked is seen by the next look, which reaches so far back.
OVERLAP = timedelta(minutes=1)


async def fire(book: SummaryBook, now: datetime, swept: datetime | None) -> datetime:
    """Fire what has come due since `swept`, the moment of the last call; a process's first call looks a week back.

    What is older than the catch-up window is written all the same and expires at once: a promise that failed where
    everybody can see it. Gives the moment to pass on.
    """
    since = swept - OVERLAP if swept else None
    if found := due(await book.hours(), now, since):
        missed = sum(at + CATCH_UP <= now for at in await book.fire(found))
        if missed:
            log.error("summaries_missed", people=missed)
    return now
