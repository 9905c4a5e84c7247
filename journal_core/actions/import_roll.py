"""A roll taken into the school: pupils, guardians, staff, classes, subgroups, calendar, timetable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from journal_core.access import AdminDesk, SecretaryDesk
from journal_core.actions.plan_lessons import plan
from journal_core.enrolment.difference import Difference
from journal_core.enrolment.lessons import kept_lessons
from journal_core.enrolment.whole import difference_of, leaving
from journal_core.entries.revisions import Stamp
from journal_core.lessons_ahead import Moves
from journal_core.ports import Store, Transaction
from journal_core.roll import Roll, Where
from journal_core.school import School


async def import_roll(
    store: Store, desk: AdminDesk | SecretaryDesk, roll: Roll, stamp: Stamp, *, today: date, dry_run: bool = False
) -> Difference:
    """What `roll` changes in the school, recorded unless `dry_run`.

    `today` is the school's local date. A `refused` difference has changed nothing; a dry run and a refusal
    leave no trace at all, not even in the audit. Rows in doubt are left out, the others are taken.
    """
    school = desk.school
    async with store.transaction() as tx:
        if not dry_run:
            # Two imports at once would each add the same pupils. Under the lock `note` may come after.
            await tx.roll.lock(school.id)
        standing = await tx.roll.standing(school.id, today)
        written = await tx.roll.written(school.id, leaving(roll))
        difference = difference_of(standing, roll, school, today, written)
        if difference.refused:
            return difference
        if roll.timetable or roll.terms or roll.moved_days or roll.bells or roll.bell_days:
            lessons = await tx.roll.lessons(school.id, today)
            changes = await tx.calendar.changes(school.id)
            asked = kept_lessons(standing, difference, roll, lessons, changes, today)
            difference = replace(difference, doubts=difference.doubts + asked)
        if dry_run:
            return difference
        if not await tx.note(stamp, "import_roll", school_id=school.id, told=_told(roll, difference)):
            return difference
        await tx.roll.apply(school.id, difference.changes)
        if difference.changes.gone_terms or difference.changes.gone_lines:
            await _withdraw(tx, school, today, everybodys=bool(difference.changes.gone_terms))
        if roll.timetable or difference.changes.to_calendar:
            await plan(tx, school, today)
        return difference


async def _withdraw(tx: Transaction, school: School, today: date, *, everybodys: bool) -> None:
    """Lessons behind us that nobody has written in: all of a calendar that only stood in, else those of no teacher.

    Planning makes anew those that hold. A lesson that somebody was to give stays: it was given.
    """
    lessons = await tx.roll.lessons(school.id, today, lock=True)
    past = (one for one in lessons if one.lesson.day <= today and not one.touched)
    void = tuple(one.id for one in past if everybodys or one.lesson.staff_id is None)
    await tx.roll.move(school.id, Moves(withdrawn=void))


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
