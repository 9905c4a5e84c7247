"""The lessons that there should be: the timetable on the days of a span, with the dated changes on top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from journal_core.calendar.changes import Home, LessonChange, changed
from journal_core.calendar.days import Calendar, bell_on, is_school_day, timetable_day
from journal_core.lessons import PlannedLesson, Span, Weekly


def planned(calendar: Calendar, span: Span) -> list[PlannedLesson]:
    """The lessons of `span`, in the order of their days.

    A slot without a bell gives no lesson: the importer has asked about it. A change whose lesson the timetable has
    no place for any more gives none either: planning keeps the lesson that stands and asks.
    """
    pending = {one.home.identity: one for one in calendar.changes}
    days = {*span.days(), *(one.home.day for one in calendar.changes if one.on in span)}
    found = []
    for home in _homes(calendar, sorted(days)):
        # What a change leaves open is as the timetable says now, not as it said when the change was made.
        change = pending.get(home.identity, LessonChange(0, home))
        lesson = _rung(calendar, replace(change, home=home))
        if lesson is not None and lesson.day in span:
            found.append(lesson)
    return sorted(found, key=lambda one: (one.day, one.slot))


def _homes(calendar: Calendar, days: list[date]) -> Iterator[Home]:
    by_weekday: dict[int, list[Weekly]] = {}
    for line in calendar.timetable:
        by_weekday.setdefault(line.weekday, []).append(line)
    for day in days:
        weekday, week = timetable_day(calendar, day)
        open_to = {grade: is_school_day(calendar, grade, day) for grade in {*calendar.grades.values()}}
        for line in by_weekday.get(weekday, ()):
            if line.holds_on(day, week) and open_to[calendar.grades[line.class_id]]:
                yield Home(
                    line.class_id, line.subgroup_id, line.subject_id, line.staff_id, day, line.slot, line.room
                )  # fmt: skip


def _rung(calendar: Calendar, change: LessonChange) -> PlannedLesson | None:
    bell = bell_on(calendar, change.home.class_id, change.on, change.at)
    return changed(change, bell) if bell else None
