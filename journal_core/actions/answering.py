"""An address answers for itself: the link of its letter, a reply to it, an SMS back. Then it is live, as by the digits.

The same rules hold as for digits told in the chat or to the class teacher: how long a code lives, how often anybody
may guess, whose consent stands, who hears of it. A code asked for anew makes an older letter void.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from journal_core import linking
from journal_core.actions.address_codes import fits
from journal_core.actions.addresses import NOT_ACCEPTED, Confirmed
from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused
from journal_core.events import Event, EventKind
from journal_core.linking import CONSENT_VERSION
from journal_core.people import Account
from journal_core.ports import Store, Transaction
from journal_core.ports.links import Address, Agreement, Asking, Hearing
from journal_core.school import Level


@dataclass(frozen=True, slots=True)
class CodeLetter:
    """The letter that carried a code: whose address it went to, and at which asking."""

    account_id: int
    asking: int


async def confirm_from_address(
    store: Store,
    account: Account,
    stamp: Stamp,
    pepper: bytes,
    *,
    letter: CodeLetter | None = None,
    code: str = "",
    version: str = CONSENT_VERSION,
) -> Confirmed:
    """Whoever holds the mailbox or the phone says yes, or says the six digits; wrong ones are counted.

    `letter` is what they answer; a phone answers none, and means the newest code. Raises
    Refused("address.code_not_accepted") for a wrong, old or too often guessed code, and when there is no child left
    to hear of.
    """
    async with store.transaction() as tx:
        waiting = await tx.links.waiting_at(account, stamp.at - linking.ADDRESS_CODE_LIVES)
        meant = [one for one in waiting if letter in (None, CodeLetter(one.address.id, one.number))]
        row = _confirmed_of(meant, code, pepper)
        if await tx.note(stamp, "confirm_from_address", subject=f"account:{row.id}" if row else ""):
            await (_open(tx, row, stamp, version) if row else _count(tx, meant, code, stamp))
        else:
            row = await tx.links.confirmed_by(stamp.command_id)
    if row is None:
        raise Refused(NOT_ACCEPTED)
    return Confirmed(row.id, row.channel, row.address)


def _confirmed_of(meant: Sequence[Asking], code: str, pepper: bytes) -> Address | None:
    digits = re.sub(r"[^0-9]", "", code)
    for one in meant:
        if fits(one.address, one.tries, digits, pepper) if digits else one.tries < linking.ADDRESS_TRIES:
            return one.address
    return None


async def _count(tx: Transaction, meant: Sequence[Asking], code: str, stamp: Stamp) -> None:
    """A wrong code is a try at every address it may have been meant for; a «yes» that is too late is none."""
    for one in meant if code else ():
        row = one.address
        await tx.links.fail(Account(row.channel, row.address), f"account:{row.id}", stamp.at)


async def _open(tx: Transaction, row: Address, stamp: Stamp, version: str) -> None:
    """The address is live, for the children that the one who entered it had agreed about."""
    await tx.links.enliven(row.id, stamp.at)
    heard = await tx.links.heard_of(row.person_id, stamp.at)
    allowed = [one for one in heard if one.school.level(row.channel) is not Level.OFF]
    if row.note:  # the class teacher entered it: the paper was recorded then, and the others hear
        told = [one for one in allowed if row.channel in one.consented]
        await _tell(tx, row, told, stamp)
    else:  # its owner entered it in the chat, where they had agreed
        told = [one for one in allowed if one.consented]
        evidence = f"{stamp.device} {stamp.command_id}"
        agreed = [Agreement(row.person_id, one.pupil_id, row.channel, version, evidence) for one in told]
        await tx.links.agree(agreed, stamp.at)
    if not told:
        raise Refused(NOT_ACCEPTED)


async def _tell(tx: Transaction, row: Address, told: Sequence[Hearing], stamp: Stamp) -> None:
    first = await tx.links.next_telling(row.id)
    await tx.emit(
        [
            Event(
                EventKind.ADDRESS_ADDED,
                one.school.id,
                f"account:{row.id}",
                revision,
                stamp.at,
                pupil_id=one.pupil_id,
                class_id=one.class_id,
            )
            for revision, one in enumerate(told, first)
        ]
    )
