"""Districts and their schools (003, plan 2.5–2.7); what their officers see is `Office.adoption`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from journal_core.school import School


@dataclass(frozen=True, slots=True)
class District:
    """A district of this installation."""

    id: int
    name: str
    schools: tuple[School, ...] = ()  #: the first joined first


class DistrictBook(Protocol):
    """The writing side."""

    async def add(self, name: str) -> District:
        """A new district; Conflict when the name is taken."""
        ...

    async def named(self, name: str) -> District | None:
        """The district of this name, in any case, with its schools."""
        ...

    async def join(self, district: District, school: School, at: datetime) -> None:
        """The school belongs to this district from now on, and to no other."""
        ...
