"""What the journal needs of the world: a clock, a store with transactions, and the diary's views.

`storage` implements all of it; the tests hold a fake clock to the same suite.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from journal_core.events import Event
from journal_core.ports.diary import Diary
from journal_core.ports.lessons import LessonBook
from journal_core.ports.links import LinkBook
from journal_core.ports.notices import NoticeBook
from journal_core.ports.roll import RollBook
from journal_core.revisions import Stamp

__all__ = ["Clock", "Diary", "LessonBook", "LinkBook", "NoticeBook", "RollBook", "Store", "Transaction"]


class Clock(Protocol):
    """The time that people notice. Leases and limits use the database's own."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    async def until(self, moment: datetime) -> None:
        """Return once `now()` has reached `moment`."""
        ...


class Transaction(Protocol):
    """One transaction: what changed, its audit row and its events are kept together or not at all."""

    @property
    def roll(self) -> RollBook:
        """Schools, people's records, classes, calendar, timetable."""
        ...

    @property
    def links(self) -> LinkBook:
        """Persons, accounts, links, consents, invitations."""
        ...

    @property
    def lessons(self) -> LessonBook:
        """Lessons and everything that stands in them."""
        ...

    @property
    def notices(self) -> NoticeBook:
        """Notices, their files, and who has read them."""
        ...

    async def note(
        self, stamp: Stamp, action: str, *, school_id: int | None = None, subject: str = "", **details: object
    ) -> bool:
        """Write the audit row of a command; False when this command was done before (say it twice, do it once).

        A second speaker of the same command waits here until the first has committed or failed.
        """
        ...

    async def emit(self, events: Sequence[Event]) -> None:
        """Write what happened; the notifier wakes when the transaction commits."""
        ...


class Store(Protocol):
    """Where transactions come from."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Commits when the block ends, rolls back when it raises."""
        ...
