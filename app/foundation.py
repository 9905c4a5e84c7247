"""What every command stands on: the database, started if it is ours, migrated if it is ours, and the secret."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from app.errors import NotReady
from app.secret import chain_keys, pepper
from app.settings import Settings
from journal_core.ports import Store
from storage import migrations
from storage.database import Database, database
from storage.embedded import EmbeddedServer

DATABASE = "diary"  #: of the embedded server


@dataclass(frozen=True, slots=True)
class Foundation:
    """The database and the secret of an installation."""

    settings: Settings
    direct_dsn: str  #: of the run-time role, past any pooler
    secret: bytes
    database: Database

    @property
    def store(self) -> Store:
        """Transactions for the verbs."""
        return self.database.store()


@asynccontextmanager
async def foundation(settings: Settings) -> AsyncIterator[Foundation]:
    """Open the database for the length of a command.

    Raises NotReady when it is not at this program's revision, ConnectionError when it is not there.
    """
    settings.check()
    async with _database(settings) as (dsn, direct):
        secret = pepper(settings.secret.get_secret_value(), settings.home)
        keys = chain_keys(secret, settings.secrets_before.get_secret_value())
        async with database(dsn, keys, pooled=direct != dsn) as made:
            yield Foundation(settings, direct, secret, made)


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[tuple[str, str]]:
    """The run-time address and the direct one. The embedded server is started and migrated, another one is not."""
    if settings.database:
        if await migrations.current(settings.database) != migrations.head():
            raise NotReady("the database is of another version: run `diary migrate` with DIARY_DATABASE_OWNER")
        yield settings.database, settings.database_direct or settings.database
        return
    server = EmbeddedServer(settings.home / "postgres")
    await asyncio.to_thread(server.start)
    try:
        await server.ensure_database(DATABASE)
        await migrations.upgrade(server.owner_dsn(DATABASE))
        dsn = server.runtime_dsn(DATABASE)
        yield dsn, dsn
    finally:
        await asyncio.to_thread(server.stop)


async def migrate(settings: Settings) -> str | None:
    """Bring the database to this program's revision; the revision."""
    if not settings.database:
        async with _database(settings):
            return migrations.head()
    if not settings.database_owner:
        raise NotReady("set DIARY_DATABASE_OWNER: only the owner's role may migrate")
    await migrations.upgrade(settings.database_owner)
    return migrations.head()
