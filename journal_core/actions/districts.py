"""Districts: founded on the server, joined by schools, looked after by officers who see counts (003, plan 2.5–2.7)."""

from __future__ import annotations

from journal_core.access import ServerDesk
from journal_core.actions.inviting import NewSlip, issue
from journal_core.entries.revisions import Stamp
from journal_core.errors import Conflict, Invalid, Unknown
from journal_core.linking import STAFF_SLIP_LIVES
from journal_core.ports import Store, Transaction
from journal_core.ports.districts import District
from journal_core.ports.invitations import Invitee
from journal_core.school import School


async def add_district(store: Store, desk: ServerDesk, name: str, stamp: Stamp) -> District:
    """Found a district. Raises Invalid without a name, Conflict for one that is taken."""
    name = " ".join(name.split())
    if not name:
        raise Invalid("district.unnamed")
    async with store.transaction() as tx:
        if not await tx.note(stamp, "add_district", subject=name, by=desk.user):
            return await _named(tx, name)
        return await tx.districts.add(name)


async def join_district(store: Store, desk: ServerDesk, name: str, school: School, stamp: Stamp) -> District:
    """The school's counts are this district's from now on, and no other's. Raises Unknown for no such district."""
    async with store.transaction() as tx:
        found = await _named(tx, name)
        subject = f"district:{found.id}"
        if await tx.note(stamp, "join_district", school_id=school.id, subject=subject, by=desk.user):
            await tx.districts.join(found, school, stamp.at)
        return found


async def invite_officer(store: Store, desk: ServerDesk, name: str, stamp: Stamp, pepper: bytes) -> NewSlip:
    """A slip for an officer of the district; an earlier one that is open is void.

    The channel is judged by the law of the district's first school. Raises Unknown for no such district, Invalid for
    one without schools, Conflict as `invite_class` does.
    """
    async with store.transaction() as tx:
        found = await _named(tx, name)
        if not found.schools:
            raise Invalid("district.empty", name=found.name)
        if not await tx.note(stamp, "invite_officer", subject=f"district:{found.id}", by=desk.user):
            raise Conflict("link.slips_made_before")
        officer = Invitee(district_id=found.id, relation=found.name)
        [slip] = await issue(tx.links, found.schools[0], [officer], stamp, pepper, STAFF_SLIP_LIVES)
        return slip


async def district_named(store: Store, desk: ServerDesk, name: str) -> District:
    """The district of this name with its schools, for whoever is on the server; raises Unknown for none."""
    async with store.transaction() as tx:
        return await _named(tx, name)


async def _named(tx: Transaction, name: str) -> District:
    found = await tx.districts.named(" ".join(name.split()))
    if found is None:
        raise Unknown("district.unknown", name=name)
    return found
