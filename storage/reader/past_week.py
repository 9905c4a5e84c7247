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
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.revisions import Change
from journal_core.news import (
    About,
    ChildWeek,
    HomeworkSaid,
    MarkSaid,
    Missed,
    Period,
    RemarkSaid,
    TermMarkSaid,
)
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
_REMARKS = sql("""
    SELECT s.name AS subject, r.text
    FROM remark_revision r JOIN lesson l ON l.id = r.lesson_id JOIN subject s ON s.id = l.subject_id
    WHERE r.pupil_id = :pupil AND r.recorded_at > :since AND r.recorded_at <= :until AND r.change <> 'removed'
      AND NOT EXISTS (SELECT FROM remark_revision o WHERE o.remark_id = r.remark_id AND o.revision > r.revision)
    ORDER BY s.name, l.day, l.slot
""")
_TERM_MARKS = sql("""
    SELECT r.term_mark_id, r.change, r.value, r.kind, r.recorded_at, s.name AS subject, coalesce(t.name, '') AS term
    FROM term_mark_revision r JOIN subject s ON s.id = r.subject_id LEFT JOIN term t ON t.id = r.term_id
    WHERE r.term_mark_id IN (SELECT w.term_mark_id FROM term_mark_revision w
                             WHERE w.pupil_id = :pupil AND w.recorded_at > :since AND w.recorded_at <= :until)
    ORDER BY array_position(ARRAY['term', 'year', 'exam', 'final'], r.kind), lower(t.days), s.name, r.term_mark_id,
        r.revision
""")


@dataclass(frozen=True, slots=True)
class Span:
    """The week: what was recorded after `since` and not after `until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Story:
    """What became of a value within the week."""

    was: str  #: what stood before long enough to be told, where it differs
    removed: bool


async def read_past_week(connection: AsyncConnection, child: Child, about: About, span: Span) -> ChildWeek:
    """One child's week."""
    asked = {"pupil": child.pupil_id, "since": span.since, "until": span.until}
    revisions = (await connection.execute(_MARKS, asked)).all()
    marks = (_mark(list(of_one), child.school.grace) for _, of_one in groupby(revisions, key=lambda row: row.mark_id))
    missed = (await connection.execute(_ABSENCES, asked)).all()
    counted = Counter(_said_as(AbsenceCode(row.code)) for row in missed if row.change != Change.REMOVED)
    remarks = (await connection.execute(_REMARKS, asked)).all()
    set_of_term = (await connection.execute(_TERM_MARKS, asked)).all()
    term_marks = (
        _term_mark(list(of_one), child.school.grace)
        for _, of_one in groupby(set_of_term, key=lambda row: row.term_mark_id)
    )
    tomorrow = child.school.local(span.until).date() + timedelta(days=1)
    tasks = await read_homework(connection, child, tomorrow)
    return ChildWeek(
        about,
        tuple(mark for mark in marks if mark),
        tuple(Missed(code, counted[code]) for code in AbsenceCode if counted[code]),
        tuple(HomeworkSaid(one.subject, one.text, one.due) for one in tasks if one.due < tomorrow + AHEAD),
        tuple(RemarkSaid(row.subject, row.text) for row in remarks),
        tuple(mark for mark in term_marks if mark),
    )


def _said_as(code: AbsenceCode) -> AbsenceCode:
    """Illness is counted with the other good reasons: a number beside them would tell of it (PRV-05)."""
    return AbsenceCode.EXCUSED if code is AbsenceCode.ILL else code


def _mark(revisions: Sequence[Row[Any]], grace: timedelta) -> MarkSaid | None:
    """A mark as it stands, with what stood before it long enough to be told; None when nobody was told of it."""
    last, story = revisions[-1], _story(revisions, grace)
    if story is None:
        return None
    work = last.work or None
    return MarkSaid(last.subject, last.value, last.day, work, last.topic, story.was, story.removed, last.comment)


def _term_mark(revisions: Sequence[Row[Any]], grace: timedelta) -> TermMarkSaid | None:
    """The same of a term mark."""
    last, story = revisions[-1], _story(revisions, grace)
    if story is None:
        return None
    return TermMarkSaid(Period(last.kind, last.term), last.subject, last.value, story.was, story.removed)


def _story(revisions: Sequence[Row[Any]], grace: timedelta) -> Story | None:
    last = revisions[-1]
    stood = [
        one.value
        for one, following in pairwise(revisions)
        if one.change != Change.REMOVED and following.recorded_at - one.recorded_at > grace
    ]
    removed = last.change == Change.REMOVED
    if removed and not stood:
        return None
    return Story(stood[-1] if stood and (removed or stood[-1] != last.value) else "", removed)
