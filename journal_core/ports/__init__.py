"""What the journal needs of the world: a clock, a store with transactions, and the diary's views.

`storage` implements all of it; the tests hold a fake clock to the same suite.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from journal_core.entries.revisions import Stamp
from journal_core.events import Event
from journal_core.ports.calendar import CalendarBook
from journal_core.ports.closing import ClosingBook
from journal_core.ports.corrections import CorrectionBook
from journal_core.ports.diary import Diary
from journal_core.ports.districts import DistrictBook
from journal_core.ports.explanations import ExplanationBook
from journal_core.ports.feeds import FeedBook
from journal_core.ports.gradebook import GradebookBook
from journal_core.ports.lessons import LessonBook
from journal_core.ports.links import LinkBook
from journal_core.ports.notices import NoticeBook
from journal_core.ports.office import OfficeBook
from journal_core.ports.plans import PlanBook
from journal_core.ports.rights import RightsBook
from journal_core.ports.roll import RollBook
from journal_core.ports.term_marks import TermMarkBook
from journal_core.ports.works import WorkBook

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
    def calendar(self) -> CalendarBook:
        """Changed lessons, moved days, bells, groups."""
        ...

    @property
    def links(self) -> LinkBook:
        """Persons, accounts, links, consents, invitations."""
        ...

    @property
    def feeds(self) -> FeedBook:
        """Secret addresses of calendars."""
        ...

    @property
    def gradebook(self) -> GradebookBook:
        """Marks of other programs."""
        ...

    @property
    def lessons(self) -> LessonBook:
        """Lessons and everything that stands in them."""
        ...

    @property
    def works(self) -> WorkBook:
        """Kinds of work with their weights."""
        ...

    @property
    def closings(self) -> ClosingBook:
        """Terms that were closed."""
        ...

    @property
    def corrections(self) -> CorrectionBook:
        """Requests to change what is locked."""
        ...

    @property
    def explanations(self) -> ExplanationBook:
        """What families say of absences."""
        ...

    @property
    def rights(self) -> RightsBook:
        """Bars, links and slips taken back, duties of staff."""
        ...

    @property
    def districts(self) -> DistrictBook:
        """Districts and their schools."""
        ...

    @property
    def notices(self) -> NoticeBook:
        """Notices, their files, and who has read them."""
        ...

    @property
    def office(self) -> OfficeBook:
        """Matters of the office and words to guardians."""
        ...

    @property
    def plans(self) -> PlanBook:
        """Plans of lessons, the curriculum, work for one pupil."""
        ...

    @property
    def term_marks(self) -> TermMarkBook:
        """Columns of term marks, and requests to change them after the lock."""
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
