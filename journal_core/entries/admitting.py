"""Whether what a teacher wrote may be recorded now, and how late it is: deadlines and locks laid upon the changes.

Free of the lock on corrections: a reason that the class teacher settles (003 4.2 г), and «came late after all» on the
day of the lesson. Nothing is free of a closed term.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.deadlines import revision_due, timed, topic_due
from journal_core.entries.entry import Changes, LessonFacts, LessonPage
from journal_core.entries.locks import Lock, lesson_closed_at, locked, refuse
from journal_core.entries.revisions import AbsenceRevision, Revision
from journal_core.law import Correcting
from journal_core.school import School

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def admitted(page: LessonPage, found: Changes, school: School, at: datetime, first: Mapping[int, datetime]) -> Changes:
    """`found` with its lateness. `first` is when what it changes was first recorded, by number.

    Raises TooLate (`entry.locked_*`) when any of it is locked: then nothing is recorded.
    """
    for one in found.revisions():
        due = revision_due(school, page, one)
        _refuse_locked(page.lesson, school, at, due, _made_at(page, one, school, at, first))
    if found.topic is not None:
        _refuse_locked(page.lesson, school, at, topic_due(school, page.lesson.day), page.lesson.topic_since)
    return timed(page, found, school, at)


def asks_when_made(found: Changes, school: School) -> list[int]:
    """Numbers whose first recording `admitted` must know; none where corrections are free."""
    if school.law.correcting is not Correcting.REQUEST:
        return []
    return [one.number for one in found.revisions() if one.revision > 1]


def check_term(lesson: LessonFacts, school: School, at: datetime) -> None:
    """Raise TooLate for any change at a lesson whose term is closed."""
    refuse(Lock.TERM if at >= _closed_at(lesson, school) else None)


def _refuse_locked(lesson: LessonFacts, school: School, at: datetime, due: datetime, made_at: datetime | None) -> None:
    lock = locked(
        school.law,
        at,
        closed_at=_closed_at(lesson, school),
        due=due,
        made_at=made_at,
        grace=school.grace,
        substituted=lesson.substituted,
    )
    refuse(lock)


def _closed_at(lesson: LessonFacts, school: School) -> datetime:
    return lesson_closed_at(lesson.day, lesson.closed, lesson.term_end, school.zone)


def _made_at(
    page: LessonPage, one: Revision, school: School, at: datetime, first: Mapping[int, datetime]
) -> datetime | None:
    """When what `one` changes was first recorded; None for a first entry. What nobody remembers is long ago.

    What is due earlier once it is changed is a first entry too: else a mark that was late for its lesson would be
    entered as written work, whose time is longer, and lose its kind within the grace.
    """
    stands = page.standing().get(one.number)
    due_earlier = stands is not None and revision_due(school, page, one) < revision_due(school, page, stands)
    if one.revision == 1 or due_earlier:
        return None
    if _came_late_after_all(page, one, school, at):
        return at  # as if Н had been noted just now
    return first.get(one.number, _LONG_AGO)


def _came_late_after_all(page: LessonPage, one: Revision, school: School, at: datetime) -> bool:
    if not isinstance(one, AbsenceRevision) or one.code is not AbsenceCode.LATE:
        return False
    stands = page.absence_of(one.pupil_id)
    same_day = school.local(at).date() == page.lesson.day
    return stands is not None and stands.code is AbsenceCode.ABSENT and same_day
