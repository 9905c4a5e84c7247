"""Notices read: by the families they are for, and by the class teacher who sent them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import Child, ClassDesk
from journal_core.entries.revisions import Change
from journal_core.events import Event, EventKind
from journal_core.notices import (
    FamilyReached,
    Got,
    Notice,
    NoticeLine,
    NoticeStatus,
    NoticeView,
    Reach,
    may_remind,
)
from journal_core.school import Channel
from notifier.states import OPEN, TOLD, State
from storage.lessons.pages import by_name
from storage.notices.standing import FOR_PUPIL, NOTICE, files_of, notice_for, notice_of, read_reminders
from storage.outbox.foreseeing import families_to_remind, foreseen

BEGINNING = 120  #: characters of a text that a list needs

_LIST = f"""
    SELECT found.*, (SELECT count(*) FROM notice_file x WHERE x.notice_id = found.id) AS files
    FROM (SELECT n.id, n.made_at, left(n.text, {BEGINNING}) AS beginning, n.change, n.read FROM ({{}}) n) found
    ORDER BY found.made_at DESC, found.id DESC
"""
_OF_CLASS = sql(_LIST.format(f"SELECT c.*, false AS read FROM ({NOTICE} WHERE n.class_id = :class_id) c"))
_FOR_CHILD = sql(
    _LIST.format(f"""
        SELECT c.*, EXISTS (
            SELECT FROM notice_ack a WHERE a.notice_id = c.id AND a.pupil_id = :pupil AND a.person_id = :person
        ) AS read
        FROM ({NOTICE} WHERE n.school_id = :school AND {FOR_PUPIL} AND r.change <> 'removed') c
    """)
)
_READ = sql("""
    SELECT EXISTS (SELECT FROM notice_ack WHERE notice_id = :notice AND pupil_id = :pupil AND person_id = :person)
""")
_PUPILS = sql("""
    SELECT p.id, p.surname, p.name FROM membership m JOIN pupil p ON p.id = m.pupil_id
    WHERE m.class_id = :class_id AND m.days @> CAST(:day AS date)
""")
# Each family's pupil with the states of everything promised to its adults, and the last «Ознакомлен» of any of them.
_FAMILIES = sql("""
    SELECT p.id, p.surname, p.name,
           (SELECT array_agg(d.state) FROM delivery d WHERE d.subject = :subject AND d.pupil_id = p.id) AS states,
           (SELECT max(a.at) FROM notice_ack a WHERE a.notice_id = :notice AND a.pupil_id = p.id) AS read_at
    FROM membership m JOIN pupil p ON p.id = m.pupil_id
    WHERE m.class_id = :class_id AND m.days @> CAST(:day AS date)
""")
_WAITS = sql("SELECT EXISTS (SELECT FROM event WHERE kind = :kind AND subject = :subject AND fanned_at IS NULL)")


async def read_reach(connection: AsyncConnection, desk: ClassDesk, at: datetime) -> Reach:
    """Whom a notice to the class would reach if it were sent at `at`."""
    day = desk.school.local(at).date()
    event = Event(EventKind.NOTICE, desk.school.id, f"{EventKind.NOTICE}:0", 1, at, class_id=desk.class_id, day=day)
    ways = await foreseen(connection, event, desk.school)
    rows = (await connection.execute(_PUPILS, {"class_id": desk.class_id, "day": day})).all()
    counted = {channel: sum(way is channel for way in ways.values()) for channel in Channel}
    unreached = tuple(f"{row.surname} {row.name}" for row in sorted(rows, key=by_name) if row.id not in ways)
    return Reach({channel: count for channel, count in counted.items() if count}, unreached)


async def read_of_class(connection: AsyncConnection, desk: ClassDesk) -> tuple[NoticeLine, ...]:
    """The notices of the class, newest first."""
    return _lines((await connection.execute(_OF_CLASS, {"class_id": desk.class_id})).mappings())


async def read_for_child(connection: AsyncConnection, child: Child, person_id: int) -> tuple[NoticeLine, ...]:
    """The notices for a child, newest first; recalled ones are left out."""
    known = {"school": child.school.id, "pupil": child.pupil_id, "person": person_id}
    return _lines((await connection.execute(_FOR_CHILD, known)).mappings())


def _lines(rows: Iterable[Any]) -> tuple[NoticeLine, ...]:
    return tuple(
        NoticeLine(
            row["id"], row["made_at"], row["beginning"], row["files"], row["change"] == Change.REMOVED, row["read"]
        )
        for row in rows
    )


async def read_notice(connection: AsyncConnection, child: Child, person_id: int, notice_id: int) -> NoticeView:
    """One notice as an adult of the family opens it."""
    notice = await notice_for(connection, child, notice_id)
    known = {"notice": notice_id, "pupil": child.pupil_id, "person": person_id}
    read = bool(await connection.scalar(_READ, known))
    return NoticeView(notice, await files_of(connection, notice_id), read)


async def read_status(connection: AsyncConnection, desk: ClassDesk, notice_id: int, at: datetime) -> NoticeStatus:
    """How far a notice came with every family of the class."""
    notice = await notice_of(connection, desk, notice_id)
    _, reminded_at = await read_reminders(connection, notice_id)
    rest = 0
    if may_remind(notice, reminded_at, at):
        rest = await families_to_remind(connection, desk.school, notice, at)
    families = await _families(connection, desk, notice)
    return NoticeStatus(notice, await files_of(connection, notice_id), families, rest, reminded_at)


async def _families(connection: AsyncConnection, desk: ClassDesk, notice: Notice) -> tuple[FamilyReached, ...]:
    subject = f"{EventKind.NOTICE}:{notice.id}"
    known = {"subject": subject, "notice": notice.id, "class_id": notice.class_id, "day": notice.day}
    rows = (await connection.execute(_FAMILIES, known)).all()
    waiting = await _waiting(connection, desk, notice, subject)
    return tuple(
        FamilyReached(
            row.id,
            f"{row.surname} {row.name}",
            Got.READ if row.read_at else _got(row.states or (), queued=row.id in waiting),
            before_change=row.read_at is not None and row.read_at < notice.changed_at,
        )
        for row in sorted(rows, key=by_name)
    )


async def _waiting(connection: AsyncConnection, desk: ClassDesk, notice: Notice, subject: str) -> frozenset[int]:
    """Pupils whose families will be promised it in a moment: the notice was sent and not fanned out yet."""
    if not await connection.scalar(_WAITS, {"kind": EventKind.NOTICE, "subject": subject}):
        return frozenset()
    event = Event(
        EventKind.NOTICE, desk.school.id, subject, 1, notice.sent_at, class_id=notice.class_id, day=notice.day
    )
    return frozenset(await foreseen(connection, event, desk.school))


def _got(states: Iterable[str], *, queued: bool) -> Got:
    """The best that any adult's delivery came to. Told to one channel and lost on another is told."""
    found = {State(one) for one in states}
    if found & TOLD:
        return Got.SENT
    if State.UNKNOWN in found:
        return Got.MAYBE
    return Got.QUEUED if queued or found & OPEN else Got.LOST
