"""The school's words to guardians of a failing or truant pupil (001 4.3.10)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.entries.revisions import Change, Stamp
from journal_core.errors import Refused
from journal_core.lessons import Span
from journal_core.office.concerns import Concern, ConcernLine, Worry
from journal_core.passes import Child
from storage.links.standing import OnConnection, class_of, name_of
from storage.office.matters import initials
from storage.stamps import stamped
from storage.tables.office import concern_ack, concern_revision

_COLUMNS = """
    c.concern_id AS id, c.revision, c.change, c.what, c.school_id, c.class_id, c.pupil_id, c.day, c.text,
    c.recorded_at AS at, split_part(c.actor, '/', 2) AS hat, c.staff_id,
    staff.surname AS staff_surname, staff.name AS staff_name, staff.patronymic AS staff_patronymic
"""
_LAST = """NOT EXISTS (
    SELECT FROM concern_revision later WHERE later.concern_id = c.concern_id AND later.revision > c.revision)
"""
#: A concern as it stands, its last revision; whoever takes it goes on with «AND c.concern_id = :number».
CONCERN = f"""
    SELECT {_COLUMNS} FROM concern_revision c
    LEFT JOIN staff ON staff.id = c.staff_id
    WHERE {_LAST}
"""
_LINES = f"""
    SELECT {_COLUMNS}, k.grade, k.letter, p.surname, p.name, readers.read
    FROM concern_revision c
    LEFT JOIN staff ON staff.id = c.staff_id
    JOIN school_class k ON k.id = c.class_id
    JOIN pupil p ON p.id = c.pupil_id
    LEFT JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_object('at', a.at, 'surname', g.surname, 'name', g.name) ORDER BY a.id) AS read
        FROM concern_ack a
        LEFT JOIN link l ON l.person_id = a.person_id AND l.pupil_id = c.pupil_id AND l.state = 'live'
        LEFT JOIN guardian g ON g.id = l.guardian_id
        WHERE a.concern_id = c.concern_id AND {{readers}}
    ) AS readers ON true
    WHERE {_LAST} AND {{where}}
    ORDER BY c.concern_id DESC
"""
_OF_CHILD = sql(
    _LINES.format(
        readers="a.person_id = CAST(:reader AS bigint)",
        where="c.pupil_id = :pupil AND c.school_id = :school AND c.change <> 'removed'",
    )
)
_OF_PERIOD = sql(
    _LINES.format(
        readers="true",
        where="c.school_id = :school AND (CAST(:class_id AS bigint) IS NULL OR c.class_id = :class_id) "
        "AND c.day >= :first AND c.day < :end",
    )
)
_ONE = sql(f"{CONCERN} AND c.concern_id = :concern AND c.school_id = :school")
_LOCK = sql("SELECT pg_advisory_xact_lock(hashtextextended('concern', :concern))")
_SAID_BY = sql("SELECT concern_id FROM concern_revision WHERE command_id = :command LIMIT 1")
_ACK = (
    upsert(concern_ack).on_conflict_do_nothing(index_elements=["concern_id", "person_id"]).returning(concern_ack.c.id)
)


class ConcernWrites(OnConnection):
    """`journal_core.ports.office.ConcernBook`."""

    async def say(self, concern: Concern, stamp: Stamp) -> None:
        """Write a revision."""
        row = {
            "concern_id": concern.id,
            "revision": concern.revision,
            "change": str(concern.change),
            "school_id": concern.school_id,
            "class_id": concern.class_id,
            "pupil_id": concern.pupil_id,
            "staff_id": concern.staff_id,
            "day": concern.day,
            "what": str(concern.what),
            "text": concern.text,
        }
        await self._connection.execute(insert(concern_revision), {**row, **stamped(stamp)})

    async def concern(self, school_id: int, concern_id: int) -> Concern:
        """A word as it stands, locked until the transaction ends; Refused when it is not this school's."""
        # A statement of its own: what is read after it sees all that whoever was here before us committed.
        await self._connection.execute(_LOCK, {"concern": concern_id})
        row = (await self._connection.execute(_ONE, {"concern": concern_id, "school": school_id})).mappings().first()
        if row is None:
            raise Refused("access.not_yours")
        return _concern(row)

    async def said_by(self, school_id: int, command_id: str) -> Concern:
        """What a command said, as it stands now; Refused when it said nothing in this school."""
        found: int | None = await self._connection.scalar(_SAID_BY, {"command": command_id})
        return await self.concern(school_id, found or 0)

    async def read_by(self, concern: Concern, person_id: int, channel: str, at: datetime) -> bool:
        """Note that this adult has read it; False when they had before."""
        row = {"concern_id": concern.id, "person_id": person_id, "channel": channel, "at": at}
        return (await self._connection.execute(_ACK, row)).first() is not None


async def read_about(connection: AsyncConnection, child: Child) -> tuple[ConcernLine, ...]:
    """Words that stand about one pupil, newest first; of who has read them, whoever asks."""
    asked = {"school": child.school.id, "pupil": child.pupil_id, "reader": child.reader}
    rows = await connection.execute(_OF_CHILD, asked)
    return tuple(_line(row) for row in rows.mappings())


async def read_period(
    connection: AsyncConnection, school_id: int, class_id: int | None, span: Span
) -> tuple[ConcernLine, ...]:
    """Words of a period, newest first; those taken back among them."""
    known = {"school": school_id, "class_id": class_id, "first": span.first, "end": span.end}
    return tuple(_line(row) for row in (await connection.execute(_OF_PERIOD, known)).mappings())


def _concern(row: Mapping[Any, Any]) -> Concern:
    return Concern(
        id=row["id"],
        revision=row["revision"],
        change=Change(row["change"]),
        school_id=row["school_id"],
        class_id=row["class_id"],
        pupil_id=row["pupil_id"],
        staff_id=row["staff_id"],
        day=row["day"],
        what=Worry(row["what"]),
        text=row["text"],
        hat=row["hat"],
    )


def _line(row: Mapping[Any, Any]) -> ConcernLine:
    read = tuple(
        (f"{one['surname'] or ''} {one['name'] or ''}".strip(), datetime.fromisoformat(one["at"]).astimezone(UTC))
        for one in row["read"] or ()
    )
    author = initials(name_of(row, "staff"))
    return ConcernLine(_concern(row), row["at"], f"{row['surname']} {row['name']}", class_of(row), author, read)
