"""What people chose to hear: `notifier.ports.Wishes` over the run-time role's engine.

Each change is noted in the audit in its own transaction, as everything that somebody does is: who unsubscribed whom,
and when, is asked years later. A row taken away leaves the school's default.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from journal_core.access import Child, ClassDesk, Grants, visible_children
from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused
from journal_core.people import Account, Person, Role
from journal_core.school import Channel
from journal_core.wishes import Chosen, Hour, Kind, Timing
from storage.chosen import of_adults, of_person
from storage.summaries import HEARS, OFF, SUBSCRIBERS
from storage.transaction import PgTransaction
from storage.trouble import as_connection_error

_SUBSCRIBE = sql("""
    INSERT INTO subscription (person_id, school_id, channel, weekday, at, changed_at)
    VALUES (:person, :school, :channel, :weekday, :at, :now)
    ON CONFLICT (person_id) DO UPDATE SET channel = excluded.channel, weekday = excluded.weekday, at = excluded.at,
        changed_at = excluded.changed_at, stopped_at = NULL
""")
_HEARD_AGAIN = sql("""
    DELETE FROM preference WHERE person_id = :person AND channel = :channel AND kind = 'summary'
""")
# One by default becomes a row of its own, so that it can say «stopped».
_UNSUBSCRIBE = sql(f"""
    INSERT INTO subscription (person_id, school_id, channel, weekday, at, changed_at, stopped_at)
    SELECT w.person_id, w.school_id, w.channel, w.weekday, w.at, :now, :now
    FROM ({SUBSCRIBERS}) w WHERE w.person_id = :person
    ON CONFLICT (person_id) DO UPDATE SET stopped_at = excluded.stopped_at
""")
# What was said of all children holds for each of them, whatever was said of one before.
_SAME_FOR_ALL = sql("""
    UPDATE preference SET timing = :timing, changed_at = :now
    WHERE person_id = :person AND channel = :channel AND kind = ANY(:kinds) AND timing <> :timing
""")
_SET = sql("""
    INSERT INTO preference (person_id, pupil_id, channel, kind, timing, changed_at)
    SELECT :person, CAST(:pupil AS bigint), :channel, kind, :timing, :now FROM unnest(CAST(:kinds AS text[])) AS kind
    ON CONFLICT (person_id, pupil_id, channel, kind) DO UPDATE
    SET timing = excluded.timing, changed_at = excluded.changed_at
""")
# Said aloud, not left to the default: whoever stopped elsewhere and starts here wants it here.
_HERE_AGAIN = sql("""
    UPDATE preference SET timing = 'at_once', changed_at = :now
    WHERE person_id = :person AND channel = :channel AND timing = 'off' AND kind <> 'summary'
""")
_SUMMARY_AGAIN = sql("""
    DELETE FROM preference WHERE person_id = :person AND channel = :channel AND timing = 'off' AND kind = 'summary'
""")
#: An absence is no news to be rid of by one word: whoever wants none switches them off in the chat, and is asked twice.
STOPPABLE = tuple(kind for kind in Kind if kind is not Kind.ABSENCES)
_OWNER = sql("SELECT person_id, channel, address FROM account WHERE id = :id")
# Never to a telephone: it costs, and is the loudest of all.
_MOVE = sql(f"""
    UPDATE subscription s SET channel = other.channel, changed_at = :now
    FROM (
        SELECT h.channel FROM ({HEARS}) h
        WHERE h.person_id = :person AND h.channel <> :channel AND h.channel <> 'sms'
          AND NOT EXISTS (SELECT FROM preference p WHERE p.person_id = h.person_id AND p.channel = h.channel
              AND p.kind = 'summary')
        ORDER BY h.channel = 'telegram' DESC LIMIT 1
    ) other
    WHERE s.person_id = :person AND s.channel = :channel AND s.stopped_at IS NULL
