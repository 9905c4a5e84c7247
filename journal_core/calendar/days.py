"""What a day is: school or not, by which weekday's timetable, in which week, by which bells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from journal_core.calendar.changes import LessonChange
from journal_core.calendar.terms import Holiday, Term, academic_year, school_year, term_on
from journal_core.lessons import Bell, Week, Weekly


@dataclass(frozen=True, slots=True)
class MovedDay:
    """A day that is not what its date says: «суббота 14 ноября — по расписанию понедельника», or a day off."""

    day: date
    weekday: int | None  #: by whose timetable it works, 0 is Monday; None is a day off
    week: Week = Week.EVERY  #: A or B when the timetable of that week is meant; EVERY is the day's own


@dataclass(frozen=True, slots=True)
class BellUse:
    """Which set of bells rings: of a class, on a day or a weekday; what is left out is «any»."""

    bell_set: str
    class_id: int | None = None
    day: date | None = None
    weekday: int | None = None  #: 0 is Monday

    def fits(self, class_id: int, day: date) -> bool:
        """Whether it speaks of this class on this day."""
        return (
            self.class_id in (None, class_id)
            and self.day in (None, day)
            and self.weekday in (None, day.weekday())
        )  # fmt: skip

    @property
    def nearness(self) -> tuple[bool, bool, bool]:
        """The more is named, the nearer: a date before a weekday before a class."""
        return self.day is not None, self.weekday is not None, self.class_id is not None


@dataclass(frozen=True, slots=True)
class Calendar:
    """All that lessons are made from."""

    timetable: tuple[Weekly, ...] = ()
    bells: tuple[Bell, ...] = ()
    terms: tuple[Term, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    moved: tuple[MovedDay, ...] = ()
    bell_uses: tuple[BellUse, ...] = ()
    changes: tuple[LessonChange, ...] = ()  #: as they hold now; what was taken back is left out
    grades: Mapping[int, int] = field(default_factory=dict)  #: class → its grade


def week_of(calendar: Calendar, day: date) -> Week:
    """A or B: they alternate by the calendar's weeks, holidays too; the year begins in A, whatever its weekday."""
    year = academic_year(calendar.terms, school_year(day))
    if year is None:
        return Week.A
    into_fortnight = (_monday(day) - _monday(year.first)).days % 14
    return Week.B if into_fortnight else Week.A


def is_school_day(calendar: Calendar, grade: int, day: date) -> bool:
    """Inside a term of the grade and outside its holidays; a day that was moved to work works in holidays too."""
    if term_on(calendar.terms, grade, day) is None:
        return False
    moved = moved_day(calendar, day)
    if moved is not None:
        return moved.weekday is not None
    return not any(day in one.span and (not one.grades or grade in one.grades) for one in calendar.holidays)


def timetable_day(calendar: Calendar, day: date) -> tuple[int, Week]:
    """By which weekday's timetable, and of which week, a school day works."""
    moved, week = moved_day(calendar, day), week_of(calendar, day)
    if moved is None or moved.weekday is None:
        return day.weekday(), week
    return moved.weekday, week if moved.week is Week.EVERY else moved.week


def moved_day(calendar: Calendar, day: date) -> MovedDay | None:
    """What was said of this very day."""
    return next((one for one in calendar.moved if one.day == day), None)


def bell_on(calendar: Calendar, class_id: int, day: date, slot: int) -> Bell | None:
    """The bell of a class's slot on a day; a slot its set lacks rings as on ordinary days, or not at all."""
    fitting = [one for one in calendar.bell_uses if one.fits(class_id, day)]
    chosen = max(fitting, key=lambda one: one.nearness, default=BellUse(""))
    rung = {one.bell_set: one for one in calendar.bells if one.slot == slot}
    return rung.get(chosen.bell_set) or rung.get("")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
