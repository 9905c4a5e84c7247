"""Locks: from when a thing of the journal can be entered or changed only by an approved request.

A term closes by the deputy's word, or by itself `CLOSES_AFTER` its last day; a lesson outside every term
closes so after its own day. Where the law forbids correcting and backdating (003 4.2 а), a first entry is free until
its deadline and what stands until the end of the grace; elsewhere both are free and only become late. Why these
moments: docs/decisions/0011-deadlines.md.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from journal_core.errors import TooLate
from journal_core.law import Correcting, Law

#: Longer than the week that written work of the last lesson may take (000 3.4.3).
CLOSES_AFTER = timedelta(days=14)


class Lock(StrEnum):
    """Why something is locked."""

    TERM = "term"  #: its term is closed
    DEADLINE = "deadline"  #: a first entry after its deadline: «задним числом»
    GRACE = "grace"  #: a change of what stands after the grace
    SUBSTITUTION = "substitution"  #: a substitute's after its deadline: the lesson is theirs for its day


def closes_at(end: date, zone: ZoneInfo) -> datetime:
    """When a term closes by itself; `end` is the first day after it."""
    return datetime.combine(end + CLOSES_AFTER, time(), zone)


def closed_at(closed: datetime | None, end: date, zone: ZoneInfo) -> datetime:
    """From when on a term is closed: by somebody (`closed`) or by itself."""
    by_itself = closes_at(end, zone)
    return min(closed, by_itself) if closed else by_itself


def lesson_closed_at(day: date, closed: datetime | None, term_end: date | None, zone: ZoneInfo) -> datetime:
    """From when on a lesson of `day` is closed; `term_end` None says that no term holds the day."""
    return closed_at(closed, term_end or day + timedelta(days=1), zone)


def locked(
    law: Law,
    at: datetime,
    *,
    closed_at: datetime,
    due: datetime,
    made_at: datetime | None,
    grace: timedelta,
    substituted: bool = False,
) -> Lock | None:
    """Why an entry or a change at `at` needs a request; None when it is free.

    `due` is the deadline of a first entry; `made_at` is when what would be changed was first recorded, None for a
    first entry; `grace` is the school's; `substituted` says that a substitute writes.
    """
    if at >= closed_at:
        return Lock.TERM
    if substituted and at >= due:
        return Lock.SUBSTITUTION
    if law.correcting is Correcting.LATE:
        return None
    if made_at is None:
        return Lock.DEADLINE if at >= due else None
    return Lock.GRACE if at >= made_at + grace else None


def refuse(lock: Lock | None) -> None:
    """Raise TooLate, which says whom to ask, for anything that is locked."""
    match lock:
        case Lock.TERM:
            raise TooLate("entry.locked_term")
        case Lock.DEADLINE:
            raise TooLate("entry.locked_deadline")
        case Lock.GRACE:
            raise TooLate("entry.locked_grace")
        case Lock.SUBSTITUTION:
            raise TooLate("entry.locked_substitution")
