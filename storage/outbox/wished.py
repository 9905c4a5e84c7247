"""What people said of a kind of news: asked at fan-out, and once more before sending (REL-12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from journal_core.events import Event, EventKind
from journal_core.school import Channel
from journal_core.wishes import Kind, Timing
from notifier.policy import kind_of, may_wait
from notifier.ports import Claimed, Withdrawn
from notifier.states import State
from storage.summaries import OFF, SUBSCRIBERS

# Said of one child beats what was said of all.
_TIMINGS = sql("""
SELECT person_id, pupil_id, channel, timing FROM preference
WHERE person_id = ANY(:persons) AND kind = :kind
ORDER BY pupil_id NULLS FIRST
""")
_MUTED = sql("""
SELECT DISTINCT ON (kind) kind, timing FROM preference
WHERE person_id = :person AND channel = :channel AND (pupil_id = :pupil OR pupil_id IS NULL)
ORDER BY kind, pupil_id NULLS LAST
""")
_SUBSCRIBERS = sql(f"SELECT w.person_id FROM ({SUBSCRIBERS}) w WHERE w.person_id = ANY(:persons)")
_PREFERS = sql("SELECT person_id, channel FROM subscription WHERE person_id = ANY(:persons)")

Timings = Mapping[tuple[int, int | None], Mapping[Channel, Timing]]


async def timings(connection: AsyncConnection, kind: Kind | None, whom: Sequence[tuple[int, int | None]]) -> Timings:
    """What was said of this kind by each (person, pupil), by channel; nothing of what cannot be muted."""
    said: dict[tuple[int, int | None], dict[Channel, Timing]] = defaultdict(dict)
    if kind is None or not whom:
        return said
    persons = sorted({person for person, _ in whom})
    rows = (await connection.execute(_TIMINGS, {"persons": persons, "kind": kind})).all()
    for person, pupil in whom:
        for row in rows:
            if row.person_id == person and row.pupil_id in (None, pupil):
                said[person, pupil][Channel(row.channel)] = Timing(row.timing)
    return said


async def subscribed(connection: AsyncConnection, event: Event, persons: Sequence[int]) -> frozenset[int]:
    """Those to whom a weekly summary comes; asked only where it matters: for what puts a told mark right."""
    if event.kind is not EventKind.MARK or event.revision == 1 or not persons:
        return frozenset()
    return await _subscribed(connection, persons)


async def _subscribed(connection: AsyncConnection, persons: Sequence[int]) -> frozenset[int]:
    found = await connection.scalars(_SUBSCRIBERS, {"persons": list(persons), "off": OFF})
    return frozenset(found.all())


async def prefers(connection: AsyncConnection, event: Event, persons: Sequence[int]) -> Mapping[int, Channel]:
    """Where people want their summary."""
    if event.kind is not EventKind.SUMMARY or not persons:
        return {}
    rows = (await connection.execute(_PREFERS, {"persons": list(persons)})).all()
    return {row.person_id: Channel(row.channel) for row in rows}


async def muted(connection: AsyncConnection, claimed: Claimed, pupil_id: int) -> frozenset[Kind]:
    """What the person wants to hear of this child on this channel neither at once nor in the summary."""
    asked = {"person": claimed.person_id, "pupil": pupil_id, "channel": claimed.account.channel}
    rows = (await connection.execute(_MUTED, asked)).all()
    return frozenset(Kind(row.kind) for row in rows if row.timing == Timing.OFF)


async def unwanted(
    connection: AsyncConnection, claimed: Claimed, subject: str, pupils: Sequence[int | None]
) -> Withdrawn | None:
    """Why the person does not want this here any more; the promise looks for another channel. None: they do.

    What is said of several children at once is wanted while it is of one of them. An edit is not asked about: what
    stands in the chat stays true.
    """
    kind = kind_of(claimed.template, subject)
    if kind is None or claimed.provider_id:
        return None
    if kind is Kind.SUMMARY and not await _subscribed(connection, [claimed.person_id]):
        return Withdrawn(State.SUPPRESSED, "unsubscribed")
    whose = [(claimed.person_id, pupil) for pupil in pupils]
    said = await timings(connection, kind, whose)
    unwelcome = (Timing.SUMMARY, Timing.OFF) if may_wait(claimed.template, claimed.lane) else (Timing.OFF,)
    if all(said[one].get(claimed.account.channel) in unwelcome for one in whose):
        return Withdrawn(State.SUPPRESSED, "asked not to be told so", next_channel=True)
    return None
