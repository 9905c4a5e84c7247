"""What happened at a lesson, said to the families: one event a revision, with everything a fan-out needs.

Tasks and topics have none: families read them in the diary's day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from journal_core.entries.attendance import is_urgent
from journal_core.entries.entry import Changes, LessonFacts, LessonPage
from journal_core.entries.revisions import AbsenceRevision, Revision
from journal_core.events import Event, EventKind


def with_events(page: LessonPage, found: Changes, at: datetime) -> Changes:
    """`found` with its events."""
    return replace(found, events=tuple(_events(page, found, at)))


def _events(page: LessonPage, found: Changes, at: datetime) -> Iterator[Event]:
    for mark in found.marks:
        yield _event(page.lesson, EventKind.MARK, mark, mark.pupil_id, at)
    for missed in found.absences:
        urgent = is_urgent(missed.code, explained=missed.pupil_id in page.explained)
        yield absence_event(page.lesson, missed, at, urgent=urgent)
    if found.homework is not None:
        yield _event(page.lesson, EventKind.HOMEWORK, found.homework, None, at)
    for remark in found.remarks:
        yield _event(page.lesson, EventKind.REMARK, remark, remark.pupil_id, at)


def absence_event(lesson: LessonFacts, missed: AbsenceRevision, at: datetime, *, urgent: bool) -> Event:
    """The event of one absence revision."""
    return replace(_event(lesson, EventKind.ABSENCE, missed, missed.pupil_id, at), urgent=urgent)


def _event(lesson: LessonFacts, kind: EventKind, revision: Revision, pupil_id: int | None, at: datetime) -> Event:
    return Event(
        kind,
        lesson.school_id,
        f"{kind}:{revision.number}",
        revision.revision,
        at,
        pupil_id=pupil_id,
        class_id=lesson.class_id,
        subgroup_id=lesson.subgroup_id,
        lesson_id=lesson.id,
        day=lesson.day,
    )
