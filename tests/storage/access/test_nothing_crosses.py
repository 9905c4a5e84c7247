"""Two schools in one installation with the same classes, pupils and adults: nothing crosses (003).

Generated over every verb and every view of the code: each is said with a pass of the first school and numbers of the
second, all of them foreign and each one by itself. A new verb is taken in by itself; `making` may have to learn a type.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core import passes
from journal_core.chain import Keys
from journal_core.errors import DiaryError
from storage.database import Database
from storage.transaction import PgStore
from tests.storage.access.belonging import Row, Rows, everything, schools
from tests.storage.access.everybody import ELSEWHERE, Everybody, build_everybody
from tests.storage.access.making import Maker, stamped
from tests.storage.access.sayings import (
    ABOVE_SCHOOLS,
    Broken,
    arguments,
    asked_for,
    command_of,
    held,
    mixtures,
    numbers,
    of_one_school,
    person_of,
    say,
    shown,
)
from tests.storage.town import NOON, Town, speaks
from tests.unit.access.registry import Said

OUR_WORD, THEIR_WORD = "Наше", "Чужое"
ROUNDS = 3  #: what is asked for in the first is there to be settled in the next


async def lives(database: Database, town: Town, word: str) -> dict[str, Any]:
    """Everything that can happen happens in a school; what each came to the last time it was done."""
    done: dict[str, Any] = {}
    for _ in range(ROUNDS):
        found = await everything(database.pool)
        maker = Maker(town.school, numbers(found, town), word, command_of(found, town))
        speaker = held(town, person_of(found, town))
        for said in of_one_school():
            for kind in said.takes - ABOVE_SCHOOLS:
                with suppress(DiaryError):
                    done[said.name] = await say(database, said, arguments(said, maker, kind, speaker))
    return done


@dataclass
class Frontier:
    """Both schools with their lives behind them."""

    world: Everybody
    database: Database
    done: dict[str, Any]  #: in the first school
    stands: Rows

    async def crossed(self, said: Said) -> list[str]:
        """Everything wrong after a saying of the first school with numbers of the second."""
        here, there = self.world.here, self.world.there
        own, foreign = numbers(self.stands, here), numbers(self.stands, there)
        speaker = held(here, person_of(self.stands, here))
        found: list[str] = []
        for mixed in mixtures(own, foreign, asked_for(said)):
            maker = Maker(here.school, mixed, OUR_WORD, command_of(self.stands, there))
            for kind in said.takes - ABOVE_SCHOOLS:
                given = arguments(said, maker, kind, speaker)
                with suppress(DiaryError):
                    answer = await say(self.database, said, given)
                    found += [answer.why] if isinstance(answer, Broken) else []
                    found += [f"{said.name} tells {one!r}" for one in leaked(answer, given)]
        return found + [f"{said.name} touched {row}" for row in await self._touched()]

    async def _touched(self) -> list[Row]:
        """Rows that lead to the second school and are not as they were; from here on they are."""
        before, after = self.stands, await everything(self.database.pool)
        self.stands, belongs = after, schools(after) | schools(before)
        theirs = [row for row, of in belongs.items() if self.world.there.school.id in of]
        return [row for row in theirs if before.get(row) != after.get(row)]

    def torn(self) -> list[Row]:
        """Rows that lead to both schools."""
        return [row for row, belongs in schools(self.stands).items() if len(belongs) > 1]


def leaked(answer: Any, given: dict[str, Any]) -> list[int | str]:
    """What of an answer is the other school's, but for numbers that the asker had."""
    asked = set(shown(given))
    return [
        one
        for one in shown(answer)
        if (isinstance(one, int) and one >= ELSEWHERE and one not in asked)
        or (isinstance(one, str) and THEIR_WORD.casefold() in one.casefold())
    ]


@pytest.fixture
async def frontier(owner: AsyncEngine, runtime: AsyncEngine) -> Frontier:
    """Two schools that have lived for a while."""
    database = Database(runtime, Keys(b"key of the tests"))

    async def abroad(town: Town) -> None:
        await begins(owner, town, "9002")
        await lives(database, town, THEIR_WORD)

    world = await build_everybody(owner, runtime, abroad)
    await begins(owner, world.here, "9001")
    done = await lives(database, world.here, OUR_WORD)
    return Frontier(world, database, done, await everything(runtime))


async def begins(owner: AsyncEngine, town: Town, chat: str) -> None:
    """Мария is linked."""
    async with owner.begin() as connection:
        await speaks(connection, town, chat, guardian="Мария")


async def test_nothing_crosses(frontier: Frontier) -> None:
    assert frontier.torn() == []
    wrong = [one for said in of_one_school() for one in await frontier.crossed(said)]
    assert wrong == []
    assert frontier.torn() == []
    # The arguments are real ones: most of it can be done with one's own numbers.
    assert [one.why for one in frontier.done.values() if isinstance(one, Broken)] == []
    undone = {one.name for one in of_one_school()} - frontier.done.keys()
    assert len(undone) < len(frontier.done) / 2, sorted(undone)

    async def carelessly(store: PgStore, desk: passes.ClassDesk, link_id: int) -> object:
        async with store.transaction() as tx:
            link = await tx.links.link(link_id, NOON)
            await tx.note(stamped(), "carelessly", school_id=link.school.id if link else None)
            return link

    # And a verb that crosses is seen.
    caught = await frontier.crossed(Said("planted.carelessly", carelessly))
    assert {one.split()[1] for one in caught} == {"tells", "touched"}
