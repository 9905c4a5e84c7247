"""A teacher's desk: the load, the lists of its classes as of today, and the lessons around now.

The load is what the timetable gives the teacher and what they have lessons of: a substitute has the latter.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Row
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import TeacherDesk
from journal_core.desk import Desk, DeskClass, DeskLesson, DeskPupil, Load
from storage.lessons.pages import by_name

#: How far a message may point: «вчера», «в прошлую пятницу»; «на следующий урок».
BEHIND = timedelta(weeks=2)
AHEAD = timedelta(weeks=4)

_LESSONS = sql("""
    SELECT id, class_id, subject_id, subgroup_id, day, slot, starts_at, ends_at
    FROM lesson
    WHERE staff_id = :staff AND school_id = :school AND day >= :first AND day <= :last AND NOT cancelled
    ORDER BY day, slot, id
""")

_TAUGHT = """
    SELECT class_id, subject_id, subgroup_id FROM timetable_line
    WHERE staff_id = :staff AND school_id = :school AND days @> CAST(:today AS date)
    UNION
    SELECT class_id, subject_id, subgroup_id FROM lesson
    WHERE staff_id = :staff AND school_id = :school AND day >= :first AND day <= :last
"""
_LOAD = sql(f"""
    SELECT t.class_id, t.subject_id, s.name AS subject, t.subgroup_id, g.name AS subgroup
    FROM ({_TAUGHT}) t
    JOIN subject s ON s.id = t.subject_id
    JOIN school_class c ON c.id = t.class_id
    LEFT JOIN subgroup g ON g.id = t.subgroup_id
    ORDER BY c.grade, c.letter, s.name, g.name
""")

_LISTS = sql(f"""
    SELECT c.id AS class_id, c.grade || c.letter AS class_name, p.id, p.surname, p.name, p.patronymic,
           ARRAY(SELECT g.subgroup_id FROM subgroup_member g JOIN subgroup o ON o.id = g.subgroup_id
                 WHERE g.pupil_id = p.id AND o.class_id = c.id AND g.days @> CAST(:today AS date)
           ) AS subgroups
    FROM school_class c
    LEFT JOIN membership m ON m.class_id = c.id AND m.days @> CAST(:today AS date)
    LEFT JOIN pupil p ON p.id = m.pupil_id
    WHERE c.id IN (SELECT class_id FROM ({_TAUGHT}) t)
    ORDER BY c.grade, c.letter, c.id
""")


async def read_desk(connection: AsyncConnection, teacher: TeacherDesk, at: datetime) -> Desk:
    """All that the reading of this teacher's message may lean on at the moment `at`."""
    today = teacher.school.local(at).date()
    span = {
        "staff": teacher.staff_id,
        "school": teacher.school.id,
        "first": today - BEHIND,
        "last": today + AHEAD,
        "today": today,
    }
    lessons = (await connection.execute(_LESSONS, span)).all()
    load = (await connection.execute(_LOAD, span)).all()
    listed = (await connection.execute(_LISTS, span)).all()
    return Desk(
        scale=teacher.school.scale,
        classes=tuple(_class(list(rows)) for _, rows in groupby(listed, key=lambda row: row.class_id)),
        load=tuple(Load(row.class_id, row.subject_id, row.subject, row.subgroup_id, row.subgroup) for row in load),
        lessons=tuple(DeskLesson(*row) for row in lessons),
    )


def _class(rows: Sequence[Row[Any]]) -> DeskClass:
    pupils = sorted((row for row in rows if row.id is not None), key=by_name)
    return DeskClass(
        rows[0].class_id,
        rows[0].class_name,
        tuple(DeskPupil(row.id, row.surname, row.name, row.patronymic, frozenset(row.subgroups)) for row in pupils),
    )
