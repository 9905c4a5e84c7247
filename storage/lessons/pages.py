"""A lesson's page: its list, and the last revision of everything that stands in it.

Read by the desk and by the verbs alike; the verbs lock the lesson first and so read what nobody can change.
Three statements, whatever the size of the class.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import LessonFacts, LessonPage
from journal_core.entries.explaining import EXPLAINS
from journal_core.entries.marks import Work, works_by_name
from journal_core.entries.revisions import (
    AbsenceRevision,
    Change,
    HomeworkRevision,
    MarkRevision,
    RemarkRevision,
    TaskRevision,
)
from journal_core.errors import Refused
from storage.lessons.closing import CLOSED, TERM_END

#: The columns of `LessonFacts`; the class's name is written as the school does: «7Б».
FACTS = f"""
    l.id, l.school_id, l.class_id, l.subgroup_id, l.subject_id, s.name AS subject, c.grade,
    c.grade || c.letter AS class_name, l.day, l.slot, coalesce(t.topic, '') AS topic, l.cancelled,
    l.regular_staff_id, {TERM_END} AS term_end, {CLOSED} AS closed,
    CASE WHEN t.topic <> '' THEN
        (SELECT min(f.recorded_at) FROM topic_revision f WHERE f.lesson_id = l.id)
    END AS topic_since,
    (SELECT g.staff_id FROM lesson_change g WHERE g.lesson_id = l.id ORDER BY g.revision DESC LIMIT 1) AS substitute_id
"""
FACTS_FROM = """
    FROM lesson l
    JOIN subject s ON s.id = l.subject_id
    JOIN school_class c ON c.id = l.class_id
    LEFT JOIN LATERAL (
        SELECT r.topic FROM topic_revision r WHERE r.lesson_id = l.id ORDER BY r.id DESC LIMIT 1
    ) t ON true
"""

# Tasks come with the lesson: they are the lesson's own, as its homework is.
_LESSON = sql(f"""
    SELECT {FACTS}, h.homework_id, h.revision, h.change, h.text, h.due,
           (SELECT jsonb_agg(jsonb_build_array(w.name, w.weight, w.written) ORDER BY w.id)
            FROM work_kind w WHERE w.school_id = l.school_id) AS works,
           (SELECT jsonb_agg(jsonb_build_array(k.task_id, k.revision, k.change, k.type, k.text) ORDER BY k.task_id)
            FROM (SELECT DISTINCT ON (r.task_id) r.* FROM lesson_task_revision r WHERE r.lesson_id = l.id
                  ORDER BY r.task_id, r.revision DESC) k WHERE k.change <> 'removed') AS tasks
    {FACTS_FROM}
    LEFT JOIN LATERAL (
        SELECT DISTINCT ON (r.homework_id) r.homework_id, r.revision, r.change, r.text, r.due
        FROM homework_revision r WHERE r.lesson_id = l.id
        ORDER BY r.homework_id, r.revision DESC
    ) h ON h.change <> 'removed'
    WHERE l.id = :lesson AND l.school_id = :school
      AND (CAST(:staff AS bigint) IS NULL OR :staff IN (l.staff_id, l.regular_staff_id))
    ORDER BY h.homework_id DESC
    LIMIT 1
""").columns(works=JSONB, tasks=JSONB)

#: The list, each pupil once, or once an absence of the whole day: other lessons tell what is explained, and families.
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
           a.minutes, a.proposed, m.remark_id, m.remark_revision, m.remark_change, m.remark,
           (SELECT e.explained FROM absence_explanation e WHERE e.pupil_id = p.id AND e.day = l.day
            ORDER BY e.id DESC LIMIT 1) AS explained
    FROM lesson l
    JOIN membership n ON n.class_id = l.class_id AND n.days @> l.day
    JOIN pupil p ON p.id = n.pupil_id
    LEFT JOIN missed a ON a.pupil_id = p.id AND a.change <> 'removed'
    LEFT JOIN LATERAL (
        SELECT DISTINCT ON (r.remark_id) r.remark_id, r.revision AS remark_revision, r.change AS remark_change,
               r.text AS remark
        FROM remark_revision r WHERE r.lesson_id = l.id AND r.pupil_id = p.id
        ORDER BY r.remark_id DESC, r.revision DESC
    ) m ON m.remark_change <> 'removed'
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


async def read_page(connection: AsyncConnection, school_id: int, staff_id: int | None, lesson_id: int) -> LessonPage:
    """The page of one teacher's lesson, who gives it or whose it is; with no teacher named, of any of the school's.

    The one Refused of `access` when it is not theirs or not there.
    """
    asked = {"lesson": lesson_id, "school": school_id, "staff": staff_id}
    lesson = (await connection.execute(_LESSON, asked)).one_or_none()
    if lesson is None:
        raise Refused("access.not_yours")
    listed = (await connection.execute(_PUPILS, {"lesson": lesson_id})).all()
    marks = (await connection.execute(_MARKS, {"lesson": lesson_id})).all()
    absent = (row for row in listed if row.absence_id is not None and row.lesson_id == lesson_id)
    return LessonPage(
        lesson=lesson_facts(lesson, staff_id),
        pupils={row.id: f"{row.surname} {row.name}" for row in sorted(listed, key=by_name)},
        marks=tuple(mark_revision(row) for row in marks),
        absences=tuple(absence_revision(row) for row in absent),
        homework=homework_revision(lesson, lesson_id) if lesson.homework_id is not None else None,
        explained=frozenset(row.id for row in listed if row.code in _EXPLAINED or row.explained in EXPLAINS),
        remarks=tuple({row.remark_id: _remark(row, lesson_id) for row in listed if row.remark_id}.values()),
        tasks=tuple(_task(one, lesson_id) for one in lesson.tasks or ()),
        works=works_by_name(Work(*one) for one in lesson.works or ()),
    )


def by_name(row: Row[Any]) -> tuple[str, ...]:
    """The alphabet's order, whatever the database's: Ё stands with Е."""
    return tuple(part.casefold().replace("ё", "е\uffff") for part in (row.surname, row.name))


def lesson_facts(row: Row[Any], reader: int | None = None) -> LessonFacts:
    """From a row with the columns of `FACTS`; `reader` is the teacher who asks.

    A substitute is one by the deputy's change: the timetable may name nobody whose lesson it is.
    """
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
        cancelled=row.cancelled,
        term_end=row.term_end,
        closed=row.closed,
        topic_since=row.topic_since,
        substituted=reader is not None and reader == row.substitute_id != row.regular_staff_id,
    )


def mark_revision(row: Row[Any]) -> MarkRevision:
    """From a row of `mark_revision`."""
    return MarkRevision(
        row.mark_id,
        row.revision,
        Change(row.change),
        row.lesson_id,
        row.pupil_id,
        row.value,
        row.work or None,
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


def remark_revision(row: Row[Any]) -> RemarkRevision:
    """From a row of `remark_revision`."""
    return RemarkRevision(row.remark_id, row.revision, Change(row.change), row.lesson_id, row.pupil_id, row.text)


def task_revision(row: Row[Any]) -> TaskRevision:
    """From a row of `lesson_task_revision`."""
    return TaskRevision(row.task_id, row.revision, Change(row.change), row.lesson_id, row.type, row.text)


def _remark(row: Row[Any], lesson_id: int) -> RemarkRevision:
    return RemarkRevision(row.remark_id, row.remark_revision, Change(row.remark_change), lesson_id, row.id, row.remark)


def _task(one: Iterable[Any], lesson_id: int) -> TaskRevision:
    number, revision, change, kind, text = one
    return TaskRevision(number, revision, Change(change), lesson_id, kind, text)
