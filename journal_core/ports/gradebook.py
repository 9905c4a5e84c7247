"""Marks that come from another program: the lessons and marks around them, and writing them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol

from journal_core.entries.revisions import Stamp
from journal_core.gradebook.records import Known, Taken


class GradebookBook(Protocol):
    """The journal, for an import of marks. Everything is read and written in sets."""

    async def around(
        self, school_id: int, classes: Collection[int], first: date, last: date, external_ids: Collection[str]
    ) -> Known:
        """Lessons of the classes from `first` to `last`, the marks in them, and those known by these numbers."""
        ...

    async def take(self, school_id: int, taken: Taken, stamp: Stamp) -> None:
        """Write lessons, revisions and where they came from; nothing is emitted: nobody hears of old marks."""
        ...
