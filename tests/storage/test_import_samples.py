"""Six files as schools have them, into a real database: every two in both orders, twice, and after damage."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from functools import cache
from itertools import combinations
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from exchange.files import read
from journal_core.access import AdminDesk, ServerDesk
from journal_core.actions.import_gradebook import import_gradebook
from journal_core.actions.import_roll import import_roll
from journal_core.actions.schools import NewSchool, add_school
from journal_core.enrolment.difference import Difference
from journal_core.entries.revisions import Stamp
from journal_core.errors import Invalid
from journal_core.gradebook.records import GradebookDifference
from journal_core.people import Operator
from journal_core.roll import Roll
from journal_core.school import School
from storage.embedded import EmbeddedServer
from storage.engine import engine
from storage.transaction import PgStore
from tests.damage import Damaged, damaged
from tests.postgres import fresh_database
from tests.storage.schoolbook import schoolbook
from tests.storage.town import NOON
from tests.unit.roll.rolls import TODAY

FOLDER = Path(__file__).parents[1] / "samples"
SAMPLES = (
    "asc_ru_cp1251.xml", "kontingent.xlsx", "oneroster_v1p1_ru.zip", "raspisanie_setka.xlsx", "spisok_7B.xls",
    "ucheniki_cp1251.csv",
)  # fmt: skip


@cache
def sample(name: str) -> Roll:
    return read(name, (FOLDER / name).read_bytes())


class Desk:
    """A school in a database of its own, that takes files one after another."""

    def __init__(self, owner: AsyncEngine, store: PgStore, school: School) -> None:
        self.owner, self._store, self._desk = owner, store, AdminDesk(None, school)

    async def take(self, roll: Roll, *, dry_run: bool = False) -> tuple[Difference, GradebookDifference]:
        stamp = Stamp(uuid4().hex, Operator("root"), NOON, "command line")
        found = await import_roll(self._store, self._desk, roll, stamp, today=TODAY, dry_run=dry_run)
        marks = await import_gradebook(self._store, self._desk, roll, stamp, today=TODAY, dry_run=dry_run)
        return found, marks


@pytest.fixture
async def desk(server: EmbeddedServer, migrated: str) -> AsyncIterator[Callable[[], Awaitable[Desk]]]:
    """Opens a new empty school, as often as it is asked."""
    engines: list[AsyncEngine] = []

    async def opened() -> Desk:
        database = await fresh_database(server, migrated)
        owner, runtime = engine(database.owner_dsn, pool_size=1), engine(database.runtime_dsn, pool_size=1)
        engines.extend((owner, runtime))
        store = PgStore(runtime)
        stamp = Stamp("add", Operator("root"), NOON, "command line")
        new = NewSchool("Гимназия № 1", "000", "by-state")
        return Desk(owner, store, await add_school(store, ServerDesk("admin"), new, stamp))

    yield opened
    for one in engines:
        await one.dispose()


@pytest.mark.parametrize(("one", "other"), [*combinations(SAMPLES, 2)])
async def test_two_files_make_the_same_school_in_either_order(
    desk: Callable[[], Awaitable[Desk]], one: str, other: str
) -> None:
    first, second = await desk(), await desk()
    for name in (one, other):
        await first.take(sample(name))
    for name in (other, one):
        await second.take(sample(name))
    assert await schoolbook(first.owner) == await schoolbook(second.owner)


@pytest.mark.parametrize("name", SAMPLES)
async def test_a_file_taken_twice_changes_nothing_the_second_time(
    desk: Callable[[], Awaitable[Desk]], name: str
) -> None:
    school = await desk()
    await school.take(sample(name))
    before = await schoolbook(school.owner)
    found, marks = await school.take(sample(name))
    assert not found and found.lines == ()
    assert not marks
    assert await schoolbook(school.owner) == before


async def test_all_six_in_one_go_are_the_six_one_by_one(desk: Callable[[], Awaitable[Desk]]) -> None:
    together, apart = await desk(), await desk()
    await together.take(sum((sample(name) for name in SAMPLES), Roll()))
    for name in SAMPLES:
        await apart.take(sample(name))
    assert await schoolbook(together.owner) == await schoolbook(apart.owner)


@pytest.mark.parametrize("name", SAMPLES)
async def test_a_dry_run_shows_what_would_come_and_writes_nothing(
    desk: Callable[[], Awaitable[Desk]], name: str
) -> None:
    school = await desk()
    before = await schoolbook(school.owner)
    shown = await school.take(sample(name), dry_run=True)
    assert await schoolbook(school.owner) == before
    assert await school.take(sample(name)) == shown


def spoiled(name: str) -> list[Damaged]:
    return list(damaged(name, (FOLDER / name).read_bytes()))


@pytest.mark.parametrize("name", SAMPLES)
async def test_a_damaged_file_changes_nothing(desk: Callable[[], Awaitable[Desk]], name: str) -> None:
    school = await desk()
    await school.take(sample(name))
    before = await schoolbook(school.owner)
    for one in spoiled(name):
        try:
            roll = read(one.name, one.data)
        except Invalid:
            continue
        found, marks = await school.take(roll)
        assert not found and not marks, one.how
    assert await schoolbook(school.owner) == before


async def test_nobody_hears_of_marks_that_came_with_a_gradebook(desk: Callable[[], Awaitable[Desk]]) -> None:
    school = await desk()
    await school.take(sample("spisok_7B.xls"))
    _, marks = await school.take(sample("oneroster_v1p1_ru.zip"))
    book = await schoolbook(school.owner)
    assert (marks.new, marks.lessons, len(book["marks"])) == (27, 1, 27)
    assert book["events"] == []


async def test_who_left_stays_with_family_and_marks_and_is_in_the_class_no_more(
    desk: Callable[[], Awaitable[Desk]],
) -> None:
    school = await desk()
    for name in ("oneroster_v1p1_ru.zip", "spisok_7B.xls"):
        await school.take(sample(name))
    book = await schoolbook(school.owner)
    kononov = "Кононов Фортунат Гордеевич"
    assert [row[1:] for row in book["memberships"] if row[0] == kononov] == [("7Б", "2026-09-01", "2026-10-15")]
    assert [row[1] for row in book["families"] if row[0] == kononov] == ["Степанова Татьяна Борисовна"]
    assert len([row for row in book["marks"] if row[0] == kononov]) == 1
