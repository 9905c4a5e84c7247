"""Внедрение: how far a school has gone over to the electronic journal, in counts only (003, plan 2.5–2.7).

A class is kept electronically when something was entered in one of its lessons of the period. A family is a pupil's;
it is active when somebody of it was sent news of the child in the period.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import timedelta

from journal_core.lessons import Span
from journal_core.office.sheets import Cell, OfficeSheet, sheet


@dataclass(frozen=True, slots=True)
class Adoption:
    """One school's counts over a period; of lessons, those whose day is over."""

    school: str
    span: Span
    classes: int
    classes_kept: int
    pupils: int  #: in a class on the period's last day that is over
    pupils_kept: int  #: of them, in a class that is kept
    staff: int
    staff_linked: int
    families_linked: int  #: pupils with a live link of somebody
    families_active: int
    lessons: int
    lessons_filled: int
    topics: int
    homework: int
    marks: int  #: that stand
    delay: timedelta | None  #: from a lesson's end to its first entry: half of the lessons came sooner


_COLUMNS = (
    "office.school", "office.classes", "office.classes_kept", "office.pupils", "office.pupils_kept", "office.staff",
    "office.staff_linked", "office.families_linked", "office.families_active", "office.lessons", "office.filled",
    "office.topics", "office.homework", "office.marks", "office.delay",
)  # fmt: skip


def adoption_sheet(schools: Iterable[Adoption]) -> OfficeSheet:
    """Отчёт о внедрении: a row a school; the delay in whole minutes."""
    counted = [one.name for one in fields(Adoption) if one.name not in {"school", "span", "delay"}]

    def row(one: Adoption) -> tuple[Cell, ...]:
        delay = None if one.delay is None else one.delay // timedelta(minutes=1)
        return (one.school, *(int(getattr(one, name)) for name in counted), delay)

    return sheet("office.adoption", _COLUMNS, (row(one) for one in schools))
