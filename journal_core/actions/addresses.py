"""Addresses: a mailbox or a phone becomes an account once the six digits sent to it come back.

A linked guardian enters their own in the chat; for somebody without a messenger the class teacher does, with a paper
consent noted. Addresses of an imported list are never accounts by themselves: nothing is sent to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from journal_core import linking
from journal_core.access import Child, ClassDesk, Grants, visible_children, wards
from journal_core.actions.address_codes import take_code
from journal_core.actions.linking import ADDED
from journal_core.entries.revisions import Stamp
from journal_core.errors import Conflict, Invalid, NotLinked, Refused
from journal_core.events import Event, EventKind
from journal_core.linking import CONSENT_VERSION, LinkState
from journal_core.people import Account
from journal_core.ports import Store, Transaction
from journal_core.ports.links import Address, Agreement, LinkBook, NewLink, Ward
from journal_core.school import Channel, Level

#: The one answer to a wrong, expired or spent code of an address.
NOT_ACCEPTED = "address.code_not_accepted"


@dataclass(frozen=True, slots=True)
class Entered:
    """An address as it stands after it was entered."""

    account_id: int
    channel: Channel
    address: str
    live: bool  #: it was confirmed earlier: no code is sent
    expires_at: datetime | None  #: of the code; None when none is sent


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An address that is live from here on."""

    account_id: int
    channel: Channel
    address: str


@dataclass(frozen=True, slots=True)
class _About:
    """The school and the child that an address's code is about."""

    school_id: int
    pupil_id: int
    class_id: int


async def enter_own_address(
    store: Store,
    grants: Grants | None,
    channel: Channel,
    address: str,
    stamp: Stamp,
    version: str = CONSENT_VERSION,
) -> Entered:
    """A linked guardian enters their own address; the code goes there.

    Entered again once it is live it takes in the children linked since. Raises NotLinked, Refused
    (access.not_confirmed, access.not_guardian, link.channel_forbidden, address.too_many_codes) or Invalid for what is
    no address.
    """
    if grants is None:
        raise NotLinked("access.not_linked")
    children = _children(grants, channel)
    account = Account(channel, linking.address_of(channel, address))
    async with store.transaction() as tx:
        fresh = await tx.note(stamp, "enter_own_address", school_id=children[0].school.id, channel=channel)
        row = await tx.links.enter(grants.person_id, account, "", stamp.at)
        if not fresh:
            return _entered(row)
        if row.state == "live":
            await tx.links.agree(_own(grants.person_id, children, channel, version, stamp), stamp.at)
            return _entered(row)
        first = children[0]
        return await _ask(tx, row, _About(first.school.id, first.pupil_id, first.class_id), stamp)


async def enter_address_for(
    store: Store,
    desk: ClassDesk,
    guardian_id: int,
    channel: Channel,
    address: str,
    note: str,
    stamp: Stamp,
    version: str = CONSENT_VERSION,
) -> Entered:
    """The class teacher enters an adult's address; `note` says where the paper consent is.

    The adult becomes a person with a live link to their children in this class, and consent is recorded as given on
    paper. Raises Refused (access.not_yours for another class's guardian, link.barred, link.channel_forbidden,
    address.too_many_codes), Conflict when the adult's own code waits for the tap, Invalid.
    """
    if desk.school.level(channel) is Level.OFF:
        raise Refused("link.channel_forbidden")
    account = Account(channel, linking.address_of(channel, address))
    if not note.strip():
        raise Invalid("address.paper_unnamed")
    async with store.transaction() as tx:
        wards = await _wards(tx.links, desk, guardian_id, stamp.at)
        whom = f"guardian:{guardian_id}"
        fresh = await tx.note(stamp, "enter_address_for", school_id=desk.school.id, subject=whom, channel=channel)
        person_id = await tx.links.holder(guardian_id, [one.pupil_id for one in wards])
        if person_id is None and fresh:
            person_id = await tx.links.new_person(stamp.at)
        if person_id is None:
            raise Refused("access.not_yours")
        row = await tx.links.enter(person_id, account, note.strip(), stamp.at)
        if not fresh:
            return _entered(row)
        await _link(tx, desk, guardian_id, person_id, wards, stamp)
        await tx.links.agree(_paper(row, wards, version), stamp.at)
        if row.state == "live":
            return _entered(row)
        return await _ask(tx, row, _About(desk.school.id, wards[0].pupil_id, desk.class_id), stamp)


async def confirm_own_address(
    store: Store,
    grants: Grants | None,
    code: str,
    stamp: Stamp,
    pepper: bytes,
    version: str = CONSENT_VERSION,
) -> Confirmed:
    """The six digits came back to the chat: the address is live and consent for its channel is recorded.

    Raises Refused("address.code_not_accepted") for a wrong, old or too often guessed code.
    """
    if grants is None:
        raise NotLinked("access.not_linked")
    async with store.transaction() as tx:
        row, _ = await take_code(tx, "confirm_own_address", None, grants.person_id, code, stamp, pepper)
        if row is not None:
            children = _children(grants, row.channel)
            await tx.links.agree(_own(grants.person_id, children, row.channel, version, stamp), stamp.at)
    return _confirmed(row)


