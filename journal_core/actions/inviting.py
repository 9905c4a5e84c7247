"""Inviting: slips with codes for the adults of a class and for staff (SEC-01, SEC-04; 000 3.3.3).

The codes exist in the clear only in what these verbs return: print it, then forget it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from journal_core.classes import spellings
from journal_core.errors import Conflict, Unknown
from journal_core.linking import SLIP_LIVES, STAFF_SLIP_LIVES, Secret, seal
from journal_core.ports import Store
from journal_core.ports.links import Invitee, LinkBook
from journal_core.revisions import Stamp
from journal_core.roll import FullName
from journal_core.school import School


@dataclass(frozen=True, slots=True)
class NewSlip:
    """One slip to print: for one pupil and one adult, or for one member of staff."""

    invitation_id: int
    kind: str  #: "guardian" or "staff"
    pupil: FullName | None
    pupil_id: int | None
    class_name: str
    adult: FullName | None
    relation: str
    secret: Secret
    expires_at: datetime


async def invite_class(
    store: Store, school: School, class_name: str, stamp: Stamp, pepper: bytes
) -> tuple[NewSlip, ...]:
    """A slip for each adult of the class who is neither linked nor barred; earlier open slips of theirs are void.

    Raises Unknown for a class the school does not have, Conflict when this very command was done before: its codes
    are gone, a new command makes new ones.
    """
    names = spellings(class_name)
    if not names:
        raise Unknown("link.no_such_class", name=class_name)
    async with store.transaction() as tx:
        if not await tx.note(stamp, "invite_class", school_id=school.id, subject=f"class:{class_name}"):
            raise Conflict("link.slips_made_before")
        adults = await tx.links.adults_to_invite(school, names, stamp.at)
        return await _issue(tx.links, school, adults, stamp, pepper, SLIP_LIVES)


async def invite_staff(
    store: Store, school: School, staff_ids: Sequence[int] | None, stamp: Stamp, pepper: bytes
) -> tuple[NewSlip, ...]:
    """A slip for each of these members of staff; for all who are not linked when none is named.

    Raises Unknown for a number of another school, Conflict as `invite_class` does.
    """
    async with store.transaction() as tx:
        if not await tx.note(stamp, "invite_staff", school_id=school.id, staff_ids=staff_ids):
            raise Conflict("link.slips_made_before")
        staff = await tx.links.staff_to_invite(school, staff_ids)
        return await _issue(tx.links, school, staff, stamp, pepper, STAFF_SLIP_LIVES)


async def _issue(
    links: LinkBook, school: School, whom: Sequence[Invitee], stamp: Stamp, pepper: bytes, lives: timedelta
) -> tuple[NewSlip, ...]:
    made = [Secret.fresh() for _ in whom]
    # scrypt lets other threads run: a whole school of 600 takes seconds and the gateway goes on answering.
    sealed = await asyncio.gather(*(asyncio.to_thread(seal, one, pepper) for one in made))
    expires_at = stamp.at + lives
    pairs = list(zip(whom, sealed, strict=True))
    numbers = await links.invite(school.id, pairs, issued_by=str(stamp.actor), at=stamp.at, expires_at=expires_at)
    return tuple(
        NewSlip(
            number,
            "staff" if one.staff_id is not None else "guardian",
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
