"""Whom an event would reach if it happened now: the same audience and the same rule that will send it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.events import Event, EventKind
from journal_core.notices import Notice
from journal_core.school import Channel, School
from notifier.fanout import fan_out
from notifier.policy import POLICIES
from notifier.promises import Happening, Join
from storage.outbox.audience import recipients

NO_EVENT = 0


async def foreseen(connection: AsyncConnection, event: Event, school: School) -> Mapping[int, Channel]:
    """Pupils whose families would hear of the event, each with the first of the ways in which somebody would."""
    happening = Happening(NO_EVENT, event, school, recipients=await recipients(connection, event))
    ways: dict[int, set[str]] = defaultdict(set)
    for promise in fan_out(happening):
        if promise.join is Join.OPEN and promise.pupil_id is not None:
            ways[promise.pupil_id].add(promise.channel)
    order = POLICIES[event.kind].channels
    return {pupil: next(one for one in order if one in found) for pupil, found in ways.items()}


async def families_to_remind(connection: AsyncConnection, school: School, notice: Notice, at: datetime) -> int:
    """How many families a reminder of this notice would reach."""
    if notice.recalled or not notice.asks_ack:
        return 0
    kind = EventKind.NOTICE_REMINDER
    subject = f"{kind}:{notice.id}"
    event = Event(kind, school.id, subject, 1, at, class_id=notice.class_id, day=notice.day)
    return len(await foreseen(connection, event, school))