async def confirm_address_for(
    store: Store,
    desk: ClassDesk,
    guardian_id: int,
    code: str,
    stamp: Stamp,
    pepper: bytes,
    version: str = CONSENT_VERSION,
) -> Confirmed:
    """The adult told the class teacher the six digits. Refusals are those of entering and of one's own code.

    Digits prove whose mailbox it is, not that it is the mother's: her other addresses and the child's other adults
    hear of it.
    """
    async with store.transaction() as tx:
        wards = await _wards(tx.links, desk, guardian_id, stamp.at)
        person_id = await tx.links.holder(guardian_id, [one.pupil_id for one in wards])
        row, fresh = None, False
        if person_id is not None:
            row, fresh = await take_code(tx, "confirm_address_for", desk.school, person_id, code, stamp, pepper)
        if row is not None:
            await tx.links.agree(_paper(row, wards, version), stamp.at)
            if fresh:
                await _tell(tx, row, desk, wards, stamp)
    return _confirmed(row)


def _children(grants: Grants, channel: Channel) -> tuple[Child, ...]:
    """The children this channel may speak of to this person."""
    seen = wards(grants)
    if not seen:
        raise Refused("access.not_guardian" if visible_children(grants) else "access.not_confirmed")
    allowed = tuple(one for one in seen if one.school.level(channel) is not Level.OFF)
    if not allowed:
        raise Refused("link.channel_forbidden")
    return allowed


async def _wards(links: LinkBook, desk: ClassDesk, guardian_id: int, at: datetime) -> list[Ward]:
    """The guardian's children in the class, without those they are barred from."""
    wards = await links.wards(desk, guardian_id, at)
    if not wards:
        raise Refused("access.not_yours")
    allowed = [one for one in wards if not one.barred]
    if not allowed:
        raise Refused("link.barred")
    return allowed


async def _link(
    tx: Transaction, desk: ClassDesk, guardian_id: int, person_id: int, wards: Sequence[Ward], stamp: Stamp
) -> None:
    """Live links to the children the adult is not linked to yet; the adults linked before hear of it."""
    if any(one.awaiting for one in wards):
        raise Conflict("address.settle_first")
    for ward in wards:
        if await tx.links.holds(person_id, pupil_id=ward.pupil_id):
            continue
        new = NewLink(
            person_id,
            desk.school.id,
            LinkState.LIVE,
            ward.pupil_id,
            guardian_id,
            settled_by=str(stamp.actor),
        )
        subject = f"link:{await tx.links.add_link(new, stamp.at)}"
        await tx.emit(
            [
                Event(
                    EventKind.ADULT_ADDED,
                    desk.school.id,
                    subject,
                    ADDED,
                    stamp.at,
                    pupil_id=ward.pupil_id,
                    class_id=desk.class_id,
                )
            ]
        )


async def _tell(tx: Transaction, row: Address, desk: ClassDesk, wards: Sequence[Ward], stamp: Stamp) -> None:
    """Of each child the address may now hear of; nothing of it was said before."""
    first = await tx.links.next_telling(row.id)
    await tx.emit(
        [
            Event(
                EventKind.ADDRESS_ADDED,
                desk.school.id,
                f"account:{row.id}",
                revision,
                stamp.at,
                pupil_id=ward.pupil_id,
                class_id=desk.class_id,
            )
            for revision, ward in enumerate(wards, first)
        ]
    )


async def _ask(tx: Transaction, row: Address, about: _About, stamp: Stamp) -> Entered:
    """The code is wanted as of now; the notifier works it out again and sends it (nothing is stored)."""
    if await tx.links.codes_asked(row.person_id, stamp.at - timedelta(days=1)) >= linking.ADDRESS_CODES_A_DAY:
        raise Refused("address.too_many_codes")
    revision = await tx.links.ask_code(row.id, stamp.at)
    await tx.emit(
        [
            Event(
                EventKind.ADDRESS_CODE,
                about.school_id,
                f"account:{row.id}",
                revision,
                stamp.at,
                urgent=True,
                pupil_id=about.pupil_id,
                class_id=about.class_id,
            )
        ]
    )
    return Entered(row.id, row.channel, row.address, False, stamp.at + linking.ADDRESS_CODE_LIVES)


def _own(person_id: int, children: Sequence[Child], channel: Channel, version: str, stamp: Stamp) -> list[Agreement]:
    evidence = f"{stamp.device} {stamp.command_id}".strip()
    return [Agreement(person_id, one.pupil_id, channel, version, evidence) for one in children]


def _paper(row: Address, wards: Sequence[Ward], version: str) -> list[Agreement]:
    return [Agreement(row.person_id, one.pupil_id, row.channel, version, f"paper: {row.note}") for one in wards]


def _entered(row: Address) -> Entered:
    live = row.state == "live"
    asked = None if live or row.code_asked_at is None else row.code_asked_at + linking.ADDRESS_CODE_LIVES
    return Entered(row.id, row.channel, row.address, live, asked)


def _confirmed(row: Address | None) -> Confirmed:
    if row is None:
        raise Refused(NOT_ACCEPTED)
    return Confirmed(row.id, row.channel, row.address)
