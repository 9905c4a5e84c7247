"""Lessons planned ahead: the job «lessons ahead», and what an import does when it changes the calendar."""

from __future__ import annotations

from datetime import date, timedelta

from journal_core.access import Upkeep
from journal_core.entries.revisions import Stamp
from journal_core.lessons_ahead import AHEAD, move
from journal_core.ports import Store, Transaction
from journal_core.school import School


async def plan_lessons(
    store: Store,
    upkeep: Upkeep,
    stamp: Stamp,
    *,
    today: date,
    ahead: timedelta = AHEAD,
) -> int:
    """Make the lessons from two weeks before `today` to `ahead` after it; gives how many are not as before.

    Said twice, the second time changes nothing and gives 0.
    """
    school = upkeep.school
    async with store.transaction() as tx:
        await tx.roll.lock(school.id)
        if not await tx.note(stamp, "plan_lessons", school_id=school.id, today=today.isoformat()):
            return 0
        return await plan(tx, school, today, ahead)


async def plan(tx: Transaction, school: School, today: date, ahead: timedelta = AHEAD) -> int:
    """The same inside a transaction that holds the school's lock."""
    calendar = await tx.roll.calendar(school.id)
    moves = move(calendar, await tx.roll.lessons(school.id, today, lock=True), today, ahead)
    await tx.roll.move(school.id, moves)
    return moves.count
