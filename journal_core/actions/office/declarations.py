"""Families' papers: taken, and withdrawn when they were taken wrongly (003 1.10; 001 4.3.5; 004 §1)."""

from __future__ import annotations

from dataclasses import replace

from journal_core.actions.office.stepping import step_on
from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused
from journal_core.office.declarations import Declaration, check
from journal_core.office.matters import Filed, Step, words
from journal_core.passes import AdminDesk, ClassDesk, SecretaryDesk
from journal_core.ports import Store, Transaction


async def declare(
    store: Store, desk: ClassDesk | SecretaryDesk | AdminDesk, declaration: Declaration, stamp: Stamp
) -> Filed[Declaration]:
    """Take a family's paper, in the name of whoever holds the desk.

    Raises Invalid for a paper without a number or of a day to come, Refused for a pupil of another class or school
    and for somebody who is not the pupil's guardian.
    """
    check(declaration, desk.school.local(stamp.at).date())
    own = replace(declaration, school_id=desk.school.id, staff_id=desk.staff_id)
    async with store.transaction() as tx:
        subject = f"pupil:{declaration.pupil_id}"
        if await tx.note(stamp, "declare", school_id=desk.school.id, subject=subject, what=declaration.what):
            await _check_family(tx, desk, own, stamp)
            await tx.office.open([own], stamp)
        [number] = await tx.office.opened(Declaration, stamp.command_id)
        return await tx.office.filed(Declaration, desk.school.id, number)


async def withdraw_declaration(
    store: Store, desk: SecretaryDesk | AdminDesk, declaration_id: int, note: str, stamp: Stamp
) -> Filed[Declaration]:
    """The paper was taken wrongly, and why; what the adult declared before counts again."""
    return await step_on(store, desk, Declaration, declaration_id, Step.WITHDRAWN, stamp, note=words(note))


async def _check_family(
    tx: Transaction, desk: ClassDesk | SecretaryDesk | AdminDesk, declaration: Declaration, stamp: Stamp
) -> None:
    if isinstance(desk, ClassDesk):
        today = desk.school.local(stamp.at).date()
        if await tx.office.class_of(desk.school.id, declaration.pupil_id, today) != desk.class_id:
            raise Refused("access.not_yours")
    guardian_id = declaration.guardian_id
    if guardian_id is not None and not await tx.office.is_guardian(declaration.pupil_id, guardian_id):
        raise Refused("access.not_yours")
