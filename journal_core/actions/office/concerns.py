"""A word to the guardians of a failing or truant pupil: said, taken back, read (001 4.3.10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from journal_core.entries.revisions import Change, Stamp
from journal_core.errors import Conflict, Refused
from journal_core.events import Event, EventKind
from journal_core.office.concerns import Concern, Worry
from journal_core.office.matters import words
from journal_core.passes import Child, ClassDesk, DeputyDesk
from journal_core.people import Person, Role
from journal_core.ports import Store


async def tell_guardians(
    store: Store, desk: ClassDesk | DeputyDesk, pupil_id: int, what: Worry, text: str, stamp: Stamp
) -> Concern:
    """Tell the guardians of one pupil; they hear of it as of any news.

    Raises Invalid for a text that says nothing or too much, Refused for a pupil of another class or school.
    """
    said, today = words(text), desk.school.local(stamp.at).date()
    async with store.transaction() as tx:
        if not await tx.note(stamp, "tell_guardians", school_id=desk.school.id, subject=f"pupil:{pupil_id}"):
            return await tx.office.said_by(desk.school.id, stamp.command_id)
        class_id = await tx.office.class_of(desk.school.id, pupil_id, today)
        if class_id is None or (isinstance(desk, ClassDesk) and class_id != desk.class_id):
            raise Refused("access.not_yours")
        [number] = await tx.lessons.numbers(1)
        concern = Concern(
            number, 1, Change.SET, desk.school.id, class_id, pupil_id, desk.staff_id, today, what, said, _hat(stamp)
        )
        await tx.office.say(concern, stamp)
        await tx.emit([_event(concern, stamp.at)])
        return concern


async def take_back_concern(store: Store, desk: ClassDesk | DeputyDesk, concern_id: int, stamp: Stamp) -> Concern:
    """Take a word back; taken back already, nothing changes.

    Raises Refused for another class's, and for a class teacher where the word is the deputy's.
    """
    async with store.transaction() as tx:
        concern = await tx.office.concern(desk.school.id, concern_id)
        if isinstance(desk, ClassDesk) and not _is_of(desk, concern):
            raise Refused("access.not_yours")
        new = await tx.note(stamp, "take_back_concern", school_id=desk.school.id, subject=f"concern:{concern_id}")
        if not new or concern.change is Change.REMOVED:
            return concern
        gone = replace(
            concern, revision=concern.revision + 1, change=Change.REMOVED, staff_id=desk.staff_id, hat=_hat(stamp)
        )
        await tx.office.say(gone, stamp)
        await tx.emit([_event(gone, stamp.at)])
        return gone


async def acknowledge_concern(store: Store, child: Child, concern_id: int, stamp: Stamp) -> bool:
    """An adult of the family has read it; False when they had before.

    Raises Refused for a word about another child and for the pupil themself, Conflict for one taken back.
    """
    if child.own or not isinstance(stamp.actor, Person):
        raise Refused("office.for_adults")
    channel = str(stamp.actor.account.channel) if stamp.actor.account else ""
    async with store.transaction() as tx:
        concern = await tx.office.concern(child.school.id, concern_id)
        if concern.pupil_id != child.pupil_id:
            raise Refused("access.not_yours")
        if concern.change is Change.REMOVED:
            raise Conflict("office.taken_back")
        await tx.note(stamp, "acknowledge_concern", school_id=child.school.id, subject=f"concern:{concern_id}")
        return await tx.office.read_by(concern, stamp.actor.id, channel, stamp.at)


def _is_of(desk: ClassDesk, concern: Concern) -> bool:
    """Own words, and those of whoever led the class before."""
    mine = concern.staff_id == desk.staff_id or concern.hat == Role.CLASS_TEACHER
    return concern.class_id == desk.class_id and mine


def _hat(stamp: Stamp) -> str:
    return str(stamp.actor.role) if isinstance(stamp.actor, Person) else ""


def _event(concern: Concern, at: datetime) -> Event:
    return Event(
        EventKind.CONCERN,
        concern.school_id,
        f"{EventKind.CONCERN}:{concern.id}",
        concern.revision,
        at,
        pupil_id=concern.pupil_id,
        class_id=concern.class_id,
        day=concern.day,
    )
