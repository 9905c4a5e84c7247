"""News for the school's people: a family does not know where the child is."""

from __future__ import annotations

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.entries.explaining import ALARMING
from journal_core.events import subject_id
from journal_core.news import ChildUnknownNews
from notifier.ports import Claimed

TEMPLATE = "child_unknown"

# The last word of the family stands; whoever has left the class or the duty since does not hear.
_CHILD = sql("""
SELECT p.surname, p.name, coalesce(k.grade || k.letter, '') AS class_name, e.day,
    (SELECT last.explained FROM absence_explanation last
     WHERE last.pupil_id = e.pupil_id AND last.day = e.day ORDER BY last.id DESC LIMIT 1) AS stands,
    EXISTS (SELECT FROM link l JOIN staff s ON s.id = l.staff_id
        WHERE l.person_id = :person_id AND l.state = 'live' AND s.school_id = p.school_id
          AND (s.id = k.class_teacher_id OR 'deputy' = ANY(s.duties))) AS answers_for
FROM absence_explanation e
JOIN pupil p ON p.id = e.pupil_id
LEFT JOIN membership m ON m.pupil_id = p.id AND m.days @> e.day
LEFT JOIN school_class k ON k.id = m.class_id
WHERE e.id = :number
""")


async def gather(connection: AsyncConnection, claimed: Claimed, subject: str) -> ChildUnknownNews | None:
    """The alarm; None once the family has said something else, and for who no longer answers for the child."""
    asked = {"number": subject_id(subject), "person_id": claimed.person_id}
    row = (await connection.execute(_CHILD, asked)).one()
    if row.stands not in ALARMING or not row.answers_for:
        return None
    return ChildUnknownNews(f"{row.surname} {row.name}", row.class_name, row.day)
