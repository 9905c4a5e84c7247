"""A list of the office as rows under headings, ready for a workbook or a printed page.

Headings and words are keys of the catalog: whoever prints it speaks the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from journal_core.office.matters import Step


@dataclass(frozen=True, slots=True)
class Word:
    """A cell that the catalog says."""

    key: str


Cell = str | int | date | datetime | Word | tuple[Word, ...] | None


@dataclass(frozen=True, slots=True)
class OfficeSheet:
    """One list."""

    title: str  #: a key of the catalog
    columns: tuple[str, ...]  #: keys of the catalog
    rows: tuple[tuple[Cell, ...], ...]


def sheet(title: str, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> OfficeSheet:
    """A list; every row has a cell for each column."""
    made = tuple(rows)
    assert all(len(row) == len(columns) for row in made), title
    return OfficeSheet(title, columns, made)


STANDS: dict[Step | None, Word] = {
    None: Word("office.opened"),
    Step.ACCEPTED: Word("office.accepted"),
    Step.REJECTED: Word("office.rejected"),
    Step.MENDED: Word("office.mended"),
    Step.REOPENED: Word("office.reopened"),
    Step.WITHDRAWN: Word("office.withdrawn"),
    Step.HANDED: Word("office.handed"),
    Step.CERTIFIED: Word("office.certified"),
    Step.RETURNED: Word("office.returned"),
    Step.ARCHIVED: Word("office.archived"),
    Step.PASSED: Word("office.passed"),
    Step.ANSWERED: Word("office.answered"),
    Step.CORRECTED: Word("office.corrected"),
}
