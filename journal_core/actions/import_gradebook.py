"""Marks of another program taken into the journal: by the same revisions as everybody's, without a word to families.

Why without: docs/decisions/0015-imported-marks.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import islice

from journal_core.access import AdminDesk
from journal_core.enrolment.difference import after
from journal_core.enrolment.records import Standing
from journal_core.enrolment.whole import difference_of, leaving
from journal_core.entries.revisions import Stamp
from journal_core.gradebook.deciding import Desk, counted, decide
from journal_core.gradebook.meaning import Reader
from journal_core.gradebook.records import GradebookDifference, Meant, Taken
from journal_core.ports import Store, Transaction
from journal_core.roll import Roll

#: Marks of one transaction: a year of a large school is some sixty of them, and each is whole.
AT_ONCE = 10_000


async def import_gradebook(
    store: Store, desk: AdminDesk, roll: Roll, stamp: Stamp, *, today: date, dry_run: bool = False
) -> GradebookDifference:
    """What the marks of `roll` change in the journal, recorded unless `dry_run`.

    Pupils, classes and subjects must stand already: `import_roll` takes the same roll first; a dry run counts with
    what it would make. Rows in doubt are left out and counted. Said twice, the second time changes nothing.
    """
    if not roll.marks:
        return GradebookDifference()
    school = desk.school
    async with store.transaction() as tx:
        standing = await tx.roll.standing(school.id, today)
        if dry_run:
            written = await tx.roll.written(school.id, leaving(roll))
            standing = after(standing, difference_of(standing, roll, school, today, written).changes)
    reader = Reader(standing, school, today)
    rows = sorted(reader.read(roll.marks), key=lambda one: (one.class_id, one.row.day))
    found = GradebookDifference()
    parts = iter(rows)
    for number, part in enumerate(iter(lambda: list(islice(parts, AT_ONCE)), []), 1):
        command = replace(stamp, command_id=f"{stamp.command_id}:marks:{number}")
        found += await _part(store, desk, part, reader, standing, command, dry_run=dry_run)
    return replace(found, doubts=reader.refused.doubts())


async def _part(
    store: Store, desk: AdminDesk, rows: list[Meant], reader: Reader, standing: Standing, stamp: Stamp, *, dry_run: bool
) -> GradebookDifference:
    school = desk.school
    async with store.transaction() as tx:
        if not dry_run:
            # Two imports at once would each add the same marks.
            await tx.roll.lock(school.id)
        taking = await _desk(tx, school.id, rows, reader, standing)
        taken = decide(taking, rows)
        found = counted(taken)
        if dry_run or not taken:
            return found
        if await tx.note(stamp, "import_gradebook", school_id=school.id, marks=len(taken.marks)):
            fresh = dict.fromkeys(one.mark_id for one in taken.marks if one.mark_id < 0)
            numbers = dict(zip(fresh, await tx.lessons.numbers(len(fresh)), strict=True))
            await tx.gradebook.take(school.id, _numbered(taken, numbers), stamp)
        return found


async def _desk(tx: Transaction, school_id: int, rows: list[Meant], reader: Reader, standing: Standing) -> Desk:
    """Everything around these marks, for the rule."""
    days = [one.row.day for one in rows]
    classes = {one.class_id for one in rows}
    numbers = frozenset(one.row.external_id for one in rows)
    known = await tx.gradebook.around(school_id, classes, min(days), max(days), numbers)
    bells = {one.bell.slot: one.bell for one in standing.bells if not one.bell.bell_set}
    return Desk(known, bells, _teachers(standing), _groups(standing), reader.refused, numbers)


def _teachers(standing: Standing) -> dict[tuple[int, int], int]:
    """Who gives a subject to a class by the timetable, where that is one teacher."""
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for line in standing.lines:
        if line.weekly.staff_id is not None:
            found[line.weekly.class_id, line.weekly.subject_id].add(line.weekly.staff_id)
    return {key: staff.pop() for key, staff in found.items() if len(staff) == 1}


def _groups(standing: Standing) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for one in standing.subgroup_members:
        found[one.pupil_id].add(one.subgroup_id)
    return {pupil_id: frozenset(groups) for pupil_id, groups in found.items()}


def _numbered(taken: Taken, fresh: Mapping[int, int]) -> Taken:
    """`taken` with the journal's own numbers in the place of those below zero."""
    return replace(
        taken,
        marks=tuple(replace(one, mark_id=fresh.get(one.mark_id, one.mark_id)) for one in taken.marks),
        sources=tuple(replace(one, mark_id=fresh.get(one.mark_id, one.mark_id)) for one in taken.sources),
    )
