"""What a roll's calendar does to lessons that somebody has written in: they stay, and we ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from journal_core.calendar.changes import LessonChange
from journal_core.calendar.days import Calendar
from journal_core.calendar.terms import Holiday
from journal_core.enrolment.calendar import terms_among
from journal_core.enrolment.difference import Difference, after
from journal_core.enrolment.records import Standing
from journal_core.lessons_ahead import StandingLesson, move
from journal_core.roll import Doubt, Roll


def kept_lessons(
    standing: Standing,
    difference: Difference,
    roll: Roll,
    lessons: Iterable[StandingLesson],
    changes: tuple[LessonChange, ...],
    today: date,
) -> tuple[Doubt, ...]:
    """A doubt for each future lesson, written in or changed by the deputy, that the new calendar has no place for."""
    fresh = after(standing, difference.changes)
    kept = move(calendar_of(fresh, changes), lessons, today).kept
    classes = {one.id: str(one.name) for one in fresh.classes}
    subjects = {one.id: one.name for one in fresh.subjects}
    # The lesson stands in no row: point at the beginning of what moved it.
    moved_by = (roll.timetable, roll.terms, roll.moved_days, roll.bells, roll.bell_days)
    where = next(row.where for rows in moved_by for row in rows)
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


def calendar_of(standing: Standing, changes: tuple[LessonChange, ...] = ()) -> Calendar:
    """What lessons are made from."""
    return Calendar(
        timetable=tuple(one.weekly for one in standing.lines),
        bells=tuple(one.bell for one in standing.bells),
        terms=tuple(terms_among(standing.terms)),
        holidays=tuple(Holiday(one.span, one.grades) for one in standing.terms if one.kind == "holiday"),
        moved=tuple(one.moved for one in standing.moved_days),
        bell_uses=tuple(one.use for one in standing.bell_uses),
        changes=changes,
        grades={one.id: one.name.grade for one in standing.classes},
    )
