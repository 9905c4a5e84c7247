"""The post room for tests of the outbox: who may hear, what happened in the journal, and the hands that send.

Stands in the town. Time stands at Wednesday noon in Minsk until a test moves it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.events import Event, EventKind
from journal_core.news import News
from journal_core.people import Account
from journal_core.school import Channel
from notifier.fanout import fan_out
from notifier.outcomes import Outcome, Sent
from notifier.ports import Claimed, Sight, Withdrawn
from notifier.retries import Settlement, settle
from storage.outbox import PgOutbox
from storage.transaction import PgTransaction
from storage.workers import PgWorker
from tests.fakes.clock import FakeClock
from tests.postgres import Database
from tests.storage.town import GUARDIANS, NOON, PUPILS, TODAY, Town, build_town
from texts.render import push

PEPPER = b"pepper of the tests"


@dataclass
class Told:
    """One message that was taken up, and what became of it."""

    claimed: Claimed
    sight: Sight | Withdrawn
    text: str = ""

    @property
    def news(self) -> News:
        """What it spoke of."""
        assert isinstance(self.sight, Sight), self.sight
        return self.sight.news


@dataclass
class Postroom:
    """The outbox of one worker over the town."""

    town: Town
    runtime: AsyncEngine
    owner: AsyncEngine
    database: Database
    worker: PgWorker
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOON))
    people: dict[str, int] = field(default_factory=dict)

    @property
    def outbox(self) -> PgOutbox:
        """In the hands of the room's own worker."""
        return PgOutbox(self.runtime, self.worker.number, PEPPER)

    async def do(self, statement: str, **known: Any) -> Any:
        """Change the database as the owner may; the first value that comes back."""
        async with self.owner.begin() as connection:
            done = await connection.execute(sql(statement), known)
            return done.scalar() if done.returns_rows else None

    async def ask(self, question: str, **known: Any) -> list[Any]:
        """Rows of the database; of a single column, its values."""
        async with self.owner.connect() as connection:
            rows = [tuple(row) for row in await connection.execute(sql(question), known)]
        return [row[0] if len(row) == 1 else row for row in rows]

    async def adult(self, name: str, *channels: Channel, of: str = "", address: str = "") -> int:
        """Somebody linked to a child, with consent, live on these channels (a chat when none is named)."""
        person = self.people.get(name)
        child = of or GUARDIANS[name][1]
        if person is None:
            person = await self.do("INSERT INTO person (created_at) VALUES (:at) RETURNING id", at=NOON)
            self.people[name] = person
            for channel in channels or (Channel.TELEGRAM,):
                await self.account(name, channel, address)
        await self.do(
            "INSERT INTO link (person_id, school_id, pupil_id, guardian_id, state, asked_at, settled_at) "
            "VALUES (:person, :school, :pupil, :guardian, 'live', :at, :at)",
            person=person,
            school=self.town.school.id,
            pupil=self.town.pupils[child],
            guardian=self.town.guardians.get(name),
            at=NOON,
        )
        for channel in channels or (Channel.TELEGRAM,):
            await self.do(
                "INSERT INTO consent (person_id, pupil_id, channel, version, evidence, given_at) "
                "VALUES (:person, :pupil, :channel, '1', 'tap', :at)",
                person=person,
                pupil=self.town.pupils[child],
                channel=channel,
                at=NOON,
            )
        return person

    async def account(self, name: str, channel: Channel, address: str = "", state: str = "live") -> int:
        """Where somebody can be reached."""
        number = self.people[name]
        usual = {
            Channel.TELEGRAM: str(1000 + number),
            Channel.EMAIL: f"a{number}@mail.by",
            Channel.SMS: "+375291234567",
        }
        made = await self.do(
            "INSERT INTO account (person_id, channel, address, state, changed_at) "
            "VALUES (:person, :channel, :address, :state, :at) RETURNING id",
            person=number,
            channel=channel,
            address=address or usual[channel],
            state=state,
            at=NOON,
        )
        return int(made)

    async def mark(
        self, value: str, *, of: str = "Аня", number: int = 1, change: str = "set", line: str = "algebra"
    ) -> None:
        """A revision of a mark and its event."""
        await self._happens(
            EventKind.MARK, number, "mark", change, line, of, "value, work", ":value, ''", {"value": value}
        )

    async def absence(
        self, code: str, *, of: str = "Аня", number: int = 50, change: str = "set", line: str = "algebra"
    ) -> None:
        """A revision of an absence and its event; urgent as the journal would say."""
        urgent = code in ("absent", "unexcused")
        minutes = 10 if code == "late" else None
        known = {"code": code, "minutes": minutes}
        await self._happens(
            EventKind.ABSENCE, number, "absence", change, line, of, "code, minutes", ":code, :minutes", known, urgent
        )

    async def homework(self, text: str, *, number: int = 90, change: str = "set", line: str = "algebra") -> None:
        """A revision of a class's homework and its event."""
        known = {"text": text, "due": TODAY + timedelta(days=2)}
        await self._happens(EventKind.HOMEWORK, number, "homework", change, line, "", "text, due", ":text, :due", known)

    async def _happens(
        self,
        kind: EventKind,
        number: int,
        table: str,
        change: str,
        line: str,
        of: str,
        columns: str,
        values: str,
        known: dict[str, Any],
        urgent: bool = False,
    ) -> None:
        latest = await self.ask(
            f"SELECT coalesce(max(revision), 0) FROM {table}_revision WHERE {table}_id = :n", n=number
        )
        revision, lesson = latest[0] + 1, self.town.lesson(line)
        pupil_column, pupil_value = (", pupil_id", ", :pupil") if of else ("", "")
        await self.do(
            f"INSERT INTO {table}_revision ({table}_id, revision, change, lesson_id{pupil_column}, {columns}, "
            "command_id, actor, recorded_at, salt) "
            f"VALUES (:number, :revision, :change, :lesson{pupil_value}, {values}, 'c', 'a', :at, 's')",
            number=number,
            revision=revision,
            change=change,
            lesson=lesson,
            at=self.clock.now(),
            **({"pupil": self.town.pupils[of]} if of else {}),
            **known,
        )
        class_id = self.town.classes[PUPILS[of][1]] if of else self.town.classes["7Б"]
        pupil = self.town.pupils[of] if of else None
        await self.happened(kind, f"{table}:{number}", revision, urgent, pupil, class_id, lesson, TODAY)

    async def happened(
        self,
        kind: EventKind,
        subject: str,
        revision: int = 1,
        urgent: bool = False,
        pupil_id: int | None = None,
        class_id: int | None = None,
        lesson_id: int | None = None,
        day: date | None = None,
    ) -> None:
        """An event, as the verbs emit it."""
        school, at = self.town.school.id, self.clock.now()
        event = Event(kind, school, subject, revision, at, urgent, pupil_id, class_id, None, lesson_id, day)
        async with self.runtime.begin() as connection:
            await PgTransaction(connection).emit([event])

    async def fan(self) -> None:
        """Turn everything that happened into promises."""
        while await self.outbox.fan(fan_out, self.clock.now()):
            pass

    async def claim(self, channel: Channel = Channel.TELEGRAM, limit: int = 30) -> list[Claimed]:
        """Take what is due."""
        return await self.outbox.claim(channel, limit, self.clock.now())

    async def send(self, channel: Channel = Channel.TELEGRAM, *outcomes: Outcome) -> list[Told]:
        """Take what is due to its end; the other side answers so, and «sent» when nothing more is said."""
        answers = list(outcomes)
        told = []
        for claimed in await self.claim(channel):
            sight = await self.outbox.look(claimed, self.clock.now())
            if isinstance(sight, Withdrawn):
                await self.withdraw(claimed, sight)
                told.append(Told(claimed, sight))
                continue
            assert await self.outbox.sending(claimed)
            answer = answers.pop(0) if answers else Sent(claimed.provider_id or f"there-{claimed.id}")
            told.append(Told(claimed, sight, self.words(claimed, sight)))
            await self.settle(claimed, sight, answer)
        return told

    async def withdraw(self, claimed: Claimed, sight: Withdrawn) -> None:
        """Nothing is said."""
        ended = Settlement(sight.state, sight.until, spends_attempt=False, next_channel=sight.next_channel)
        await self.outbox.settle(claimed, ended, self.clock.now())

    async def settle(self, claimed: Claimed, sight: Sight | None, answer: Outcome) -> None:
        """Write what the other side answered."""
        editing = bool(claimed.provider_id)
        settlement = settle(
            answer,
            claimed.account.channel,
            attempts=claimed.attempts,
            editing=editing,
            now=self.clock.now(),
            chance=Random(1),
        )
        await self.outbox.settle(claimed, settlement, self.clock.now(), sight=sight, shown=f"hash {self.clock.now()}")

    def words(self, claimed: Claimed, sight: Sight) -> str:
        """What the person reads."""
        said = push(claimed.template, sight.news, claimed.account.channel, sight.level, sight.language)
        return str(said.screen.text) if said.screen else said.text

    async def say(self, channel: Channel = Channel.TELEGRAM, **later: float) -> list[str]:
        """Fan out, let time pass, send: the texts that people read."""
        await self.fan()
        self.clock.later(**later)
        return [one.text for one in await self.send(channel) if one.text]

    async def messages(self, *columns: str) -> list[Any]:
        """Columns of every message, oldest first; states without any."""
        return await self.ask(f"SELECT {', '.join(columns or ('state',))} FROM message ORDER BY id")

    async def deliveries(self, *columns: str) -> list[Any]:
        """Columns of every delivery, oldest first; leg and state without any."""
        return await self.ask(f"SELECT {', '.join(columns or ('leg', 'state'))} FROM delivery ORDER BY id")

    async def told(self, number: int = 1) -> dict[str, str]:
        """What the message's reader knows."""
        found = (await self.ask("SELECT told FROM message WHERE id = :id", id=number))[0]
        return dict(found if isinstance(found, dict) else json.loads(found))


async def open_postroom(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> Postroom:
    """The room with a live worker; the caller ends it."""
    worker = PgWorker(database.runtime_dsn)
    await worker.begin()
    return Postroom(await build_town(owner), runtime, owner, database, worker)


def local(room: Postroom, hour: int, minute: int = 0, days: int = 0) -> datetime:
    """A moment of the room's day on the school's clock."""
    day = TODAY + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=room.town.school.zone)


def addresses(told: Sequence[Told]) -> list[Account]:
    """Where messages went."""
    return [one.claimed.account for one in told]
