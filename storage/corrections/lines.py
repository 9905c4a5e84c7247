"""The revisions that a request would write, as rows and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import Changes, LessonPage
from journal_core.entries.requests import About
from journal_core.entries.revisions import (
    AbsenceRevision,
    Change,
    HomeworkRevision,
    MarkRevision,
    RemarkRevision,
    Revision,
    TaskRevision,
)

#: Every row has every column: rows of one statement are alike.
_BLANK: dict[str, Any] = {
    "pupil_id": None, "was": "", "value": "", "kind": "", "weight": 1, "comment": "", "minutes": None, "proposed": "",
    "due": None,
}  # fmt: skip


def rows_of(page: LessonPage, changes: Changes) -> list[dict[str, Any]]:
    """A row a revision, with what stands on `page` now."""
    standing = page.standing()
    rows = [
        _BLANK
        | {"number": one.number, "revision": one.revision, "change": str(one.change)}
        | {"was": _value(standing.get(one.number))}
        | _said(one)
        for one in changes.revisions()
    ]
    if changes.topic is not None:
        change = Change.CORRECTED if page.lesson.topic else Change.SET
        topic = {"about": str(About.TOPIC), "number": 0, "revision": 0, "change": str(change)}
        rows.append(_BLANK | topic | {"was": page.lesson.topic, "value": changes.topic})
    return rows


def changes_of(rows: Sequence[Row[Any]], lesson_id: int) -> tuple[Changes, str]:
    """(The changes that were asked for, the topic that stood then); without events."""
    topic = next((row for row in rows if row.about == About.TOPIC), None)
    homework = next((row for row in rows if row.about == About.HOMEWORK), None)
    found = Changes(
        topic=topic.value if topic else None,
        marks=tuple(_mark(row, lesson_id) for row in _about(rows, About.MARK)),
        absences=tuple(_absence(row, lesson_id) for row in _about(rows, About.ABSENCE)),
        homework=_homework(homework, lesson_id) if homework else None,
        remarks=tuple(_remark(row, lesson_id) for row in _about(rows, About.REMARK)),
        tasks=tuple(_task(row, lesson_id) for row in _about(rows, About.TASK)),
    )
    return found, topic.was if topic else ""


def _about(rows: Sequence[Row[Any]], about: About) -> Iterator[Row[Any]]:
    return (row for row in rows if row.about == about)


def _value(one: Revision | None) -> str:
    """What people read of a revision."""
    match one:
        case None:
            return ""
        case MarkRevision():
            return one.value
        case AbsenceRevision():
            return str(one.code)
        case HomeworkRevision() | RemarkRevision() | TaskRevision():
            return one.text


def _said(one: Revision) -> dict[str, Any]:
    said: dict[str, Any] = {"value": _value(one)}
    match one:
        case MarkRevision():
            kind = {"kind": str(one.work or ""), "weight": one.weight, "comment": one.comment}
            return said | kind | {"about": str(About.MARK), "pupil_id": one.pupil_id}
        case AbsenceRevision():
            reason = {"minutes": one.minutes, "proposed": str(one.proposed or "")}
            return said | reason | {"about": str(About.ABSENCE), "pupil_id": one.pupil_id}
        case HomeworkRevision():
            return said | {"about": str(About.HOMEWORK), "due": one.due}
        case RemarkRevision():
            return said | {"about": str(About.REMARK), "pupil_id": one.pupil_id}
        case TaskRevision():
            return said | {"about": str(About.TASK), "kind": one.type}


def _mark(row: Row[Any], lesson_id: int) -> MarkRevision:
    return MarkRevision(
        row.number,
        row.revision,
        Change(row.change),
        lesson_id,
        row.pupil_id,
        row.value,
        row.kind or None,
        row.weight,
        row.comment,
    )


def _absence(row: Row[Any], lesson_id: int) -> AbsenceRevision:
    return AbsenceRevision(
        row.number,
        row.revision,
        Change(row.change),
        lesson_id,
        row.pupil_id,
        AbsenceCode(row.value),
        row.minutes,
        AbsenceCode(row.proposed) if row.proposed else None,
    )


def _homework(row: Row[Any], lesson_id: int) -> HomeworkRevision:
    return HomeworkRevision(row.number, row.revision, Change(row.change), lesson_id, row.value, row.due)


def _remark(row: Row[Any], lesson_id: int) -> RemarkRevision:
    return RemarkRevision(row.number, row.revision, Change(row.change), lesson_id, row.pupil_id, row.value)


def _task(row: Row[Any], lesson_id: int) -> TaskRevision:
    return TaskRevision(row.number, row.revision, Change(row.change), lesson_id, row.kind, row.value)
