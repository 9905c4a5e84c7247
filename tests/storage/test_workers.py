"""Workers: alive while they hold their lock, woken by what happens, one poller a token."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.trouble import as_connection_error
from storage.workers import DEAD, PgWorker
from tests.postgres import Database

LONG = 30.0  #: a wake that does not come fails the test, it does not slow it


@pytest.fixture
async def worker(database: Database) -> AsyncIterator[PgWorker]:
    made = PgWorker(database.runtime_dsn)
    await made.begin()
    yield made
    await made.end()


async def is_dead(engine: AsyncEngine, number: int) -> bool:
    async with engine.connect() as connection:
        asked = sql(f"SELECT {DEAD} FROM (SELECT CAST(:number AS integer) AS worker) AS row")
        return bool(await connection.scalar(asked, {"number": number}))


async def cut(engine: AsyncEngine, number: int) -> None:
    """The server hangs up on a worker."""
    async with engine.connect() as connection:
        held = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = CAST(:n AS oid)"
        await connection.execute(sql(held), {"n": number})


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    for _ in range(500):
        if await holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came true")


async def test_a_worker_is_alive_while_it_holds_its_lock(runtime: AsyncEngine, worker: PgWorker) -> None:
    assert not await is_dead(runtime, worker.number)
    assert await is_dead(runtime, worker.number - 1)
    await worker.end()
    await until(lambda: is_dead(runtime, worker.number))


async def test_whatever_happens_wakes_every_worker(database: Database, runtime: AsyncEngine, worker: PgWorker) -> None:
    other = PgWorker(database.runtime_dsn)
    await other.begin()
    waits = [asyncio.create_task(one.woken(LONG)) for one in (worker, worker, other)]
    await asyncio.sleep(0)
    async with runtime.begin() as connection:
        await connection.execute(sql("SELECT pg_notify('diary', 'event')"))
    await asyncio.wait_for(asyncio.gather(*waits), LONG / 2)
    await other.end()


async def test_without_a_wake_the_wait_ends_by_itself(worker: PgWorker) -> None:
    await asyncio.wait_for(worker.woken(0.01), LONG)


async def test_one_poller_a_token_and_the_next_when_it_dies(
    database: Database, runtime: AsyncEngine, worker: PgWorker
) -> None:
    other = PgWorker(database.runtime_dsn)
    await other.begin()
    assert await worker.take("bot") and await worker.take("bot")
    assert not await other.take("bot")
    assert await other.take("another bot")
    await cut(runtime, worker.number)
    await until(lambda: other.take("bot"))

    async def gave_up() -> bool:  # the server frees the lock a moment before the worker reads that it hung up
        return not await worker.take("bot")

    await until(gave_up)
    await other.end()


async def test_a_worker_that_was_cut_off_wakes_and_comes_back_under_its_number(
    runtime: AsyncEngine, worker: PgWorker
) -> None:
    stop = asyncio.Event()
    keeping = asyncio.create_task(worker.keep(stop))
    waiting = asyncio.create_task(worker.woken(LONG))
    await asyncio.sleep(0)
    await cut(runtime, worker.number)
    await asyncio.wait_for(waiting, LONG / 2)

    async def lives() -> bool:
        return not await is_dead(runtime, worker.number)

    await until(lives)
    await until(lambda: worker.take("bot"))
    stop.set()
    await keeping


async def test_a_lock_that_a_broken_connection_still_holds_is_not_waited_for(
    database: Database, worker: PgWorker
) -> None:
    twin = PgWorker(database.runtime_dsn)
    twin.number = worker.number
    with pytest.raises(OSError, match="still holds"):
        await twin.begin()
    assert not await twin.take("bot")


@pytest.mark.parametrize("state", ["40P01", "40001", "53300", "57P01", "08006"])
async def test_what_may_be_said_again_is_called_a_lost_connection(runtime: AsyncEngine, state: str) -> None:
    raises = f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$"
    with pytest.raises(ConnectionError), as_connection_error():
        async with runtime.connect() as connection:
            await connection.execute(sql(raises))


async def test_a_mistake_of_ours_stays_a_mistake(runtime: AsyncEngine) -> None:
    with pytest.raises(Exception, match="no_such_table"), as_connection_error():
        async with runtime.connect() as connection:
            await connection.execute(sql("SELECT * FROM no_such_table"))
