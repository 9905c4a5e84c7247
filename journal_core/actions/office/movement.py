"""Movement of pupils: proposed by the class teacher, settled or entered by the office (001 4.3.6; 002 3.2)."""

from __future__ import annotations

from journal_core.enrolment.difference import Changes
from journal_core.entries.revisions import Stamp
from journal_core.errors import Invalid, Refused
from journal_core.office.matters import Filed, Step, next_revision
from journal_core.office.movement import Move, Movement, Places, arrival, change_of_class, check, departure
from journal_core.passes import AdminDesk, ClassDesk, SecretaryDesk
from journal_core.ports import Store, Transaction


async def propose_movement(store: Store, desk: ClassDesk, movement: Movement, stamp: Stamp) -> Filed[Movement]:
    """Say that a pupil comes to the class, leaves it or goes to another one; nothing moves yet.

    Raises Invalid for a movement that says too little, Refused for a pupil of another class.
    """
    check(movement)
    if (movement.school_id, movement.class_id) != (desk.school.id, desk.class_id):
        raise Refused("access.not_yours")
    async with store.transaction() as tx:
        if not await tx.note(stamp, "propose_movement", school_id=desk.school.id, subject=f"class:{desk.class_id}"):
            return await _opened(tx, movement, stamp)
        today = desk.school.local(stamp.at).date()
        if movement.pupil_id is not None:
            its_class = await tx.office.class_of(desk.school.id, movement.pupil_id, today)
            if its_class != desk.class_id:
                raise Refused("access.not_yours")
        await tx.office.open([movement], stamp)
        return await _opened(tx, movement, stamp)


async def settle_movement(
    store: Store,
    desk: SecretaryDesk | AdminDesk,
    movement_id: int,
    accepted: bool,
    stamp: Stamp,
    *,
    order: str = "",
    note: str = "",
) -> Filed[Movement]:
    """Accept a proposal by an order, and the pupil's membership begins and ends by its day; or reject it.

    Raises Invalid without the order's number and where something was written of the pupil after the day, Conflict
    where the pupil is not where the proposal says or it is settled already, Refused for another school's.
    """
    async with store.transaction() as tx:
        subject = f"movement:{movement_id}"
        new = await tx.note(stamp, "settle_movement", school_id=desk.school.id, subject=subject, accepted=accepted)
        filed = await tx.office.filed(Movement, desk.school.id, movement_id)
        if not new:
            return filed
        if accepted:
            await _accept(tx, desk, filed, order, stamp)
        else:
            revision = next_revision(filed, Step.REJECTED)
            await tx.office.take(
                filed, revision, Step.REJECTED, stamp, staff_id=desk.staff_id, note=note.strip(), refers=""
            )
        return await tx.office.filed(Movement, desk.school.id, movement_id)


async def enter_movement(
    store: Store, desk: SecretaryDesk | AdminDesk, movement: Movement, order: str, stamp: Stamp
) -> Filed[Movement]:
    """What the office knows of itself: proposed and accepted at once. Raises as `settle_movement` does."""
    check(movement)
    if movement.school_id != desk.school.id:
        raise Refused("access.not_yours")
    async with store.transaction() as tx:
        if not await tx.note(stamp, "enter_movement", school_id=desk.school.id, subject=f"class:{movement.class_id}"):
            return await _opened(tx, movement, stamp)
        await tx.office.open([movement], stamp)
        await _accept(tx, desk, await _opened(tx, movement, stamp), order, stamp)
        return await _opened(tx, movement, stamp)


async def _opened(tx: Transaction, movement: Movement, stamp: Stamp) -> Filed[Movement]:
    """What this very command opened."""
    [number] = await tx.office.opened(Movement, stamp.command_id)
    return await tx.office.filed(Movement, movement.school_id, number)


async def _accept(
    tx: Transaction, desk: SecretaryDesk | AdminDesk, filed: Filed[Movement], order: str, stamp: Stamp
) -> None:
    if not order.strip():
        raise Invalid("office.number_needed")
    revision = next_revision(filed, Step.ACCEPTED)
    await tx.roll.lock(desk.school.id)  # an import may be at it
    await tx.roll.apply(desk.school.id, await _changes(tx, filed.matter))
    await tx.office.take(filed, revision, Step.ACCEPTED, stamp, staff_id=desk.staff_id, note="", refers=order.strip())


async def _changes(tx: Transaction, movement: Movement) -> Changes:
    """What the movement does to the roll."""
    pupil_id = movement.pupil_id
    if movement.what is Move.ARRIVED:
        pupil_id = await tx.office.namesake(movement.school_id, movement.newcomer, movement.birth_date)
    places = Places() if pupil_id is None else await tx.office.places(movement.school_id, pupil_id, movement.day)
    if movement.what is Move.ARRIVED:
        return arrival(movement, pupil_id, places)
    if movement.to_class_id is None:
        return departure(places, movement.class_id, movement.day)
    return change_of_class(places, movement.class_id, movement.to_class_id, movement.day)
