"""One transaction of the journal: what changed, its audit row and its events, together or not at all.

Nothing is said again here after a lost COMMIT (REL-06): whoever asked says the same command again, and `note`
answers truthfully whether the first time went through.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from journal_core.chain import Keys
from journal_core.entries.revisions import Stamp
from journal_core.events import Event
from storage.calendar.writes import CalendarWrites
from storage.corrections import CorrectionWrites
from storage.districts import DistrictWrites
from storage.evidence.sealing import seal
from storage.feeds import FeedWrites
from storage.gradebook import GradebookWrites
from storage.lessons import LessonWrites
from storage.lessons.closing import ClosingWrites
from storage.lessons.explanations import ExplanationWrites
from storage.lessons.works import WorkWrites
from storage.links import LinkWrites
from storage.links.rights import RightWrites
from storage.notices import NoticeWrites
from storage.office.writing import OfficeWrites
from storage.plans import PlanWrites
from storage.roll import RollWrites
from storage.tables.journal import audit, event
from storage.term_marks import TermMarkWrites
from storage.trouble import as_connection_error

_NOTE = insert(audit).on_conflict_do_nothing(index_elements=["command_id"]).returning(audit.c.id)
_EMIT = insert(event).on_conflict_do_nothing(index_elements=["kind", "subject", "revision"])

#: Heard by the notifier once the transaction commits; one wake-up for any number of events.
_WAKE = sql("SELECT pg_notify('diary', 'event')")


class PgTransaction:
    """`journal_core.ports.Transaction` on one connection of the run-time role."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.noted: list[str] = []  #: commands that are done for the first time here
        self.roll = RollWrites(connection)
        self.calendar = CalendarWrites(connection)
        self.links = LinkWrites(connection)
        self.lessons = LessonWrites(connection)
        self.feeds = FeedWrites(connection)
        self.gradebook = GradebookWrites(connection)
        self.works = WorkWrites(connection)
        self.closings = ClosingWrites(connection)
        self.corrections = CorrectionWrites(connection)
        self.explanations = ExplanationWrites(connection)
        self.notices = NoticeWrites(connection)
        self.office = OfficeWrites(connection)
        self.rights = RightWrites(connection)
        self.districts = DistrictWrites(connection)
        self.plans = PlanWrites(connection)
        self.term_marks = TermMarkWrites(connection)

    async def note(
        self, stamp: Stamp, action: str, *, school_id: int | None = None, subject: str = "", **details: object
    ) -> bool:
        """Write the audit row of a command; False when this command was done before.

        A second speaker of the same command waits here, on the unique index, until the first has ended.
        """
        told = {name: _plain(value) for name, value in details.items()}
        if stamp.reason:
            told.setdefault("reason", stamp.reason)
        row = {
            "command_id": stamp.command_id,
            "action": action,
            "actor": str(stamp.actor),
            "school_id": school_id,
            "subject": subject,
            "device": stamp.device,
            "details": told,
            "at": stamp.at,
        }
        new = (await self._connection.execute(_NOTE, row)).first() is not None
        if new:
            self.noted.append(stamp.command_id)
        return new

    async def emit(self, events: Sequence[Event]) -> None:
        """Write what happened; the notifier wakes when the transaction commits."""
        if not events:
            return
        await self._connection.execute(_EMIT, [_event_row(one) for one in events])
        await self._connection.execute(_WAKE)


class PgStore:
    """`journal_core.ports.Store` over the run-time role's engine."""

    def __init__(self, engine: AsyncEngine, keys: Keys | None = None) -> None:
        self._engine = engine
        self._keys = keys  #: None: what is written stays unsealed, and whoever verifies will say so

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[PgTransaction]:
        """Seals what was written and commits when the block ends, rolls back when it raises."""
        with as_connection_error():
            async with self._engine.connect() as connection, connection.begin():
                made = PgTransaction(connection)
                yield made
                if self._keys and made.noted:
                    await seal(connection, self._keys, made.noted)


def _plain(value: object) -> Any:
    """What JSON can hold: numbers, text and lists of them as they are, everything else as its text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    return str(value)


def _event_row(one: Event) -> dict[str, object]:
    return {
        "kind": str(one.kind),
        "school_id": one.school_id,
        "subject": one.subject,
        "revision": one.revision,
        "occurred_at": one.occurred_at,
        "urgent": one.urgent,
        "pupil_id": one.pupil_id,
        "class_id": one.class_id,
        "subgroup_id": one.subgroup_id,
        "lesson_id": one.lesson_id,
        "day": one.day,
    }
