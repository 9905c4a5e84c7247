"""A teacher sets a column of term marks, corrects it, takes marks back; after the lock, asks (001 4.4.3, 5.1–5.3).

Each verb is idempotent by its command: said again, it tells what it did the first time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from journal_core.access import DeputyDesk, HeadDesk, TeacherDesk
from journal_core.actions.settling import check_settling
from journal_core.entries.deadlines import error_due
from journal_core.entries.requests import RequestState, check_reason
from journal_core.entries.revisions import Stamp
from journal_core.ports import Store, Transaction
from journal_core.term_marks.requests import TermMarkRequest, carried_out, check_asked
from journal_core.term_marks.setting import Column, TermMarkChanges, TermMarkEntry, removals, term_mark_changes


@dataclass(frozen=True, slots=True)
class TermMarksSet:
    """How much a command changed."""

    count: int  #: revisions written; what stood already is not among them
    again: bool = False


async def set_term_marks(
    store: Store, desk: TeacherDesk, column: Column, entries: Sequence[TermMarkEntry], stamp: Stamp
) -> TermMarksSet:
    """Set or correct term marks, one or a whole column; where one differs from the proposal the stamp says why.

    Raises Refused for another's column, TooLate for a closed term, Invalid (`term_mark.*`) for what cannot stand:
    then nothing of it does.
    """
    async with store.transaction() as tx:
        if not await _noted(tx, desk, column, "set_term_marks", stamp):
            return TermMarksSet(await tx.term_marks.recorded(stamp.command_id), again=True)
        page = await tx.term_marks.column(desk, column, stamp.at)
        numbers = await tx.lessons.numbers(len(entries))
        return await _record(tx, term_mark_changes(page, entries, desk.school, stamp, numbers), stamp)


async def remove_term_marks(
    store: Store, desk: TeacherDesk, column: Column, pupil_ids: Sequence[int], stamp: Stamp
) -> TermMarksSet:
    """Take term marks of a column back. Raises as `set_term_marks` does."""
    async with store.transaction() as tx:
        if not await _noted(tx, desk, column, "remove_term_marks", stamp):
            return TermMarksSet(await tx.term_marks.recorded(stamp.command_id), again=True)
        page = await tx.term_marks.column(desk, column, stamp.at)
        return await _record(tx, removals(page, pupil_ids, desk.school, stamp), stamp)


async def ask_term_marks(
    store: Store, desk: TeacherDesk, column: Column, entries: Sequence[TermMarkEntry], stamp: Stamp
) -> TermMarkRequest:
    """Ask for a change in a closed term, with the reason in the stamp; an empty value takes a mark away.

    Nothing in the journal changes yet. Raises Refused for another's column, Invalid for what could not be recorded.
    """
    stamp = replace(stamp, reason=check_reason(stamp.reason))
    async with store.transaction() as tx:
        if not await _noted(tx, desk, column, "ask_term_marks", stamp):
            return await tx.term_marks.asked_by(desk, stamp.command_id)
        page = await tx.term_marks.column(desk, column, stamp.at)
        check_asked(page, entries, desk.school, stamp)
        return await tx.term_marks.ask(desk, page, entries, error_due(desk.school, stamp.at), stamp)


async def approve_term_marks(store: Store, desk: DeputyDesk | HeadDesk, request_id: int, stamp: Stamp) -> TermMarksSet:
    """Record what was asked; both values stay, guardians are told.

    Raises Refused for the asker, and for the head while another deputy could; Conflict when it was settled already,
    or when what it is about was changed since: then nothing is recorded.
    """
    async with store.transaction() as tx:
        request, new = await _opened(tx, desk, request_id, "approve_term_marks", stamp)
        if not new:
            return TermMarksSet(await tx.term_marks.recorded(stamp.command_id), again=True)
        page = await tx.term_marks.column(desk, request.column, stamp.at)
        numbers = await tx.lessons.numbers(len(request.entries))
        by_request = replace(stamp, request_id=request.id, reason=request.reason)
        found = carried_out(page, request, desk.school, by_request, numbers)
        await tx.term_marks.settle(desk, request.id, RequestState.APPROVED, stamp)
        return await _record(tx, found, by_request)


async def reject_term_marks(
    store: Store, desk: DeputyDesk | HeadDesk, request_id: int, stamp: Stamp
) -> TermMarkRequest:
    """Leave everything as it stands, with the reason in the stamp. Raises as `approve_term_marks` does."""
    stamp = replace(stamp, reason=check_reason(stamp.reason))
    async with store.transaction() as tx:
        request, new = await _opened(tx, desk, request_id, "reject_term_marks", stamp)
        if new:
            await tx.term_marks.settle(desk, request.id, RequestState.REJECTED, stamp)
        return replace(request, state=RequestState.REJECTED) if new else request


async def _noted(tx: Transaction, desk: TeacherDesk, column: Column, action: str, stamp: Stamp) -> bool:
    subject = f"class:{column.class_id}"
    about = {"kind": column.kind, "subject_id": column.subject_id, "term_id": column.term_id}
    return await tx.note(stamp, action, school_id=desk.school.id, subject=subject, **about)


async def _record(tx: Transaction, found: TermMarkChanges, stamp: Stamp) -> TermMarksSet:
    if found.revisions:
        await tx.term_marks.record(found.revisions, stamp)
        await tx.emit(found.events)
    return TermMarksSet(len(found.revisions))


async def _opened(
    tx: Transaction, desk: DeputyDesk | HeadDesk, request_id: int, action: str, stamp: Stamp
) -> tuple[TermMarkRequest, bool]:
    """The request, and whether this command is new to it; then it is open and this is the one to settle it."""
    new = await tx.note(stamp, action, school_id=desk.school.id, subject=f"term_mark_request:{request_id}")
    request = await tx.term_marks.request(desk, request_id)
    if new:
        await check_settling(tx, request, desk, stamp)
    return request, new
