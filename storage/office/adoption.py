"""Counts of adoption: one statement for any number of schools (003, plan 2.5–2.7)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.lessons import Span
from journal_core.office.adoption import Adoption
from journal_core.passes import DistrictDesk, OfficeDesk
from storage.links.standing import BARRED, TODAY, days_at
from storage.office.figures import ENTRIES, FILLED

_COUNTS = sql(f"""
    WITH chosen AS (
        SELECT school.id, school.name, school.zone, least({TODAY}, CAST(:end AS date)) AS until
        FROM school
        WHERE school.id = CAST(:school AS bigint) OR school.id IN (
            SELECT school_id FROM district_school WHERE district_id = CAST(:district AS bigint))
    ), held AS (
        SELECT lesson.id, lesson.school_id, lesson.class_id,
               (lesson.day + lesson.ends_at) AT TIME ZONE chosen.zone AS ended_at
        FROM lesson JOIN chosen ON chosen.id = lesson.school_id
        WHERE lesson.day >= :first AND lesson.day < chosen.until AND NOT lesson.cancelled
    ), entry AS ({ENTRIES}), filled AS ({FILLED}), kept AS (
        SELECT DISTINCT held.class_id FROM held JOIN filled ON filled.lesson_id = held.id
    ), lessons AS (
        SELECT held.school_id, count(*) AS lessons, count(filled.lesson_id) AS filled,
               count(*) FILTER (WHERE filled.topic) AS topics, count(*) FILTER (WHERE filled.homework) AS homework,
               coalesce(sum(filled.marks), 0) AS marks,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(filled.filled_at - held.ended_at, interval '0'))
                   FILTER (WHERE filled.lesson_id IS NOT NULL) AS delay
        FROM held LEFT JOIN filled ON filled.lesson_id = held.id GROUP BY held.school_id
    ), pupils AS (
        SELECT pupil.school_id, count(*) AS pupils, count(kept.class_id) AS kept,
               count(*) FILTER (WHERE EXISTS (
                   SELECT FROM link WHERE link.pupil_id = pupil.id AND link.state = 'live' AND NOT {BARRED})) AS linked,
               count(*) FILTER (WHERE EXISTS (
                   SELECT FROM delivery d JOIN message m ON m.id = d.message_id
                   WHERE d.pupil_id = pupil.id AND m.provider_id <> ''
                     AND m.left_at >= CAST(:first AS timestamp) AT TIME ZONE chosen.zone
                     AND m.left_at < CAST(:end AS timestamp) AT TIME ZONE chosen.zone)) AS active
        FROM pupil
        JOIN chosen ON chosen.id = pupil.school_id
        JOIN membership ON membership.pupil_id = pupil.id
            AND membership.days @> greatest(CAST(:first AS date), chosen.until - 1)
        LEFT JOIN kept ON kept.class_id = membership.class_id
        GROUP BY pupil.school_id
    )
    SELECT chosen.name,
           (SELECT count(*) FROM school_class k WHERE k.school_id = chosen.id) AS classes,
           (SELECT count(*) FROM kept JOIN school_class k ON k.id = kept.class_id
            WHERE k.school_id = chosen.id) AS classes_kept,
           (SELECT count(*) FROM staff WHERE staff.school_id = chosen.id) AS staff,
           (SELECT count(DISTINCT link.staff_id) FROM link JOIN staff ON staff.id = link.staff_id
            WHERE staff.school_id = chosen.id AND link.state = 'live') AS staff_linked,
           pupils.pupils, pupils.kept, pupils.linked, pupils.active,
           lessons.lessons, lessons.filled, lessons.topics, lessons.homework, lessons.marks, lessons.delay
    FROM chosen
    LEFT JOIN pupils ON pupils.school_id = chosen.id
    LEFT JOIN lessons ON lessons.school_id = chosen.id
    ORDER BY chosen.name, chosen.id
""")


async def read_adoption(
    connection: AsyncConnection, desk: OfficeDesk | DistrictDesk, span: Span, at: datetime | None
) -> tuple[Adoption, ...]:
    """One row a school; lessons of `span` before the day of `at`."""
    known = {
        "school": desk.school.id if isinstance(desk, OfficeDesk) else None,
        "district": desk.district_id if isinstance(desk, DistrictDesk) else None,
        "first": span.first,
        "end": span.end,
        "days": await days_at(connection, at),
    }
    return tuple(_adoption(row, span) for row in (await connection.execute(_COUNTS, known)).mappings())


def _adoption(row: Any, span: Span) -> Adoption:
    delay: timedelta | None = row["delay"]
    return Adoption(
        school=row["name"],
        span=span,
        classes=row["classes"],
        classes_kept=row["classes_kept"],
        pupils=row["pupils"] or 0,
        pupils_kept=row["kept"] or 0,
        staff=row["staff"],
        staff_linked=row["staff_linked"],
        families_linked=row["linked"] or 0,
        families_active=row["active"] or 0,
        lessons=row["lessons"] or 0,
        lessons_filled=row["filled"] or 0,
        topics=row["topics"] or 0,
        homework=row["homework"] or 0,
        marks=int(row["marks"] or 0),
        delay=delay,
    )
