"""7Б with its families, and Соколова who writes to them. Stands in the post room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from journal_core.actions import notices
from journal_core.entries.revisions import Stamp
from journal_core.files import FileKind, StoredFile, taken
from journal_core.notices import Got, Notice, NoticeEntry
from journal_core.people import Account, Person, Role
from journal_core.school import Channel
from notifier.ports import Sight
from storage.reader import PgDiary
from storage.transaction import PgStore
from tests.storage.postroom import Postroom, Told
from texts.render import push
from texts.screen import Screen

PICTURE = b"\xff\xd8\xff\xe0 a picture"


@dataclass
class Class7B:
    """7Б with its families, and Соколова who writes to them."""

    room: Postroom
    _commands: count[int] = field(default_factory=lambda: count(1))

    @property
    def store(self) -> PgStore:
        return PgStore(self.room.runtime)

    @property
    def diary(self) -> PgDiary:
        return PgDiary(self.room.runtime, self.room.clock)

    def stamp(self, command: str = "") -> Stamp:
        teacher = Person(900, Role.CLASS_TEACHER, Account(Channel.TELEGRAM, "900"))
        return Stamp(command or f"command {next(self._commands)}", teacher, self.room.clock.now(), "telegram")

    async def sends(self, text: str = "Собрание в 18:00.", *files: StoredFile, command: str = "") -> Notice:
        entry = NoticeEntry(text, tuple(one.id for one in files))
        return await notices.send_notice(self.store, self.room.town.class_desk(), entry, self.stamp(command))

    async def changes(self, notice: Notice, text: str) -> None:
        await notices.change_notice(self.store, self.room.town.class_desk(), notice.id, text, self.stamp())

    async def recalls(self, notice: Notice) -> None:
        await notices.recall_notice(self.store, self.room.town.class_desk(), notice.id, self.stamp())

    async def reminds(self, notice: Notice) -> notices.Reminded:
        return await notices.remind(self.store, self.room.town.class_desk(), notice.id, self.stamp())

    async def picture(self) -> StoredFile:
        given = taken(FileKind.PHOTO, "зал.jpg", "image/jpeg", PICTURE)
        return await notices.keep_file(self.store, self.room.town.class_desk(), given, self.room.clock.now())

    async def reads(self, name: str, child: str, notice: Notice) -> bool:
        """An adult presses «Ознакомлен»."""
        chat = Account(Channel.TELEGRAM, str(1000 + self.room.people[name]))
        grants = await self.diary.grants(chat)
        return await notices.acknowledge(self.store, grants, self.room.town.pupils[child], notice.id, self.stamp())

    async def status(self, notice: Notice) -> dict[str, Got]:
        found = await self.diary.notice_status(self.room.town.class_desk(), notice.id, self.room.clock.now())
        return {family.pupil: family.got for family in found.families}


def screens(told: Sequence[Told]) -> list[Screen]:
    """What stands in the chats."""
    made = []
    for one in told:
        assert isinstance(one.sight, Sight), one.sight
        made.append(push(one.claimed.template, one.news, Channel.TELEGRAM, one.sight.level, "ru").screen)
    return [screen for screen in made if screen is not None]
