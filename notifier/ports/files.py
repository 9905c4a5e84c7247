"""Stored files, for those who send them."""

from __future__ import annotations

from typing import Protocol

from journal_core.files import NewFile


class Files(Protocol):
    """Bytes by the number of a stored file, and what a messenger calls them: a cache, so that they go up once."""

    async def content(self, file_id: int) -> NewFile:
        """A file with its bytes."""
        ...

    async def known(self, file_id: int, bot: str) -> str:
        """What the messenger calls the file; empty for one that it has not seen from this bot."""
        ...

    async def learn(self, file_id: int, bot: str, known: str) -> None:
        """Remember what the messenger calls the file."""
        ...

    async def forget(self, file_id: int, bot: str, known: str) -> None:
        """The messenger does not know that name any more."""
        ...
