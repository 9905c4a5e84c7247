"""A family's calendar: its secret address made, and ended."""

from __future__ import annotations

from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused
from journal_core.feeds import hash_of, token_of
from journal_core.passes import Child
from journal_core.people import Account, Person
from journal_core.ports import Store


async def make_calendar(store: Store, child: Child, stamp: Stamp, secret: bytes) -> str:
    """The last part of a new address of `child`'s calendar; the one asked for before ends.

    It opens what the account that asked may see at that moment: lessons and homework, never marks.
    """
    person, account = _speaker(stamp)
    token = token_of(stamp.command_id, secret)
    sealed = hash_of(token)
    async with store.transaction() as tx:
        if sealed and await tx.note(stamp, "make_calendar", school_id=child.school.id, subject=_subject(child)):
            await tx.feeds.replace(account, person.id, child.pupil_id, sealed, stamp.at)
    return token


async def end_calendar(store: Store, child: Child, stamp: Stamp) -> None:
    """The address opens nothing any more; Refused when there is none."""
    person, account = _speaker(stamp)
    async with store.transaction() as tx:
        if not await tx.note(stamp, "end_calendar", school_id=child.school.id, subject=_subject(child)):
            return
        if not await tx.feeds.end(account, person.id, child.pupil_id, stamp.at):
            raise Refused("calendar.none")


def _speaker(stamp: Stamp) -> tuple[Person, Account]:
    if not isinstance(stamp.actor, Person) or stamp.actor.account is None:
        raise Refused("access.not_yours")
    return stamp.actor, stamp.actor.account


def _subject(child: Child) -> str:
    return f"pupil:{child.pupil_id}"
