"""What stands in a school's journal already, as far as a list of pupils must mind it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.enrolment.records import Written

# Marks that came with an import begin no journal: lists and gradebooks arrive in any order.
_BEGUN = sql("""
    SELECT c.id FROM school_class c WHERE c.school_id = :school AND EXISTS (
        SELECT FROM lesson l WHERE l.class_id = c.id AND (
            EXISTS (SELECT FROM absence_revision r WHERE r.lesson_id = l.id)
            OR EXISTS (SELECT FROM topic_revision r WHERE r.lesson_id = l.id)
            OR EXISTS (SELECT FROM homework_revision r WHERE r.lesson_id = l.id)
            OR EXISTS (
                SELECT FROM mark_revision r WHERE r.lesson_id = l.id
                AND NOT EXISTS (SELECT FROM imported_mark i WHERE i.mark_id = r.mark_id)
            )
        )
    )
""")
_TERMS = sql("""
    SELECT t.id FROM term t WHERE t.school_id = :school AND (
        EXISTS (SELECT FROM term_mark_revision r WHERE r.term_id = t.id)
        OR EXISTS (SELECT FROM term_close c WHERE c.school_id = t.school_id AND c.days && t.days)
        OR EXISTS (SELECT FROM hand_over h WHERE h.term_id = t.id)
    )
""")
_LAST = sql("""
    SELECT pupil_id, max(day) AS day FROM (
        SELECT r.pupil_id, l.day FROM mark_revision r JOIN lesson l ON l.id = r.lesson_id
        WHERE l.school_id = :school AND l.day >= :since
        UNION ALL
        SELECT r.pupil_id, l.day FROM absence_revision r JOIN lesson l ON l.id = r.lesson_id
        WHERE l.school_id = :school AND l.day >= :since
    ) entries GROUP BY pupil_id
""")


async def read(connection: AsyncConnection, school_id: int, since: date | None) -> Written:
    """Classes whose journal has begun, terms in use; with `since`, the last entries of pupils from that day on."""
    asked = {"school": school_id}
    begun = frozenset((await connection.execute(_BEGUN, asked)).scalars())
    terms = frozenset((await connection.execute(_TERMS, asked)).scalars())
    if since is None:
        return Written(begun, terms=terms)
    last = await connection.execute(_LAST, {**asked, "since": since})
    return Written(begun, {row.pupil_id: row.day for row in last}, terms)
