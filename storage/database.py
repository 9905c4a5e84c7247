"""The database as the rest of the house sees it: one pool of the run-time role, and everything that stands on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.chain import Keys
from journal_core.ports import Clock
from storage.corrections.views import PgCorrections
from storage.drafts import PgDrafts
from storage.engine import engine
from storage.evidence.reading import PgEvidence
from storage.exports import PgExports
from storage.feeds import PgFeeds
from storage.inbox import PgInbox
from storage.letters import PgLetters
from storage.notices.files import PgFiles
from storage.office.views import PgOffice
from storage.outbox import PgOutbox
from storage.outbox.ways import PgWays
from storage.pages import PgPages
from storage.plans.reading import PgProgrammes
from storage.reachability import PgReachability
from storage.reader import PgDiary
from storage.readings import PgReadings
from storage.summaries import PgSummaries
from storage.term_marks.reading import PgTermMarks
from storage.transaction import PgStore
from storage.wishes import PgWishes

POOL = 16  #: connections; a handler or a sending holds one for a few milliseconds


@dataclass(frozen=True, slots=True)
class Database:
    """One pool; each method makes a view of it."""

    pool: AsyncEngine
    keys: Keys  #: of the journal's chains

    def store(self) -> PgStore:
        """Transactions for the verbs."""
        return PgStore(self.pool, self.keys)

    def evidence(self) -> PgEvidence:
        """The journal's chains, for whoever verifies them."""
        return PgEvidence(self.pool)

    def diary(self, clock: Clock) -> PgDiary:
        """Views for people, as of the clock's today."""
        return PgDiary(self.pool, clock)

    def readings(self) -> PgReadings:
        """Who looked at which page."""
        return PgReadings(self.pool)

    def pages(self, clock: Clock) -> PgPages:
        """The pages of the journal, for staff and for paper."""
        return PgPages(self.pool, clock)

    def programmes(self) -> PgProgrammes:
        """Plans of lessons, for those who look."""
        return PgProgrammes(self.pool)

    def corrections(self) -> PgCorrections:
        """Correction requests, for those who settle them and those who asked."""
        return PgCorrections(self.pool)

    def exports(self, clock: Clock) -> PgExports:
        """Whole schools, for those who take them away."""
        return PgExports(self.pool, clock)

    def feeds(self) -> PgFeeds:
        """Calendars at secret addresses."""
        return PgFeeds(self.pool)

    def inbox(self) -> PgInbox:
        """Updates in."""
        return PgInbox(self.pool)

    def drafts(self) -> PgDrafts:
        """What people are writing."""
        return PgDrafts(self.pool)

    def files(self) -> PgFiles:
        """Files that travel with notices, for those who send them."""
        return PgFiles(self.pool)

    def letters(self) -> PgLetters:
        """Letters that were sent, for those who answer them."""
        return PgLetters(self.pool)

    def outbox(self, worker: int, secret: bytes) -> PgOutbox:
        """Messages out, in the hands of `worker`."""
        return PgOutbox(self.pool, worker, secret)

    def office(self, clock: Clock) -> PgOffice:
        """The office's lists, as of the clock's today."""
        return PgOffice(self.pool, clock)

    def term_marks(self) -> PgTermMarks:
        """Term marks and forecasts, for teachers, class teachers and families."""
        return PgTermMarks(self.pool)

    def wishes(self) -> PgWishes:
        """What people chose to hear."""
        return PgWishes(self.pool)

    def summaries(self) -> PgSummaries:
        """Whose weekly summary falls due."""
        return PgSummaries(self.pool)

    def ways(self) -> PgWays:
        """Messages from promise to receipt, to be shown."""
        return PgWays(self.pool)

    def reachability(self) -> PgReachability:
        """Accounts that live and die."""
        return PgReachability(self.pool)


@asynccontextmanager
async def database(dsn: str, keys: Keys, *, pooled: bool = False) -> AsyncIterator[Database]:
    """Open the run-time role's pool; `pooled` when a pooler stands in between (no prepared statements)."""
    made = engine(dsn, pool_size=POOL, prepared_statements=not pooled)
    try:
        yield Database(made, keys)
    finally:
        await made.dispose()
