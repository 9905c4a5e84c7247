"""Inviting: slips with codes for the adults and pupils of a class and for staff (SEC-01, SEC-04; 000 3.3.3).

The codes exist in the clear only in what these verbs return: print it, then forget it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from journal_core.access import AdminDesk, ClassDesk
from journal_core.actions.redeeming import kind_of
from journal_core.classes import ClassName, spellings
from journal_core.entries.revisions import Stamp
from journal_core.errors import Conflict, Refused, Unknown
from journal_core.linking import SLIP_LIVES, STAFF_SLIP_LIVES, Secret, seal
from journal_core.office.declarations import slips_for
from journal_core.ports import Store, Transaction
from journal_core.ports.invitations import Invitee
from journal_core.ports.links import LinkBook
from journal_core.roll import FullName
from journal_core.school import School


@dataclass(frozen=True, slots=True)
class NewSlip:
    """One slip to print: for one pupil and one adult, or for one member of staff."""

    invitation_id: int
    kind: str  #: "guardian", "pupil", "staff" or "officer"
    pupil: FullName | None
    pupil_id: int | None
    class_name: str
    adult: FullName | None
    relation: str
    secret: Secret
    expires_at: datetime


async def invite_class(
    store: Store, desk: ClassDesk | AdminDesk, class_name: str, stamp: Stamp, pepper: bytes
) -> tuple[NewSlip, ...]:
    """A slip for each adult of the class who is neither linked nor barred; earlier open slips of theirs are void.

    Nobody gets one who refused electronics on paper; where the law asks for an application, nobody without one.
    Raises Refused for another class than the class teacher's own, Unknown for a class the school does not have,
    Conflict when this very command was done before: its codes are gone, a new command makes new ones.
    """
    names = class_named(desk, class_name)
    async with store.transaction() as tx:
        await _note_once(tx, stamp, "invite_class", desk, class_name)
        adults = await tx.links.adults_to_invite(desk.school, names, stamp.at)
        declared = await tx.office.declarations(desk.school.id)
        wanted = slips_for([(one.pupil_id or 0, one.guardian_id) for one in adults], declared, desk.school.law)
        whom = [one for one in adults if (one.pupil_id, one.guardian_id) in wanted]
        return await issue(tx.links, desk.school, whom, stamp, pepper, SLIP_LIVES)


async def invite_pupils(
    store: Store, desk: ClassDesk | AdminDesk, class_name: str, stamp: Stamp, pepper: bytes
) -> tuple[NewSlip, ...]:
    """A slip for each pupil of the class who has no link of their own (000 3.7.1; 001 3.6; 002 2.2).

    Raises Refused where the school's law gives codes to guardians only (003 3.1.2), and as `invite_class` does.
    """
    if not desk.school.law.pupil_codes:
        raise Refused("link.no_pupil_codes")
    names = class_named(desk, class_name)
    async with store.transaction() as tx:
        await _note_once(tx, stamp, "invite_pupils", desk, class_name)
        pupils = await tx.links.pupils_to_invite(desk.school, names, stamp.at)
        return await issue(tx.links, desk.school, pupils, stamp, pepper, SLIP_LIVES)


def class_named(desk: ClassDesk | AdminDesk, written: str) -> Sequence[ClassName]:
    """The classes that `written` may mean; of a class teacher only their own, Refused for any other."""
    names = spellings(written)
    if not names:
        raise Unknown("link.no_such_class", name=written)
    if isinstance(desk, ClassDesk):
        names = tuple(one for one in names if str(one) == desk.class_name)
        if not names:
            raise Refused("access.not_yours")
    return names


async def _note_once(tx: Transaction, stamp: Stamp, verb: str, desk: ClassDesk | AdminDesk, class_name: str) -> None:
    if not await tx.note(stamp, verb, school_id=desk.school.id, subject=f"class:{class_name}"):
        raise Conflict("link.slips_made_before")


async def invite_staff(
    store: Store, desk: AdminDesk, staff_ids: Sequence[int] | None, stamp: Stamp, pepper: bytes
) -> tuple[NewSlip, ...]:
    """A slip for each of these members of staff; for all who are not linked when none is named.

    Raises Unknown for a number of another school, Conflict as `invite_class` does.
    """
    school = desk.school
    async with store.transaction() as tx:
        if not await tx.note(stamp, "invite_staff", school_id=school.id, staff_ids=staff_ids):
            raise Conflict("link.slips_made_before")
        staff = await tx.links.staff_to_invite(school, staff_ids)
        return await issue(tx.links, school, staff, stamp, pepper, STAFF_SLIP_LIVES)


async def issue(
    links: LinkBook, school: School, whom: Sequence[Invitee], stamp: Stamp, pepper: bytes, lives: timedelta
) -> tuple[NewSlip, ...]:
    """Fresh slips in the clear, and kept hashed."""
    made = [Secret.fresh() for _ in whom]
    # scrypt lets other threads run: a whole school of 600 takes seconds and the gateway goes on answering.
    sealed = await asyncio.gather(*(asyncio.to_thread(seal, one, pepper) for one in made))
    expires_at = stamp.at + lives
    pairs = list(zip(whom, sealed, strict=True))
    numbers = await links.invite(school.id, pairs, issued_by=str(stamp.actor), at=stamp.at, expires_at=expires_at)
    return tuple(
        NewSlip(
            number,
            kind_of(one),
            one.pupil,
            one.pupil_id,
            one.class_name,
            one.adult,
            one.relation,
            secret,
            expires_at,
        )
        for number, one, secret in zip(numbers, whom, made, strict=True)
    )
