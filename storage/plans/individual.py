"""Work for one pupil as rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from journal_core.entries.revisions import Change
from journal_core.lessons import Span
from journal_core.plans.individual import IndividualKind, IndividualWork

#: A revision with the names in it; its table is `r`.
STANDING = """
    SELECT r.individual_id, r.revision, r.change, r.pupil_id, p.surname || ' ' || p.name AS pupil, r.subject_id,
           s.name AS subject, concat_ws(' ', t.surname, t.name, nullif(t.patronymic, '')) AS teacher, r.kind, r.text,
           r.days
    FROM individual_revision r
    JOIN pupil p ON p.id = r.pupil_id
    JOIN subject s ON s.id = r.subject_id
    JOIN staff t ON t.id = r.staff_id
"""


def work(row: Row[Any]) -> IndividualWork:
    """From a row of STANDING."""
    return IndividualWork(
        row.individual_id,
        row.revision,
        Change(row.change),
        row.pupil_id,
        row.pupil,
        row.subject_id,
        row.subject,
        row.teacher,
        IndividualKind(row.kind),
        row.text,
        Span(row.days.lower, row.days.upper),
    )
