"""A mistake that a family reports: to the class teacher, from them to the deputy, who has it corrected.

The family turns to the class teacher (000 3.7.4); the law's days run from when the deputy hears of it (000 3.5.5).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from journal_core.entries.deadlines import error_due
from journal_core.office.matters import Filed, Step, Way
from journal_core.office.sheets import STANDS, OfficeSheet, sheet
from journal_core.school import School


@dataclass(frozen=True, slots=True)
class Mistake:
    """What a family says is wrong: with a mark, with an absence, or with something they describe."""

    NAME: ClassVar[str] = "mistake"
    WAY: ClassVar[Way] = {
        None: frozenset({Step.ANSWERED, Step.PASSED, Step.REJECTED, Step.CORRECTED}),
        Step.PASSED: frozenset({Step.REJECTED, Step.CORRECTED}),
    }

    school_id: int
    day: date
    class_id: int
    pupil_id: int
    text: str
    mark_id: int | None = None
    absence_id: int | None = None


def heard_at(mistake: Filed[Mistake]) -> datetime | None:
    """When the deputy heard of it: passed on, or settled by themself."""
    return next((one.at for one in mistake.steps if one.step is not Step.ANSWERED), None)


def due_at(mistake: Filed[Mistake], school: School) -> datetime | None:
    """By when it is to be corrected; None before the deputy has heard."""
    heard = heard_at(mistake)
    return error_due(school, heard) if heard else None


_COLUMNS = (
    "office.day", "office.class", "office.pupil", "office.text", "office.stands", "office.due", "office.note",
)  # fmt: skip


def mistakes_sheet(mistakes: Iterable[Filed[Mistake]], school: School) -> OfficeSheet:
    """Обращения об ошибках."""
    return sheet(
        "office.mistakes",
        _COLUMNS,
        (
            (
                one.matter.day,
                one.names.class_name,
                one.names.pupil,
                one.matter.text,
                STANDS[one.stands],
                due_at(one, school),
                one.last.note if one.last else "",
            )
            for one in mistakes
        ),
    )
