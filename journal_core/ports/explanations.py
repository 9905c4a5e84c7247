"""What families say of absences: the writing side; class teachers read it in `Diary.absences_to_settle`."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from journal_core.access import Child
from journal_core.entries.explaining import Explained
from journal_core.entries.revisions import Stamp


class ExplanationBook(Protocol):
    """Families' words, inside one transaction."""

    async def stands(self, child: Child, day: date) -> Explained | None:
        """What the family said last of a day."""
        ...

    async def add(self, child: Child, day: date, said: Explained, stamp: Stamp) -> int:
        """Keep one, and tell its number; of several about a day the last stands."""
        ...
