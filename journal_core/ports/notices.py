"""Notices: the writing side, and the views that families and class teachers open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from journal_core.access import Child, ClassDesk
from journal_core.entries.revisions import Change, Stamp
from journal_core.files import NewFile, StoredFile
from journal_core.notices import Notice, NoticeEntry, NoticeLine, NoticeStatus, NoticeView, Reach


class NoticeBook(Protocol):
    """Notices, their files and «Ознакомлен», inside one transaction."""

    async def keep(self, desk: ClassDesk, given: NewFile, at: datetime) -> StoredFile:
        """Keep a file for the school; the same bytes under the same name are kept once."""
        ...

    async def add(self, desk: ClassDesk, entry: NoticeEntry, stamp: Stamp) -> Notice:
        """A new notice with its first revision. Raises Refused for a file that is not the school's."""
        ...

    async def revise(self, notice: Notice, change: Change, text: str, stamp: Stamp) -> Notice:
        """Another revision."""
        ...

    async def written_by(self, desk: ClassDesk, command_id: str) -> Notice:
        """The notice that a command wrote a revision of, as it stands; Refused when it is not this class's."""
        ...

    async def of_class(self, desk: ClassDesk, notice_id: int) -> Notice:
        """A notice of the class, locked until the transaction ends; Refused for another class's."""
        ...

    async def for_child(self, child: Child, notice_id: int) -> Notice:
        """A notice that is for this child; the one Refused of `access` for any other."""
        ...

    async def acknowledge(
        self, notice: Notice, pupils: Sequence[int], person_id: int, channel: str, at: datetime
    ) -> bool:
        """Note that this adult has read it, for those of `pupils` whom it is for; False when all of it stood before."""
        ...

    async def reminders(self, notice: Notice) -> tuple[int, datetime | None]:
        """How many reminders were sent, and the last one's moment."""
        ...

    async def rest(self, desk: ClassDesk, notice: Notice, at: datetime) -> int:
        """Families that a reminder would reach."""
        ...


class NoticeViews(Protocol):
    """The reading side; a part of `Diary`."""

    async def notice_reach(self, desk: ClassDesk, at: datetime) -> Reach:
        """Whom a notice to the class would reach if it were sent at `at`, by the rule that will send it."""
        ...

    async def class_notices(self, desk: ClassDesk) -> tuple[NoticeLine, ...]:
        """The notices of the class, newest first."""
        ...

    async def notice_status(self, desk: ClassDesk, notice_id: int, at: datetime) -> NoticeStatus:
        """How far a notice came with every family; Refused for another class's."""
        ...

    async def notices(self, child: Child, person_id: int) -> tuple[NoticeLine, ...]:
        """The notices for a child, newest first, as this adult has read them; recalled ones are left out."""
        ...

    async def notice(self, child: Child, person_id: int, notice_id: int) -> NoticeView:
        """One notice; the one Refused of `access` when it is not for this child."""
        ...
