"""A column of term marks with everything it stands on: one statement, whatever the size of the class.

The marks of a term are the pupil's, in whatever class or subgroup they were earned: who moved brought them along.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.calendar.terms import System, Term, academic_year, terms_of
from journal_core.entries.locks import closed_at
from journal_core.entries.marks import Work, works_by_name
from journal_core.entries.revisions import Change
from journal_core.errors import Refused
from journal_core.lessons import Span
from journal_core.school import School
from journal_core.term_marks.due import last_day
from journal_core.term_marks.grounds import Ground, Grounds
from journal_core.term_marks.setting import Column, ColumnPage, TermKind, TermMarkRevision
from storage.lessons.closing import CLOSED
from storage.lessons.pages import by_name
from storage.term_marks.standing import begins, standing

#: The school's kinds of work, as `works_of` takes them.
WORKS = """(SELECT jsonb_agg(jsonb_build_array(w.name, w.weight, w.written) ORDER BY w.id)
            FROM work_kind w WHERE w.school_id = :school)"""

# Whose column it is: who has the subject by the timetable, now or on the term's last day; a substitute has not.
_COLUMN = sql(f"""
    WITH asked AS (
        SELECT t.id, t.days, {begins("t.days")} AS year, least(CAST(:today AS date), upper(t.days) - 1) AS last
        FROM term t WHERE t.id = :term AND t.school_id = :school AND t.kind = 'term' AND NOT isempty(t.days)
    ),
    whole AS (
        SELECT max(upper(t.days)) - 1 AS last FROM asked
        JOIN term t ON t.school_id = :school AND t.kind = 'term' AND {begins("t.days")} = asked.year
    ),
    listed AS MATERIALIZED (
        SELECT m.pupil_id FROM asked JOIN membership m ON m.class_id = :class AND m.days @> asked.last
        WHERE CAST(:subgroup AS bigint) IS NULL OR EXISTS (
            SELECT FROM subgroup_member g
            WHERE g.subgroup_id = :subgroup AND g.pupil_id = m.pupil_id AND g.days @> asked.last)
    ),
    taught AS MATERIALIZED (
        SELECT l.id, l.day, l.slot
        FROM asked JOIN lesson l ON l.subject_id = :subject
            AND l.day >= lower(asked.days) AND l.day < upper(asked.days)
        WHERE :kind = 'term' AND l.class_id IN (
            SELECT m.class_id FROM membership m JOIN listed USING (pupil_id) WHERE m.days && asked.days)
    ),
    mark AS (
        SELECT DISTINCT ON (r.mark_id) r.mark_id, r.change, r.pupil_id, r.value, r.weight, r.work, taught.day,
               taught.slot
        FROM taught JOIN mark_revision r ON r.lesson_id = taught.id
        ORDER BY r.mark_id, r.revision DESC
    ),
    stands AS ({standing("r.subject_id = :subject AND r.pupil_id IN (SELECT pupil_id FROM listed)")})
    SELECT c.grade || c.letter AS class_name, c.grade, s.name AS subject, asked.year,
           CAST(:staff AS bigint) IS NULL OR EXISTS (
               SELECT FROM timetable_line w
               WHERE w.staff_id = :staff AND w.class_id = :class AND w.subject_id = :subject
                 AND w.subgroup_id IS NOT DISTINCT FROM CAST(:subgroup AS bigint)
                 AND (w.days @> CAST(:today AS date) OR w.days @> asked.last)) AS own,
           {CLOSED} AS closed, {WORKS} AS works,
           (SELECT jsonb_agg(jsonb_build_array(t.id, t.system, t.name, lower(t.days), upper(t.days), t.grades))
            FROM term t WHERE t.school_id = :school AND t.kind = 'term' AND {begins("t.days")} = asked.year) AS terms,
           p.id, p.surname, p.name,
           (SELECT jsonb_agg(jsonb_build_array(k.mark_id, k.value, k.weight, k.work) ORDER BY k.day, k.slot, k.mark_id)
            FROM mark k WHERE k.pupil_id = p.id AND k.change <> 'removed') AS marks,
           (SELECT jsonb_agg(jsonb_build_array(x.kind, x.term_id, x.term_mark_id, x.revision, x.change, x.class_id,
                                               x.value, x.late, x.grounds, x.first_at))
            FROM stands x WHERE x.pupil_id = p.id AND x.year = asked.year AND x.change <> 'removed') AS standing,
           (SELECT jsonb_agg(jsonb_build_array(lower(m.days), upper(m.days)))
            FROM membership m WHERE m.pupil_id = p.id AND NOT isempty(m.days)) AS stays
    FROM asked
    JOIN school_class c ON c.id = :class AND c.school_id = :school
    JOIN subject s ON s.id = :subject AND s.school_id = :school
    CROSS JOIN whole
    CROSS JOIN LATERAL (SELECT c.school_id, c.id AS class_id, CASE WHEN :kind = 'term' THEN upper(asked.days) - 1
                               ELSE whole.last END AS day) l
    LEFT JOIN listed ON true
    LEFT JOIN pupil p ON p.id = listed.pupil_id
