"""A real PostgreSQL for tests: one server a run, one migrated template, one fresh database a test.

A folder's conftest imports the fixtures `database, migrated, owner, runtime, server`, all five. A test asks
for `database` (its addresses), `owner` or `runtime` (engines of those roles on it).
"""

from __future__ import annotations

import asyncio
import itertools
import tempfile
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import migrations
from storage.dsn import for_asyncpg
from storage.embedded import EmbeddedServer
from storage.engine import engine

__all__ = ["Database", "database", "fresh_database", "migrated", "owner", "runtime", "server"]

#: A test's database is thrown away with its server: nothing is gained by waiting for the disk.
HASTE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
TEMPLATE = "template_migrated"

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Database:
    """One test's own database and its addresses."""

    name: str
    owner_dsn: str
    runtime_dsn: str


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    """A running embedded server in a home of its own."""
    with (
        tempfile.TemporaryDirectory(prefix="diary-test-") as home,
        EmbeddedServer(Path(home), settings=HASTE) as started,
    ):
        yield started


@pytest.fixture(scope="session")
def migrated(server: EmbeddedServer) -> str:
    """The name of a database at the newest revision, to be cloned and not used."""

    async def make() -> None:
        await server.ensure_database(TEMPLATE)
        await migrations.upgrade(server.owner_dsn(TEMPLATE))

    _run(make())
    return TEMPLATE


@pytest.fixture
async def database(server: EmbeddedServer, migrated: str) -> AsyncIterator[Database]:
    """A fresh migrated database, dropped after the test with whatever is still connected to it."""
    made = await fresh_database(server, migrated)
    yield made
    await _as_superuser(server, f"DROP DATABASE {made.name} WITH (FORCE)")


@pytest.fixture
async def owner(database: Database) -> AsyncIterator[AsyncEngine]:
    """An engine of the owner role."""
    made = engine(database.owner_dsn, pool_size=4)
    yield made
    await made.dispose()


@pytest.fixture
async def runtime(database: Database) -> AsyncIterator[AsyncEngine]:
    """An engine of the run-time role."""
    made = engine(database.runtime_dsn, pool_size=8)
    yield made
    await made.dispose()


async def fresh_database(server: EmbeddedServer, template: str = "template1") -> Database:
    """A new database cloned from `template`. The caller drops it, or the server's end does."""
    name = f"test_{next(_numbers)}"
    clone = f"CREATE DATABASE {name} OWNER diary_owner TEMPLATE {template} STRATEGY file_copy"  # half the log's time
    await _as_superuser(server, clone)
    return Database(name, server.owner_dsn(name), server.runtime_dsn(name))


async def _as_superuser(server: EmbeddedServer, statement: str) -> None:
    connection = await asyncpg.connect(for_asyncpg(server.superuser_dsn()))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _run(work: Coroutine[object, object, None]) -> None:
    """Run to the end on a loop of its own: the thread of the tests has one already."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            asyncio.run(work)
        except BaseException as error:  # handed to the thread that waits
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
