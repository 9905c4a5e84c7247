"""A roll taken into the school: pupils, guardians, staff, classes, subgroups, calendar, timetable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from journal_core.actions.plan_lessons import plan
from journal_core.enrolment.compare import compare
from journal_core.enrolment.difference import Difference
from journal_core.enrolment.lessons import kept_lessons
from journal_core.lessons_ahead import BEHIND
from journal_core.ports import Store
from journal_core.revisions import Stamp
from journal_core.roll import Roll, Where
from journal_core.school import School


async def import_roll(
    store: Store, school: School, roll: Roll, stamp: Stamp, *, today: date, dry_run: bool = False
) -> Difference:
    """What `roll` changes in the school, recorded unless `dry_run`.

    `today` is the school's local date. A `refused` difference has changed nothing; a dry run and a refusal
    leave no trace at all, not even in the audit. Rows in doubt are left out, the others are taken.
    """
    async with store.transaction() as tx:
        if not dry_run:
            # Two imports at once would each add the same pupils. Under the lock `note` may come after.
            await tx.roll.lock(school.id)
        standing = await tx.roll.standing(school.id, today)
        difference = compare(standing, roll, today)
        if difference.refused:
            return difference
        if roll.timetable or roll.terms or roll.bells:
            lessons = await tx.roll.lessons(school.id, today, BEHIND)
            asked = kept_lessons(standing, difference, roll, lessons, today)
            difference = replace(difference, doubts=difference.doubts + asked)
        if dry_run:
            return difference
        if not await tx.note(stamp, "import_roll", school_id=school.id, told=_told(roll, difference)):
            return difference
        await tx.roll.apply(school.id, difference.changes)
        if roll.timetable or difference.changes.to_calendar:
            await plan(tx, school, today)
        return difference


def _told(roll: Roll, difference: Difference) -> dict[str, object]:
    """For the audit: from which files, how much; no names."""
    return {
        "files": sorted({where.file for where in _places(roll)}),
        "changed": len(difference.lines),
        "doubts": len(difference.doubts),
    }


def _places(roll: Roll) -> Iterator[Where]:
    for rows in (roll.pupils, roll.classes, roll.staff, roll.timetable, roll.terms, roll.bells):
        for row in rows:
            yield row.where
