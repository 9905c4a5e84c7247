"""The notices of some classes in memory: written in transactions, read by views."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from journal_core.access import Child, ClassDesk
from journal_core.entries.revisions import Change, Stamp
from journal_core.errors import Refused
from journal_core.files import NewFile, StoredFile
from journal_core.notices import (
    FamilyReached,
    Got,
    Notice,
    NoticeEntry,
    NoticeLine,
    NoticeStatus,
    NoticeView,
    Reach,
    may_remind,
)
from journal_core.school import Channel


@dataclass
class FakeNotices:
    """`journal_core.ports.NoticeBook`; every family of a class is reached in the chat, but those `beyond`."""

    pupils: dict[int, dict[int, str]] = field(default_factory=dict)  #: class → pupil → name
    beyond: set[int] = field(default_factory=set)  #: pupils whom nothing reaches
    standing: dict[int, Notice] = field(default_factory=dict)
    files: dict[int, tuple[int, ...]] = field(default_factory=dict)  #: notice → files
    kept: dict[int, tuple[StoredFile, NewFile]] = field(default_factory=dict)
    wrote: dict[str, int] = field(default_factory=dict)  #: command → notice
    acks: dict[tuple[int, int, int], datetime] = field(default_factory=dict)  #: (notice, pupil, person)
    reminded: dict[int, list[datetime]] = field(default_factory=dict)

    async def keep(self, desk: ClassDesk, given: NewFile, at: datetime) -> StoredFile:
        """The same bytes under the same name once."""
        for one, known in self.kept.values():
            if known == given:
                return one
        made = StoredFile(len(self.kept) + 1, given.kind, given.name, len(given.data))
        self.kept[made.id] = (made, given)
        return made

    async def add(self, desk: ClassDesk, entry: NoticeEntry, stamp: Stamp) -> Notice:
        """With numbers from 71."""
        if not set(entry.files) <= self.kept.keys():
            raise Refused("access.not_yours")
        number = 71 + len(self.standing)
        day = desk.school.local(stamp.at).date()
        made = Notice(number, desk.class_id, day, stamp.at, 1, Change.SET, entry.text, entry.asks_ack, stamp.at)
        self.standing[number], self.files[number], self.wrote[stamp.command_id] = made, entry.files, number
        return made

    async def revise(self, notice: Notice, change: Change, text: str, stamp: Stamp) -> Notice:
        """The next one."""
        made = replace(notice, revision=notice.revision + 1, change=change, text=text, changed_at=stamp.at)
        self.standing[notice.id], self.wrote[stamp.command_id] = made, notice.id
        return made

    async def written_by(self, desk: ClassDesk, command_id: str) -> Notice:
        """Of this class only."""
        return await self.of_class(desk, self.wrote.get(command_id, 0))

    async def of_class(self, desk: ClassDesk, notice_id: int) -> Notice:
        """Of this class only."""
        found = self.standing.get(notice_id)
        if found is None or found.class_id != desk.class_id:
            raise Refused("access.not_yours")
        return found

    async def for_child(self, child: Child, notice_id: int) -> Notice:
        """Of the child's class only."""
        found = self.standing.get(notice_id)
        if found is None or child.pupil_id not in self.pupils.get(found.class_id, {}):
            raise Refused("access.not_yours")
        return found

    async def acknowledge(
        self, notice: Notice, pupils: Sequence[int], person_id: int, channel: str, at: datetime
    ) -> bool:
        """For the children in the class."""
        meant = [(notice.id, one, person_id) for one in pupils if one in self.pupils[notice.class_id]]
        fresh = [one for one in meant if one not in self.acks]
        self.acks |= dict.fromkeys(fresh, at)
        return bool(fresh)

    async def reminders(self, notice: Notice) -> tuple[int, datetime | None]:
        """Those that a test put there."""
        sent = self.reminded.get(notice.id, [])
        return len(sent), max(sent, default=None)

    async def rest(self, desk: ClassDesk, notice: Notice, at: datetime) -> int:
        """Who is reached and has not read it."""
        return sum(self.got(notice, pupil) is Got.SENT for pupil in self.pupils.get(notice.class_id, {}))

    def got(self, notice: Notice, pupil_id: int) -> Got:
        """Everything sent has come out already."""
        if any((number, pupil) == (notice.id, pupil_id) for number, pupil, _ in self.acks):
            return Got.READ
        return Got.LOST if pupil_id in self.beyond else Got.SENT

    def files_of(self, notice_id: int) -> tuple[StoredFile, ...]:
        """In their order."""
        return tuple(self.kept[one][0] for one in self.files.get(notice_id, ()))


@dataclass
class FakeNoticeViews:
    """`journal_core.ports.notices.NoticeViews` over the same notices."""

    board: FakeNotices = field(default_factory=FakeNotices, kw_only=True)

    async def notice_reach(self, desk: ClassDesk, at: datetime) -> Reach:
        """In the chat, or nowhere."""
        pupils = self.board.pupils.get(desk.class_id, {})
        lost = tuple(name for pupil, name in pupils.items() if pupil in self.board.beyond)
        return Reach({Channel.TELEGRAM: len(pupils) - len(lost)}, lost)

    async def class_notices(self, desk: ClassDesk) -> tuple[NoticeLine, ...]:
        """Newest first."""
        return tuple(self._line(one) for one in self._of(desk.class_id))

    async def notice_status(self, desk: ClassDesk, notice_id: int, at: datetime) -> NoticeStatus:
        """Of this class only."""
        notice = await self.board.of_class(desk, notice_id)
        _, last = await self.board.reminders(notice)
        rest = await self.board.rest(desk, notice, at) if may_remind(notice, last, at) else 0
        reached = tuple(
            FamilyReached(pupil, name, self.board.got(notice, pupil), self._earlier(notice, pupil))
            for pupil, name in self.board.pupils.get(desk.class_id, {}).items()
        )
        return NoticeStatus(notice, self.board.files_of(notice_id), reached, rest, last)

    async def notices(self, child: Child, person_id: int) -> tuple[NoticeLine, ...]:
        """Of the child's class, without what was recalled."""
        return tuple(
            self._line(one, read=(one.id, child.pupil_id, person_id) in self.board.acks)
            for one in self._of(child.class_id)
            if not one.recalled
        )

    async def notice(self, child: Child, person_id: int, notice_id: int) -> NoticeView:
        """Of the child's class only."""
        found = await self.board.for_child(child, notice_id)
        read = (notice_id, child.pupil_id, person_id) in self.board.acks
        return NoticeView(found, self.board.files_of(notice_id), read)

    def _of(self, class_id: int) -> list[Notice]:
        return [one for one in reversed(self.board.standing.values()) if one.class_id == class_id]

    def _line(self, one: Notice, *, read: bool = False) -> NoticeLine:
        files = len(self.board.files_of(one.id))
        return NoticeLine(one.id, one.sent_at, one.text[:120], files, one.recalled, read)

    def _earlier(self, notice: Notice, pupil_id: int) -> bool:
        read = [at for (number, pupil, _), at in self.board.acks.items() if (number, pupil) == (notice.id, pupil_id)]
        return bool(read) and max(read) < notice.changed_at
