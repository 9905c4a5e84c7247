"""The calendar behind a secret address, as it may be seen at this moment."""

from __future__ import annotations

import asyncio

from exchange.reports.calendar_ics import calendar_ics
from journal_core.access import child
from journal_core.errors import Refused
from journal_core.feeds import hash_of, window
from journal_core.ports import Clock, Diary
from journal_core.ports.feeds import Feeds
from storage.database import Database
from texts.catalog import words
from web.calendars import Calendars


def calendars(database: Database, clock: Clock) -> Calendars:
    """For the door to the street."""
    feeds, diary = database.feeds(), database.diary(clock)
    return Calendars(lambda written: calendar_of(feeds, diary, clock, written))


async def calendar_of(feeds: Feeds, diary: Diary, clock: Clock, written: str) -> bytes | None:
    """The calendar's bytes; None alike for an address that was never made, was ended, or opens nothing any more."""
    sealed = hash_of(written)
    holder = await feeds.holder(sealed) if sealed else None
    if holder is None:
        return None
    grants = await diary.grants(holder.account)
    try:
        seen = child(grants, holder.pupil_id)
    except Refused:
        return None
    today = seen.school.local(clock.now()).date()
    first, last = window(today)
    days = await feeds.days(seen, first, last)
    homework = [line for line in await feeds.homework(seen, first) if line.due <= last]
    t = words(grants.language if grants else "ru")
    return await asyncio.to_thread(calendar_ics, days, homework, today, seen.school.zone, t)
