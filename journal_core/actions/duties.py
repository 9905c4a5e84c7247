"""Duties of staff: given, confirmed by a second person where it is an administrator's, taken (SEC-09; 001 4.1)."""

from __future__ import annotations

from journal_core.access import AdminDesk
from journal_core.duties import Step, Worker, as_duty, giving, settling, taking
from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused, Unknown
from journal_core.people import Role
from journal_core.ports import Store, Transaction


async def give_duty(store: Store, desk: AdminDesk, staff_id: int, duty: Role, stamp: Stamp) -> Step | None:
    """Give a member of staff a duty; another administrator's, and one's own, is only asked for.

    None when they have it. Raises Invalid for what is no duty, Unknown for another school's staff, Conflict for one
    asked for already.
    """
    as_duty(duty)
    async with store.transaction() as tx:
        worker = await _worker(tx, desk, staff_id, duty)
        has_administrator = await tx.links.has_administrator(desk.school.id)
        if not await _note(tx, "give_duty", desk, staff_id, duty, stamp):
            return worker.last.step if worker.last else None
        return await _record(
            tx, worker, duty, giving(worker, duty, by=desk.staff_id, has_administrator=has_administrator), stamp
        )


async def settle_duty(
    store: Store, desk: AdminDesk, staff_id: int, duty: Role, accept: bool, stamp: Stamp
) -> Step | None:
    """The second person's word about a duty that was asked for: another administrator's, or the operator's.

    Raises Unknown when nothing is asked for, Refused for whoever asked, and for the one it is about.
    """
    as_duty(duty)
    async with store.transaction() as tx:
        worker = await _worker(tx, desk, staff_id, duty)
        if desk.staff_id == staff_id:
            raise Refused("duty.another_confirms")
        if not await _note(tx, "settle_duty", desk, staff_id, duty, stamp, accept=accept):
            return worker.last.step if worker.last else None
        return await _record(tx, worker, duty, settling(worker, accept, stamp.actor), stamp)


async def take_duty(store: Store, desk: AdminDesk, staff_id: int, duty: Role, stamp: Stamp) -> Step | None:
    """Take a duty away; None when they do not have it. Raises Refused for the last administrator who is linked."""
    as_duty(duty)
    async with store.transaction() as tx:
        worker = await _worker(tx, desk, staff_id, duty)
        others = await tx.links.has_other_administrator(desk.school.id, staff_id)
        if not await _note(tx, "take_duty", desk, staff_id, duty, stamp):
            return worker.last.step if worker.last else None
        return await _record(tx, worker, duty, taking(worker, duty, others=others), stamp)


async def _worker(tx: Transaction, desk: AdminDesk, staff_id: int, duty: Role) -> Worker:
    await tx.roll.lock(desk.school.id)  # two who take each other's duty at once would leave the school without any
    worker = await tx.rights.worker(desk, staff_id, duty)
    if worker is None:
        raise Unknown("link.no_such_staff")
    return worker


async def _note(
    tx: Transaction, verb: str, desk: AdminDesk, staff_id: int, duty: Role, stamp: Stamp, **told: object
) -> bool:
    return await tx.note(stamp, verb, school_id=desk.school.id, subject=f"staff:{staff_id}", duty=duty, **told)


async def _record(tx: Transaction, worker: Worker, duty: Role, step: Step | None, stamp: Stamp) -> Step | None:
    if step is not None:
        await tx.rights.set_duties(worker, duty, step, stamp)
    return step
