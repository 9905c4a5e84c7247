"""What people chose to hear, read: their channels, their summary, the timing of each kind of news."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.access import ClassDesk
from journal_core.school import Channel
from journal_core.wishes import Chosen, Hour, Kind, Timing, Weekly
from storage.links.standing import BARRED, STANDING, days_of
from storage.summaries import HEARS, OFF, SUBSCRIBERS

_CHANNELS = sql(f"SELECT DISTINCT h.channel FROM ({HEARS}) h WHERE h.person_id = :person")
_WEEKLY = sql(f"SELECT w.weekday, w.at, w.channel, w.chosen FROM ({SUBSCRIBERS}) w WHERE w.person_id = :person")
_TIMINGS = sql("SELECT pupil_id, channel, kind, timing FROM preference WHERE person_id = :person")
_ADULTS = sql(f"""
    SELECT DISTINCT link.guardian_id, link.person_id
    FROM link JOIN pupil ON pupil.id = link.pupil_id JOIN school ON school.id = link.school_id
    {STANDING}
    WHERE link.pupil_id = :pupil AND link.state = 'live' AND link.guardian_id IS NOT NULL AND NOT {BARRED}
      AND standing.class_id = :class
""")


async def of_person(connection: AsyncConnection, person_id: int) -> Chosen:
    """All that one person has chosen, and what there is to choose from."""
    known = {"person": person_id, "off": OFF}
    channels = {Channel(name) for name in await connection.scalars(_CHANNELS, known)}
    weekly = (await connection.execute(_WEEKLY, known)).first()
    timings = (await connection.execute(_TIMINGS, {"person": person_id})).all()
    return Chosen(
        tuple(channel for channel in Channel if channel in channels),
        Weekly(Hour(weekly.weekday, weekly.at), Channel(weekly.channel), weekly.chosen) if weekly else None,
        {(row.pupil_id, Channel(row.channel), Kind(row.kind)): Timing(row.timing) for row in timings},
    )


async def of_adults(
    connection: AsyncConnection, desk: ClassDesk, pupil_id: int, at: datetime
) -> dict[int, tuple[int, Chosen]]:
    """The linked adults of a pupil of the class: record → (person, what they chose); none of another class's."""
    asked = {"pupil": pupil_id, "class": desk.class_id, "days": days_of(desk.school, at)}
    rows = (await connection.execute(_ADULTS, asked)).all()
    return {row.guardian_id: (row.person_id, await of_person(connection, row.person_id)) for row in rows}
