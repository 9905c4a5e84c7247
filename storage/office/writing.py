"""The office written: `journal_core.ports.office.OfficeBook` on one connection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused
from journal_core.office.declarations import Declaration
from journal_core.office.hand_over import HandOver
from journal_core.office.matters import Filed, Matter, Step
from storage.links.standing import OnConnection
from storage.office import matters as rows
from storage.office.concerns import ConcernWrites
from storage.office.pupils import PupilReads

M = TypeVar("M", bound=Matter)


class MatterWrites(OnConnection):
    """`journal_core.ports.office.MatterBook`."""

    async def open(self, matters: Sequence[Matter], stamp: Stamp) -> list[int]:
        """Keep new matters of one kind and school; their numbers, in order."""
        return await rows.add(self._connection, matters, stamp)

    async def opened(self, kind: type[M], command_id: str) -> list[int]:
        """The matters that a command opened, in order."""
        return await rows.opened(self._connection, kind, command_id)

    async def filed(self, kind: type[M], school_id: int, number: int) -> Filed[M]:
        """One matter, locked until the transaction ends; Refused when it is not this school's."""
        # A statement of its own: what is read after it sees all that whoever was here before us committed.
        await rows.hold(self._connection, kind, number)
        where = "f.id = :number AND f.school_id = :school"
        for found in await rows.read(self._connection, kind, where, number=number, school=school_id):
            return found
        raise Refused("access.not_yours")

    async def take(
        self,
        filed: Filed[Matter],
        revision: int,
        step: Step,
        stamp: Stamp,
        *,
        staff_id: int | None,
        note: str,
        refers: str,
    ) -> None:
        """Add a step."""
        row = {"revision": revision, "step": str(step), "staff_id": staff_id, "note": note, "refers": refers}
        await rows.take(self._connection, filed, row, stamp)

    async def handed(self, school_id: int, class_id: int, term_id: int) -> Filed[HandOver] | None:
        """What the class has handed over of the term, locked though there be nothing yet."""
        await rows.hold(self._connection, HandOver, f"{class_id}:{term_id}")
        where = "f.class_id = :class_id AND f.term_id = :term AND f.school_id = :school"
        known = {"class_id": class_id, "term": term_id, "school": school_id}
        found = await rows.read(self._connection, HandOver, where, **known)
        return found[0] if found else None

    async def declarations(self, school_id: int) -> tuple[Filed[Declaration], ...]:
        """All of the school's declarations."""
        return await rows.read(self._connection, Declaration, "f.school_id = :school", school=school_id)


class OfficeWrites(MatterWrites, PupilReads, ConcernWrites):
    """All of it, inside one transaction."""
