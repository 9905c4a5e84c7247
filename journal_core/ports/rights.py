"""Rights given and taken: bars, links and invitations revoked, duties of staff. The writing side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from journal_core.access import AdminDesk, ClassDesk
from journal_core.classes import ClassName
from journal_core.duties import Step, Worker
from journal_core.entries.revisions import Stamp
from journal_core.people import Role
from journal_core.roll import FullName


@dataclass(frozen=True, slots=True)
class Adult:
    """An adult of a pupil: a guardian's record, or the person where no record names them."""

    pupil_id: int
    guardian_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class AdultLine:
    """An adult around a pupil, or the pupil themself by a code of their own, and what stands of their access."""

    whom: Adult
    pupil: FullName
    adult: FullName | None  #: None for whoever has no record: a «законный представитель», the pupil themself
    relation: str
    links: tuple[int, ...] = ()  #: those that await or live
    live: bool = False  #: whether any of them lives
    barred: datetime | None = None  #: since when

    @property
    def called(self) -> str:
        """What they are called where one is to be chosen: by the record's name, or by what they are and a number."""
        return str(self.adult or f"{self.relation} № {self.whom.person_id}")


class RightsBook(Protocol):
    """What an administrator or a class teacher takes away and gives."""

    async def adults(
        self, desk: ClassDesk | AdminDesk, names: Sequence[ClassName], at: datetime
    ) -> tuple[AdultLine, ...]:
        """Everybody around the pupils who are today in a class of one of these names, in the register's order."""
        ...

    async def may_bar(self, desk: ClassDesk | AdminDesk, whom: Adult, at: datetime) -> bool:
        """Whether the pupil is of the desk's class today (of its school), and the adult is known to the school."""
        ...

    async def bar(self, whom: Adult, by: str, at: datetime) -> bool:
        """Keep the adult away from the pupil; False when that stands already."""
        ...

    async def unbar(self, whom: Adult) -> bool:
        """Lift the bar; False when there is none."""
        ...

    async def revoke_invitation(self, desk: ClassDesk | AdminDesk, invitation_id: int, at: datetime) -> bool:
        """Close a slip; False when it is used, or not one of the desk's. A slip that is closed stays so."""
        ...

    async def revoke_invitations(self, desk: ClassDesk | AdminDesk, name: ClassName, at: datetime) -> int:
        """Close every open slip of the class's pupils today; how many they were."""
        ...

    async def worker(self, desk: AdminDesk, staff_id: int, duty: Role) -> Worker | None:
        """A member of the school's staff, locked; None for one of another school."""
        ...

    async def set_duties(self, worker: Worker, duty: Role, step: Step, stamp: Stamp) -> None:
        """Record the next revision of the duty, and the duties that follow from it."""
        ...
