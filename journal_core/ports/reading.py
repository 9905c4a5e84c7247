"""«Кто смотрел»: reading of pupils' pages by staff is recorded, and shown to the family (000 4.2.4; 152-ФЗ; PRV-09).

How a view records itself: once it has its answer and before it returns it,
`await readings.seen(pages, Seen(PageKind.SUBJECT, subject_id=…, term_id=…), clock.now())`. One row a reader, page
and local day is kept, so a view need not ask whether it was seen before. A teacher's own lesson, opened to be
filled, is not recorded: the audit has what came of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from journal_core.passes import Child, ClassPages
from journal_core.people import Role


class PageKind(StrEnum):
    """What was looked at."""

    SUBJECT = "subject"  #: a class × subject × term
    SHEET = "sheet"  #: a class's summary of a term
    PUPIL = "pupil"  #: one pupil's marks and absences
    ARCHIVE = "archive"  #: the printed term archive
    EXPORT = "export"  #: a file taken out of the system


@dataclass(frozen=True, slots=True)
class Seen:
    """A page of the class that the pass names."""

    kind: PageKind
    subject_id: int | None = None  #: None is every subject of the class
    subgroup_id: int | None = None  #: None is the whole class
    term_id: int | None = None
    pupil_id: int | None = None  #: None is every pupil of the page


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at a page that the child stands on, that day."""

    day: date  #: local to the school
    who: str  #: «Ковалёва Н. П.»; empty for the operator of the server
    role: Role | None  #: in which they looked; None for the operator
    kind: PageKind
    subject: str  #: empty is every subject


class Readings(Protocol):
    """The record of reads: added to, never changed."""

    async def seen(self, pages: ClassPages, what: Seen, at: datetime) -> None:
        """Remember that whoever holds `pages` looked; the same page again that day is the same row."""
        ...

    async def looks(self, child: Child, since: date) -> tuple[Look, ...]:
        """Who looked at pages that this child stands on, newest day first; the child's own family is not among them."""
        ...
