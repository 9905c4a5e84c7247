"""The schema's history, and the only way to move along it. No configuration file: everything is said here.

Only the owner role may migrate. Two processes that start together are safe: the second waits, then finds it
done.
"""

from __future__ import annotations

from collections.abc import Callable

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.engine import engine
from storage.roles import MIGRATION_LOCKS

#: A migration that waits longer than this for a table gives up: everybody else would be waiting behind it.
LOCK_TIMEOUT = "10s"


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings; with `connection`, what it would run against."""
    settings = Config()
    settings.set_main_option("script_location", "storage:migrations")
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


def head() -> str | None:
    """The newest revision this program knows; None before the first is written."""
    return ScriptDirectory.from_config(config()).get_current_head()


async def current(dsn: str) -> str | None:
    """The revision the database is at; None for a database never migrated. Any role may ask."""
    pool = engine(dsn, pool_size=1, name="diary migrate")
    try:
        async with pool.connect() as connection:
            return await connection.run_sync(lambda c: MigrationContext.configure(c).get_current_revision())
    finally:
        await pool.dispose()


async def upgrade(owner_dsn: str, to: str = "head") -> None:
    """Bring the database to revision `to`. Each revision is one transaction; what is done stays done.

    Raises sqlalchemy.exc.DBAPIError when the database refuses, alembic.util.CommandError when it is ahead of
    us or `to` is unknown.
    """
    await _with_lock(owner_dsn, lambda connection: command.upgrade(config(connection), to))


async def downgrade(owner_dsn: str, to: str) -> None:
    """Bring the database back to revision `to` ("base" for nothing), after a rollout that failed."""
    await _with_lock(owner_dsn, lambda connection: command.downgrade(config(connection), to))


async def _with_lock(owner_dsn: str, work: Callable[[Connection], None]) -> None:
    pool = engine(owner_dsn, pool_size=1, name="diary migrate", statement_timeout=0)
    try:
        async with pool.connect() as connection:
            await connection.execute(text("SELECT pg_advisory_lock(:room, 0)"), {"room": MIGRATION_LOCKS})
            await connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
            await connection.commit()
            await connection.run_sync(work)
    finally:
        await pool.dispose()  # closes the session, and the lock with it
