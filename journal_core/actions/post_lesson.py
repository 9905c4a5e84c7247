"""A teacher's message becomes marks, attendance, homework and a topic; then is corrected, or taken back.

Each verb is idempotent by its command: after a lost answer the bot says it again and hears what it did the
first time (REL-06), so a teacher is never told «не сохранено» of what was.
Clauses: 000 3.4.1-4, 001 2.4, 003 3.1.2.
"""

from __future__ import annotations

from dataclasses import dataclass

from journal_core.access import TeacherDesk
from journal_core.correcting import corrections, undoing
from journal_core.entry import Changes, LessonEntry, LessonFacts, changes, numbers_needed
from journal_core.errors import Invalid
from journal_core.ports import Store, Transaction
from journal_core.ports.lessons import Recorded
from journal_core.revisions import Stamp


@dataclass(frozen=True, slots=True)
class Posted:
    """What a command put into the journal."""

    lesson: LessonFacts
    marks: int  #: revisions of marks: set, corrected or removed
    absences: int
    homework: bool
    topic: bool
    command_id: str  #: to correct or undo it by
    again: bool  #: it was done before and nothing was written now


@dataclass(frozen=True, slots=True)
class Undone:
    """How much was taken back; nothing when all of it was already, or somebody changed it since."""

    count: int
    again: bool = False


async def post_lesson(store: Store, desk: TeacherDesk, entry: LessonEntry, stamp: Stamp) -> Posted:
    """Record what a teacher wrote of one lesson. Raises Refused for another's lesson, Invalid (`entry.*`)."""
    async with store.transaction() as tx:
        new = await tx.note(stamp, "post_lesson", school_id=desk.school.id, subject=f"lesson:{entry.lesson_id}")
        page = await tx.lessons.page(desk, entry.lesson_id)
        if not new:
            return _posted(page.lesson, await tx.lessons.recorded(stamp.command_id), stamp, again=True)
        numbers = await tx.lessons.numbers(numbers_needed(entry))
        return await _record(tx, page.lesson, changes(page, entry, desk.school, stamp, numbers), stamp)


async def correct(store: Store, desk: TeacherDesk, command_id: str, entry: LessonEntry, stamp: Stamp) -> Posted:
    """Make the journal agree with the edited message that `command_id` posted, or corrected before.

    Raises Refused when this teacher said no such thing, Invalid when the entry is of another lesson,
    or cannot stand.
    """
    async with store.transaction() as tx:
        written = await tx.lessons.written(desk, command_id, with_corrections=True)
        if written.lesson_id != entry.lesson_id:
            raise Invalid("entry.other_lesson")
        subject = f"lesson:{entry.lesson_id}"
        new = await tx.note(stamp, "correct", school_id=desk.school.id, subject=subject, corrects=written.root)
        page = await tx.lessons.page(desk, entry.lesson_id)
        if not new:
            return _posted(page.lesson, await tx.lessons.recorded(stamp.command_id), stamp, again=True)
        numbers = await tx.lessons.numbers(numbers_needed(entry))
        return await _record(tx, page.lesson, corrections(page, written, entry, desk.school, stamp, numbers), stamp)


async def undo(store: Store, desk: TeacherDesk, command_id: str, stamp: Stamp) -> Undone:
    """Take back all that `command_id` wrote and nobody changed since. Raises Refused as `correct` does."""
    async with store.transaction() as tx:
        written = await tx.lessons.written(desk, command_id)
        subject = f"lesson:{written.lesson_id}"
        if not await tx.note(stamp, "undo", school_id=desk.school.id, subject=subject, undoes=command_id):
            return Undone((await tx.lessons.recorded(stamp.command_id)).count, again=True)
        page = await tx.lessons.page(desk, written.lesson_id)
        found = undoing(page, written, stamp)
        await _record(tx, page.lesson, found, stamp)
        return Undone(_recorded(found).count)


async def _record(tx: Transaction, lesson: LessonFacts, found: Changes, stamp: Stamp) -> Posted:
    if found:
        await tx.lessons.record(lesson, found, stamp)
        await tx.emit(found.events)
    return _posted(lesson, _recorded(found), stamp, again=False)


def _recorded(found: Changes) -> Recorded:
    return Recorded(
        len(found.marks), len(found.absences), int(found.homework is not None), int(found.topic is not None)
    )


def _posted(lesson: LessonFacts, recorded: Recorded, stamp: Stamp, *, again: bool) -> Posted:
    return Posted(
        lesson=lesson,
        marks=recorded.marks,
        absences=recorded.absences,
        homework=recorded.homework > 0,
        topic=recorded.topics > 0,
        command_id=stamp.command_id,
        again=again,
    )
