"""Term marks: the writing side, and what teachers, class teachers and families see of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from journal_core.access import Child, ClassPages, DeputyDesk, HeadDesk, TeacherDesk
from journal_core.entries.requests import RequestState
from journal_core.entries.revisions import Stamp
from journal_core.forecast.classes import ClassForecast
from journal_core.forecast.pupils import SubjectForecast
from journal_core.term_marks.due import ColumnDue, Shortage
from journal_core.term_marks.requests import TermMarkRequest
from journal_core.term_marks.setting import Column, ColumnPage, TermMarkEntry, TermMarkRevision
from journal_core.term_marks.views import ProposalLine, SubjectYear


class TermMarkBook(Protocol):
    """Columns of term marks, for the verbs that write."""

    async def column(self, desk: TeacherDesk | DeputyDesk | HeadDesk, column: Column, at: datetime) -> ColumnPage:
        """The column, locked until the transaction ends; Refused when it is not this teacher's or school's."""
        ...

    async def record(self, revisions: Sequence[TermMarkRevision], stamp: Stamp) -> None:
        """Write the revisions; their events are the transaction's to emit."""
        ...

    async def recorded(self, command_id: str) -> int:
        """How many revisions `command_id` wrote, to answer truthfully when it is said again."""
        ...

    async def ask(
        self, desk: TeacherDesk, page: ColumnPage, entries: Sequence[TermMarkEntry], due_at: datetime, stamp: Stamp
    ) -> TermMarkRequest:
        """Keep a request, with what stands now; its reason is the stamp's."""
        ...

    async def asked_by(self, desk: TeacherDesk, command_id: str) -> TermMarkRequest:
        """The request that a command made; Refused when this teacher said no such thing."""
        ...

    async def request(self, desk: DeputyDesk | HeadDesk, request_id: int) -> TermMarkRequest:
        """A request as it stands; Refused for another school's."""
        ...

    async def settle(self, desk: DeputyDesk | HeadDesk, request_id: int, state: RequestState, stamp: Stamp) -> None:
        """Write what became of it, and why."""
        ...


class TermMarkViews(Protocol):
    """The reading side: each by one statement, a forecast by one and the calendar."""

    async def proposals(self, desk: TeacherDesk, column: Column, at: datetime) -> tuple[ProposalLine, ...]:
        """A column with what is proposed and why; Refused when it is not this teacher's."""
        ...

    async def due(self, reader: TeacherDesk | ClassPages, at: datetime) -> tuple[ColumnDue, ...]:
        """Columns to be reminded of: a teacher's own, or a class's; the one due first first."""
        ...

    async def shortages(self, reader: TeacherDesk | ClassPages, at: datetime) -> tuple[Shortage, ...]:
        """Who will be short of marks: «2 отметки, осталось 3 урока»; the most pressing first."""
        ...

    async def of_child(self, child: Child, at: datetime) -> tuple[SubjectYear, ...]:
        """The child's term marks of the school year, by subject."""
        ...

    async def pupil_forecast(self, child: Child, at: datetime) -> tuple[SubjectForecast, ...]:
        """Where each subject of the term is heading, and what it can still be; nothing between terms."""
        ...

    async def class_forecast(self, reader: TeacherDesk | ClassPages, at: datetime) -> ClassForecast:
        """Who is near a border, falling or short of marks; only subjects that the pass opens."""
        ...

    async def requests(self, desk: DeputyDesk | HeadDesk) -> tuple[TermMarkRequest, ...]:
        """Open requests of the school, the one due first first."""
        ...
