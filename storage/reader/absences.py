"""Absences: a child's in a term, and those of a class that wait for a reason."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import Child, ClassDesk
from journal_core.diary import AbsenceLine
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.explaining import ALARMING, Explained
from journal_core.ports.diary import AbsenceToSettle
from storage.calendar.terms import TERM
from storage.lessons.pages import by_name

_CHILD = sql(f"""
    SELECT l.day, l.slot, s.name AS subject, a.code, a.minutes
    FROM (
        SELECT DISTINCT ON (r.absence_id) r.absence_id, r.change, r.lesson_id, r.code, r.minutes
        FROM absence_revision r WHERE r.pupil_id = :pupil
        ORDER BY r.absence_id, r.revision DESC
    ) a
    JOIN lesson l ON l.id = a.lesson_id
    JOIN ({TERM}) t ON t.days @> l.day
    JOIN subject s ON s.id = l.subject_id
    WHERE a.change <> 'removed'
    ORDER BY l.day DESC, l.slot DESC, a.absence_id DESC
""")

_UNSETTLED = sql("""
    SELECT a.absence_id, p.surname, p.name, l.slot, s.name AS subject, a.code, a.proposed,
           (SELECT e.explained FROM absence_explanation e WHERE e.pupil_id = a.pupil_id AND e.day = l.day
            ORDER BY e.id DESC LIMIT 1) AS family
    FROM (
        SELECT DISTINCT ON (r.absence_id) r.absence_id, r.change, r.lesson_id, r.pupil_id, r.code, r.proposed
        FROM lesson l JOIN absence_revision r ON r.lesson_id = l.id
        WHERE l.class_id = :class_id AND l.day = :day
        ORDER BY r.absence_id, r.revision DESC
    ) a
    JOIN lesson l ON l.id = a.lesson_id
    JOIN subject s ON s.id = l.subject_id
    JOIN pupil p ON p.id = a.pupil_id
    WHERE a.change <> 'removed' AND a.code = 'absent'
""")


async def read_absences(connection: AsyncConnection, child: Child, on: date) -> tuple[AbsenceLine, ...]:
    """Absences of the term that `on` falls into, newest first."""
    asked = {"pupil": child.pupil_id, "school": child.school.id, "class": child.class_id, "on": on}
    rows = (await connection.execute(_CHILD, asked)).all()
    return tuple(AbsenceLine(row.day, row.slot, row.subject, AbsenceCode(row.code), row.minutes) for row in rows)


async def read_unsettled(connection: AsyncConnection, desk: ClassDesk, day: date) -> tuple[AbsenceToSettle, ...]:
    """Absences of the class on a day that carry no reason yet: the alarming first, then by pupil and lesson."""
    rows = (await connection.execute(_UNSETTLED, {"class_id": desk.class_id, "day": day})).all()
    return tuple(
        AbsenceToSettle(
            absence_id=row.absence_id,
            pupil=f"{row.surname} {row.name}",
            slot=row.slot,
            subject=row.subject,
            code=AbsenceCode(row.code),
            proposed=AbsenceCode(row.proposed) if row.proposed else None,
            family=Explained(row.family) if row.family else None,
        )
        for row in sorted(rows, key=lambda row: (row.family not in ALARMING, *by_name(row), row.slot))
    )
