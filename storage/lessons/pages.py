"""A lesson's page: its list, and the last revision of everything that stands in it.

Read by the desk and by the verbs alike; the verbs lock the lesson first and so read what nobody can change.
Three statements, whatever the size of the class.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.attendance import AbsenceCode
from journal_core.entry import LessonFacts, LessonPage
from journal_core.errors import Refused
from journal_core.marks import WorkKind
from journal_core.revisions import AbsenceRevision, Change, HomeworkRevision, MarkRevision

#: The columns of `LessonFacts`; the class's name is written as the school does: «7Б».
FACTS = """
    l.id, l.school_id, l.class_id, l.subgroup_id, l.subject_id, s.name AS subject, c.grade,
    c.grade || c.letter AS class_name, l.day, l.slot, coalesce(t.topic, '') AS topic
"""
FACTS_FROM = """
    FROM lesson l
    JOIN subject s ON s.id = l.subject_id
    JOIN school_class c ON c.id = l.class_id
    LEFT JOIN LATERAL (
        SELECT r.topic FROM topic_revision r WHERE r.lesson_id = l.id ORDER BY r.id DESC LIMIT 1
    ) t ON true
"""

_LESSON = sql(f"""
    SELECT {FACTS}, h.homework_id, h.revision, h.change, h.text, h.due
    {FACTS_FROM}
    LEFT JOIN LATERAL (
        SELECT DISTINCT ON (r.homework_id) r.homework_id, r.revision, r.change, r.text, r.due
        FROM homework_revision r WHERE r.lesson_id = l.id
        ORDER BY r.homework_id, r.revision DESC
    ) h ON h.change <> 'removed'
    WHERE l.id = :lesson AND l.school_id = :school AND l.staff_id = :staff
    ORDER BY h.homework_id DESC
    LIMIT 1
""")

#: The list, each pupil once, or once an absence of the whole day: other lessons tell what is explained.
_PUPILS = sql("""
    WITH missed AS (
        SELECT DISTINCT ON (r.absence_id)
               r.absence_id, r.revision, r.change, r.lesson_id, r.pupil_id, r.code, r.minutes, r.proposed
        FROM lesson l
        JOIN lesson o ON o.class_id = l.class_id AND o.day = l.day
        JOIN absence_revision r ON r.lesson_id = o.id
        WHERE l.id = :lesson
        ORDER BY r.absence_id, r.revision DESC
    )
    SELECT p.id, p.surname, p.name, a.absence_id, a.revision, a.change, a.lesson_id, a.pupil_id, a.code,
           a.minutes, a.proposed
    FROM lesson l
    JOIN membership m ON m.class_id = l.class_id AND m.days @> l.day
    JOIN pupil p ON p.id = m.pupil_id
    LEFT JOIN missed a ON a.pupil_id = p.id AND a.change <> 'removed'
    WHERE l.id = :lesson
      AND (l.subgroup_id IS NULL OR EXISTS (
          SELECT 1 FROM subgroup_member g
          WHERE g.subgroup_id = l.subgroup_id AND g.pupil_id = p.id AND g.days @> l.day))
    ORDER BY a.absence_id
""")

_MARKS = sql("""
    SELECT * FROM (
        SELECT DISTINCT ON (r.mark_id)
               r.mark_id, r.revision, r.change, r.lesson_id, r.pupil_id, r.value, r.work, r.weight, r.comment
        FROM mark_revision r WHERE r.lesson_id = :lesson
        ORDER BY r.mark_id, r.revision DESC
    ) k
    WHERE k.change <> 'removed'
    ORDER BY k.mark_id
""")

_EXPLAINED = (AbsenceCode.EXCUSED, AbsenceCode.ILL)


async def read_page(connection: AsyncConnection, school_id: int, staff_id: int, lesson_id: int) -> LessonPage:
    """The page of one teacher's lesson; the one Refused of `access` when it is not theirs or not there."""
    asked = {"lesson": lesson_id, "school": school_id, "staff": staff_id}
    lesson = (await connection.execute(_LESSON, asked)).one_or_none()
    if lesson is None:
        raise Refused("access.not_yours")
    listed = (await connection.execute(_PUPILS, {"lesson": lesson_id})).all()
    marks = (await connection.execute(_MARKS, {"lesson": lesson_id})).all()
    missed = [row for row in listed if row.absence_id is not None]
    return LessonPage(
        lesson=lesson_facts(lesson),
        pupils={row.id: f"{row.surname} {row.name}" for row in sorted(listed, key=by_name)},
        marks=tuple(mark_revision(row) for row in marks),
        absences=tuple(absence_revision(row) for row in missed if row.lesson_id == lesson_id),
        homework=homework_revision(lesson, lesson_id) if lesson.homework_id is not None else None,
        explained=frozenset(row.pupil_id for row in missed if row.code in _EXPLAINED),
    )


def by_name(row: Row[Any]) -> tuple[str, ...]:
    """The alphabet's order, whatever the database's: Ё stands with Е."""
    return tuple(part.casefold().replace("ё", "е\uffff") for part in (row.surname, row.name))


def lesson_facts(row: Row[Any]) -> LessonFacts:
    """From a row with the columns of `FACTS`."""
    return LessonFacts(
        id=row.id,
        school_id=row.school_id,
        class_id=row.class_id,
        subgroup_id=row.subgroup_id,
        subject_id=row.subject_id,
        subject=row.subject,
        class_name=row.class_name,
        day=row.day,
        slot=row.slot,
        topic=row.topic,
        grade=row.grade,
    )


def mark_revision(row: Row[Any]) -> MarkRevision:
    """From a row of `mark_revision`."""
    work = WorkKind(row.work) if row.work else None
    return MarkRevision(
        row.mark_id,
        row.revision,
        Change(row.change),
        row.lesson_id,
        row.pupil_id,
        row.value,
        work,
        row.weight,
        row.comment,
    )


def absence_revision(row: Row[Any]) -> AbsenceRevision:
    """From a row of `absence_revision`."""
    proposed = AbsenceCode(row.proposed) if row.proposed else None
    return AbsenceRevision(
        row.absence_id,
        row.revision,
        Change(row.change),
        row.lesson_id,
        row.pupil_id,
        AbsenceCode(row.code),
        row.minutes,
        proposed,
    )


def homework_revision(row: Row[Any], lesson_id: int) -> HomeworkRevision:
    """From a row of `homework_revision`."""
    return HomeworkRevision(row.homework_id, row.revision, Change(row.change), lesson_id, row.text, row.due)
