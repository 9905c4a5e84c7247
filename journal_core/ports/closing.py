"""Closing terms: the writing side."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from journal_core.access import DeputyDesk
from journal_core.entries.closing import DayTerm, TermToClose
from journal_core.entries.revisions import Stamp


class ClosingBook(Protocol):
    """Terms and their closing, inside one transaction."""

    async def closed(self, desk: DeputyDesk, term: TermToClose) -> Mapping[int, datetime]:
        """Those of its classes for which the term is closed, with since when."""
        ...

    async def close(self, desk: DeputyDesk, term: TermToClose, stamp: Stamp) -> None:
        """Write that it is closed, for each of its classes."""
        ...

    async def of_days(self, school_id: int, class_id: int, days: Collection[date]) -> Mapping[date, DayTerm]:
        """The terms that these days of a class belong to."""
        ...
