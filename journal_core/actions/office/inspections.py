"""Duties of control, done: analyses, checks of data and of absences (003 4.2 б; 001 4.3.1, 4.3.7; 002 3.6, 3.7)."""

from __future__ import annotations

from datetime import date

from journal_core.entries.revisions import Stamp
from journal_core.errors import Invalid, Refused
from journal_core.law import Control
from journal_core.office.inspections import DUTY_OF, Inspection, period_of
from journal_core.office.matters import Filed
from journal_core.passes import AdminDesk, ClassDesk, DeputyDesk, HeadDesk, SecretaryDesk
from journal_core.people import Role
from journal_core.ports import Store

Inspector = ClassDesk | DeputyDesk | HeadDesk | AdminDesk | SecretaryDesk
_HAT: dict[type[Inspector], Role] = {
    ClassDesk: Role.CLASS_TEACHER,
    DeputyDesk: Role.DEPUTY,
    HeadDesk: Role.HEAD,
    AdminDesk: Role.ADMINISTRATOR,
    SecretaryDesk: Role.SECRETARY,
}


async def inspect(
    store: Store, desk: Inspector, control: Control, day: date, stamp: Stamp, *, found: str = ""
) -> Filed[Inspection]:
    """Note that the duty of the period with `day` is done, with what was wrong; done again, the last word counts.

    Raises Refused for somebody else's duty, Invalid for a period that has not begun.
    """
    if DUTY_OF[control] is not _HAT[type(desk)]:
        raise Refused("office.not_your_duty")
    first = period_of(control, day).first
    if first > desk.school.local(stamp.at).date():
        raise Invalid("office.period_ahead", day=f"{first:%d.%m.%Y}")
    class_id = desk.class_id if isinstance(desk, ClassDesk) else None
    async with store.transaction() as tx:
        if await tx.note(stamp, "inspect", school_id=desk.school.id, control=control, day=first, class_id=class_id):
            done = Inspection(desk.school.id, first, control, class_id, desk.staff_id, found.strip())
            await tx.office.open([done], stamp)
        [number] = await tx.office.opened(Inspection, stamp.command_id)
        return await tx.office.filed(Inspection, desk.school.id, number)
