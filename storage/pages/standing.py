"""Pieces of SQL that say what stands: the last revision of a mark, an absence, a homework, of the lessons `taught`.

Each is the body of a WITH item; `taught` is an item before it, the lessons that are asked for. What was removed is
left out by whoever joins (`change <> 'removed'`): a removed mark hides the revisions before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row

from journal_core.diary import MarkCell
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.revisions import Change
from journal_core.pages import PageCell

MARKS = """
    SELECT DISTINCT ON (r.mark_id) r.mark_id, r.change, r.pupil_id, r.lesson_id, r.value, r.work, r.weight,
           lag(r.value) OVER (PARTITION BY r.mark_id ORDER BY r.revision) AS before
    FROM taught JOIN mark_revision r ON r.lesson_id = taught.id
    ORDER BY r.mark_id, r.revision DESC
"""

#: A mark as `mark_cell` takes it, for jsonb_build_array.
MARK = "k.mark_id, k.value, k.work, k.weight, k.change, k.before"

ABSENCES = """
    SELECT DISTINCT ON (r.absence_id) r.absence_id, r.change, r.pupil_id, r.lesson_id, r.code, r.minutes
    FROM taught JOIN absence_revision r ON r.lesson_id = taught.id
    ORDER BY r.absence_id, r.revision DESC
"""

REMARKS = """
    SELECT DISTINCT ON (r.remark_id) r.remark_id, r.change, r.pupil_id, r.lesson_id, r.text
    FROM taught JOIN remark_revision r ON r.lesson_id = taught.id
    ORDER BY r.remark_id, r.revision DESC
"""

#: What stands for each pupil, for a SELECT that joins `p`, the pupil, after WITH items `mark`, `missed`, `remark`.
CELLS = "k.marks, a.absences, w.remarks"
CELLS_FROM = f"""
    LEFT JOIN (
        SELECT pupil_id, jsonb_agg(jsonb_build_array(k.lesson_id, {MARK}) ORDER BY k.mark_id) AS marks
        FROM mark k WHERE k.change <> 'removed' GROUP BY pupil_id
    ) k ON k.pupil_id = p.id
    LEFT JOIN (
        SELECT pupil_id, jsonb_agg(jsonb_build_array(lesson_id, code, minutes) ORDER BY absence_id) AS absences
        FROM missed WHERE change <> 'removed' GROUP BY pupil_id
    ) a ON a.pupil_id = p.id
    LEFT JOIN (
        SELECT pupil_id, jsonb_agg(jsonb_build_array(lesson_id, text) ORDER BY remark_id) AS remarks
        FROM remark WHERE change <> 'removed' GROUP BY pupil_id
    ) w ON w.pupil_id = p.id
"""

#: Joined to a lesson `l`: its topic (`topic.topic`), its homework (`work`) and what was done (`task.tasks`).
WRITTEN = """
    LEFT JOIN LATERAL (
        SELECT r.topic FROM topic_revision r WHERE r.lesson_id = l.id ORDER BY r.id DESC LIMIT 1
    ) topic ON true
    LEFT JOIN LATERAL (
        SELECT k.* FROM (
            SELECT DISTINCT ON (r.homework_id) r.homework_id, r.change, r.text, r.due
            FROM homework_revision r WHERE r.lesson_id = l.id
            ORDER BY r.homework_id, r.revision DESC
        ) k WHERE k.change <> 'removed' ORDER BY k.homework_id DESC LIMIT 1
    ) work ON true
    LEFT JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_array(k.type, k.text) ORDER BY k.task_id) AS tasks FROM (
            SELECT DISTINCT ON (r.task_id) r.task_id, r.change, r.type, r.text
            FROM lesson_task_revision r WHERE r.lesson_id = l.id
            ORDER BY r.task_id, r.revision DESC
        ) k WHERE k.change <> 'removed'
    ) task ON true
"""


def listed(found: Any) -> list[Any]:
    """The list in a column of jsonb; empty where the join found nothing."""
    return list(found or ())


def cells_of(row: Row[Any], days: dict[int, date]) -> dict[int, PageCell]:
    """A pupil's cells by lesson, from the columns CELLS; of two absences or remarks the later noted."""
    missed = {lesson: (AbsenceCode(code), minutes) for lesson, code, minutes in listed(row.absences)}
    remarks = dict(listed(row.remarks))
    marks: dict[int, list[MarkCell]] = {}
    for lesson, *told in listed(row.marks):
        marks.setdefault(lesson, []).append(mark_cell(told, days[lesson]))
    cells = {}
    for lesson in days:
        if lesson in marks or lesson in missed or lesson in remarks:
            code, minutes = missed.get(lesson, (None, None))
            cells[lesson] = PageCell(tuple(marks.get(lesson, ())), code, minutes, remarks.get(lesson, ""))
    return cells


def mark_cell(told: Sequence[Any], day: date) -> MarkCell:
    """From (number, value, work, weight, change, value before) of a mark's last revision."""
    number, value, work, weight, change, before = told
    corrected = change == Change.CORRECTED and before != value
    return MarkCell(number, value, day, work or None, weight, before if corrected else None)
