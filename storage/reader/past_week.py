"""What was recorded of a child within a week, as it stands now: for the weekly summary.

A slip mended within the school's grace was never told to anybody, and is not told here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import Row
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import Child
from journal_core.attendance import AbsenceCode
from journal_core.marks import WorkKind
from journal_core.news import About, ChildWeek, HomeworkSaid, MarkSaid, Missed
from journal_core.revisions import Change
from storage.reader.homework import read_homework

AHEAD = timedelta(days=7)  #: of homework

# Every revision of the marks that changed within the week, in order.
_MARKS = sql("""
    SELECT r.mark_id, r.change, r.value, r.work, r.comment, r.recorded_at, l.day, s.name AS subject,
           coalesce((SELECT t.topic FROM topic_revision t WHERE t.lesson_id = l.id ORDER BY t.id DESC LIMIT 1), '')
               AS topic
    FROM mark_revision r JOIN lesson l ON l.id = r.lesson_id JOIN subject s ON s.id = l.subject_id
    WHERE r.mark_id IN (SELECT w.mark_id FROM mark_revision w
                        WHERE w.pupil_id = :pupil AND w.recorded_at > :since AND w.recorded_at <= :until)
    ORDER BY s.name, l.day, r.mark_id, r.revision
""")
_ABSENCES = sql("""
    SELECT DISTINCT ON (r.absence_id) r.change, r.code
    FROM absence_revision r
    WHERE r.absence_id IN (SELECT w.absence_id FROM absence_revision w
                           WHERE w.pupil_id = :pupil AND w.recorded_at > :since AND w.recorded_at <= :until)
    ORDER BY r.absence_id, r.revision DESC
""")


@dataclass(frozen=True, slots=True)
class Span:
    """The week: what was recorded after `since` and not after `until`."""

    since: datetime
    until: datetime


async def read_past_week(connection: AsyncConnection, child: Child, about: About, span: Span) -> ChildWeek:
    """One child's week."""
    asked = {"pupil": child.pupil_id, "since": span.since, "until": span.until}
    revisions = (await connection.execute(_MARKS, asked)).all()
    marks = (_mark(list(of_one), child.school.grace) for _, of_one in groupby(revisions, key=lambda row: row.mark_id))
    missed = (await connection.execute(_ABSENCES, asked)).all()
    counted = Counter(_said_as(AbsenceCode(row.code)) for row in missed if row.change != Change.REMOVED)
    tomorrow = child.school.local(span.until).date() + timedelta(days=1)
    tasks = await read_homework(connection, child, tomorrow)
    return ChildWeek(
        about,
        tuple(mark for mark in marks if mark),
        tuple(Missed(code, counted[code]) for code in AbsenceCode if counted[code]),
        tuple(HomeworkSaid(one.subject, one.text, one.due) for one in tasks if one.due < tomorrow + AHEAD),
    )


def _said_as(code: AbsenceCode) -> AbsenceCode:
    """Illness is counted with the other good reasons: a number beside them would tell of it (PRV-05)."""
    return AbsenceCode.EXCUSED if code is AbsenceCode.ILL else code


def _mark(revisions: Sequence[Row[Any]], grace: timedelta) -> MarkSaid | None:
    """A mark as it stands, with what stood before it long enough to be told; None when nobody was told of it."""
    last = revisions[-1]
    stood = [
        one.value
        for one, following in pairwise(revisions)
        if one.change != Change.REMOVED and following.recorded_at - one.recorded_at > grace
    ]
    removed = last.change == Change.REMOVED
    if removed and not stood:
        return None
    was = stood[-1] if stood and (removed or stood[-1] != last.value) else ""
    work = WorkKind(last.work) if last.work else None
    return MarkSaid(last.subject, last.value, last.day, work, last.topic, was, removed, last.comment)
