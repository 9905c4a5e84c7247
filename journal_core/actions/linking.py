"""Linking: once a code is redeemed, consent is given and the class teacher taps (SEC-08, PRV-01)."""

from __future__ import annotations

from dataclasses import dataclass

from journal_core import linking
from journal_core.access import AdminDesk, ClassDesk
from journal_core.actions.redeeming import Redeemed, redeem
from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused, TooLate
from journal_core.events import Event, EventKind
from journal_core.linking import LinkState
from journal_core.people import Account, Person
from journal_core.ports import Store, Transaction
from journal_core.ports.diary import LinkLine
from journal_core.ports.links import Agreement, Link, LinkBook

__all__ = ["ADDED", "Consented", "Redeemed", "consent", "redeem", "settle_link", "settle_staff_link"]

#: A link's events, in the order of its life: asked, settled, told to the others.
ASKED, SETTLED, ADDED = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Consented:
    """What came of the question."""

    link_id: int
    state: LinkState  #: awaiting the class teacher, live, or revoked
    pupil_id: int
    pupil_short: str


async def consent(
    store: Store,
    account: Account,
    link_id: int,
    given: bool,
    stamp: Stamp,
    version: str = linking.CONSENT_VERSION,
) -> Consented:
    """Answer the question of consent for this account's channel.

    Given: the class teacher is asked, or the link is live where the school does without. Refused: the link is
    revoked; of a link that is live already only this channel's consent ends.
    A link that no code opened was made for an address, with a consent on paper: a chat cannot join in by itself.
    Raises Refused for somebody else's link and for that, TooLate for one that is over.
    """
    async with store.transaction() as tx:
        link = await tx.links.link(link_id, stamp.at)
        if link is None or link.pupil_id is None or link.barred or not await _is_of(tx.links, link, account):
            raise Refused("access.not_yours")
        if given and link.invitation_id is None:
            raise Refused("access.not_yours")
        fresh = await tx.note(
            stamp,
            "consent",
            school_id=link.school.id,
            subject=f"link:{link_id}",
            given=given,
            version=version,
        )
        short = linking.initials(link.pupil, link.class_name)
        if not fresh:
            return Consented(link_id, link.state, link.pupil_id, short)
        if link.state not in (LinkState.AWAITING, LinkState.LIVE):
            raise TooLate("link.over")
        if given:
            state = await _give(tx, link, link.pupil_id, account, stamp, version)
        else:
            state = await _refuse(tx.links, link, link.pupil_id, account, stamp)
        return Consented(link_id, state, link.pupil_id, short)


async def _is_of(links: LinkBook, link: Link, account: Account) -> bool:
    return await links.person_of(account) == link.person_id


async def _give(tx: Transaction, link: Link, pupil_id: int, account: Account, stamp: Stamp, version: str) -> LinkState:
    evidence = f"{stamp.device} {stamp.command_id}".strip()
    await tx.links.agree([Agreement(link.person_id, pupil_id, account.channel, version, evidence)], stamp.at)
    if link.state is LinkState.LIVE:
        return link.state
    if link.school.confirms_links:
        await tx.emit([_event(EventKind.LINK_ASKED, link, ASKED, stamp)])
        return link.state
    await tx.links.settle(link.id, LinkState.LIVE, "school's rule", stamp.at)
    # They read it in the answer to their tap; only the adults linked before must be told.
    await tx.emit([_event(EventKind.ADULT_ADDED, link, ADDED, stamp)])
    return LinkState.LIVE


async def _refuse(links: LinkBook, link: Link, pupil_id: int, account: Account, stamp: Stamp) -> LinkState:
    if link.state is LinkState.LIVE:
        await links.withdraw(link.person_id, pupil_id, account.channel, stamp.at)
        return link.state
    await links.withdraw(link.person_id, pupil_id, None, stamp.at)
    await links.settle(link.id, LinkState.REVOKED, str(stamp.actor), stamp.at)
    return LinkState.REVOKED


async def settle_link(store: Store, desk: ClassDesk, link_id: int, accept: bool, stamp: Stamp) -> LinkLine:
    """The class teacher's tap: «да, это мать» or «нет». A second tap changes nothing and shows what stands.

    Raises Refused for a link of another class, for one whose adult has not consented yet, and for accepting an adult
    who is barred.
    """
    async with store.transaction() as tx:
        link = await tx.links.link(link_id, stamp.at)
        if link is None or link.pupil_id is None or link.class_id != desk.class_id:
            raise Refused("access.not_yours")
        fresh = await tx.note(stamp, "settle_link", school_id=link.school.id, subject=f"link:{link_id}", accept=accept)
        if not fresh or link.state is not LinkState.AWAITING:
            return link.line
        if not await tx.links.has_agreed(link.person_id, link.pupil_id):
            raise Refused("access.not_yours")
        if accept and link.barred:
            raise Refused("link.barred")
        state = LinkState.LIVE if accept else LinkState.REJECTED
        await tx.links.settle(link_id, state, str(stamp.actor), stamp.at)
        if not accept:  # another code of theirs must ask for consent anew
            await tx.links.withdraw(link.person_id, link.pupil_id, None, stamp.at)
        await tx.emit(_accepted(link, stamp) if accept else [_event(EventKind.LINK_SETTLED, link, SETTLED, stamp)])
        settled = await tx.links.link(link_id, stamp.at)
        return settled.line if settled else link.line


async def settle_staff_link(store: Store, desk: AdminDesk, link_id: int, accept: bool, stamp: Stamp) -> LinkState:
    """Another administrator, or the operator on the server, confirms a new administrator (SEC-09).

    Raises Refused for a link of another school, and for one's own.
    """
    async with store.transaction() as tx:
        link = await tx.links.link(link_id, stamp.at)
        if link is None or link.staff_id is None or link.school.id != desk.school.id or _is_own(link, desk, stamp):
            raise Refused("access.not_yours")
        fresh = await tx.note(
            stamp, "settle_staff_link", school_id=link.school.id, subject=f"link:{link_id}", accept=accept
        )
        if not fresh or link.state is not LinkState.AWAITING:
            return link.state
        state = LinkState.LIVE if accept else LinkState.REJECTED
        await tx.links.settle(link_id, state, str(stamp.actor), stamp.at)
        await tx.emit([_event(EventKind.LINK_SETTLED, link, SETTLED, stamp)])
        return state


def _is_own(link: Link, desk: AdminDesk, stamp: Stamp) -> bool:
    """Whether the new administrator's own hand confirms: two people must have agreed."""
    by_person = isinstance(stamp.actor, Person) and stamp.actor.id == link.person_id
    return by_person or (desk.staff_id is not None and desk.staff_id == link.staff_id)


def _accepted(link: Link, stamp: Stamp) -> list[Event]:
    """That adult hears, and so do the adults linked before (SEC-08)."""
    return [
        _event(EventKind.LINK_SETTLED, link, SETTLED, stamp),
        _event(EventKind.ADULT_ADDED, link, ADDED, stamp),
    ]


def _event(kind: EventKind, link: Link, revision: int, stamp: Stamp) -> Event:
    """Something that happened to a link."""
    return Event(
        kind,
        link.school.id,
        f"link:{link.id}",
        revision,
        stamp.at,
        pupil_id=link.pupil_id,
        class_id=link.class_id,
    )
