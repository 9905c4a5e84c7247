"""The six digits that come back from a mailbox or a phone: whose they are, and how often anybody may guess."""

from __future__ import annotations

import hmac
import re

from journal_core import linking
from journal_core.entries.revisions import Stamp
from journal_core.people import Account
from journal_core.ports import Transaction
from journal_core.ports.links import Address
from journal_core.school import School


async def take_code(
    tx: Transaction, verb: str, school: School | None, person_id: int, code: str, stamp: Stamp, pepper: bytes
) -> tuple[Address | None, bool]:
    """The address whose code this is, now live, and whether it came to life just now, not by this command before.

    None, with the try counted, when the code is nobody's.
    """
    digits = re.sub(r"[^0-9]", "", code)
    waiting = await tx.links.unconfirmed(person_id, stamp.at - linking.ADDRESS_CODE_LIVES)
    fitting = next((row for row, tries in waiting if fits(row, tries, digits, pepper)), None)
    subject = f"account:{fitting.id}" if fitting else ""
    if not await tx.note(stamp, verb, school_id=school.id if school else None, subject=subject):
        return await tx.links.confirmed_by(stamp.command_id), False
    if fitting is not None:
        await tx.links.enliven(fitting.id, stamp.at)
        return fitting, True
    for row, _ in waiting:
        await tx.links.fail(Account(row.channel, row.address), f"account:{row.id}", stamp.at)
    return None, False


def fits(row: Address, tries: int, digits: str, pepper: bytes) -> bool:
    """Whether these are the digits sent to the address, and it was not guessed at too often."""
    if row.code_asked_at is None or tries >= linking.ADDRESS_TRIES:
        return False
    return hmac.compare_digest(linking.address_code(pepper, row.id, row.code_asked_at), digits)
