"""A store whose transactions remember commands and what they recorded; commits can be lost on the way back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from journal_core.access import ClassDesk, DeputyDesk, HeadDesk, TeacherDesk
from journal_core.entries.correcting import Written
from journal_core.entries.entry import Changes, LessonFacts, LessonPage
from journal_core.entries.revisions import AbsenceRevision, Stamp
from journal_core.errors import Refused
from journal_core.events import Event
from journal_core.people import Account
from journal_core.ports.lessons import Recorded
from journal_core.ports.links import Link
from tests.fakes.notices import FakeNotices


@dataclass
class FakeLessons:
    """The pages of some teachers, and what was recorded on them by each command."""

    pages: dict[tuple[int, int], LessonPage]
    done: dict[str, Changes] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=lambda: count(500))

    async def page(self, desk: TeacherDesk, lesson_id: int) -> LessonPage:
        """Of this teacher only."""
        if page := self.pages.get((desk.staff_id, lesson_id)):
            return page
        raise Refused("access.not_yours")

    async def numbers(self, count: int) -> list[int]:
        """Fresh ones."""
        return [next(self._numbers) for _ in range(count)]

    async def first_recorded(self, numbers: Sequence[int]) -> dict[int, datetime]:
        """Nobody asks where corrections are free."""
        return {}

    async def record(self, lesson: LessonFacts, changes: Changes, stamp: Stamp) -> None:
        """Keep them under the command."""
        self.done[stamp.command_id] = changes

    async def recorded(self, command_id: str) -> Recorded:
        """How much it was."""
        found = self.done.get(command_id, Changes())
        return Recorded(len(found.marks), len(found.absences), int(found.homework is not None))

    async def written(self, desk: TeacherDesk, command_id: str, *, with_corrections: bool = False) -> Written:
        """The marks of a command."""
        if command_id not in self.done:
            raise Refused("access.not_yours")
        (lesson_id,) = {number for _, number in self.pages}
        marks = tuple((one, None) for one in self.done[command_id].marks)
        return Written(command_id, lesson_id, marks)

    async def office_page(self, desk: DeputyDesk | HeadDesk, lesson_id: int) -> LessonPage:
        """No office opens any."""
        raise Refused("access.not_yours")

    async def absence(self, desk: ClassDesk, absence_id: int) -> tuple[LessonFacts, AbsenceRevision]:
        """No class has any."""
        raise Refused("access.not_yours")


class FakeLinks:
    """No invitation opens, and no link is there but those a test put there."""

    def __init__(self) -> None:
        self.guesses: list[str] = []
        self.standing: dict[int, Link] = {}
        self.spoken: dict[int, str] = {}  #: person → language

    async def hold(self, account: Account) -> None:
        """Nobody else is here."""

    async def link(self, link_id: int, at: datetime) -> Link | None:
        """Those that a test put there."""
        return self.standing.get(link_id)

    async def person_of(self, account: Account) -> None:
        """Nobody."""

    async def speak(self, person_id: int, language: str) -> None:
        """Remember it."""
        self.spoken[person_id] = language

    async def failures(self, account: Account, since: datetime) -> list[datetime]:
        """Patience without end."""
        return []

    async def by_token(self, token_hash: bytes, at: datetime) -> None:
        """There is none."""

    async def by_selector(self, selector: str, at: datetime) -> list[Any]:
        """There is none."""
        return []

    async def fail(self, account: Account, selector: str, at: datetime) -> None:
        """Remember a guess."""
        self.guesses.append(selector)

    async def taken_by(self, command_id: str) -> None:
        """Nothing."""


@dataclass
class FakeTransaction:
    """`journal_core.ports.Transaction`."""

    lessons: Any
    links: Any
    store: FakeStore
    notices: FakeNotices
    roll: Any = None
    term_marks: Any = None
    rights: Any = None
    works: Any = None
    plans: Any = None
    closings: Any = None
    corrections: Any = None
    explanations: Any = None
    districts: Any = None
    office: Any = None
    gradebook: Any = None
    feeds: Any = None
    calendar: Any = None

    async def note(
        self, stamp: Stamp, action: str, *, school_id: int | None = None, subject: str = "", **details: object
    ) -> bool:
        """Whether the command is new."""
        fresh = stamp.command_id not in self.store.commands
        self.store.commands.append(stamp.command_id)
        return fresh

    async def emit(self, events: Sequence[Event]) -> None:
        """Remember what happened."""
        self.store.events.extend(events)


@dataclass
class FakeStore:
    """`journal_core.ports.Store`; the next `lost` commits go through and the word of it does not come back."""

    lessons: FakeLessons
    links: FakeLinks = field(default_factory=FakeLinks)
    notices: FakeNotices = field(default_factory=FakeNotices)
    commands: list[str] = field(default_factory=list)  #: every saying of every command
    events: list[Event] = field(default_factory=list)
    lost: int = 0

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[FakeTransaction]:
        """One transaction."""
        yield FakeTransaction(self.lessons, self.links, self, self.notices)
        if self.lost:
            self.lost -= 1
            raise ConnectionError("the answer to COMMIT was lost")
