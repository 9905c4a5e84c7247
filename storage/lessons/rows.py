"""Revisions as rows: one insert a table, each row with the stamp of its command and a salt of its own."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Insert, insert

from journal_core.entry import Changes, LessonFacts
from journal_core.revisions import AbsenceRevision, HomeworkRevision, MarkRevision, Stamp
from storage.tables import journal

Row = dict[str, Any]

_MARKS = insert(journal.mark_revision)
_ABSENCES = insert(journal.absence_revision)
_HOMEWORK = insert(journal.homework_revision)
_TOPIC = insert(journal.topic_revision)


def statements(lesson: LessonFacts, changes: Changes, stamp: Stamp) -> Iterator[tuple[Insert, list[Row]]]:
    """What records `changes`: a statement with its rows for each table that gets any."""
    if changes.topic is not None:
        yield _TOPIC, [{"lesson_id": lesson.id, "topic": changes.topic, **_stamp(stamp)}]
    if changes.marks:
        yield _MARKS, [_mark(one) | _stamp(stamp) for one in changes.marks]
    if changes.absences:
        yield _ABSENCES, [_absence(one) | _stamp(stamp) for one in changes.absences]
    if changes.homework is not None:
        yield _HOMEWORK, [_homework(changes.homework) | _stamp(stamp)]


def _stamp(stamp: Stamp) -> Row:
    return {
        "command_id": stamp.command_id,
        "actor": str(stamp.actor),
        "recorded_at": stamp.at,
        "device": stamp.device,
        "reason": stamp.reason,
        "salt": secrets.token_hex(8),
    }


def _mark(one: MarkRevision) -> Row:
    return {
        "mark_id": one.mark_id,
        "revision": one.revision,
        "change": str(one.change),
        "lesson_id": one.lesson_id,
        "pupil_id": one.pupil_id,
        "value": one.value,
        "work": str(one.work or ""),
        "weight": one.weight,
        "comment": one.comment,
    }


def _absence(one: AbsenceRevision) -> Row:
    return {
        "absence_id": one.absence_id,
        "revision": one.revision,
        "change": str(one.change),
        "lesson_id": one.lesson_id,
        "pupil_id": one.pupil_id,
        "code": str(one.code),
        "minutes": one.minutes,
        "proposed": str(one.proposed or ""),
    }


def _homework(one: HomeworkRevision) -> Row:
    return {
        "homework_id": one.homework_id,
        "revision": one.revision,
        "change": str(one.change),
        "lesson_id": one.lesson_id,
        "text": one.text,
        "due": one.due,
    }
