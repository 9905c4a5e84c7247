"""Revoking: a link is taken back, a slip is closed, singly or a whole class's (SEC-04; 000 3.3.3; 002 3.1(3))."""

from __future__ import annotations

from journal_core.access import AdminDesk, ClassDesk
from journal_core.actions.inviting import class_named
from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused
from journal_core.linking import LinkState
from journal_core.people import Operator
from journal_core.ports import Store, Transaction
from journal_core.ports.links import Link


async def revoke_link(store: Store, desk: ClassDesk | AdminDesk, link_id: int, stamp: Stamp) -> LinkState:
    """Take a link back, with every consent given under it; taken back or rejected already, nothing changes.

    A class teacher revokes the links of the class's families, an administrator those of staff too. Raises Refused for
    anybody else's, and for the last administrator's unless the operator of the server does it.
    """
    async with store.transaction() as tx:
        link = await tx.links.link(link_id, stamp.at)
        if link is None or not _is_of(link, desk):
            raise Refused("access.not_yours")
        fresh = await tx.note(stamp, "revoke_link", school_id=link.school.id, subject=f"link:{link_id}")
        if not fresh or link.state not in (LinkState.AWAITING, LinkState.LIVE):
            return link.state
        if not isinstance(stamp.actor, Operator) and await _is_last_administrator(tx, link):
            raise Refused("duty.last_administrator")
        await tx.links.settle(link_id, LinkState.REVOKED, str(stamp.actor), stamp.at)
        if link.pupil_id is not None:
            await tx.links.withdraw(link.person_id, link.pupil_id, None, stamp.at)
        return LinkState.REVOKED


async def revoke_invitation(store: Store, desk: ClassDesk | AdminDesk, invitation_id: int, stamp: Stamp) -> None:
    """Close one slip; Refused for another class's or school's, and for one that opened already."""
    async with store.transaction() as tx:
        subject = f"invitation:{invitation_id}"
        await tx.note(stamp, "revoke_invitation", school_id=desk.school.id, subject=subject)
        if not await tx.rights.revoke_invitation(desk, invitation_id, stamp.at):
            raise Refused("access.not_yours")


async def revoke_invitations(store: Store, desk: ClassDesk | AdminDesk, class_name: str, stamp: Stamp) -> int:
    """Close every open slip of a class; how many they were. Raises Refused and Unknown as `invite_class` does."""
    names = class_named(desk, class_name)
    async with store.transaction() as tx:
        subject = f"class:{class_name}"
        await tx.note(stamp, "revoke_invitations", school_id=desk.school.id, subject=subject)
        return sum([await tx.rights.revoke_invitations(desk, name, stamp.at) for name in names])


async def _is_last_administrator(tx: Transaction, link: Link) -> bool:
    if link.staff_id is None or not link.administrator or link.state is not LinkState.LIVE:
        return False
    return not await tx.links.has_other_administrator(link.school.id, link.staff_id)


def _is_of(link: Link, desk: ClassDesk | AdminDesk) -> bool:
    if isinstance(desk, ClassDesk):
        return link.pupil_id is not None and link.class_id == desk.class_id
    return link.school.id == desk.school.id and link.district_id is None
