"""News of changed lessons as they stand: while there is still something to come to, or to stay away from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.entries.revisions import Change
from journal_core.news import About, CorrectionNews, LessonChangeSaid, LessonChangesNews
from journal_core.school import School
from notifier.policy import CORRECTION
from notifier.ports import Claimed, Withdrawn
from notifier.states import State
from storage.outbox.revisions import Told, last_revisions

KIND = "lesson_changed"
_BEGUN = Withdrawn(State.EXPIRED, "the lesson has begun")

_CHANGES = sql("""
SELECT DISTINCT ON (c.lesson_id) c.lesson_id AS number, c.change, c.home_day, c.home_slot, h.name AS home_subject,
    c.cancelled, c.day, c.slot, coalesce(c.room, '') AS room, coalesce(i.name, '') AS instead,
    t.surname, t.name, t.patronymic, l.starts_at
FROM lesson_change c
JOIN lesson l ON l.id = c.lesson_id
JOIN subject h ON h.id = c.home_subject_id
LEFT JOIN subject i ON i.id = c.subject_id
LEFT JOIN staff t ON t.id = c.staff_id
WHERE c.lesson_id = ANY(:numbers)
ORDER BY c.lesson_id, c.revision DESC
""")


def is_of_timetable(claimed: Claimed, subject: str) -> bool:
    """Whether a message tells of changed lessons, or puts right what it told of one."""
    return claimed.template == KIND or (claimed.template == CORRECTION.template and subject.startswith(f"{KIND}:"))


async def gather(
    connection: AsyncConnection, claimed: Claimed, about: About, subjects: Sequence[str], school: School, now: datetime
) -> tuple[LessonChangesNews | CorrectionNews | Withdrawn | None, Told]:
    """The changes of a message that are still news, and what the person will have been told."""
    rows = await last_revisions(connection, _CHANGES, subjects)
    if claimed.provider_id:  # what stands in the chat is put right, whatever the hour
        told = {subject: _said(row) for subject, row in rows.items()}
    else:
        told = {subject: _said(row) for subject, row in rows.items() if now < _until(row, school)}
        if rows and not told:
            return _BEGUN, {}
    if claimed.template == CORRECTION.template:
        return _line(claimed, about, subjects[0], told[subjects[0]])
    changes = [said for subject, said in told.items() if subject in claimed.told or not said.is_restored]
    if not changes:
        return None, {}
    changes.sort(key=lambda one: (one.day, one.slot))
    return LessonChangesNews(about, tuple(changes)), {subject: _known(said) for subject, said in told.items()}


def _line(claimed: Claimed, about: About, subject: str, said: LessonChangeSaid) -> tuple[CorrectionNews | None, Told]:
    was, now = claimed.told.get(subject, ""), _known(said)
    if now == was:  # there and back: nothing is left to say
        return None, {}
    return CorrectionNews(about, said.subject, KIND, was, now, lesson=said), {subject: now}


def _said(row: Mapping[Any, Any]) -> LessonChangeSaid:
    home = LessonChangeSaid(row["home_day"], row["home_slot"], row["home_subject"])
    if row["change"] == Change.REMOVED:
        return home
    moved = row["day"] is not None or row["slot"] is not None
    return LessonChangeSaid(
        home.day,
        home.slot,
        home.subject,
        row["cancelled"],
        (row["day"] or home.day) if moved else None,
        (home.slot if row["slot"] is None else row["slot"]) if moved else None,
        row["instead"],
        _short(row),
        row["room"],
    )


def _short(row: Mapping[Any, Any]) -> str:
    """«Орлов О. И.»; empty where the teacher is the timetable's."""
    if row["surname"] is None:
        return ""
    initials = (f"{name[:1]}." for name in (row["name"], row["patronymic"]) if name)
    return " ".join((row["surname"], *initials))


def _until(row: Mapping[Any, Any], school: School) -> datetime:
    """When nobody needs to hear it any more: the bell of the lesson, the later day of a moved one."""
    last = max(row["home_day"], row["day"] or row["home_day"])
    return datetime.combine(last, row["starts_at"], school.zone)


def _known(said: LessonChangeSaid) -> str:
    """What a person knows of a lesson; empty: it is as the timetable has it."""
    if said.is_restored:
        return ""
    parts = (said.cancelled, said.to_day, said.to_slot, said.instead, said.teacher, said.room)
    return "|".join(str(part) for part in parts)
