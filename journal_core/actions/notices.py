"""Notices: sent, changed, recalled, reminded of, read (000 3.7.1; design/journal.md, «Notices»).

Each verb is idempotent by its command: after a lost answer it is said again and tells what it did the first time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from journal_core import access
from journal_core.access import ClassDesk, Grants
from journal_core.entries.revisions import Change, Stamp
from journal_core.errors import Invalid, NotLinked
from journal_core.events import Event, EventKind
from journal_core.files import NewFile, StoredFile
from journal_core.notices import Notice, NoticeEntry, check, check_standing, check_text, may_remind
from journal_core.ports import Store
from journal_core.school import Level


@dataclass(frozen=True, slots=True)
class Reminded:
    """A reminder that was asked for."""

    families: int
    again: bool = False


async def keep_file(store: Store, desk: ClassDesk, given: NewFile, at: datetime) -> StoredFile:
    """Keep a file for a notice that is being written; given twice, it is kept once."""
    async with store.transaction() as tx:
        return await tx.notices.keep(desk, given, at)


async def send_notice(store: Store, desk: ClassDesk, entry: NoticeEntry, stamp: Stamp) -> Notice:
    """Send a notice to the families of the class. Raises Invalid for one that cannot be sent."""
    check(entry)
    async with store.transaction() as tx:
        if not await tx.note(stamp, "send_notice", school_id=desk.school.id, subject=f"class:{desk.class_id}"):
            return await tx.notices.written_by(desk, stamp.command_id)
        notice = await tx.notices.add(desk, entry, stamp)
        await tx.emit([_event(EventKind.NOTICE, desk, notice, notice.revision, stamp.at)])
        return notice


async def change_notice(store: Store, desk: ClassDesk, notice_id: int, text: str, stamp: Stamp) -> Notice:
    """Put another text in place of a notice's. The same text changes nothing.

    Raises Refused for another class's notice, Conflict for a recalled one, Invalid for a text that cannot be sent.
    """
    check_text(text)
    async with store.transaction() as tx:
        notice = await tx.notices.of_class(desk, notice_id)
        if not await tx.note(stamp, "change_notice", school_id=desk.school.id, subject=f"notice:{notice_id}"):
            return notice
        check_standing(notice)
        if text == notice.text:
            return notice
        if not text.strip():
            raise Invalid("notice.empty")
        changed = await tx.notices.revise(notice, Change.CORRECTED, text, stamp)
        await tx.emit([_event(EventKind.NOTICE, desk, changed, changed.revision, stamp.at)])
        return changed


async def recall_notice(store: Store, desk: ClassDesk, notice_id: int, stamp: Stamp) -> Notice:
    """Take a notice back; taken back already, nothing changes. Raises Refused for another class's."""
    async with store.transaction() as tx:
        notice = await tx.notices.of_class(desk, notice_id)
        fresh = await tx.note(stamp, "recall_notice", school_id=desk.school.id, subject=f"notice:{notice_id}")
        if not fresh or notice.recalled:
            return notice
        recalled = await tx.notices.revise(notice, Change.REMOVED, notice.text, stamp)
        await tx.emit([_event(EventKind.NOTICE, desk, recalled, recalled.revision, stamp.at)])
        return recalled


async def remind(store: Store, desk: ClassDesk, notice_id: int, stamp: Stamp) -> Reminded:
    """Ask the families in which nobody has pressed «Ознакомлен» once more; each adult who hears, hears once.

    Raises Refused for another class's notice, Conflict for a recalled one, Invalid for one that asks nothing, when
    it was done a short while ago, and when there is nobody to ask.
    """
    async with store.transaction() as tx:
        notice = await tx.notices.of_class(desk, notice_id)
        rest = await tx.notices.rest(desk, notice, stamp.at)
        if not await tx.note(stamp, "remind", school_id=desk.school.id, subject=f"notice:{notice_id}", families=rest):
            return Reminded(rest, again=True)
        check_standing(notice)
        count, last = await tx.notices.reminders(notice)
        if not may_remind(notice, last, stamp.at):
            raise Invalid("notice.reminded_lately" if notice.asks_ack else "notice.asks_nothing")
        if not rest:
            raise Invalid("notice.nobody_to_remind")
        await tx.emit([_event(EventKind.NOTICE_REMINDER, desk, notice, count + 1, stamp.at)])
        return Reminded(rest)


async def acknowledge(store: Store, grants: Grants | None, pupil_id: int, notice_id: int, stamp: Stamp) -> bool:
    """«Ознакомлен», for all of the adult's children in the class; False when it stood before.

    Raises Refused for a notice that is not for this child, and for the pupil themself, Conflict for a recalled one.
    """
    if grants is None:
        raise NotLinked("access.not_linked")
    # A letter says less, and is answered all the same.
    child = access.guardian(grants, pupil_id, at_least=Level.NEUTRAL)
    async with store.transaction() as tx:
        notice = await tx.notices.for_child(child, notice_id)
        check_standing(notice)
        await tx.note(stamp, "acknowledge", school_id=child.school.id, subject=f"notice:{notice_id}")
        pupils = [one.pupil_id for one in access.wards(grants)]
        return await tx.notices.acknowledge(notice, pupils, grants.person_id, grants.account.channel, stamp.at)


def _event(kind: EventKind, desk: ClassDesk, notice: Notice, revision: int, at: datetime) -> Event:
    """Something that happened to a notice; its day is the notice's own, so that the same families are meant."""
    subject = f"{kind}:{notice.id}"
    return Event(kind, desk.school.id, subject, revision, at, class_id=desk.class_id, day=notice.day)
