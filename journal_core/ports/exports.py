"""A school leaving the system whole: one moment of it, however long the writing takes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from journal_core.exports import OutMark, OutSchool, OutWork
from journal_core.passes import AdminDesk


class Leaving(Protocol):
    """One moment of one school."""

    async def school(self) -> OutSchool:
        """Everything but the gradebook."""
        ...

    def works(self) -> AsyncIterator[Sequence[OutWork]]:
        """What marks were given for, in pieces, by class and day."""
        ...

    def marks(self) -> AsyncIterator[Sequence[OutMark]]:
        """Every mark that stands, in pieces, by class and day."""
        ...


class Exports(Protocol):
    """Where whole schools come from."""

    def leaving(self, desk: AdminDesk) -> AbstractAsyncContextManager[Leaving]:
        """The school as of now; each class is recorded as read (003 4.2 б; command-line exports are reads)."""
        ...
