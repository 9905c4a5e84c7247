"""A teacher gives one pupil a plan, a task, a material or a consultation; changes it; takes it back (000 3.7.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from journal_core.access import TeacherDesk
from journal_core.entries.revisions import Change, Stamp
from journal_core.errors import Refused
from journal_core.plans.individual import IndividualEntry, IndividualWork, check
from journal_core.ports import Store, Transaction


async def give_individual(
    store: Store, desk: TeacherDesk, entry: IndividualEntry, stamp: Stamp, *, today: date
) -> int | None:
    """Record new work for one pupil; its number, None when this was said before.

    Raises Invalid for work that cannot be, Refused for a pupil whom this teacher does not teach the subject.
    """
    check(entry, today)
    async with store.transaction() as tx:
        if not await tx.note(stamp, "give_individual", school_id=desk.school.id, subject=f"pupil:{entry.pupil_id}"):
            return None
        await _teaches(tx, desk, entry, today)
        [number] = await tx.lessons.numbers(1)
        await tx.plans.record_individual(desk, number, 1, Change.SET, entry, stamp)
        return number


async def change_individual(
    store: Store, desk: TeacherDesk, individual_id: int, entry: IndividualEntry, stamp: Stamp, *, today: date
) -> None:
    """Say the work anew. Raises Invalid as giving does, Refused when this teacher gave no such, or took it back."""
    check(entry, today)
    async with store.transaction() as tx:
        if not await _noted(tx, desk, "change_individual", individual_id, stamp):
            return
        stands = await _standing(tx, desk, individual_id)
        kept = replace(entry, pupil_id=stands.pupil_id, subject_id=stands.subject_id, kind=stands.kind)
        await tx.plans.record_individual(desk, individual_id, stands.revision + 1, Change.CORRECTED, kept, stamp)


async def withdraw_individual(store: Store, desk: TeacherDesk, individual_id: int, stamp: Stamp) -> None:
    """Take the work back. Raises Refused as changing does."""
    async with store.transaction() as tx:
        if not await _noted(tx, desk, "withdraw_individual", individual_id, stamp):
            return
        stands = await _standing(tx, desk, individual_id)
        entry = IndividualEntry(stands.pupil_id, stands.subject_id, stands.kind, stands.text, stands.days)
        await tx.plans.record_individual(desk, individual_id, stands.revision + 1, Change.REMOVED, entry, stamp)


async def _teaches(tx: Transaction, desk: TeacherDesk, entry: IndividualEntry, today: date) -> None:
    if not await tx.plans.teaches(desk, entry.pupil_id, entry.subject_id, today):
        raise Refused("access.not_yours")


async def _noted(tx: Transaction, desk: TeacherDesk, action: str, individual_id: int, stamp: Stamp) -> bool:
    return await tx.note(stamp, action, school_id=desk.school.id, subject=f"individual:{individual_id}")


async def _standing(tx: Transaction, desk: TeacherDesk, individual_id: int) -> IndividualWork:
    stands = await tx.plans.individual(desk, individual_id)
    if stands is None or stands.change is Change.REMOVED:
        raise Refused("access.not_yours")
    return stands
