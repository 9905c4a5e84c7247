"""Findings: what the analysis remarks on to a teacher, until it is «устранено» and accepted.

The administrator's are to be mended daily, the deputy's monthly (003 4.2 а(6), б(3), в(4); 001 6.2).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from journal_core.errors import Invalid
from journal_core.office.analysis import GAPS, Gap, Proposed
from journal_core.office.matters import Filed, Step, Way
from journal_core.office.sheets import STANDS, OfficeSheet, Word, sheet


class Office(StrEnum):
    """Whose remark it is."""

    ADMINISTRATOR = "administrator"
    DEPUTY = "deputy"


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark to one teacher about a class, a subject, a lesson or a term."""

    NAME: ClassVar[str] = "finding"
    WAY: ClassVar[Way] = {
        None: frozenset({Step.MENDED}),
        Step.REOPENED: frozenset({Step.MENDED}),
        Step.MENDED: frozenset({Step.ACCEPTED, Step.REOPENED}),
    }

    school_id: int
    day: date  #: when it was made
    office: Office
    staff_id: int  #: to whom
    class_id: int | None = None
    subject_id: int | None = None
    lesson_id: int | None = None
    term_id: int | None = None
    gaps: str = ""  #: what the figures showed, as codes: «no_topic,late»
    text: str = ""

    @property
    def due(self) -> date:
        """The last day to mend it on: the next one, or the same of the next month."""
        if self.office is Office.ADMINISTRATOR:
            return self.day + timedelta(days=1)
        year, month = divmod(self.day.year * 12 + self.day.month, 12)
        return date(year, month + 1, min(self.day.day, calendar.monthrange(year, month + 1)[1]))

    @property
    def lacking(self) -> tuple[Gap, ...]:
        """What the figures showed."""
        return tuple(Gap(code) for code in self.gaps.split(",") if code)


def check(finding: Finding) -> None:
    """Raise Invalid for a remark that says nothing."""
    if not finding.text.strip() and not finding.gaps:
        raise Invalid("office.empty")


def of_analysis(proposed: Proposed, school_id: int, office: Office, day: date) -> Finding:
    """The finding that the figures propose about a teacher's lesson."""
    lesson = proposed.lesson
    assert lesson.staff_id is not None  # nothing is proposed about a lesson without a teacher
    return Finding(
        school_id,
        day,
        office,
        lesson.staff_id,
        lesson.class_id,
        lesson.subject_id,
        lesson.lesson_id,
        gaps=",".join(proposed.gaps),
    )


_OFFICE = {Office.ADMINISTRATOR: Word("office.by_administrator"), Office.DEPUTY: Word("office.by_deputy")}
_COLUMNS = (
    "office.day", "office.teacher", "office.by", "office.class", "office.subject", "office.gaps", "office.text",
    "office.due", "office.stands", "office.note",
)  # fmt: skip


def findings_sheet(findings: Iterable[Filed[Finding]]) -> OfficeSheet:
    """Замечания по ведению журналов."""
    return sheet(
        "office.findings",
        _COLUMNS,
        (
            (
                one.matter.day,
                one.names.staff,
                _OFFICE[one.matter.office],
                one.names.class_name,
                one.names.subject,
                tuple(GAPS[gap] for gap in one.matter.lacking),
                one.matter.text,
                one.matter.due,
                STANDS[one.stands],
                one.last.note if one.last else "",
            )
            for one in findings
        ),
    )
