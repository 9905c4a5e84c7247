"""A child's marks: a term by subject, and one mark opened with its history."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import Child
from journal_core.diary import MarkCard, MarkCell, SubjectMarks, TermMarks
from journal_core.entries.revisions import Change
from journal_core.errors import Refused
from storage.calendar.terms import TERM

# One row a mark; one row with nothing but the term's name when it has none yet. By the term's lessons of the
# classes the pupil was ever in: years of marks do not make the view of a term dearer.
_TERM = sql(f"""
    SELECT t.name AS term, k.*
    FROM ({TERM}) t
    LEFT JOIN LATERAL (
        SELECT DISTINCT ON (r.mark_id)
               s.name AS subject, l.day, l.slot, r.mark_id, r.change, r.value, r.work, r.weight,
               lag(r.value) OVER (PARTITION BY r.mark_id ORDER BY r.revision) AS before
        FROM lesson l
        JOIN mark_revision r ON r.pupil_id = :pupil AND r.lesson_id = l.id
        JOIN subject s ON s.id = l.subject_id
        WHERE l.class_id IN (SELECT class_id FROM membership WHERE pupil_id = :pupil)
          AND l.day >= lower(t.days) AND l.day < upper(t.days)
        ORDER BY r.mark_id, r.revision DESC
    ) k ON k.change <> 'removed'
    ORDER BY k.subject, k.day, k.slot, k.mark_id
""")

_CARD = sql("""
    SELECT s.name AS subject, l.day, t.topic,
           r.mark_id, r.change, r.value, r.work, r.weight, r.comment, r.recorded_at,
           lag(r.value) OVER (ORDER BY r.revision) AS before
    FROM mark_revision r
    JOIN lesson l ON l.id = r.lesson_id
    JOIN subject s ON s.id = l.subject_id
    LEFT JOIN LATERAL (
        SELECT x.topic FROM topic_revision x WHERE x.lesson_id = l.id ORDER BY x.id DESC LIMIT 1
    ) t ON true
    WHERE r.mark_id = :mark AND r.pupil_id = :pupil
    ORDER BY r.revision
""")


def mark_cell(row: Row[Any]) -> MarkCell:
    """From a mark's last revision, with `before`: the value of the revision before it."""
    corrected = row.change == Change.CORRECTED and row.before != row.value
    return MarkCell(row.mark_id, row.value, row.day, row.work or None, row.weight, row.before if corrected else None)


async def read_term(connection: AsyncConnection, child: Child, on: date) -> TermMarks:
    """Marks of the term that `on` falls into, by subject."""
    asked = {"pupil": child.pupil_id, "school": child.school.id, "class": child.class_id, "on": on}
    rows = (await connection.execute(_TERM, asked)).all()
    if not rows:
        return TermMarks("")
    given = (row for row in rows if row.mark_id is not None)
    return TermMarks(
        rows[0].term,
        tuple(
            SubjectMarks(subject, tuple(mark_cell(row) for row in of_one))
            for subject, of_one in groupby(given, key=lambda row: row.subject)
        ),
    )


async def read_card(connection: AsyncConnection, child: Child, mark_id: int) -> MarkCard:
    """One mark with its history; of another child exactly as if it were not there."""
    rows = (await connection.execute(_CARD, {"mark": mark_id, "pupil": child.pupil_id})).all()
    if not rows:
        raise Refused("access.not_yours")
    last = rows[-1]
    return MarkCard(
        id=mark_id,
        subject=last.subject,
        cell=mark_cell(last),
        topic=last.topic or "",
        comment=last.comment,
        set_at=rows[0].recorded_at,
        history=tuple((row.recorded_at, row.value) for row in rows if row.change != Change.REMOVED),
        removed=last.change == Change.REMOVED,
    )
