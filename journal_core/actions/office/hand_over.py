"""The quarter's papers: handed over, certified or returned, archived (003 4.2 в(3), г(4); 001 4.6.6)."""

from __future__ import annotations

from collections.abc import Sequence

from journal_core.actions.office.stepping import step_on
from journal_core.entries.revisions import Stamp
from journal_core.errors import Invalid
from journal_core.office.hand_over import HandOver
from journal_core.office.matters import Filed, Step, next_revision, words
from journal_core.passes import ClassDesk, DeputyDesk, SecretaryDesk
from journal_core.ports import Store


async def hand_over(
    store: Store, desk: ClassDesk, term_id: int, papers: Sequence[str], stamp: Stamp
) -> Filed[HandOver]:
    """Hand the class's papers of a term to the deputy; after they came back, once more.

    Raises Invalid when no paper is named, Conflict when they lie with the deputy already, Refused for another
    school's term.
    """
    listed = words("\n".join(one.strip() for one in papers if one.strip()))
    async with store.transaction() as tx:
        new = await tx.note(
            stamp, "hand_over", school_id=desk.school.id, subject=f"class:{desk.class_id}", term=term_id
        )
        filed = await tx.office.handed(desk.school.id, desk.class_id, term_id)
        if not new and filed is not None:
            return filed
        if filed is None:
            today = desk.school.local(stamp.at).date()
            fresh = HandOver(desk.school.id, today, desk.class_id, term_id, desk.staff_id, listed)
            [number] = await tx.office.open([fresh], stamp)
        else:
            number, revision = filed.id, next_revision(filed, Step.HANDED)
            await tx.office.take(filed, revision, Step.HANDED, stamp, staff_id=desk.staff_id, note=listed, refers="")
        return await tx.office.filed(HandOver, desk.school.id, number)


async def certify_hand_over(store: Store, desk: DeputyDesk, number: int, stamp: Stamp) -> Filed[HandOver]:
    """The copies are right: the deputy's signature, name and date."""
    return await step_on(store, desk, HandOver, number, Step.CERTIFIED, stamp)


async def return_hand_over(store: Store, desk: DeputyDesk, number: int, remarks: str, stamp: Stamp) -> Filed[HandOver]:
    """They go back to the class teacher, with what is wrong."""
    return await step_on(store, desk, HandOver, number, Step.RETURNED, stamp, note=words(remarks))


async def archive_hand_over(
    store: Store, desk: SecretaryDesk | DeputyDesk, number: int, archive_number: str, stamp: Stamp
) -> Filed[HandOver]:
    """Certified papers go into the archive. Raises Invalid without the archive's number."""
    if not archive_number.strip():
        raise Invalid("office.number_needed")
    return await step_on(store, desk, HandOver, number, Step.ARCHIVED, stamp, refers=archive_number.strip())
