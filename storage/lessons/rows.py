"""Revisions as rows: one insert a table, each row with the stamp of its command and a salt of its own.

Every revision of a lesson is written from here and from nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Insert, insert

from journal_core.entries.entry import Changes, LessonFacts
from journal_core.entries.revisions import (
    AbsenceRevision,
    HomeworkRevision,
    MarkRevision,
    RemarkRevision,
    Revision,
    Stamp,
    TaskRevision,
)
from storage.stamps import stamped
from storage.tables import journal

Row = dict[str, Any]

_MARKS = insert(journal.mark_revision)
_ABSENCES = insert(journal.absence_revision)
_HOMEWORK = insert(journal.homework_revision)
_TOPIC = insert(journal.topic_revision)
_REMARKS = insert(journal.remark_revision)
_TASKS = insert(journal.lesson_task_revision)


def statements(lesson: LessonFacts, changes: Changes, stamp: Stamp) -> Iterator[tuple[Insert, list[Row]]]:
    """What records `changes`: a statement with its rows for each table that gets any."""
    if changes.topic is not None:
        yield _TOPIC, [{"lesson_id": lesson.id, "topic": changes.topic, "late": changes.topic_late, **_by(stamp)}]
    if changes.marks:
        yield marks(changes.marks, stamp)
    if changes.absences:
        yield _ABSENCES, [_absence(one) | _entered(one, stamp) for one in changes.absences]
    if changes.homework is not None:
        yield _HOMEWORK, [_homework(changes.homework) | _entered(changes.homework, stamp)]
    if changes.remarks:
        yield _REMARKS, [_remark(one) | _entered(one, stamp) for one in changes.remarks]
    if changes.tasks:
        yield _TASKS, [_task(one) | _entered(one, stamp) for one in changes.tasks]


def marks(revisions: Iterable[MarkRevision], stamp: Stamp) -> tuple[Insert, list[Row]]:
    """What records revisions of marks, of however many lessons."""
    return _MARKS, [_mark(one) | _entered(one, stamp) for one in revisions]


def _by(stamp: Stamp) -> Row:
    return stamped(stamp) | {"request_id": stamp.request_id}


def _entered(one: Revision, stamp: Stamp) -> Row:
    """What the revisions of everything that has a number share."""
    shared = {"revision": one.revision, "change": str(one.change), "lesson_id": one.lesson_id, "late": one.late}
    return shared | _by(stamp)


def _mark(one: MarkRevision) -> Row:
    return {
        "mark_id": one.mark_id,
        "pupil_id": one.pupil_id,
        "value": one.value,
        "work": str(one.work or ""),
        "weight": one.weight,
        "comment": one.comment,
    }


def _absence(one: AbsenceRevision) -> Row:
    return {
        "absence_id": one.absence_id,
        "pupil_id": one.pupil_id,
        "code": str(one.code),
        "minutes": one.minutes,
        "proposed": str(one.proposed or ""),
    }


def _homework(one: HomeworkRevision) -> Row:
    return {"homework_id": one.homework_id, "text": one.text, "due": one.due}


def _remark(one: RemarkRevision) -> Row:
    return {"remark_id": one.remark_id, "pupil_id": one.pupil_id, "text": one.text}


def _task(one: TaskRevision) -> Row:
    return {"task_id": one.task_id, "type": one.type, "text": one.text}
