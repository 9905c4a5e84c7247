"""A deputy closes a term: for one class or for all that are marked by it."""

from __future__ import annotations

from dataclasses import replace

from journal_core.access import DeputyDesk
from journal_core.entries.closing import TermToClose, check_over, to_close
from journal_core.entries.revisions import Stamp
from journal_core.ports import Store


async def close_term(
    store: Store, desk: DeputyDesk, term_id: int, stamp: Stamp, *, class_id: int | None = None
) -> TermToClose:
    """Close a term; closed already, it stays as it is.

    Raises Unknown for a term or class that the school has not, Invalid before the term's last day and for a class that
    is marked by other terms.
    """
    async with store.transaction() as tx:
        subject = f"term:{term_id}"
        new = await tx.note(stamp, "close_term", school_id=desk.school.id, subject=subject, class_id=class_id)
        calendar = await tx.roll.calendar(desk.school.id)
        term = to_close(calendar.terms, calendar.grades, term_id, class_id)
        closed = await tx.closings.closed(desk, term)
        open_yet = tuple(one for one in term.classes if one not in closed)
        if not new or not open_yet:
            return replace(term, closed=None if open_yet else max(closed.values()))
        check_over(term, desk.school, stamp.at)
        await tx.closings.close(desk, replace(term, classes=open_yet), stamp)
        return replace(term, closed=stamp.at)
