"""A notice as it stands, and whose it is: shared by the writes here, the views, and those who send."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import Child, ClassDesk
from journal_core.entries.revisions import Change
from journal_core.errors import Refused
from journal_core.events import EventKind
from journal_core.files import FileKind, StoredFile
from journal_core.notices import Notice

#: A notice with its last revision.
NOTICE = """
    SELECT n.id, n.school_id, n.class_id, n.made_at, n.day, k.grade, k.letter,
           r.revision, r.change, r.text, r.asks_ack, r.recorded_at
    FROM notice n
    JOIN school_class k ON k.id = n.class_id
    JOIN LATERAL (
        SELECT * FROM notice_revision WHERE notice_id = n.id ORDER BY revision DESC LIMIT 1
    ) r ON true
"""
#: For this pupil: who was in the class on the notice's day.
FOR_PUPIL = """EXISTS (
    SELECT FROM membership m WHERE m.pupil_id = :pupil AND m.class_id = n.class_id AND m.days @> n.day)"""

_OF_CLASS = sql(f"{NOTICE} WHERE n.id = :notice AND n.class_id = :class_id")
_FOR_CHILD = sql(f"{NOTICE} WHERE n.id = :notice AND n.school_id = :school AND {FOR_PUPIL}")
_FILES = sql("""
SELECT f.id, f.kind, f.name, octet_length(f.bytes) AS size
FROM notice_file x JOIN stored_file f ON f.id = x.file_id
WHERE x.notice_id = :notice ORDER BY x.position
""")
_AMONG = sql("""
SELECT id, kind, name, octet_length(bytes) AS size FROM stored_file WHERE school_id = :school AND id = ANY(:files)
""")
_REMINDERS = sql("SELECT count(*), max(occurred_at) FROM event WHERE kind = :kind AND subject = :subject")


async def notice_of(connection: AsyncConnection, desk: ClassDesk, notice_id: int) -> Notice:
    """A notice of the class; the one Refused of `access` for any other."""
    known = {"notice": notice_id, "class_id": desk.class_id}
    return _found((await connection.execute(_OF_CLASS, known)).mappings().first())


async def notice_for(connection: AsyncConnection, child: Child, notice_id: int) -> Notice:
    """A notice that is for this child; the one Refused of `access` for any other."""
    known = {"notice": notice_id, "school": child.school.id, "pupil": child.pupil_id}
    return _found((await connection.execute(_FOR_CHILD, known)).mappings().first())


def _found(row: Mapping[Any, Any] | None) -> Notice:
    if row is None:
        raise Refused("access.not_yours")
    return as_notice(row)


def as_notice(row: Mapping[Any, Any]) -> Notice:
    """The notice of a row of NOTICE."""
    return Notice(
        id=row["id"],
        class_id=row["class_id"],
        day=row["day"],
        sent_at=row["made_at"],
        revision=row["revision"],
        change=Change(row["change"]),
        text=row["text"],
        asks_ack=row["asks_ack"],
        changed_at=row["recorded_at"],
    )


async def files_of(connection: AsyncConnection, notice_id: int) -> tuple[StoredFile, ...]:
    """A notice's files in their order, without the bytes."""
    return _files((await connection.execute(_FILES, {"notice": notice_id})).mappings())


async def files_among(connection: AsyncConnection, school_id: int, files: Iterable[int]) -> tuple[StoredFile, ...]:
    """Those of `files` that are the school's."""
    found = await connection.execute(_AMONG, {"school": school_id, "files": list(files)})
    return _files(found.mappings())


def _files(rows: Iterable[Mapping[Any, Any]]) -> tuple[StoredFile, ...]:
    return tuple(StoredFile(row["id"], FileKind(row["kind"]), row["name"], row["size"]) for row in rows)


async def read_reminders(connection: AsyncConnection, notice_id: int) -> tuple[int, datetime | None]:
    """How many reminders of a notice were sent, and the last one's moment."""
    kind = EventKind.NOTICE_REMINDER
    row = (await connection.execute(_REMINDERS, {"kind": kind, "subject": f"{kind}:{notice_id}"})).one()
    return row[0], row[1]
