"""A page of the journal: a class or subgroup, a subject, a term. Two statements: its lessons, its pupils."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Row
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import ClassPages
from journal_core.errors import Refused
from journal_core.lessons import Span
from journal_core.pages import PageLesson, PageName, PagePupil, SubjectPage
from journal_core.term_marks.setting import TermKind
from storage.lessons.pages import by_name
from storage.pages.standing import ABSENCES, CELLS, CELLS_FROM, MARKS, REMARKS, WRITTEN, cells_of, listed
from storage.term_marks.standing import begins, ends_year

# One row a lesson, or one row with nothing but the page's names when it has none.
_LESSONS = sql(f"""
    SELECT at.name AS school, c.grade || c.letter AS class_name, s.name AS subject, coalesce(g.name, '') AS subgroup,
           t.name AS term, lower(t.days) AS first, upper(t.days) AS end,
           l.id, l.day, l.slot, f.surname, f.name, f.patronymic,
           coalesce(topic.topic, '') AS topic, coalesce(work.text, '') AS homework, work.due, task.tasks
    FROM term t
    JOIN school at ON at.id = t.school_id
    JOIN school_class c ON c.id = :class AND c.school_id = at.id
    JOIN subject s ON s.id = :subject AND s.school_id = at.id
    LEFT JOIN subgroup g ON g.id = :subgroup AND g.class_id = c.id AND g.subject_id = s.id
    LEFT JOIN lesson l ON l.class_id = c.id AND l.subject_id = s.id AND l.subgroup_id IS NOT DISTINCT FROM g.id
                      AND l.day >= lower(t.days) AND l.day < upper(t.days) AND NOT l.cancelled
    LEFT JOIN staff f ON f.id = l.staff_id
    {WRITTEN}
    WHERE t.id = :term AND t.school_id = :school AND (CAST(:subgroup AS bigint) IS NULL OR g.id IS NOT NULL)
    ORDER BY l.day, l.slot, l.id
""")

# One row a pupil: when they belonged here, and everything of theirs that stands at the page's lessons.
_PUPILS = sql(f"""
    WITH t AS (SELECT school_id, system, days FROM term WHERE id = :term),
    taught AS MATERIALIZED (
        SELECT l.id FROM t JOIN lesson l ON l.class_id = :class AND l.subject_id = :subject
            AND l.subgroup_id IS NOT DISTINCT FROM CAST(:subgroup AS bigint)
            AND l.day >= lower(t.days) AND l.day < upper(t.days) AND NOT l.cancelled
    ),
    member AS (
        SELECT m.pupil_id, m.days * coalesce(g.days, m.days) * t.days AS days
        FROM t JOIN membership m ON m.class_id = :class AND m.days && t.days
        LEFT JOIN subgroup_member g ON g.subgroup_id = :subgroup AND g.pupil_id = m.pupil_id
                                   AND g.days && (m.days * t.days)
        WHERE CAST(:subgroup AS bigint) IS NULL OR g.pupil_id IS NOT NULL
    ),
    mark AS ({MARKS}),
    missed AS ({ABSENCES}),
    remark AS ({REMARKS}),
    final AS (
        SELECT DISTINCT ON (r.term_mark_id) r.pupil_id, r.kind, r.value, r.change
        FROM t JOIN term_mark_revision r ON r.class_id = :class AND r.subject_id = :subject
        WHERE r.term_id = :term OR (r.kind <> 'term' AND r.year = {begins("t.days")} AND {ends_year("t")})
        ORDER BY r.term_mark_id, r.revision DESC
    )
    SELECT p.id, p.surname, p.name, d.days, {CELLS}, f.term_marks
    FROM (
        SELECT pupil_id FROM member UNION SELECT pupil_id FROM mark WHERE change <> 'removed'
        UNION SELECT pupil_id FROM missed WHERE change <> 'removed'
        UNION SELECT pupil_id FROM remark WHERE change <> 'removed'
    ) x
    JOIN pupil p ON p.id = x.pupil_id
    LEFT JOIN (
        SELECT pupil_id, jsonb_agg(jsonb_build_array(lower(days), upper(days)) ORDER BY days) AS days
        FROM member GROUP BY pupil_id
    ) d ON d.pupil_id = p.id
    {CELLS_FROM}
    LEFT JOIN (
        SELECT pupil_id, jsonb_agg(jsonb_build_array(kind, value)) AS term_marks
        FROM final WHERE change <> 'removed' GROUP BY pupil_id
    ) f ON f.pupil_id = p.id
""")


async def read_page(connection: AsyncConnection, pages: ClassPages, term_id: int, name: PageName) -> SubjectPage:
    """The page; the one Refused of `access` when the pass does not open it or it is not there."""
    if not pages.opens(name.subject_id, name.subgroup_id):
        raise Refused("access.not_yours")
    asked = {
        "school": pages.school.id,
        "class": pages.class_id,
        "term": term_id,
        "subject": name.subject_id,
        "subgroup": name.subgroup_id,
    }
    rows = (await connection.execute(_LESSONS, asked)).all()
    if not rows:
        raise Refused("access.not_yours")
    asked.pop("school")
    pupils = (await connection.execute(_PUPILS, asked)).all()
    lessons = tuple(_lesson(row) for row in rows if row.id is not None)
    days = {lesson.id: lesson.day for lesson in lessons}
    one = rows[0]
    return SubjectPage(
        school=one.school,
        class_name=one.class_name,
        subject=one.subject,
        subgroup=one.subgroup,
        term=one.term,
        span=Span(one.first, one.end),
        teachers=_teachers(lesson.teacher for lesson in lessons),
        lessons=lessons,
        pupils=tuple(_pupil(row, days) for row in sorted(pupils, key=by_name)),
    )


def _teachers(names: Iterable[str]) -> tuple[str, ...]:
    """Whoever gave the most lessons first."""
    given = [name for name in names if name]
    return tuple(sorted(dict.fromkeys(given), key=lambda name: -given.count(name)))


def _lesson(row: Row[Any]) -> PageLesson:
    teacher = signed(row.surname, row.name, row.patronymic) if row.surname else ""
    tasks = tuple((kind, done) for kind, done in listed(row.tasks))
    return PageLesson(row.id, row.day, row.slot, teacher, row.topic, row.homework, row.due, tasks)


def signed(surname: str, name: str, patronymic: str) -> str:
    """«Ковалёва Н. П.»."""
    return " ".join([surname, *(f"{part[0]}." for part in (name, patronymic) if part)])


def _pupil(row: Row[Any], days: dict[int, date]) -> PagePupil:
    spans = tuple(Span(date.fromisoformat(first), date.fromisoformat(end)) for first, end in listed(row.days))
    finals = {TermKind(kind): value for kind, value in listed(row.term_marks)}
    return PagePupil(
        row.id, f"{row.surname} {row.name}", spans, cells_of(row, days), finals.pop(TermKind.TERM, ""), finals
    )
