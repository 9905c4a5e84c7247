"""A school's list of kinds of work: what a mark for each weighs, and by what norms it is due."""

from __future__ import annotations

from collections.abc import Sequence

from journal_core.access import AdminDesk, DeputyDesk
from journal_core.entries.marks import Work, check_work
from journal_core.entries.revisions import Stamp
from journal_core.ports import Store


async def keep_work(store: Store, desk: AdminDesk | DeputyDesk, work: Work, stamp: Stamp) -> Sequence[Work]:
    """Put a kind of work on the list, or give the one of this name another weight; the list as it is then.

    Marks that were given keep the weight they got. Raises Invalid (`work.*`).
    """
    kept = check_work(work)
    async with store.transaction() as tx:
        told = {"weight": kept.weight, "written": kept.written}
        if await tx.note(stamp, "keep_work", school_id=desk.school.id, subject=kept.name, **told):
            await tx.works.keep(desk.school.id, (kept,))
        return await tx.works.listed(desk.school.id)
