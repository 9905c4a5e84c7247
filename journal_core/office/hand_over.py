"""The quarter on paper: handed over by the class teacher, certified by the deputy, put into the archive.

Clauses: 003 4.2 б(2), в(3), г(4); 001 4.6.6, 6.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from journal_core.office.matters import Filed, Step, Taken, Way
from journal_core.office.sheets import STANDS, OfficeSheet, Word, sheet


@dataclass(frozen=True, slots=True)
class HandOver:
    """A class's papers of a term, as they were first handed over; handed again, the step tells which."""

    NAME: ClassVar[str] = "hand_over"
    WAY: ClassVar[Way] = {
        None: frozenset({Step.CERTIFIED, Step.RETURNED}),
        Step.HANDED: frozenset({Step.CERTIFIED, Step.RETURNED}),
        Step.RETURNED: frozenset({Step.HANDED}),
        Step.CERTIFIED: frozenset({Step.ARCHIVED}),
    }

    school_id: int
    day: date
    class_id: int
    term_id: int
    staff_id: int  #: the class teacher
    papers: str  #: one a line


@dataclass(frozen=True, slots=True)
class ClassHandOver:
    """Where a class stands with a term's papers; None while nothing was handed over."""

    class_name: str
    handed: Filed[HandOver] | None = None

    def last(self, step: Step) -> Taken | None:
        """The last step of that kind; papers that are certified never go back."""
        steps = self.handed.steps if self.handed else ()
        return next((one for one in reversed(steps) if one.step is step), None)

    @property
    def handed_at(self) -> datetime | None:
        """When the papers came in, the last time."""
        if self.handed is None:
            return None
        again = self.last(Step.HANDED)
        return again.at if again else self.handed.at

    @property
    def papers(self) -> str:
        """What was handed over, the last time."""
        if self.handed is None:
            return ""
        again = self.last(Step.HANDED)
        return again.note if again else self.handed.matter.papers


def where_classes_stand(classes: Mapping[int, str], handed: Iterable[Filed[HandOver]]) -> tuple[ClassHandOver, ...]:
    """Every class of the school in one term, in the order of `classes`."""
    by_class = {one.matter.class_id: one for one in handed}
    return tuple(ClassHandOver(name, by_class.get(class_id)) for class_id, name in classes.items())


_COLUMNS = (
    "office.class", "office.stands", "office.handed_at", "office.papers", "office.certified_by",
    "office.certified_at", "office.archive_number",
)  # fmt: skip


def hand_over_sheet(lines: Iterable[ClassHandOver]) -> OfficeSheet:
    """Which classes stand where."""
    return sheet("office.hand_over", _COLUMNS, (_row(one) for one in lines))


def _row(one: ClassHandOver) -> tuple[str | datetime | Word | None, ...]:
    certified, archived = one.last(Step.CERTIFIED), one.last(Step.ARCHIVED)
    return (
        one.class_name,
        STANDS[one.handed.stands] if one.handed else Word("office.nothing_handed"),
        one.handed_at,
        ", ".join(one.papers.splitlines()),
        certified.staff if certified else "",
        certified.at if certified else None,
        archived.refers if archived else "",
    )
