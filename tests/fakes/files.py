"""Stored files in memory, and what a messenger calls them."""

from __future__ import annotations

from dataclasses import dataclass, field

from journal_core.files import NewFile


@dataclass
class FakeFiles:
    """`notifier.ports.Files`; away while `away`."""

    contents: dict[int, NewFile] = field(default_factory=dict)
    names: dict[tuple[int, str], str] = field(default_factory=dict)  #: (file, bot) → the messenger's name for it
    away: bool = False
    opened: list[int] = field(default_factory=list)  #: each file whose bytes were asked for, each time

    async def content(self, file_id: int) -> NewFile:
        """Its bytes."""
        self._be_there()
        self.opened.append(file_id)
        return self.contents[file_id]

    async def known(self, file_id: int, bot: str) -> str:
        """Its name there, or nothing."""
        self._be_there()
        return self.names.get((file_id, bot), "")

    async def learn(self, file_id: int, bot: str, known: str) -> None:
        """The last name learned stands."""
        self.names[file_id, bot] = known

    async def forget(self, file_id: int, bot: str, known: str) -> None:
        """Only that very name."""
        if self.names.get((file_id, bot)) == known:
            del self.names[file_id, bot]

    def _be_there(self) -> None:
        if self.away:
            raise ConnectionError("the database is away")
