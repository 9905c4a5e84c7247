"""A school's lists: terms, classes, what is taught, people. Seven statements, whatever its size."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Row
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.calendar.terms import System, Term
from journal_core.exports import OutAdult, OutClass, OutPupil, OutSchool, OutStaff, OutTaught, Stay
from journal_core.lessons import Span
from journal_core.roll import FullName
from journal_core.school import School

_TERMS = sql("""
    SELECT id, name, lower(days) AS first, upper(days) AS end, system, grades FROM term
    WHERE school_id = :school AND kind = 'term' ORDER BY lower(days), upper(days), name
""")
_CLASSES = sql("""
    SELECT id, grade, letter, class_teacher_id FROM school_class WHERE school_id = :school ORDER BY grade, letter
""")
# Lessons tell who gave them, a substitute too; the regular teacher comes first, as whoever gave the most.
_TAUGHT = sql("""
    SELECT class_id, subject, subgroup_id, subgroup, array_agg(staff_id ORDER BY lessons DESC, staff_id)
           FILTER (WHERE staff_id IS NOT NULL) AS teachers, max(room) AS room
    FROM (
        SELECT l.class_id, s.name AS subject, l.subgroup_id, coalesce(g.name, '') AS subgroup,
               coalesce(l.regular_staff_id, l.staff_id) AS staff_id, count(*) AS lessons, max(l.room) AS room
        FROM lesson l JOIN subject s ON s.id = l.subject_id LEFT JOIN subgroup g ON g.id = l.subgroup_id
        WHERE l.school_id = :school GROUP BY 1, 2, 3, 4, 5
        UNION ALL
        SELECT g.class_id, s.name, g.id, g.name, NULL, 0, ''
        FROM subgroup g JOIN subject s ON s.id = g.subject_id WHERE s.school_id = :school
    ) one
    GROUP BY class_id, subject, subgroup_id, subgroup
    ORDER BY class_id, subject, subgroup
""")
_PUPILS = sql("""
    SELECT id, external_id, surname, name, patronymic, birth_date FROM pupil WHERE school_id = :school
    ORDER BY surname, name, patronymic, birth_date, id
""")
_STAYS = sql("""
    SELECT m.pupil_id, 'class' AS kind, m.class_id AS place_id, lower(m.days) AS first, upper(m.days) AS end
    FROM membership m JOIN school_class c ON c.id = m.class_id AND c.school_id = :school
    UNION ALL
    SELECT m.pupil_id, 'group', m.subgroup_id, lower(m.days), upper(m.days)
    FROM subgroup_member m JOIN subgroup g ON g.id = m.subgroup_id
    JOIN school_class c ON c.id = g.class_id AND c.school_id = :school
    ORDER BY 1, 2, 4, 3
""")
_ADULTS = sql("""
    SELECT a.surname, a.name, a.patronymic, a.phone, a.email, k.relation, array_agg(k.pupil_id ORDER BY p.surname,
           p.name, p.patronymic, p.birth_date, p.id) AS children
    FROM guardian a JOIN guardianship k ON k.guardian_id = a.id JOIN pupil p ON p.id = k.pupil_id
    WHERE a.school_id = :school
    GROUP BY a.id, k.relation
    ORDER BY a.surname, a.name, a.patronymic, a.phone, a.email, k.relation
""")
_STAFF = sql("""
    SELECT id, external_id, surname, name, patronymic, phone, email, duties FROM staff WHERE school_id = :school
    ORDER BY surname, name, patronymic
""")


async def read_school(connection: AsyncConnection, school: School) -> OutSchool:
    """The school's lists as they stand in this transaction."""

    async def rows(statement: Any) -> list[Row[Any]]:
        return list(await connection.execute(statement, {"school": school.id}))

    stays: dict[tuple[int, str], list[Stay]] = defaultdict(list)
    for row in await rows(_STAYS):
        stays[row.pupil_id, row.kind].append(Stay(row.place_id, row.first, row.end))
    return OutSchool(
        name=school.name,
        numbers=school.scale.numbers,
        terms=[
            Term(row.id, System(row.system), row.name, Span(row.first, row.end), tuple(row.grades))
            for row in await rows(_TERMS)
        ],
        classes=[OutClass(row.id, row.grade, row.letter, row.class_teacher_id) for row in await rows(_CLASSES)],
        taught=[
            OutTaught(row.class_id, row.subject, row.subgroup_id, row.subgroup, tuple(row.teachers or ()), row.room)
            for row in await rows(_TAUGHT)
        ],
        pupils=[_pupil(row, stays) for row in await rows(_PUPILS)],
        adults=[
            OutAdult(_name(row), row.phone, row.email, row.relation, tuple(row.children)) for row in await rows(_ADULTS)
        ],
        staff=[
            OutStaff(row.id, row.external_id, _name(row), row.phone, row.email, tuple(row.duties))
            for row in await rows(_STAFF)
        ],
    )


def _pupil(row: Row[Any], stays: dict[tuple[int, str], list[Stay]]) -> OutPupil:
    return OutPupil(
        row.id,
        row.external_id,
        _name(row),
        row.birth_date,
        tuple(stays[row.id, "class"]),
        tuple(stays[row.id, "group"]),
    )


def _name(row: Row[Any]) -> FullName:
    return FullName(row.surname, row.name, row.patronymic)
