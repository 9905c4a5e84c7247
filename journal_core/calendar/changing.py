"""What may be done to a single lesson, and whom it concerns (000 3.5.1; 001 4.6.2; 003 5.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from journal_core.calendar.changes import Home, Identity, LessonChange, changed, settled
from journal_core.calendar.clashes import Busy, Clash, DayLesson, clashes
from journal_core.calendar.days import Calendar, bell_on, is_school_day
from journal_core.calendar.planned import planned
from journal_core.entries.revisions import Change, Stamp
from journal_core.errors import Invalid
from journal_core.events import Event, EventKind
from journal_core.lessons import PlannedLesson, Span


@dataclass(frozen=True, slots=True)
class LessonPlace:
    """A lesson, what became of it so far, and whether somebody wrote in it.

    Once anything was written in a lesson, taken back or not, its class, subject and day never change again: a deputy's
    change of them is refused (`timetable.has_entries`), planning and imports alter only teacher, times and room of a
    lesson that stands. Marks stay marks of their subject and day, deadlines and terms stay where they were, and the
    chain of evidence may say of a mark what lesson it was given in.
    """

    id: int
    school_id: int
    lesson: PlannedLesson
    change: LessonChange  #: as it holds; without any, the lesson as it stands is its home
    revision: int = 0  #: of the last change; 0 when there never was one
    written: bool = False  #: something was ever entered in it


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change makes of a lesson."""

    change: LessonChange
    lesson: PlannedLesson
    room_taken: str = ""  #: the class that has the room at that time: said, not refused


def decide(calendar: Calendar, place: LessonPlace, wanted: LessonChange, others: Iterable[DayLesson]) -> Changed:
    """What becomes of the lesson; `others` are all lessons of the day it is to be on.

    Raises Invalid: `timetable.no_bell`, `timetable.not_school_day`, `timetable.has_entries`, `timetable.class_busy`,
    `timetable.teacher_busy`.
    """
    home = _home_now(calendar, wanted)
    change = settled(replace(wanted, home=home))
    bell = bell_on(calendar, home.class_id, change.on, change.at)
    if bell is None:
        raise Invalid("timetable.no_bell", slot=str(change.at))
    lesson = changed(change, bell)
    _may_stand(calendar, place, lesson)
    if lesson.cancelled:
        return Changed(change, lesson)
    news = _what_changed(place.lesson, lesson)
    there = [one for one in clashes(lesson, (one for one in others if one.id != place.id)) if one.what in news]
    for clash in there:
        _refuse(clash)
    return Changed(change, lesson, next((one.by.class_name for one in there), ""))


def _home_now(calendar: Calendar, wanted: LessonChange) -> Home:
    """The lesson by today's timetable; as it was when the change was made if the timetable has it no more."""
    home = wanted.home
    day = Span(home.day, home.day + timedelta(days=1))
    for one in planned(replace(calendar, changes=()), day):
        if _identity(one) == home.identity:
            return replace(home, staff_id=one.staff_id, room=one.room)
    return home


def _identity(one: PlannedLesson) -> Identity:
    return one.class_id, one.subgroup_id, one.subject_id, one.day, one.slot


def _may_stand(calendar: Calendar, place: LessonPlace, lesson: PlannedLesson) -> None:
    moved = lesson.day != place.lesson.day
    if place.written and (moved or lesson.subject_id != place.lesson.subject_id or lesson.cancelled):
        raise Invalid("timetable.has_entries")
    if moved and not is_school_day(calendar, calendar.grades[lesson.class_id], lesson.day):
        raise Invalid("timetable.not_school_day", day=f"{lesson.day:%d.%m.%Y}")


def _what_changed(stands: PlannedLesson, lesson: PlannedLesson) -> set[Busy]:
    """What is to be looked at: a timetable that was crowded before is not this change's fault."""
    if stands.cancelled or _identity(stands) != _identity(lesson):
        return {Busy.CLASS, Busy.TEACHER, Busy.ROOM}
    changed_too = {Busy.TEACHER: stands.staff_id != lesson.staff_id, Busy.ROOM: stands.room != lesson.room}
    return {what for what, is_new in changed_too.items() if is_new}


def _refuse(clash: Clash) -> None:
    by = clash.by
    details = {"class": by.class_name, "subject": by.subject, "slot": str(by.lesson.slot)}
    details["day"] = f"{by.lesson.day:%d.%m.%Y}"
    if clash.what is Busy.CLASS:
        raise Invalid("timetable.class_busy", **details)
    if clash.what is Busy.TEACHER:
        raise Invalid("timetable.teacher_busy", **details)


def revision_of(place: LessonPlace, change: LessonChange) -> Change:
    """What the next revision does."""
    if not change:
        return Change.REMOVED
    return Change.CORRECTED if place.change else Change.SET


def told(place: LessonPlace, found: Changed, today: date, stamp: Stamp) -> tuple[Event, ...]:
    """Who hears: the class or subgroup, of what is today or ahead; a change of the past is only written down."""
    days = sorted({place.lesson.day, found.lesson.day})
    ahead = [day for day in days if day >= today]
    if not ahead:
        return ()
    return (
        Event(
            EventKind.LESSON_CHANGED,
            place.school_id,
            f"{EventKind.LESSON_CHANGED}:{place.id}",
            place.revision + 1,
            stamp.at,
            class_id=found.lesson.class_id,
            subgroup_id=found.lesson.subgroup_id,
            lesson_id=place.id,
            day=ahead[0],
        ),
    )
