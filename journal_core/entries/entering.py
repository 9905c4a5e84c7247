"""What an entry changes on a lesson's page: which revisions and which events follow from what a teacher wrote.

Of attendance, homework, topic, remarks and tasks saying the same thing twice changes nothing; each value of a mark is
a new mark, so that a pupil may have several in a lesson (only a command said twice is done once).
Clauses: 000 3.4.1–3.4.2; 002 1.3; 003 4.2 а, г.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from journal_core.entries.attendance import PROPOSALS, AbsenceCode, noted_by_teacher
from journal_core.entries.entry import AbsenceEntry, Changes, LessonEntry, LessonPage, MarkEntry, RemarkEntry
from journal_core.entries.entry_checks import check
from journal_core.entries.lesson_events import with_events
from journal_core.entries.lesson_tasks import spelled
from journal_core.entries.revisions import (
    AbsenceRevision,
    Change,
    HomeworkRevision,
    MarkRevision,
    RemarkRevision,
    Stamp,
    TaskRevision,
)
from journal_core.school import School


def changes(page: LessonPage, entry: LessonEntry, school: School, stamp: Stamp, numbers: Iterable[int]) -> Changes:
    """What `entry` changes on `page`; `numbers` are fresh ones, at least `numbers_needed(entry)` of them.

    Raises Invalid (`entry.*`, `work.*`) when anything in it cannot be recorded: then nothing is.
    """
    check(page, entry, school, stamp)
    fresh = iter(numbers)
    found = Changes(
        topic=topic_change(page, entry),
        marks=tuple(new_mark(page, given, value, next(fresh)) for given in entry.marks for value in given.values),
        absences=attendance_changes(page, entry, fresh),
        homework=homework_change(page, entry, fresh),
        remarks=remark_changes(page, entry, fresh),
        tasks=task_changes(page.tasks, page.lesson.id, entry, fresh) if entry.tasks else (),
    )
    return with_events(page, found, stamp.at)


def numbers_needed(entry: LessonEntry) -> int:
    """How many fresh numbers recording `entry` can take at most."""
    values = sum(len(given.values) for given in entry.marks)
    return values + len(entry.attendance) + (entry.homework is not None) + len(entry.remarks) + len(entry.tasks)


def new_mark(page: LessonPage, given: MarkEntry, value: str, number: int) -> MarkRevision:
    """A mark that was not there before, with the weight that its kind of work has now."""
    weight = weight_of(page, given.work) if given.weight is None else given.weight
    return MarkRevision(
        number, 1, Change.SET, page.lesson.id, given.pupil_id, value, given.work, weight, given.comment.strip()
    )


def weight_of(page: LessonPage, work: str | None) -> int:
    """What a mark for `work` weighs now; 1 without a kind."""
    return page.works[work].weight if work else 1


def topic_change(page: LessonPage, entry: LessonEntry) -> str | None:
    """The topic to write; None when it is not spoken of or stands already."""
    topic = entry.topic.strip() if entry.topic else None
    return topic if topic and topic != page.lesson.topic else None


def attendance_changes(page: LessonPage, entry: LessonEntry, fresh: Iterator[int]) -> tuple[AbsenceRevision, ...]:
    """One absence a pupil and lesson: a new one, a revision of the standing one, or nothing."""
    said = {one.pupil_id: one for one in entry.attendance}
    found = (_absence_change(page, one, fresh) for one in said.values())
    return tuple(one for one in found if one is not None)


def _absence_change(page: LessonPage, said: AbsenceEntry, fresh: Iterator[int]) -> AbsenceRevision | None:
    code, proposed = noted_by_teacher(said.code)
    minutes = said.minutes if code is AbsenceCode.LATE else None
    stands = page.absence_of(said.pupil_id)
    if stands is None:
        return AbsenceRevision(next(fresh), 1, Change.SET, page.lesson.id, said.pupil_id, code, minutes, proposed)
    if (stands.code, stands.minutes, stands.proposed) == (code, minutes, proposed):
        return None
    if stands.code in PROPOSALS and code is AbsenceCode.ABSENT:
        return None  # the class teacher settled it (003 4.2 г); that the pupil was away is no news
    return replace(
        stands,
        revision=stands.revision + 1,
        change=Change.CORRECTED,
        code=code,
        minutes=minutes,
        proposed=proposed,
    )


def homework_change(page: LessonPage, entry: LessonEntry, fresh: Iterator[int]) -> HomeworkRevision | None:
    """One homework a lesson: a new one, a revision of the standing one, or nothing."""
    if entry.homework is None:
        return None
    text, due, stands = entry.homework.text.strip(), entry.homework.due, page.homework
    if stands is None:
        return HomeworkRevision(next(fresh), 1, Change.SET, page.lesson.id, text, due)
    if (stands.text, stands.due) == (text, due):
        return None
    return replace(stands, revision=stands.revision + 1, change=Change.CORRECTED, text=text, due=due)


def remark_changes(page: LessonPage, entry: LessonEntry, fresh: Iterator[int]) -> tuple[RemarkRevision, ...]:
    """One remark a pupil and lesson: a new one, a revision of the standing one, or nothing."""
    said = {one.pupil_id: one for one in entry.remarks}
    found = (_remark_change(page, one, fresh) for one in said.values())
    return tuple(one for one in found if one is not None)


def _remark_change(page: LessonPage, said: RemarkEntry, fresh: Iterator[int]) -> RemarkRevision | None:
    text, stands = said.text.strip(), page.remark_about(said.pupil_id)
    if stands is None:
        return RemarkRevision(next(fresh), 1, Change.SET, page.lesson.id, said.pupil_id, text)
    if stands.text == text:
        return None
    return replace(stands, revision=stands.revision + 1, change=Change.CORRECTED, text=text)


def task_changes(
    standing: Iterable[TaskRevision], lesson_id: int, entry: LessonEntry, fresh: Iterator[int]
) -> tuple[TaskRevision, ...]:
    """What makes the tasks that stand those of `entry`, in its order: the k-th is compared with the k-th."""
    said = [(spelled(one.type), one.text.strip()) for one in entry.tasks]
    found: list[TaskRevision] = []
    for new, now in zip_longest(said, sorted(standing, key=lambda one: one.task_id)):
        if now is None:
            found.append(TaskRevision(next(fresh), 1, Change.SET, lesson_id, *new))
        elif new is None:
            found.append(replace(now, revision=now.revision + 1, change=Change.REMOVED))
        elif new != (now.type, now.text):
            kind, text = new
            found.append(replace(now, revision=now.revision + 1, change=Change.CORRECTED, type=kind, text=text))
    return tuple(found)