""")


class PgWishes:
    """Preferences and subscriptions."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def _begin(self) -> AsyncIterator[AsyncConnection]:
        with as_connection_error():
            async with self._engine.connect() as connection, connection.begin():
                yield connection

    async def of(self, grants: Grants) -> Chosen:
        """What whoever speaks has chosen."""
        async with self._begin() as connection:
            return await of_person(connection, grants.person_id)

    async def of_class(self, desk: ClassDesk, pupil_id: int, at: datetime) -> Mapping[int, Chosen]:
        """What the adults of a pupil of the class have chosen, by the number of their record."""
        async with self._begin() as connection:
            adults = await of_adults(connection, desk, pupil_id, at)
            return {guardian: chosen for guardian, (_, chosen) in adults.items()}

    async def choose_summary(self, grants: Grants, hour: Hour, channel: Channel, stamp: Stamp) -> None:
        """The speaker's summary comes weekly at `hour` on `channel`."""
        async with self._begin() as connection:
            chosen = await of_person(connection, grants.person_id)
            children = visible_children(grants)
            if channel not in chosen.channels or not children:
                raise Refused("settings.no_such_channel")
            await _subscribe(connection, grants.person_id, children[0].school.id, hour, channel, stamp)

    async def choose_summary_for(
        self, desk: ClassDesk, pupil_id: int, guardian_id: int, hour: Hour, stamp: Stamp
    ) -> None:
        """The class teacher chooses the hour for an adult of the pupil who has no chat to do it in."""
        async with self._begin() as connection:
            adults = await of_adults(connection, desk, pupil_id, stamp.at)
            person_id, chosen = adults.get(guardian_id, (0, None))
            if chosen is None or chosen.weekly is None or Channel.TELEGRAM in chosen.channels:
                raise Refused("settings.not_for_them")
            await _subscribe(connection, person_id, desk.school.id, hour, chosen.weekly.channel, stamp)

    async def stop_summary(self, person_id: int, at: datetime) -> None:
        """No summary comes to this person any more, until one is chosen again."""
        stamp = Stamp(f"stop-summary:{person_id}:{at.isoformat()}", Person(person_id, Role.GUARDIAN), at)
        async with self._begin() as connection:
            if await _note(connection, stamp, "stop_summary", person_id):
                await connection.execute(_UNSUBSCRIBE, {"person": person_id, "now": at, "off": OFF})

    async def set_timing(
        self, grants: Grants, child: Child | None, channel: Channel, kind: Kind, timing: Timing, stamp: Stamp
    ) -> None:
        """The speaker wants news of a kind so on a channel: about one child, or (None) about all of them."""
        async with self._begin() as connection:
            pupil = child.pupil_id if child else None
            said: dict[str, Any] = {"channel": channel, "kind": kind, "timing": timing, "pupil": pupil}
            if await _note(connection, stamp, "set_timing", grants.person_id, said):
                await _say(connection, grants.person_id, pupil, channel, (kind,), timing, stamp.at)

    async def stop(self, account_id: int, at: datetime, kind: Kind | None = None, said: str = "") -> None:
        """Nothing of this kind, or of any but absences, goes to this account any more; what guards it still does."""
        async with self._begin() as connection:
            owner = await _owner(connection, account_id)
            stamp = _answer(f"stop:{account_id}:{kind}", said, owner, at)
            if not await _note(connection, stamp, "stop_hearing", owner["person_id"], {"kind": kind}):
                return
            channel, kinds = Channel(owner["channel"]), (kind,) if kind else STOPPABLE
            if kind is None:
                here = {"person": owner["person_id"], "channel": channel}
                await connection.execute(_MOVE, {**here, "now": at, "off": OFF})
            await _say(connection, owner["person_id"], None, channel, kinds, Timing.OFF, at)

    async def resume(self, account_id: int, at: datetime, said: str = "") -> None:
        """What was stopped on the channel of this account comes there at once again."""
        async with self._begin() as connection:
            owner = await _owner(connection, account_id)
            stamp = _answer(f"resume:{account_id}", said, owner, at)
            if await _note(connection, stamp, "resume_hearing", owner["person_id"]):
                here = {"person": owner["person_id"], "channel": owner["channel"]}
                await connection.execute(_HERE_AGAIN, {**here, "now": at})
                await connection.execute(_SUMMARY_AGAIN, here)


async def _subscribe(
    connection: AsyncConnection, person_id: int, school_id: int, hour: Hour, channel: Channel, stamp: Stamp
) -> None:
    said: dict[str, Any] = {"channel": channel, "weekday": hour.weekday, "at": hour.at}
    if not await _note(connection, stamp, "choose_summary", person_id, said):
        return
    known = {"person": person_id, "school": school_id, "now": stamp.at, **said}
    await connection.execute(_SUBSCRIBE, known)
    await connection.execute(_HEARD_AGAIN, {"person": person_id, "channel": channel})


async def _say(
    connection: AsyncConnection,
    person_id: int,
    pupil_id: int | None,
    channel: Channel,
    kinds: tuple[Kind, ...],
    timing: Timing,
    at: datetime,
) -> None:
    said = {"person": person_id, "channel": channel, "kinds": list(kinds), "timing": timing, "now": at}
    if pupil_id is None:
        await connection.execute(_SAME_FOR_ALL, said)
    await connection.execute(_SET, {**said, "pupil": pupil_id})


async def _owner(connection: AsyncConnection, account_id: int) -> Mapping[Any, Any]:
    """Whose account it is. Raises Refused when there is none."""
    row = (await connection.execute(_OWNER, {"id": account_id})).mappings().first()
    if row is None:
        raise Refused("access.not_yours")
    return row


def _speaking(owner: Mapping[Any, Any]) -> Person:
    """Whoever holds a letter or a telephone speaks for its account."""
    return Person(owner["person_id"], Role.GUARDIAN, Account(Channel(owner["channel"]), owner["address"]))


def _answer(what: str, said: str, owner: Mapping[Any, Any], at: datetime) -> Stamp:
    """The same answer brought again is the same command; what cannot be told apart is said anew each moment."""
    return Stamp(f"{what}:{said or at.isoformat()}", _speaking(owner), at, owner["channel"])


async def _note(
    connection: AsyncConnection, stamp: Stamp, action: str, person_id: int, said: Mapping[str, Any] | None = None
) -> bool:
    return await PgTransaction(connection).note(stamp, action, subject=f"person:{person_id}", **(said or {}))
