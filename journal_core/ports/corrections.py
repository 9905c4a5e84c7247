"""Correction requests: the writing side, and the lists of whoever settles and whoever asked."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from journal_core.access import DeputyDesk, HeadDesk, TeacherDesk
from journal_core.entries.entry import Changes, LessonPage
from journal_core.entries.requests import CorrectionRequest, RequestState, RequestView
from journal_core.entries.revisions import Stamp


class CorrectionBook(Protocol):
    """Requests and their settling, inside one transaction."""

    async def ask(
        self, desk: TeacherDesk, page: LessonPage, changes: Changes, due_at: datetime, stamp: Stamp
    ) -> CorrectionRequest:
        """Keep a request for `changes` of `page`; its reason is the stamp's."""
        ...

    async def asked_by(self, desk: TeacherDesk, command_id: str) -> CorrectionRequest:
        """The request that a command made; Refused when this teacher said no such thing."""
        ...

    async def request(self, desk: DeputyDesk | HeadDesk, request_id: int) -> CorrectionRequest:
        """A request as it stands, its lesson locked until the transaction ends; Refused for another school's."""
        ...

    async def settle(self, desk: DeputyDesk | HeadDesk, request_id: int, state: RequestState, stamp: Stamp) -> None:
        """Write what became of it, and why."""
        ...

    async def has_deputy(self, school_id: int, beside: int) -> bool:
        """Whether the school has a deputy who is linked, beside this staff record."""
        ...


class CorrectionViews(Protocol):
    """The reading side."""

    async def to_settle(self, desk: DeputyDesk | HeadDesk) -> tuple[RequestView, ...]:
        """Open requests of the school, the one due first first."""
        ...

    async def own(self, desk: TeacherDesk) -> tuple[RequestView, ...]:
        """A teacher's own requests, the newest first."""
        ...
