"""Which term a lesson belongs to and when it was closed, as columns of a lesson `l` in its class `c`.

The term is the one its grade is marked by, as `journal_core.calendar.terms` says it: of the terms that name the grade
before the others, half-years from the tenth grade on, quarters below, the year where there is nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import insert
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import DeputyDesk
from journal_core.calendar.terms import UPPER
from journal_core.entries.closing import DayTerm, TermToClose
from journal_core.entries.revisions import Stamp
from storage.stamps import stamped
from storage.tables.entry_law import term_close

TERM_END = f"""
    (SELECT upper(e.days) FROM term e
     WHERE e.school_id = l.school_id AND e.kind = 'term' AND e.days @> l.day
       AND (cardinality(e.grades) = 0 OR c.grade = ANY(e.grades))
     ORDER BY cardinality(e.grades) = 0,
              CASE WHEN e.system = 'year' THEN 2
                   WHEN (e.system = 'half_year') = (c.grade >= {UPPER}) THEN 0 ELSE 1 END
     LIMIT 1)
"""
CLOSED = """
    (SELECT min(o.recorded_at) FROM term_close o WHERE o.class_id = l.class_id AND o.days @> l.day)
"""

_STANDS = sql("""
    SELECT class_id, min(recorded_at) AS closed FROM term_close
    WHERE school_id = :school AND class_id = ANY(:classes)
      AND days @> daterange(CAST(:first AS date), CAST(:end AS date))
    GROUP BY class_id
""")
_OF_DAYS = sql(f"""
    SELECT l.day, {TERM_END} AS term_end, {CLOSED} AS closed
    FROM school_class c
    CROSS JOIN LATERAL (
        SELECT c.school_id, c.id AS class_id, d.day FROM unnest(CAST(:days AS date[])) AS d(day)
    ) l
    WHERE c.id = :class_id AND c.school_id = :school
""")


class ClosingWrites:
    """`journal_core.ports.closing.ClosingBook` on one connection."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def closed(self, desk: DeputyDesk, term: TermToClose) -> Mapping[int, datetime]:
        """Those of its classes for which the term is closed, with since when."""
        span = {"first": term.span.first, "end": term.span.end}
        asked = {"school": desk.school.id, "classes": list(term.classes), **span}
        return {row.class_id: row.closed for row in await self._connection.execute(_STANDS, asked)}

    async def close(self, desk: DeputyDesk, term: TermToClose, stamp: Stamp) -> None:
        """Write that it is closed, for each of its classes."""
        said = {"school_id": desk.school.id, "term": term.name, "days": Range(term.span.first, term.span.end)}
        written = [{**said, "class_id": class_id, **stamped(stamp)} for class_id in term.classes]
        await self._connection.execute(insert(term_close), written)

    async def of_days(self, school_id: int, class_id: int, days: Collection[date]) -> Mapping[date, DayTerm]:
        """The terms that these days of a class belong to."""
        asked = {"school": school_id, "class_id": class_id, "days": list(days)}
        return {row.day: DayTerm(row.term_end, row.closed) for row in await self._connection.execute(_OF_DAYS, asked)}
