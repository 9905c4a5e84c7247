"""Connections: limits set, a restart survived, a lock that dies with its holder, migrations one at a time."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import migrations
from storage.embedded import EmbeddedServer
from storage.engine import engine, listen_connection
from storage.roles import WORKER_LOCKS
from tests.postgres import Database, fresh_database


async def show(pool: AsyncEngine, name: str) -> str:
    async with pool.connect() as connection:
        return str((await connection.execute(text(f"SHOW {name}"))).scalar_one())


async def test_every_session_has_its_limits(runtime: AsyncEngine) -> None:
    assert await show(runtime, "statement_timeout") == "30s"
    assert await show(runtime, "idle_in_transaction_session_timeout") == "1min"
    assert await show(runtime, "TimeZone") == "UTC"


async def test_connections_cut_by_the_server_are_replaced_unseen(runtime: AsyncEngine, owner: AsyncEngine) -> None:
    async with runtime.connect() as one, runtime.connect() as two:
        await one.execute(text("SELECT 1"))
        await two.execute(text("SELECT 1"))
    async with runtime.connect() as killer:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND pid <> "
        await killer.execute(text(others + "pg_backend_pid()"))
        with pytest.raises(Exception, match="terminat"):
            await killer.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    for _ in range(3):
        async with runtime.connect() as connection:
            assert (await connection.execute(text("SELECT 1"))).scalar_one() == 1


async def test_behind_a_pooler_nothing_is_left_prepared(database: Database) -> None:
    pool = engine(database.runtime_dsn, pool_size=1, prepared_statements=False)
    async with pool.connect() as connection:
        for _ in range(3):
            await connection.execute(text("SELECT :n + 1"), {"n": 1})
        names = (await connection.execute(text("SELECT name FROM pg_prepared_statements"))).scalars().all()
    await pool.dispose()
    assert all(name.startswith("diary_") for name in names)
    assert len(names) <= 1  # the question itself


async def test_a_workers_lock_is_free_as_soon_as_its_connection_is_gone(database: Database) -> None:
    claim = f"SELECT pg_try_advisory_lock({WORKER_LOCKS}, 7)"
    alive, other = [await listen_connection(database.runtime_dsn) for _ in range(2)]
    assert await alive.fetchval(claim) is True
    assert await other.fetchval(claim) is False
    alive.terminate()
    async with asyncio.timeout(5):
        while not await other.fetchval(claim):
            await asyncio.sleep(0.01)
    await other.close()


async def test_two_programs_that_migrate_at_once_both_find_it_done(server: EmbeddedServer) -> None:
    empty = await fresh_database(server)
    assert await migrations.current(empty.owner_dsn) is None
    await asyncio.gather(*(migrations.upgrade(empty.owner_dsn) for _ in range(2)))
    assert await migrations.current(empty.owner_dsn) == migrations.head()


async def test_a_migrated_database_can_be_taken_back_to_nothing_and_up_again(database: Database) -> None:
    await migrations.downgrade(database.owner_dsn, "base")
    assert await migrations.current(database.owner_dsn) is None
    await migrations.upgrade(database.owner_dsn)
    assert await migrations.current(database.owner_dsn) == migrations.head()


async def test_an_error_of_the_database_does_not_repeat_what_people_said(runtime: AsyncEngine) -> None:
    with pytest.raises(DBAPIError) as failed:
        async with runtime.connect() as connection:
            await connection.execute(text("SELECT 1 / 0, CAST(:said AS text)"), {"said": "K7M2-9PXT-4ACE"})
    assert "K7M2" not in str(failed.value)
