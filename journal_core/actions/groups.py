"""Moving a pupil between subgroups: by the deputy or the administrator, between terms (001 4.4.6)."""

from __future__ import annotations

from datetime import date

from journal_core.access import AdminDesk, DeputyDesk
from journal_core.calendar.groups import check_move
from journal_core.entries.revisions import Stamp
from journal_core.ports import Store


async def move_group(
    store: Store, desk: DeputyDesk | AdminDesk, pupil_id: int, subgroup_id: int, first: date, stamp: Stamp
) -> bool:
    """From `first` on the pupil is in this subgroup of the subject; False when they are already.

    Within a term only a pupil who arrives, or into a group that is new. Raises Unknown for a pupil or subgroup of
    nowhere, Invalid (`groups.*`) for a move that has to wait.
    """
    school = desk.school
    async with store.transaction() as tx:
        await tx.roll.lock(school.id)
        move = await tx.calendar.group_move(school.id, pupil_id, subgroup_id, first)
        subject = f"pupil:{pupil_id}"
        new = await tx.note(stamp, "move_group", school_id=school.id, subject=subject, group=subgroup_id, day=first)
        if not new or move.there:
            return False
        today = school.local(stamp.at).date()
        check_move(move, (await tx.roll.calendar(school.id)).terms, first, today)
        await tx.calendar.move_group(move, first)
        return True
