"""A school's kinds of work: the writing side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from journal_core.entries.marks import Work


class WorkBook(Protocol):
    """The list, inside one transaction."""

    async def listed(self, school_id: int) -> Sequence[Work]:
        """The school's kinds, in the order they were put there."""
        ...

    async def keep(self, school_id: int, works: Sequence[Work]) -> None:
        """Put kinds on the list; one that is there gets this weight and these norms."""
        ...
