"""Stored files for those who send them: their bytes, and what each messenger calls them."""

from __future__ import annotations

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.files import FileKind, NewFile
from storage.trouble import as_connection_error

_CONTENT = sql("SELECT kind, name, mime, bytes FROM stored_file WHERE id = :file")
_KNOWN = sql("SELECT provider_file_id FROM file_known WHERE file_id = :file AND bot = :bot")
_LEARN = sql("""
INSERT INTO file_known (file_id, bot, provider_file_id) VALUES (:file, :bot, :known)
ON CONFLICT (file_id, bot) DO UPDATE SET provider_file_id = excluded.provider_file_id
""")
_FORGET = sql("DELETE FROM file_known WHERE file_id = :file AND bot = :bot AND provider_file_id = :known")


class PgFiles:
    """`notifier.ports.Files` over the run-time role's engine."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def content(self, file_id: int) -> NewFile:
        """A file with its bytes."""
        with as_connection_error():
            async with self._engine.connect() as connection:
                row = (await connection.execute(_CONTENT, {"file": file_id})).one()
                return NewFile(FileKind(row.kind), row.name, row.mime, bytes(row.bytes))

    async def known(self, file_id: int, bot: str) -> str:
        """What the messenger calls the file; empty for one that it has not seen from this bot."""
        with as_connection_error():
            async with self._engine.connect() as connection:
                found = await connection.scalar(_KNOWN, {"file": file_id, "bot": bot})
                return str(found or "")

    async def learn(self, file_id: int, bot: str, known: str) -> None:
        """Remember what the messenger calls the file."""
        with as_connection_error():
            async with self._engine.begin() as connection:
                await connection.execute(_LEARN, {"file": file_id, "bot": bot, "known": known})

    async def forget(self, file_id: int, bot: str, known: str) -> None:
        """The messenger does not know that name any more."""
        with as_connection_error():
            async with self._engine.begin() as connection:
                await connection.execute(_FORGET, {"file": file_id, "bot": bot, "known": known})
