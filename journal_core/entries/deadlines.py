"""Deadlines: by when each thing of a lesson is due, and whether it came late (000 3.4; 002 3.4; 003 4.2 а; 004 1, 3).

Days are calendar days on the school's wall clock, holidays and Sundays among them: docs/decisions/0011-deadlines.md.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from journal_core.entries.entry import Changes, LessonPage
from journal_core.entries.revisions import (
    AbsenceRevision,
    HomeworkRevision,
    MarkRevision,
    RemarkRevision,
    Revision,
    TaskRevision,
)
from journal_core.law import Due
from journal_core.school import School

_DAY = timedelta(days=1)


def marks_due(school: School, day: date, *, written: bool = False) -> datetime:
    """The first moment too late for marks of a lesson of `day`; for written work that of the norms of checking."""
    due = _moment(school, school.law.marks_due, day)
    return max(due, _moment(school, school.law.written_due, day)) if written else due


def marks_due_from(school: School, at: datetime) -> date:
    """The earliest day whose lessons may still get a mark in time, if of written work; today is among them."""
    day = school.local(at).date()
    while marks_due(school, day - _DAY, written=True) > at:
        day -= _DAY
    return day


def attendance_due(school: School, day: date) -> datetime:
    """The first moment too late for attendance."""
    return _moment(school, school.law.attendance_due, day)


def topic_due(school: School, day: date) -> datetime:
    """The first moment too late for the topic, and for the tasks done."""
    return _moment(school, school.law.topic_due, day)


def homework_due(school: School, day: date) -> datetime:
    """The first moment too late for homework."""
    return _moment(school, school.law.homework_due, day)


def revision_due(school: School, page: LessonPage, one: Revision) -> datetime:
    """The first moment too late for this very thing; remarks stand where marks would and are due with them."""
    day = page.lesson.day
    match one:
        case MarkRevision():
            written = any(work.name == one.work and work.written for work in page.works.values())
            return marks_due(school, day, written=written)
        case AbsenceRevision():
            return attendance_due(school, day)
        case HomeworkRevision():
            return homework_due(school, day)
        case RemarkRevision():
            return marks_due(school, day)
        case TaskRevision():
            return topic_due(school, day)


def error_due(school: School, heard_at: datetime) -> datetime:
    """By when a mistake that the deputy heard of is to be corrected (000 3.5.5): the same hour so many days later."""
    return school.local(heard_at) + timedelta(days=school.law.error_days)


def timed(page: LessonPage, found: Changes, school: School, at: datetime) -> Changes:
    """`found` as recorded at `at`: each revision says whether it came late."""

    def late(one: Revision) -> bool:
        return at >= revision_due(school, page, one)

    return replace(
        found,
        marks=tuple(replace(one, late=late(one)) for one in found.marks),
        absences=tuple(replace(one, late=late(one)) for one in found.absences),
        homework=replace(found.homework, late=late(found.homework)) if found.homework else None,
        remarks=tuple(replace(one, late=late(one)) for one in found.remarks),
        tasks=tuple(replace(one, late=late(one)) for one in found.tasks),
        topic_late=found.topic is not None and at >= topic_due(school, page.lesson.day),
    )


def _moment(school: School, due: Due, day: date) -> datetime:
    return due.moment(day, school.zone)
