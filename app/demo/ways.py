"""The ways of messages, told to the sandbox's page every second: recorded, waits, sent, corrected."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, tzinfo
from typing import Any

from notifier.states import OPEN, TOLD, State
from sandbox.client import Sandbox
from storage.outbox.ways import PgWays, Thing, Way

EVERY = 1.0  #: seconds, real ones
MOST = 400  #: newest messages looked at
#: What a way is called where it is not about a lesson; other kinds go by their own name.
TITLES = {
    "link_asked": "Просьба о доступе",
    "link_settled": "Доступ к дневнику",
    "adult_added": "Новый взрослый",
    "address_added": "Новый адрес",
    "address_code": "Код подтверждения",
    "notice": "Объявление",
    "notice_reminder": "Напоминание",
    "summary": "Сводка за неделю",
    "term_mark": "Итоговая отметка",
    "concern": "Школа беспокоится",
    "child_unknown": "Где ребёнок?",
}
ABOUT_LESSONS = {"absence": "пропуск", "homework": "дз", "remark": "слово учителя", "lesson_changed": "урок изменён"}


@asynccontextmanager
async def told(ways: PgWays, town: Sandbox, zone: tzinfo) -> AsyncIterator[None]:
    """Tell them for the length of the block."""
    telling = asyncio.create_task(_tell(ways, town, zone))
    try:
        yield
    finally:
        telling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await telling


async def _tell(ways: PgWays, town: Sandbox, zone: tzinfo) -> None:
    """Post what has changed, again and again."""
    told: dict[int, Way] = {}
    while True:
        found = await ways.newest(MOST)
        fresh = [way for way in reversed(found) if told.get(way.message_id) != way]
        if fresh:
            await town.post("ways", [shown(way, zone) for way in fresh])
        told = {way.message_id: way for way in found}
        await asyncio.sleep(EVERY)


def shown(way: Way, zone: tzinfo) -> dict[str, Any]:
    """As the sandbox takes it."""
    return {
        "key": f"message:{way.message_id}",
        "person": way.account.address,
        "title": title(way),
        "channel": way.account.channel.value,
        "provider_id": way.provider_id,
        "steps": [{"step": name, "at": at.astimezone(zone).isoformat()} for name, at in steps(way)],
    }


def title(way: Way) -> str:
    """«Математика: 9», of several things the first and how many more."""
    names = list(dict.fromkeys(_name(thing) for thing in way.things))
    more = f" и ещё {len(names) - 1}" if len(names) > 1 else ""
    corrects = way.is_line and way.things[0].kind not in TITLES
    return ("Исправление: " if corrects else "") + names[0] + more


def _name(thing: Thing) -> str:
    if thing.kind in ABOUT_LESSONS:
        return f"{thing.subject}: {ABOUT_LESSONS[thing.kind]}"
    return f"{thing.subject}: {thing.value}" if thing.value else TITLES.get(thing.kind, thing.kind)


def steps(way: Way) -> Iterator[tuple[str, datetime]]:
    """From the journal to where it is now, in the order of time."""
    yield "recorded", way.recorded_at
    first = way.tries[0][1] if way.tries else None
    if way.not_before > way.recorded_at and (first is None or way.not_before <= first):
        yield "waits", way.not_before
    arrived = False
    for outcome, at in way.tries:
        yield ("edited" if arrived else "sent") if outcome is State.ACCEPTED else outcome.value, at
        arrived = arrived or outcome is State.ACCEPTED
    if way.tries and way.state in OPEN and way.not_before > way.tries[-1][1]:
        yield "waits", way.not_before
    if way.state is State.DELIVERED and way.settled_at:
        yield "delivered", way.settled_at
    elif not way.tries and way.state not in OPEN | TOLD and way.settled_at:
        yield way.state.value, way.settled_at
