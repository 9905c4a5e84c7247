"""The chains of the journal, for whoever verifies them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from journal_core.chain import Entry, Head, Link


@dataclass(frozen=True, slots=True)
class Chain:
    """One class in one term."""

    id: int
    name: str  #: fixed when its first link was made, whatever becomes of the calendar
    head: Head  #: as the database remembers it


class Evidence(Protocol):
    """What was sealed and what stands. Read without locks: rows written meanwhile are in neither."""

    async def chains(self) -> tuple[Chain, ...]:
        """Every chain of the installation, by name."""
        ...

    async def links(self, chain: Chain) -> tuple[Link, ...]:
        """The chain's links by position."""
        ...

    async def rows(self, chain: Chain) -> Mapping[tuple[str, int], bytes]:
        """The commitments of the chain's rows as they stand now, by (relation, id)."""
        ...

    def unsealed(self) -> AsyncIterator[Entry]:
        """Rows of the journal that no chain holds."""
        ...
