"""How pupils stand in the term that runs: a row a pupil and subject, by one statement and the calendar.

Classmates come as sums only: of a child's forecast nothing of a neighbour's leaves the database but their average.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Row
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.calendar.days import Calendar
from journal_core.calendar.left import all_left
from journal_core.calendar.terms import Term, school_year, term_on, terms_of
from journal_core.entries.deadlines import marks_due_from
from journal_core.entries.marks import Work
from journal_core.school import School
from journal_core.term_marks.progress import Progress
from storage.lessons.pages import by_name
from storage.term_marks.columns import WORKS, grounds_of, works_of
from storage.term_marks.standing import standing

#: (class, subgroup, subject) → lessons after today.
Left = Counter[tuple[int, int | None, int]]


@dataclass(frozen=True, slots=True)
class Course:
    """A class's or subgroup's subject, in the term that its grade is in."""

    class_id: int
    subgroup_id: int | None
    subject_id: int
    term: Term
    before: int | None  #: the term before


_BEFORE = standing("(r.pupil_id, r.subject_id, r.term_id) IN (SELECT pupil_id, subject_id, before_id FROM own)")

# `asked` is a row a class and subject; `home` its class, and the classes that its pupils came from in the term: marks
# are taken from the lessons of all of them.
_PROGRESS = sql(f"""
    WITH asked AS (
        SELECT DISTINCT * FROM unnest(
            CAST(:classes AS bigint[]), CAST(:subjects AS bigint[]), CAST(:firsts AS date[]), CAST(:ends AS date[]),
            CAST(:befores AS bigint[])
        ) AS a (class_id, subject_id, first, "end", before_id)
    ),
    listed AS MATERIALIZED (
        SELECT m.pupil_id, m.class_id FROM membership m
        WHERE m.class_id IN (SELECT class_id FROM asked) AND m.days @> CAST(:on AS date)
    ),
    home AS MATERIALIZED (
        SELECT DISTINCT m.class_id, a.subject_id, a.first, a."end"
        FROM asked a
        JOIN listed ON listed.class_id = a.class_id
        JOIN membership m ON m.pupil_id = listed.pupil_id AND m.days && daterange(a.first, a."end")
    ),
    taught AS MATERIALIZED (
        SELECT DISTINCT l.id, l.class_id, l.subgroup_id, l.subject_id, l.day, l.slot, l.cancelled
        FROM home JOIN lesson l ON l.class_id = home.class_id AND l.subject_id = home.subject_id
            AND l.day >= home.first AND l.day < home."end"
    ),
    held AS MATERIALIZED (
        SELECT class_id, subject_id, subgroup_id, count(*) AS lessons FROM taught
        WHERE day <= CAST(:on AS date) AND NOT cancelled GROUP BY 1, 2, 3
    ),
    mark AS (
        SELECT k.*, k.value ~ '^[0-9]+$' AS counts FROM (
            SELECT DISTINCT ON (r.mark_id) r.mark_id, r.lesson_id, r.change, r.pupil_id, r.value, r.weight, r.work,
                   taught.subject_id, taught.day, taught.slot
            FROM taught JOIN mark_revision r ON r.lesson_id = taught.id
            ORDER BY r.mark_id, r.revision DESC
        ) k WHERE k.change <> 'removed'
    ),
    marked AS (
        SELECT pupil_id, subject_id,
               jsonb_agg(jsonb_build_array(mark_id, value, weight, work) ORDER BY day, slot, mark_id) AS marks
        FROM mark GROUP BY 1, 2
    ),
    average AS (
        SELECT listed.class_id, k.subject_id, k.pupil_id,
               CAST(sum(CAST(k.value AS int) * k.weight) AS float8) / sum(k.weight) AS value
        FROM mark k JOIN listed USING (pupil_id) WHERE k.counts GROUP BY 1, 2, 3
    ),
    class_average AS (SELECT class_id, subject_id, sum(value) AS total, count(*) AS pupils FROM average GROUP BY 1, 2),
    given AS (
        SELECT listed.class_id, k.subject_id, jsonb_agg(DISTINCT k.work) AS works
        FROM mark k JOIN listed USING (pupil_id) WHERE k.counts GROUP BY 1, 2
    ),
    own AS (
        SELECT a.class_id, a.subject_id, a.before_id, listed.pupil_id,
               ARRAY(SELECT g.subgroup_id FROM subgroup_member g JOIN subgroup o ON o.id = g.subgroup_id
                     WHERE g.pupil_id = listed.pupil_id AND o.class_id = a.class_id AND o.subject_id = a.subject_id
                       AND g.days @> CAST(:on AS date)) AS subgroups
        FROM asked a JOIN listed USING (class_id)
        WHERE CAST(:pupil AS bigint) IS NULL OR listed.pupil_id = :pupil
    ),
    unmarked AS (
        SELECT own.class_id, own.subject_id, own.pupil_id, count(*) AS lessons
        FROM own
        JOIN taught t ON t.class_id = own.class_id AND t.subject_id = own.subject_id AND NOT t.cancelled
            AND t.day >= CAST(:in_time AS date) AND t.day <= CAST(:on AS date)
            AND (t.subgroup_id IS NULL OR t.subgroup_id = ANY(own.subgroups))
        LEFT JOIN (SELECT DISTINCT lesson_id, pupil_id FROM mark) k
            ON k.lesson_id = t.id AND k.pupil_id = own.pupil_id
        WHERE k.lesson_id IS NULL
        GROUP BY 1, 2, 3
    ),
    stands AS ({_BEFORE})
    SELECT own.class_id, c.grade || c.letter AS class_name, c.grade, own.subject_id, s.name AS subject,
           own.pupil_id, p.surname, p.name, own.subgroups, {WORKS} AS works, given.works AS given,
           marked.marks,
           (SELECT coalesce(sum(h.lessons), 0) FROM held h
            WHERE h.class_id = own.class_id AND h.subject_id = own.subject_id
              AND (h.subgroup_id IS NULL OR h.subgroup_id = ANY(own.subgroups))) AS held,
           coalesce(u.lessons, 0) AS unmarked, coalesce(b.value, '') AS before, x.value AS mine, y.total, y.pupils
    FROM own
    JOIN pupil p ON p.id = own.pupil_id
    JOIN school_class c ON c.id = own.class_id AND c.school_id = :school
    JOIN subject s ON s.id = own.subject_id
    LEFT JOIN marked ON marked.pupil_id = own.pupil_id AND marked.subject_id = own.subject_id
    LEFT JOIN given ON given.class_id = own.class_id AND given.subject_id = own.subject_id
    LEFT JOIN average x ON x.class_id = own.class_id AND x.subject_id = own.subject_id AND x.pupil_id = own.pupil_id
    LEFT JOIN unmarked u ON u.class_id = own.class_id AND u.subject_id = own.subject_id AND u.pupil_id = own.pupil_id
    LEFT JOIN class_average y ON y.class_id = own.class_id AND y.subject_id = own.subject_id
    LEFT JOIN stands b ON b.pupil_id = own.pupil_id AND b.subject_id = own.subject_id AND b.term_id = own.before_id
        AND b.change <> 'removed'
    ORDER BY c.grade, c.letter, s.name, own.subject_id
