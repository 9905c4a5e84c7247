"""News of the weekly summary: the week of every child whom this channel may speak of to this person, at this moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core import access
from journal_core.access import Child, Grants
from journal_core.news import About, ChildWeek, SummaryNews
from journal_core.school import Channel, Level, School
from journal_core.wishes import Kind
from notifier.ports import Claimed
from notifier.summaries import WEEK
from storage.outbox.wished import muted
from storage.reader.past_week import Span, read_past_week

TEMPLATE = "summary"

# The hour that the message stands for: not when it leaves, so that what is late tells of the same week.
_HOUR = sql("""
SELECT e.occurred_at FROM delivery d JOIN event e ON e.id = d.event_id
WHERE d.message_id = :id ORDER BY d.id DESC LIMIT 1
""")


def level_of(grants: Grants | None, channel: Channel) -> Level:
    """How much one message about all the children may tell: as much as the strictest of their schools allows."""
    levels = [child.school.level(channel) for child in access.visible_children(grants)]
    return min(levels, default=Level.OFF)


def _wanted(week: ChildWeek, muted: frozenset[Kind]) -> ChildWeek:
    """Without what is not wanted here at all."""
    return ChildWeek(
        week.about,
        () if Kind.MARKS in muted else week.marks,
        () if Kind.ABSENCES in muted else week.absences,
        () if Kind.HOMEWORK in muted else week.homework,
        () if Kind.MARKS in muted else week.remarks,
        () if Kind.MARKS in muted else week.term_marks,
    )


async def gather(connection: AsyncConnection, claimed: Claimed, grants: Grants | None, school: School) -> SummaryNews:
    """The week up to the hour, child by child; «nothing new» is said too. Dates are those of the reader's school."""
    until: datetime = (await connection.execute(_HOUR, {"id": claimed.id})).scalar_one()
    span = Span(until - WEEK, until)
    children: Sequence[Child] = access.visible_children(grants)
    weeks = []
    for child in children:
        about = About(child.pupil_id, child.surname, child.name, child.class_name, len(children) > 1)
        week = await read_past_week(connection, child, about, span)
        weeks.append(_wanted(week, await muted(connection, claimed, child.pupil_id)))
    return SummaryNews(school.local(span.since + timedelta(days=1)).date(), tuple(weeks))
