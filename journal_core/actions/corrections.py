"""A correction request is asked for, approved or rejected: two people, and both values stay (003 4.2 а; 000 3.5.5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from journal_core.access import DeputyDesk, HeadDesk, TeacherDesk
from journal_core.actions.settling import check_settling
from journal_core.entries.deadlines import error_due, timed
from journal_core.entries.lesson_events import with_events
from journal_core.entries.requests import (
    Asked,
    CorrectionRequest,
    RequestState,
    asked_changes,
    check_reason,
    check_stands,
    numbers_asked,
)
from journal_core.entries.revisions import Stamp
from journal_core.ports import Store, Transaction


@dataclass(frozen=True, slots=True)
class Settlement:
    """A request after somebody looked at it."""

    request: CorrectionRequest
    again: bool = False  #: it was settled by this command before


async def ask_correction(
    store: Store, desk: TeacherDesk, asked: Asked, stamp: Stamp, *, reported_at: datetime | None = None
) -> CorrectionRequest:
    """Ask for a change of an own lesson, with the reason in the stamp. Nothing in the journal changes yet.

    It is due as many days after the deputy heard of the mistake (`reported_at`, else now) as the law gives.
    Raises Refused for another's lesson, Invalid (`entry.*`, `correction.*`) for what could not be recorded.
    """
    stamp = replace(stamp, reason=check_reason(stamp.reason))
    async with store.transaction() as tx:
        lesson_id = asked.entry.lesson_id
        new = await tx.note(stamp, "ask_correction", school_id=desk.school.id, subject=f"lesson:{lesson_id}")
        if not new:
            return await tx.corrections.asked_by(desk, stamp.command_id)
        page = await tx.lessons.page(desk, lesson_id)
        numbers = await tx.lessons.numbers(numbers_asked(asked))
        found = asked_changes(page, asked, desk.school, stamp, numbers)
        due_at = error_due(desk.school, reported_at or stamp.at)
        return await tx.corrections.ask(desk, page, found, due_at, stamp)


async def approve_correction(store: Store, desk: DeputyDesk | HeadDesk, request_id: int, stamp: Stamp) -> Settlement:
    """Record what was asked; the revisions name who approved and the request who asked. Guardians are told.

    Raises Refused for the asker, and for the head while another deputy could; Conflict when it was settled already,
    or when something of it was changed since it was asked: then nothing is recorded.
    """
    async with store.transaction() as tx:
        request, new = await _opened(tx, desk, request_id, "approve_correction", stamp)
        if not new:
            return Settlement(request, again=True)
        page = await tx.lessons.office_page(desk, request.lesson_id)
        check_stands(page, request)
        found = with_events(page, timed(page, request.changes, desk.school, stamp.at), stamp.at)
        by_request = replace(stamp, request_id=request.id, reason=request.reason)
        await tx.lessons.record(page.lesson, found, by_request)
        await tx.corrections.settle(desk, request.id, RequestState.APPROVED, stamp)
        await tx.emit(found.events)
        return Settlement(replace(request, state=RequestState.APPROVED))


async def reject_correction(store: Store, desk: DeputyDesk | HeadDesk, request_id: int, stamp: Stamp) -> Settlement:
    """Leave everything as it stands, with the reason in the stamp. Raises as `approve_correction` does."""
    stamp = replace(stamp, reason=check_reason(stamp.reason))
    async with store.transaction() as tx:
        request, new = await _opened(tx, desk, request_id, "reject_correction", stamp)
        if not new:
            return Settlement(request, again=True)
        await tx.corrections.settle(desk, request.id, RequestState.REJECTED, stamp)
        return Settlement(replace(request, state=RequestState.REJECTED))


async def _opened(
    tx: Transaction, desk: DeputyDesk | HeadDesk, request_id: int, action: str, stamp: Stamp
) -> tuple[CorrectionRequest, bool]:
    """The request, and whether this command is new to it; then it is open and this is the one to settle it."""
    new = await tx.note(stamp, action, school_id=desk.school.id, subject=f"correction_request:{request_id}")
    request = await tx.corrections.request(desk, request_id)
    if new:
        await check_settling(tx, request, desk, stamp)
    return request, new
