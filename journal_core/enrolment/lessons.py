"""What a roll's calendar does to lessons that somebody has written in: they stay, and we ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from journal_core.enrolment.difference import Difference, after
from journal_core.enrolment.records import Standing
from journal_core.lessons_ahead import Calendar, StandingLesson, move
from journal_core.roll import Doubt, Roll


def kept_lessons(
    standing: Standing, difference: Difference, roll: Roll, lessons: Iterable[StandingLesson], today: date
) -> tuple[Doubt, ...]:
    """A doubt for each future lesson with entries that the new calendar has no place for."""
    fresh = after(standing, difference.changes)
    kept = move(calendar_of(fresh), lessons, today).kept
    classes = {one.id: str(one.name) for one in fresh.classes}
    subjects = {one.id: one.name for one in fresh.subjects}
    # The lesson stands in no row: point at the beginning of what moved it.
    moved_by = [*(row.where for row in roll.timetable), *(row.where for row in roll.terms)]
    where = [*moved_by, *(row.where for row in roll.bells)][0]
    return tuple(
        Doubt(
            where,
            "import.lesson_touched",
            {
                "class": classes[one.lesson.class_id],
                "subject": subjects[one.lesson.subject_id],
                "day": f"{one.lesson.day:%d.%m.%Y}",
                "slot": str(one.lesson.slot),
            },
        )
        for one in sorted(kept, key=lambda one: (one.lesson.day, one.lesson.slot))
    )


def calendar_of(standing: Standing) -> Calendar:
    """What lessons are made from."""
    return Calendar(
        tuple(one.weekly for one in standing.lines),
        tuple(one.bell for one in standing.bells),
        tuple(one.span for one in standing.terms if one.kind == "term"),
        tuple(one.span for one in standing.terms if one.kind == "holiday"),
    )
