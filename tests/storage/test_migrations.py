"""The migrations and the tables say the same, forwards and back; the run-time role cannot rewrite history."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import migrations
from storage.tables import HISTORY, metadata
from tests.postgres import Database


async def test_the_migrations_make_exactly_the_tables_of_the_code(owner: AsyncEngine) -> None:
    async with owner.connect() as connection:
        differences = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync, opts={"compare_type": True}), metadata)
        )
    assert differences == []


async def test_the_schema_can_be_taken_back_and_made_again(database: Database, owner: AsyncEngine) -> None:
    await migrations.downgrade(database.owner_dsn, "base")
    async with owner.connect() as connection:
        left = await connection.scalar(
            text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'")
        )
    assert left == 0
    await migrations.upgrade(database.owner_dsn)
    assert await migrations.current(database.owner_dsn) == migrations.head()


@pytest.mark.parametrize("table", [table.name for table in HISTORY])
@pytest.mark.parametrize("deed", ["UPDATE {0} SET id = id", "DELETE FROM {0}", "TRUNCATE {0}"])
async def test_the_run_time_role_cannot_rewrite_history(runtime: AsyncEngine, table: str, deed: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with runtime.begin() as connection:
            await connection.execute(text(deed.format(table)))


async def test_the_run_time_role_cannot_change_what_happened(runtime: AsyncEngine) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with runtime.begin() as connection:
            await connection.execute(text("UPDATE event SET subject = 'mark:1'"))
