"""A teacher's message becomes marks, attendance, homework and a topic; then is corrected, or taken back.

Each verb is idempotent by its command: after a lost answer the bot says it again and hears what it did the
first time (REL-06), so a teacher is never told «не сохранено» of what was.
Clauses: 000 3.4.1–3.4.3; 002 1.3; 003 4.2 а; 004 1, 3.
"""

from __future__ import annotations

from dataclasses import dataclass

from journal_core.access import TeacherDesk
from journal_core.entries.admitting import admitted, asks_when_made
from journal_core.entries.correcting import corrections, undoing
from journal_core.entries.entering import changes, numbers_needed
from journal_core.entries.entry import Changes, LessonEntry, LessonFacts, LessonPage
from journal_core.entries.requests import Asked, asked_changes, numbers_asked
from journal_core.entries.revisions import Stamp
from journal_core.errors import Invalid
from journal_core.ports import Store, Transaction
from journal_core.ports.lessons import Recorded
from journal_core.school import School


@dataclass(frozen=True, slots=True)
class Posted:
    """What a command put into the journal."""

    lesson: LessonFacts
    marks: int  #: revisions of marks: set, corrected or removed
    absences: int
    homework: bool
    topic: bool
    remarks: int
    tasks: int
    command_id: str  #: to correct or undo it by
    again: bool  #: it was done before and nothing was written now


@dataclass(frozen=True, slots=True)
class Undone:
    """How much was taken back; nothing when all of it was already, or somebody changed it since."""

    count: int
    again: bool = False


async def post_lesson(store: Store, desk: TeacherDesk, entry: LessonEntry, stamp: Stamp) -> Posted:
    """Record what a teacher wrote of one lesson.

    Raises Refused for another's lesson, Invalid (`entry.*`) for what cannot stand, TooLate for what is locked.
    """
    async with store.transaction() as tx:
        new = await tx.note(stamp, "post_lesson", school_id=desk.school.id, subject=f"lesson:{entry.lesson_id}")
        page = await tx.lessons.page(desk, entry.lesson_id)
        if not new:
            return _posted(page.lesson, await tx.lessons.recorded(stamp.command_id), stamp, again=True)
        numbers = await tx.lessons.numbers(numbers_needed(entry))
        return await _record(tx, page, changes(page, entry, desk.school, stamp, numbers), desk.school, stamp)


async def correct(store: Store, desk: TeacherDesk, command_id: str, entry: LessonEntry, stamp: Stamp) -> Posted:
    """Make the journal agree with the edited message that `command_id` posted, or corrected before.

    Raises Refused when this teacher said no such thing, Invalid when the entry is of another lesson or cannot stand,
    TooLate when it changes what is locked.
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
        found = corrections(page, written, entry, desk.school, stamp, numbers)
        return await _record(tx, page, found, desk.school, stamp)


async def change_lesson(store: Store, desk: TeacherDesk, asked: Asked, stamp: Stamp) -> Posted:
    """Change what stands at a lesson, thing by thing, where the law leaves it free.

    Raises Refused for another's lesson, Invalid (`entry.*`, `correction.*`), TooLate for what only a request changes.
    """
    async with store.transaction() as tx:
        lesson_id = asked.entry.lesson_id
        new = await tx.note(stamp, "change_lesson", school_id=desk.school.id, subject=f"lesson:{lesson_id}")
        page = await tx.lessons.page(desk, lesson_id)
        if not new:
            return _posted(page.lesson, await tx.lessons.recorded(stamp.command_id), stamp, again=True)
        numbers = await tx.lessons.numbers(numbers_asked(asked))
        return await _record(tx, page, asked_changes(page, asked, desk.school, stamp, numbers), desk.school, stamp)


async def undo(store: Store, desk: TeacherDesk, command_id: str, stamp: Stamp) -> Undone:
    """Take back all that `command_id` wrote and nobody changed since. Raises Refused and TooLate as `correct` does."""
    async with store.transaction() as tx:
        written = await tx.lessons.written(desk, command_id)
        subject = f"lesson:{written.lesson_id}"
        if not await tx.note(stamp, "undo", school_id=desk.school.id, subject=subject, undoes=command_id):
            return Undone((await tx.lessons.recorded(stamp.command_id)).count, again=True)
        page = await tx.lessons.page(desk, written.lesson_id)
        found = undoing(page, written, stamp)
        await _record(tx, page, found, desk.school, stamp)
        return Undone(_recorded(found).count)


async def _record(tx: Transaction, page: LessonPage, found: Changes, school: School, stamp: Stamp) -> Posted:
    if found:
        first = await tx.lessons.first_recorded(asks_when_made(found, school))
        await tx.lessons.record(page.lesson, admitted(page, found, school, stamp.at, first), stamp)
        await tx.emit(found.events)
    return _posted(page.lesson, _recorded(found), stamp, again=False)


def _recorded(found: Changes) -> Recorded:
    return Recorded(
        len(found.marks),
        len(found.absences),
        int(found.homework is not None),
        int(found.topic is not None),
        len(found.remarks),
        len(found.tasks),
    )


def _posted(lesson: LessonFacts, recorded: Recorded, stamp: Stamp, *, again: bool) -> Posted:
    return Posted(
        lesson=lesson,
        marks=recorded.marks,
        absences=recorded.absences,
        homework=recorded.homework > 0,
        topic=recorded.topics > 0,
        remarks=recorded.remarks,
        tasks=recorded.tasks,
        command_id=stamp.command_id,
        again=again,
    )
