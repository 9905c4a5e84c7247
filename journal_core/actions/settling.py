"""A request is settled by a second person, whatever it asks to change (000 3.5.5)."""

from __future__ import annotations

from journal_core.access import DeputyDesk, HeadDesk
from journal_core.entries.requests import Request, check_open, check_settler
from journal_core.entries.revisions import Stamp
from journal_core.ports import Transaction


async def check_settling(tx: Transaction, request: Request, desk: DeputyDesk | HeadDesk, stamp: Stamp) -> None:
    """Raise Refused unless this is the one to settle it, Conflict when it was settled already."""
    others = await tx.corrections.has_deputy(desk.school.id, beside=request.staff_id)
    check_settler(request, desk, stamp.actor, other_deputies=others)
    check_open(request)