""").columns(works=JSONB, terms=JSONB, marks=JSONB, standing=JSONB, stays=JSONB)
_LOCK = sql("SELECT id FROM school_class WHERE id = :class AND school_id = :school FOR NO KEY UPDATE")


async def lock(connection: AsyncConnection, school: School, column: Column) -> None:
    """Hold the class still until the transaction ends: two who fill one column do it one after the other."""
    # A statement of its own: what is read after it sees all that whoever was here before us committed.
    await connection.execute(_LOCK, {"class": column.class_id, "school": school.id})


async def read_column(
    connection: AsyncConnection, school: School, staff_id: int | None, column: Column, at: datetime
) -> ColumnPage:
    """The column at a moment; `staff_id` None is the office. The one Refused of `access` for what is not theirs."""
    asked = {
        "school": school.id,
        "staff": staff_id,
        "class": column.class_id,
        "subject": column.subject_id,
        "subgroup": column.subgroup_id,
        "term": column.term_id,
        "kind": str(column.kind),
        "today": school.local(at).date(),
    }
    rows = (await connection.execute(_COLUMN, asked)).all()
    if not rows or not rows[0].own:
        raise Refused("access.not_yours")
    head = rows[0]
    terms = terms_of((_term(*one) for one in head.terms), head.grade, head.year)
    span = _span(column, terms, head)
    if span is None:
        raise Refused("access.not_yours")
    listed = sorted((row for row in rows if row.id is not None), key=by_name)
    works = works_of(head.works)
    standing_now = {row.id: tuple(_revision(row, head, column, one) for one in row.standing or ()) for row in listed}
    stands = {pupil: one for pupil, marks in standing_now.items() for one in marks if _is_of(one, column)}
    return ColumnPage(
        column=column,
        year=head.year,
        class_name=head.class_name,
        grade=head.grade,
        subject=head.subject,
        span=span,
        pupils={row.id: f"{row.surname} {row.name}" for row in listed},
        grounds={row.id: grounds_of(row.marks, works) for row in listed},
        before={row.id: _before(column, terms, row, standing_now[row.id]) for row in listed},
        standing=stands,
        first_set=_first_set(listed, stands),
        locked=at >= _locked_at(column, head, span, school),
    )


def _first_set(listed: Sequence[Row[Any]], stands: Mapping[int, TermMarkRevision]) -> dict[int, datetime]:
    first_at = {one[2]: one[-1] for row in listed for one in row.standing or ()}
    return {pupil: datetime.fromisoformat(first_at[one.term_mark_id]) for pupil, one in stands.items()}


def works_of(listed: Sequence[Sequence[Any]] | None) -> Mapping[str, Work]:
    """The school's kinds of work by name; those that a new school begins with where it has no list."""
    return works_by_name(Work(*one) for one in listed or ())


def grounds_of(marks: Sequence[Sequence[Any]] | None, works: Mapping[str, Work]) -> Grounds:
    """From (number, value, weight, kind of work) of each mark, in order of date."""
    return Grounds(
        tuple(
            Ground(number, value, weight, work, written=work in works and works[work].written)
            for number, value, weight, work in marks or ()
        )
    )


def _term(number: int, system: str, name: str, first: str, end: str, grades: Sequence[int]) -> Term:
    return Term(number, System(system), name, Span(date.fromisoformat(first), date.fromisoformat(end)), tuple(grades))


def _span(column: Column, terms: Sequence[Term], head: Row[Any]) -> Span | None:
    """The term's days, if this grade is marked by it; the year's for the other kinds."""
    if column.kind is TermKind.TERM:
        return next((term.span for term in terms if term.id == column.term_id), None)
    return academic_year((_term(*one) for one in head.terms), head.year)


def _locked_at(column: Column, head: Row[Any], span: Span, school: School) -> datetime:
    """An exam and what rests on it come after the year's last lesson: they stay open while the school year lasts."""
    over = datetime.combine(date(head.year + 1, 8, 1), time(), school.zone)
    if column.kind in (TermKind.EXAM, TermKind.FINAL):
        return over
    return closed_at(head.closed, span.end, school.zone)


def _before(
    column: Column, terms: Sequence[Term], row: Row[Any], standing_now: Sequence[TermMarkRevision]
) -> tuple[tuple[str, str], ...]:
    """What a year's mark and a final one rest on; of the terms, those on whose last day the pupil was at school."""
    if column.kind is TermKind.YEAR:
        values = {one.term_id: one.value for one in standing_now if one.kind is TermKind.TERM}
        stays = [(date.fromisoformat(first), end and date.fromisoformat(end)) for first, end in row.stays or ()]
        return tuple(
            (term.name, values.get(term.id, ""))
            for term in terms
            if any(first <= last_day(term.span) and (end is None or last_day(term.span) < end) for first, end in stays)
        )
    if column.kind is TermKind.FINAL:
        values_by_kind = {one.kind: one.value for one in standing_now}
        exam = values_by_kind.get(TermKind.EXAM)
        year = (str(TermKind.YEAR), values_by_kind.get(TermKind.YEAR, ""))
        return (year, (str(TermKind.EXAM), exam)) if exam is not None else (year,)
    return ()


def _revision(row: Row[Any], head: Row[Any], column: Column, one: Sequence[Any]) -> TermMarkRevision:
    kind, term_id, number, revision, change, class_id, value, late, grounds, _ = one
    return TermMarkRevision(
        term_mark_id=number,
        revision=revision,
        change=Change(change),
        kind=TermKind(kind),
        year=head.year,
        term_id=term_id,
        class_id=class_id,
        subject_id=column.subject_id,
        pupil_id=row.id,
        value=value,
        late=late,
        grounds=grounds,
    )


def _is_of(one: TermMarkRevision, column: Column) -> bool:
    return one.kind is column.kind and (one.term_id == column.term_id or column.kind is not TermKind.TERM)
