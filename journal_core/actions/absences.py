"""The class teacher settles why a pupil was away (003 3.1.2; 000 3.3.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journal_core.access import ClassDesk
from journal_core.attendance import PROPOSALS, AbsenceCode, is_urgent
from journal_core.entry import Changes, LessonFacts, absence_event
from journal_core.errors import Conflict, Invalid
from journal_core.ports import Store
from journal_core.revisions import AbsenceRevision, Change, Stamp

#: What a class teacher may settle an absence as: УП, НП, Б, or Н again.
REASONS = frozenset(PROPOSALS | {AbsenceCode.ABSENT})


@dataclass(frozen=True, slots=True)
class Settled:
    """An absence as it stands now."""

    lesson: LessonFacts
    pupil_id: int
    code: AbsenceCode
    changed: bool  #: something was written, now or when the command was first said
    again: bool = False


async def settle_absence(store: Store, desk: ClassDesk, absence_id: int, code: AbsenceCode, stamp: Stamp) -> Settled:
    """Give an absence its reason.

    Raises Refused for another class's, Invalid for lateness, Conflict for one taken back.
    """
    async with store.transaction() as tx:
        subject = f"absence:{absence_id}"
        new = await tx.note(stamp, "settle_absence", school_id=desk.school.id, subject=subject, code=code)
        lesson, stands = await tx.lessons.absence(desk, absence_id)
        if not new:
            wrote = (await tx.lessons.recorded(stamp.command_id)).count > 0
            return Settled(lesson, stands.pupil_id, stands.code, changed=wrote, again=True)
        settled = settlement(stands, code)
        if settled is None:
            return Settled(lesson, stands.pupil_id, stands.code, changed=False)
        # Settled as Н again: nobody has explained it after all.
        event = absence_event(lesson, settled, stamp.at, urgent=is_urgent(code, explained=False))
        await tx.lessons.record(lesson, Changes(absences=(settled,), events=(event,)), stamp)
        await tx.emit((event,))
        return Settled(lesson, stands.pupil_id, code, changed=True)


def settlement(stands: AbsenceRevision, code: AbsenceCode) -> AbsenceRevision | None:
    """The revision that gives `stands` its reason; None when it has it already."""
    if stands.change is Change.REMOVED:
        raise Conflict("absence.taken_back")
    if code not in REASONS or stands.code is AbsenceCode.LATE:
        raise Invalid("absence.not_a_reason", reason=str(code))
    if stands.code is code and (stands.proposed is None or code is not AbsenceCode.ABSENT):
        return None
    return replace(stands, revision=stands.revision + 1, change=Change.CORRECTED, code=code, proposed=None)