""").columns(works=JSONB, given=JSONB, marks=JSONB)


def courses(calendar: Calendar, on: date, *, class_id: int | None = None, staff_id: int | None = None) -> list[Course]:
    """What is taught in the term that holds `on`, to a class or by a teacher; nothing between terms."""
    found = {}
    gone = date.min if staff_id is None else on  # what a class had stays its own; a teacher's ends with the line
    for line in calendar.timetable:
        if class_id not in (None, line.class_id) or staff_id not in (None, line.staff_id):
            continue
        grade = calendar.grades.get(line.class_id, 0)
        term = term_on(calendar.terms, grade, on)
        if term is None or (line.end or term.span.end) <= max(gone, term.span.first):
            continue
        if (line.first or on) >= term.span.end:
            continue
        place = (line.class_id, line.subgroup_id, line.subject_id)
        found[place] = Course(*place, term, _term_before(calendar, grade, term))
    return list(found.values())


async def read_progress(
    connection: AsyncConnection,
    school: School,
    calendar: Calendar,
    taught: Iterable[Course],
    at: datetime,
    pupil_id: int | None = None,
) -> tuple[Progress, ...]:
    """Every pupil of the courses, or one of them, by class, subject and name."""
    listed, on = list(taught), school.local(at).date()
    asked = {
        "school": school.id,
        "classes": [one.class_id for one in listed],
        "subjects": [one.subject_id for one in listed],
        "firsts": [one.term.span.first for one in listed],
        "ends": [one.term.span.end for one in listed],
        "befores": [one.before for one in listed],
        "on": on,
        "in_time": marks_due_from(school, at),
        "pupil": pupil_id,
    }
    rows = (await connection.execute(_PROGRESS, asked)).all() if listed else []
    left = _left(calendar, listed, on)
    rows = sorted(rows, key=lambda row: (row.grade, row.class_name, row.subject, *by_name(row)))
    works = works_of(rows[0].works) if rows else {}
    return tuple(one for row in rows for one in _progress(row, listed, left, works))


def _left(calendar: Calendar, taught: list[Course], on: date) -> Left:
    """The lessons left in the term of each class; of the rest of the school none is counted."""
    left: Left = Counter()
    for end in {one.term.span.end for one in taught}:
        classes = {one.class_id for one in taught if one.term.span.end == end}
        own = tuple(line for line in calendar.timetable if line.class_id in classes)
        left += all_left(replace(calendar, timetable=own), on, end)
    return left


def _progress(row: Row[Any], taught: list[Course], left: Left, works: Mapping[str, Work]) -> Iterator[Progress]:
    """One, or none when the subject is taught to other subgroups than the pupil's."""
    mine = [
        one
        for one in taught
        if (one.class_id, one.subject_id) == (row.class_id, row.subject_id)
        and (one.subgroup_id is None or one.subgroup_id in row.subgroups)
    ]
    if not mine:
        return
    yield Progress(
        pupil_id=row.pupil_id,
        pupil=f"{row.surname} {row.name}",
        class_id=row.class_id,
        class_name=row.class_name,
        grade=row.grade,
        subject_id=row.subject_id,
        subject=row.subject,
        term=mine[0].term.name,
        span=mine[0].term.span,
        grounds=grounds_of(row.marks, works),
        lessons_left=sum(left[row.class_id, group, row.subject_id] for group in (None, *row.subgroups)),
        held=int(row.held),
        unmarked=row.unmarked,
        written_given=any(kind in works and works[kind].written for kind in row.given or ()),
        before=row.before,
        classmates=_others(row),
        weights=tuple(sorted({work.weight for work in works.values()})),
    )


def _others(row: Row[Any]) -> Fraction | None:
    """The classmates' mean, the pupil's own average taken out."""
    others = (row.pupils or 0) - (row.mine is not None)
    return Fraction((row.total - (row.mine or 0.0)) / others) if others else None


def _term_before(calendar: Calendar, grade: int, term: Term) -> int | None:
    year = school_year(term.span.first)
    earlier = (*terms_of(calendar.terms, max(grade - 1, 1), year - 1), *terms_of(calendar.terms, grade, year))
    ended = [one for one in earlier if one.span.end <= term.span.first]
    return ended[-1].id if ended else None
