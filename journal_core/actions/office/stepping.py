"""One step of a matter: what the office's verbs have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused
from journal_core.office.matters import Filed, Matter, Step, next_revision
from journal_core.passes import ClassDesk, OfficeDesk, TeacherDesk
from journal_core.ports import Store

M = TypeVar("M", bound=Matter)


async def step_on(
    store: Store,
    desk: ClassDesk | TeacherDesk | OfficeDesk,
    kind: type[M],
    number: int,
    step: Step,
    stamp: Stamp,
    *,
    mine: Callable[[M], bool] = lambda _: True,
    note: str = "",
    refers: str = "",
) -> Filed[M]:
    """The matter after `step`; said again, as it stands.

    Raises the one Refused of `access` for a matter of another school and for one that is not `mine`, Conflict when
    it cannot take this step from where it stands.
    """
    async with store.transaction() as tx:
        subject = f"{kind.NAME}:{number}"
        new = await tx.note(stamp, f"office_{step}", school_id=desk.school.id, subject=subject)
        filed = await tx.office.filed(kind, desk.school.id, number)
        if not mine(filed.matter):
            raise Refused("access.not_yours")
        if not new:
            return filed
        revision = next_revision(filed, step)
        await tx.office.take(filed, revision, step, stamp, staff_id=desk.staff_id, note=note, refers=refers)
        return await tx.office.filed(kind, desk.school.id, number)
