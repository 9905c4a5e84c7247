"""Lessons left: how often a subject still comes before a day.

Counted from the calendar and its changes, not from the lessons that stand: those are made six weeks ahead only, and
a quarter is longer (journal.md, «Forecast», «осталось 3 урока»).
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from journal_core.calendar.days import Calendar
from journal_core.calendar.planned import planned
from journal_core.lessons import Span


def all_left(calendar: Calendar, after: date, until: date) -> Counter[tuple[int, int | None, int]]:
    """Lessons later than `after` and earlier than `until` (a term's end): (class, subgroup, subject) → how many.

    Each is counted under its own group, so a pupil has those of the whole class (None) and of the own subgroups. A
    cancelled lesson is not counted, a moved one where it is now. With one class's timetable it counts that class.
    """
    return Counter(
        (one.class_id, one.subgroup_id, one.subject_id)
        for one in planned(calendar, Span(after + timedelta(days=1), until))
        if not one.cancelled
    )
