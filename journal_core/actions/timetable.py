"""A deputy changes single lessons and days: substitutes, moves, cancels, takes back (000 3.5.1; 001 4.6.2).

Each verb is idempotent by its command. What was changed is a dated fact on top of the timetable: no plan of the night
and no import undoes it, the lesson keeps its number and all that was written in it, and only its class or subgroup
hears.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from journal_core.access import DeputyDesk
from journal_core.actions.plan_lessons import plan
from journal_core.calendar.changes import LessonChange
from journal_core.calendar.changing import LessonPlace, decide, told
from journal_core.calendar.days import BellUse, MovedDay
from journal_core.calendar.staying import check_open
from journal_core.entries.revisions import Stamp
from journal_core.errors import Invalid, Unknown
from journal_core.ports import Store, Transaction
from journal_core.school import School


@dataclass(frozen=True, slots=True)
class Substitution:
    """Who and what comes instead; None stays as the timetable says."""

    staff_id: int | None = None
    subject_id: int | None = None
    room: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A lesson that was changed, and what to know about it."""

    lesson_id: int
    revision: int
    room_taken: str = ""  #: the class that has the room at that time
    again: bool = False  #: it was done before, or the lesson is so already


async def substitute(store: Store, desk: DeputyDesk, lesson_id: int, by: Substitution, stamp: Stamp) -> Done:
    """Another teacher gives the lesson, or another subject comes in its place; it stays where it is.

    Raises Unknown for a lesson, teacher or subject of nowhere, Invalid (`timetable.*`) when it cannot be, TooLate among
    them when its days are closed.
    """

    def wanted(change: LessonChange) -> LessonChange:
        return replace(change, staff_id=by.staff_id, subject_id=by.subject_id, room=by.room, cancelled=False)

    return await _change(store, desk, lesson_id, "substitute", wanted, stamp)


async def move_lesson(
    store: Store, desk: DeputyDesk, lesson_id: int, day: date, slot: int, stamp: Stamp, room: str | None = None
) -> Done:
    """The lesson comes on another day or at another slot, with its teacher. Raises as `substitute` does."""

    def wanted(change: LessonChange) -> LessonChange:
        return replace(change, day=day, slot=slot, room=change.room if room is None else room, cancelled=False)

    return await _change(store, desk, lesson_id, "move_lesson", wanted, stamp)


async def cancel_lesson(store: Store, desk: DeputyDesk, lesson_id: int, stamp: Stamp) -> Done:
    """The lesson does not come. Raises Invalid when anything was written in it, and as `substitute` does."""
    return await _change(store, desk, lesson_id, "cancel_lesson", lambda one: replace(one, cancelled=True), stamp)


async def take_back(store: Store, desk: DeputyDesk, lesson_id: int, stamp: Stamp) -> Done:
    """The lesson is as the timetable says. Raises Invalid when its place is taken by now, and as above."""
    return await _change(store, desk, lesson_id, "take_back", lambda one: LessonChange(one.lesson_id, one.home), stamp)


async def _change(
    store: Store,
    desk: DeputyDesk,
    lesson_id: int,
    action: str,
    wanted: Callable[[LessonChange], LessonChange],
    stamp: Stamp,
) -> Done:
    school = desk.school
    async with store.transaction() as tx:
        await tx.roll.lock(school.id)  # no planning and no import meanwhile
        place = await tx.calendar.lesson(school.id, lesson_id)
        new = await tx.note(stamp, action, school_id=school.id, subject=f"lesson:{lesson_id}")
        change = wanted(place.change)
        if not new or change == place.change:
            return Done(lesson_id, place.revision, again=True)
        return await _record(tx, school, place, change, stamp)


async def _record(tx: Transaction, school: School, place: LessonPlace, change: LessonChange, stamp: Stamp) -> Done:
    if not await tx.calendar.knows(place.school_id, staff_id=change.staff_id, subject_id=change.subject_id):
        raise Unknown("timetable.nobody")
    calendar = await tx.roll.calendar(place.school_id)
    others = await tx.calendar.day(place.school_id, change.on)
    found = decide(calendar, place, change, others)
    days = {place.lesson.day, found.lesson.day}
    terms = await tx.closings.of_days(school.id, found.lesson.class_id, days)
    check_open(school, stamp.at, place.lesson, found.lesson, terms)
    await tx.calendar.change(place, found, stamp)
    await tx.emit(told(place, found, school.local(stamp.at).date(), stamp))
    return Done(place.id, place.revision + 1, found.room_taken)


async def move_day(store: Store, desk: DeputyDesk, moved: MovedDay, stamp: Stamp) -> int:
    """A day to come works by another weekday's timetable, or is off; gives how many lessons are not as before.

    Lessons in which somebody has written already stay. Raises Invalid for a day that is not to come.
    """
    async with store.transaction() as tx:
        today = await _ahead(tx, desk, moved.day, stamp)
        if not await tx.note(stamp, "move_day", school_id=desk.school.id, day=moved.day, weekday=moved.weekday):
            return 0
        await tx.calendar.move_day(desk.school.id, moved)
        return await plan(tx, desk.school, today)


async def put_back_day(store: Store, desk: DeputyDesk, day: date, stamp: Stamp) -> int:
    """A day to come is again what its date says. Raises Invalid for a day that is not to come."""
    async with store.transaction() as tx:
        today = await _ahead(tx, desk, day, stamp)
        if not await tx.note(stamp, "put_back_day", school_id=desk.school.id, day=day):
            return 0
        await tx.calendar.put_back_day(desk.school.id, day)
        return await plan(tx, desk.school, today)


async def ring(store: Store, desk: DeputyDesk, use: BellUse, stamp: Stamp) -> int:
    """Ring a set of bells on a day, on a weekday, for a class («сокращённый день», «вторая смена»).

    Gives how many lessons are not as before. Raises Unknown for a class, Invalid for a set the school does not have.
    """
    school = desk.school
    async with store.transaction() as tx:
        today = await _ahead(tx, desk, use.day, stamp)
        calendar = await tx.roll.calendar(school.id)
        if use.class_id is not None and use.class_id not in calendar.grades:
            raise Unknown("timetable.no_class")
        if use.bell_set not in {bell.bell_set for bell in calendar.bells}:
            raise Invalid("timetable.no_bells", bells=use.bell_set)
        if not await tx.note(stamp, "ring", school_id=school.id, bells=use.bell_set, day=use.day):
            return 0
        await tx.calendar.ring(school.id, use)
        return await plan(tx, school, today)


async def _ahead(tx: Transaction, desk: DeputyDesk, day: date | None, stamp: Stamp) -> date:
    """Today, under the school's lock; Invalid when `day` is not after it."""
    today = desk.school.local(stamp.at).date()
    await tx.roll.lock(desk.school.id)
    if day is not None and day <= today:
        raise Invalid("timetable.past_day", day=f"{day:%d.%m.%Y}")
    return today
