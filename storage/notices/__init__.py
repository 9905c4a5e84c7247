"""Notices written: `journal_core.ports.NoticeBook` on one connection.

A notice's revisions are history. Whoever changes, recalls or reminds of one waits for whoever is doing so: the lock
is the notice's number, for the run-time role may change no row of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import Child, ClassDesk
from journal_core.entries.revisions import Change, Stamp
from journal_core.errors import Refused
from journal_core.files import NewFile, StoredFile
from journal_core.notices import Notice, NoticeEntry
from storage.notices.standing import files_among, notice_for, notice_of, read_reminders
from storage.outbox.foreseeing import families_to_remind
from storage.stamps import stamped
from storage.tables import notices as tables

_LOCK = sql("SELECT pg_advisory_xact_lock(hashtextextended('notice', :notice))")
_KEEP = (
    upsert(tables.stored_file)
    .on_conflict_do_nothing(index_elements=["school_id", "sha256", "kind", "name"])
    .returning(tables.stored_file.c.id)
)
_KEPT = sql("""
SELECT id FROM stored_file WHERE school_id = :school_id AND sha256 = :sha256 AND kind = :kind AND name = :name
""")
_WRITTEN_BY = sql("SELECT notice_id FROM notice_revision WHERE command_id = :command LIMIT 1")
_ACKNOWLEDGE = sql("""
INSERT INTO notice_ack (notice_id, pupil_id, person_id, channel, at)
SELECT :notice, m.pupil_id, :person, :channel, :at FROM membership m
WHERE m.class_id = :class_id AND m.days @> CAST(:day AS date) AND m.pupil_id = ANY(:pupils)
ON CONFLICT (notice_id, pupil_id, person_id) DO NOTHING
RETURNING id
""")


class NoticeWrites:
    """Notices, their files and «Ознакомлен», inside one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, desk: ClassDesk, given: NewFile, at: datetime) -> StoredFile:
        """Keep a file for the school; the same bytes under the same name are kept once."""
        row = {
            "school_id": desk.school.id,
            "sha256": hashlib.sha256(given.data).digest(),
            "kind": str(given.kind),
            "name": given.name,
            "mime": given.mime,
            "bytes": given.data,
            "made_at": at,
        }
        number = (await self._connection.execute(_KEEP, row)).scalar_one_or_none()
        if number is None:
            known = {name: row[name] for name in ("school_id", "sha256", "kind", "name")}
            number = (await self._connection.execute(_KEPT, known)).scalar_one()
        return StoredFile(number, given.kind, given.name, len(given.data))

    async def add(self, desk: ClassDesk, entry: NoticeEntry, stamp: Stamp) -> Notice:
        """A new notice with its first revision. Raises Refused for a file that is not the school's."""
        if len(await files_among(self._connection, desk.school.id, entry.files)) != len(set(entry.files)):
            raise Refused("access.not_yours")
        made = insert(tables.notice).returning(tables.notice.c.id)
        row = {
            "school_id": desk.school.id,
            "class_id": desk.class_id,
            "staff_id": desk.staff_id,
            "made_at": stamp.at,
            "day": desk.school.local(stamp.at).date(),
        }
        number = int((await self._connection.execute(made, row)).scalar_one())
        placed = [{"notice_id": number, "file_id": one, "position": at} for at, one in enumerate(entry.files)]
        if placed:
            await self._connection.execute(insert(tables.notice_file), placed)
        said = {"change": str(Change.SET), "text": entry.text, "asks_ack": entry.asks_ack}
        await self._write(number, 1, said, stamp)
        return await notice_of(self._connection, desk, number)

    async def revise(self, notice: Notice, change: Change, text: str, stamp: Stamp) -> Notice:
        """Another revision."""
        said = {"change": str(change), "text": text, "asks_ack": notice.asks_ack}
        revision = notice.revision + 1
        await self._write(notice.id, revision, said, stamp)
        return Notice(
            notice.id, notice.class_id, notice.day, notice.sent_at, revision, change, text, notice.asks_ack, stamp.at
        )

    async def _write(self, notice_id: int, revision: int, said: dict[str, Any], stamp: Stamp) -> None:
        row = {"notice_id": notice_id, "revision": revision, **said, **stamped(stamp)}
        await self._connection.execute(insert(tables.notice_revision), row)

    async def written_by(self, desk: ClassDesk, command_id: str) -> Notice:
        """The notice that a command wrote a revision of, as it stands; Refused when it is not this class's."""
        number = await self._connection.scalar(_WRITTEN_BY, {"command": command_id})
        return await notice_of(self._connection, desk, number or 0)

    async def of_class(self, desk: ClassDesk, notice_id: int) -> Notice:
        """A notice of the class, locked until the transaction ends; Refused for another class's."""
        # A statement of its own: what is read after it sees all that whoever was here before us committed.
        await self._connection.execute(_LOCK, {"notice": notice_id})
        return await notice_of(self._connection, desk, notice_id)

    async def for_child(self, child: Child, notice_id: int) -> Notice:
        """A notice that is for this child; the one Refused of `access` for any other."""
        return await notice_for(self._connection, child, notice_id)

    async def acknowledge(
        self, notice: Notice, pupils: Sequence[int], person_id: int, channel: str, at: datetime
    ) -> bool:
        """Note that this adult has read it, for those of `pupils` whom it is for; False when all of it stood before."""
        said = {
            "notice": notice.id,
            "class_id": notice.class_id,
            "day": notice.day,
            "pupils": list(pupils),
            "person": person_id,
            "channel": channel,
            "at": at,
        }
        return bool((await self._connection.scalars(_ACKNOWLEDGE, said)).all())

    async def reminders(self, notice: Notice) -> tuple[int, datetime | None]:
        """How many reminders were sent, and the last one's moment."""
        return await read_reminders(self._connection, notice.id)

    async def rest(self, desk: ClassDesk, notice: Notice, at: datetime) -> int:
        """Families that a reminder would reach."""
        return await families_to_remind(self._connection, desk.school, notice, at)
