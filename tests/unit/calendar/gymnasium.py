"""A school of two classes: 7Б by quarters and 10А by half-years, with a week of lessons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from journal_core.calendar.changes import Home, LessonChange
from journal_core.calendar.days import Calendar
from journal_core.calendar.terms import Holiday, System, Term
from journal_core.lessons import Bell, PlannedLesson, Span, Week, Weekly
from journal_core.lessons_ahead import Moves, StandingLesson

CLASS_7B, CLASS_10A = 7, 10
ALGEBRA, HISTORY, ENGLISH, CHEMISTRY = 1, 2, 3, 4
KOVALEVA, ORLOV, SOKOLOVA = 10, 11, 12
GROUP_1, GROUP_2 = 1, 2

MONDAY = date(2026, 11, 16)  #: in the second quarter
TODAY = MONDAY + timedelta(days=1)
SATURDAY = date(2026, 11, 14)

QUARTERS = (
    Term(1, System.QUARTER, "I четверть", Span(date(2026, 9, 1), date(2026, 11, 1))),
    Term(2, System.QUARTER, "II четверть", Span(date(2026, 11, 9), date(2026, 12, 25))),
    Term(3, System.QUARTER, "III четверть", Span(date(2027, 1, 11), date(2027, 3, 28))),
)
HALVES = (
    Term(11, System.HALF_YEAR, "I полугодие", Span(date(2026, 9, 1), date(2026, 12, 25))),
    Term(12, System.HALF_YEAR, "II полугодие", Span(date(2027, 1, 11), date(2027, 6, 1))),
)
AUTUMN = Holiday(Span(date(2026, 11, 1), date(2026, 11, 9)))
BELLS = tuple(Bell(slot, time(7 + slot), time(7 + slot, 45)) for slot in (1, 2, 3, 4))
SHORT = tuple(Bell(slot, time(7 + slot), time(7 + slot, 30), "сокращённый день") for slot in (1, 2, 3, 4))
SECOND = tuple(Bell(slot, time(13 + slot), time(13 + slot, 45), "вторая смена") for slot in (1, 2, 3, 4))


def line(
    weekday: int,
    slot: int,
    subject: int = ALGEBRA,
    teacher: int | None = KOVALEVA,
    group: int | None = None,
    class_id: int = CLASS_7B,
    week: Week = Week.EVERY,
) -> Weekly:
    """A line of the timetable, 7Б's unless told otherwise; Monday is 0."""
    return Weekly(class_id, group, subject, teacher, weekday, slot, "204", week)


def calendar(*lines: Weekly) -> Calendar:
    """The school's calendar with these lines."""
    return Calendar(
        lines, BELLS + SHORT + SECOND, QUARTERS + HALVES, (AUTUMN,), grades={CLASS_7B: 7, CLASS_10A: 10}
    )  # fmt: skip


def home(one: PlannedLesson) -> Home:
    """Where a lesson is by the timetable."""
    return Home(one.class_id, one.subgroup_id, one.subject_id, one.staff_id, one.day, one.slot, one.room)


def with_changes(school: Calendar, *changes: LessonChange) -> Calendar:
    """The same calendar with lessons that the deputy changed."""
    return replace(school, changes=changes)


def standing(moves: Moves, *touched: date) -> list[StandingLesson]:
    """The lessons that planning made; somebody wrote in those of the `touched` days."""
    return [StandingLesson(number, one, one.day in touched) for number, one in enumerate(moves.made)]


def after(moves: Moves, there: list[StandingLesson]) -> list[StandingLesson]:
    """The lessons that stand once `moves` are written."""
    altered = {one.id: one for one in moves.altered}
    left = [altered.get(one.id, one) for one in there if one.id not in moves.withdrawn]
    fresh = max((one.id for one in there), default=0) + 1
    return left + [StandingLesson(fresh + number, one, False) for number, one in enumerate(moves.made)]
