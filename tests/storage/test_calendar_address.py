"""A calendar's secret address opens what its account may see now; the moment it may not, it opens nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.feeds import calendar_of
from journal_core.actions.feeds import end_calendar, make_calendar
from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused
from journal_core.people import Account, Operator, Person, Role
from journal_core.school import Channel
from storage.feeds import PgFeeds
from storage.reader import PgDiary
from storage.transaction import PgStore
from tests.fakes.clock import FakeClock
from tests.storage.pen import Pen
from tests.storage.town import MONDAY, NOON, TODAY, Town, build_town, speaks

MARIA = Account(Channel.TELEGRAM, "100")
SECRET = b"a secret of the tests"


@dataclass
class Desk:
    """Мария, who asks for the calendar of Аня, and what her program fetches."""

    town: Town
    store: PgStore
    runtime: AsyncEngine
    owner: AsyncEngine
    person: int

    def stamp(self, command: str) -> Stamp:
        return Stamp(command, Person(self.person, Role.GUARDIAN, MARIA), NOON, "telegram")

    async def make(self, command: str = "c1") -> str:
        return await make_calendar(self.store, self.town.child(), self.stamp(command), SECRET)

    async def fetch(self, token: str) -> bytes | None:
        clock = FakeClock(NOON)
        return await calendar_of(PgFeeds(self.runtime), PgDiary(self.runtime, clock), clock, token)

    async def run(self, statement: str, **asked: Any) -> None:
        async with self.owner.begin() as connection:
            await connection.execute(text(statement), asked)


@pytest.fixture
async def desk(owner: AsyncEngine, runtime: AsyncEngine) -> Desk:
    town = await build_town(owner)
    async with owner.begin() as connection:
        person = await speaks(connection, town, "100", guardian="Мария")
    return Desk(town, PgStore(runtime), runtime, owner, person)


async def test_it_shows_the_child_s_own_lessons_and_homework(desk: Desk) -> None:
    pen = Pen(desk.owner, desk.town)
    await pen.homework("algebra", MONDAY, TODAY, "№ 7")
    await pen.mark("algebra", TODAY, "Аня", "3")
    found = await desk.fetch(await desk.make())
    assert found
    events = Calendar.from_ical(found).walk("VEVENT")
    today = sorted(str(one["SUMMARY"]) for one in events if str(one.decoded("DTSTART")).startswith(str(TODAY)))
    assert today == ["Алгебра", "Английский язык", "Задано: Алгебра", "История"]
    lessons = {int(str(one["UID"])[7:].partition("@")[0]) for one in events if str(one["UID"]).startswith("lesson")}
    assert desk.town.lesson("english 1") in lessons and desk.town.lesson("english 2") not in lessons


async def test_only_the_hash_of_an_address_is_kept_and_the_same_command_has_the_same_address(desk: Desk) -> None:
    token = await desk.make("c1")
    assert await desk.make("c1") == token
    assert len(token) == 22
    async with desk.owner.connect() as connection:
        rows = (await connection.execute(text("SELECT calendar_secret::text FROM calendar_secret"))).scalars().all()
    assert len(rows) == 1 and token not in rows[0]


async def test_a_new_address_ends_the_one_before_and_ending_ends_it(desk: Desk) -> None:
    first = await desk.make("c1")
    second = await desk.make("c2")
    assert first != second
    assert await desk.fetch(first) is None and await desk.fetch(second) is not None
    await end_calendar(desk.store, desk.town.child(), desk.stamp("c3"))
    assert await desk.fetch(second) is None
    with pytest.raises(Refused, match=r"calendar\.none"):
        await end_calendar(desk.store, desk.town.child(), desk.stamp("c4"))


@pytest.mark.parametrize("wrong", ["", "guess", "A" * 22, "я" * 22])
async def test_an_address_that_was_never_made_opens_nothing(desk: Desk, wrong: str) -> None:
    await desk.make()
    assert await desk.fetch(wrong) is None


@pytest.mark.parametrize(
    "what",
    [
        "UPDATE link SET state = 'revoked' WHERE person_id = :person",
        "UPDATE consent SET withdrawn_at = now() WHERE person_id = :person",
        "INSERT INTO bar (person_id, pupil_id, actor, since) VALUES (:person, :pupil, 'test', now())",
        "UPDATE account SET state = 'dead' WHERE person_id = :person",
        "UPDATE school SET jurisdiction = 'ru-private' WHERE :person > 0",
        "UPDATE school SET jurisdiction = 'ru-state' WHERE :person > 0",
    ],
    ids=["unlinked", "consent withdrawn", "barred", "account dead", "neutral channel", "channel off"],
)
async def test_it_ends_with_the_right_to_see_the_child(desk: Desk, what: str) -> None:
    token = await desk.make()
    assert await desk.fetch(token) is not None
    asked = {"person": desk.person, "pupil": desk.town.pupils["Аня"]}
    await desk.run(what, **{name: value for name, value in asked.items() if f":{name}" in what})
    assert await desk.fetch(token) is None


async def test_nobody_without_an_account_makes_one(desk: Desk) -> None:
    stamp = Stamp("c9", Operator("olga"), NOON + timedelta(hours=1))
    with pytest.raises(Refused, match=r"access\.not_yours"):
        await make_calendar(desk.store, desk.town.child(), stamp, SECRET)
