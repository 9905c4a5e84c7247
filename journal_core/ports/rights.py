"""Rights given and taken: bars, links and invitations revoked, duties of staff. The writing side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from journal_core.access import AdminDesk, ClassDesk
from journal_core.classes import ClassName
from journal_core.duties import Step, Worker
from journal_core.entries.revisions import Stamp
from journal_core.people import Role


@dataclass(frozen=True, slots=True)
class Adult:
    """An adult of a pupil: a guardian's record, or the person where no record names them."""

    pupil_id: int
    guardian_id: int | None = None
    person_id: int | None = None


class RightsBook(Protocol):
    """What an administrator or a class teacher takes away and gives."""

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
