"""When a lesson stays as it is, whatever a deputy wants: its term is closed, or where nothing is backdated it is due.

A change of the timetable opens nothing that the locks of the journal have shut (`journal_core.entries.locks`): why
this rule and no other, docs/decisions/0011-deadlines.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from journal_core.entries.closing import DayTerm
from journal_core.entries.deadlines import attendance_due, homework_due, marks_due, topic_due
from journal_core.entries.locks import lesson_closed_at
from journal_core.errors import TooLate
from journal_core.law import Correcting
from journal_core.lessons import PlannedLesson
from journal_core.school import School


def check_open(
    school: School, at: datetime, stands: PlannedLesson, lesson: PlannedLesson, terms: Mapping[date, DayTerm]
) -> None:
    """Whether the lesson that `stands` may become `lesson`; `terms` are those of both days, in its class.

    Raises TooLate: `timetable.term_closed`; `timetable.past_deadline` for another day, where nothing is backdated (003
    4.2 а) and the day it is on lets something be entered no more.
    """
    for day in sorted({stands.day, lesson.day}):
        if at >= lesson_closed_at(day, terms[day].closed, terms[day].end, school.zone):
            raise TooLate("timetable.term_closed", day=f"{day:%d.%m.%Y}")
    if lesson.day == stands.day or school.law.correcting is not Correcting.REQUEST:
        return
    if at >= min(due(school, stands.day) for due in (marks_due, attendance_due, topic_due, homework_due)):
        raise TooLate("timetable.past_deadline", day=f"{stands.day:%d.%m.%Y}")
