"""Absences: a family explains one, the class teacher settles why a pupil was away (003 4.2 г; 000 4.2.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from journal_core.access import Child, ClassDesk
from journal_core.entries.admitting import check_term
from journal_core.entries.attendance import PROPOSALS, AbsenceCode, is_urgent
from journal_core.entries.entry import Changes, LessonFacts
from journal_core.entries.explaining import ALARMING, Explained, check_day
from journal_core.entries.lesson_events import absence_event
from journal_core.entries.revisions import AbsenceRevision, Change, Stamp
from journal_core.errors import Conflict, Invalid, Refused
from journal_core.events import Event, EventKind
from journal_core.ports import Store

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


async def explain_absence(store: Store, child: Child, day: date, said: Explained, stamp: Stamp) -> bool:
    """Keep a family's word about a day; False when this command was said before.

    The class teacher has it on the list of absences; only «не знаю, где ребёнок» goes at once, to them and to the
    deputies. Raises Refused for a pupil's own diary, Invalid for a day too far off.
    """
    if child.own:
        raise Refused("absence.adults_explain")
    check_day(child.school, day, stamp.at)
    async with store.transaction() as tx:
        # What is said of health stands in one place, and the audit is not it.
        subject = f"pupil:{child.pupil_id}"
        if not await tx.note(stamp, "explain_absence", school_id=child.school.id, subject=subject, day=day):
            return False
        stands = await tx.explanations.stands(child, day)
        number = await tx.explanations.add(child, day, said, stamp)
        ahead = day > child.school.local(stamp.at).date()
        if said in ALARMING and stands not in ALARMING and not ahead:
            await tx.emit((_alarm(child, day, number, stamp.at),))
        return True


async def settle_absence(store: Store, desk: ClassDesk, absence_id: int, code: AbsenceCode, stamp: Stamp) -> Settled:
    """Give an absence its reason.

    Raises Refused for another class's, Invalid for lateness, Conflict for one taken back, TooLate in a closed term.
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
        check_term(lesson, desk.school, stamp.at)
        # Settled as Н again: nobody has explained it after all.
        event = absence_event(lesson, settled, stamp.at, urgent=is_urgent(code, explained=False))
        await tx.lessons.record(lesson, Changes(absences=(settled,), events=(event,)), stamp)
        await tx.emit((event,))
        return Settled(lesson, stands.pupil_id, code, changed=True)


def _alarm(child: Child, day: date, number: int, at: datetime) -> Event:
    kind = EventKind.CHILD_UNKNOWN
    class_id = child.class_id or None  # who is in no class has the deputies
    return Event(
        kind, child.school.id, f"{kind}:{number}", 1, at, True, pupil_id=child.pupil_id, class_id=class_id, day=day
    )


def settlement(stands: AbsenceRevision, code: AbsenceCode) -> AbsenceRevision | None:
    """The revision that gives `stands` its reason; None when it has it already."""
    if stands.change is Change.REMOVED:
        raise Conflict("absence.taken_back")
    if code not in REASONS or stands.code is AbsenceCode.LATE:
        raise Invalid("absence.not_a_reason", reason=str(code))
    if stands.code is code and (stands.proposed is None or code is not AbsenceCode.ABSENT):
        return None
    return replace(stands, revision=stands.revision + 1, change=Change.CORRECTED, code=code, proposed=None)
