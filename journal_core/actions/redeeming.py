"""Redeeming: a typed code or a deep link makes a person hold a record (SEC-01..07)."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime

from journal_core import linking
from journal_core.entries.revisions import Stamp
from journal_core.errors import Conflict, Refused
from journal_core.linking import Invitation, LinkState
from journal_core.people import Account
from journal_core.ports import Store, Transaction
from journal_core.ports.invitations import Invitee
from journal_core.ports.links import Link, LinkBook, NewLink
from journal_core.school import Level, School

#: The one answer to every failure (SEC-06).
NOT_ACCEPTED = "link.not_accepted"


@dataclass(frozen=True, slots=True)
class Redeemed:
    """A code opened. Before the class teacher's tap nothing but initials and class is shown."""

    link_id: int
    kind: str  #: "guardian", "pupil", "staff" or "officer"
    person_id: int
    school: School
    pupil_id: int | None  #: None for the office
    pupil_short: str  #: «И. П., 7Б»; empty for the office
    awaiting: bool  #: of a guardian and a pupil: consent comes next; of a second administrator: another one confirms
    merged: bool  #: the person held other records already


async def redeem(
    store: Store,
    account: Account,
    key: str,
    birth_date: date | None,
    stamp: Stamp,
    pepper: bytes,
    language: str,
) -> Redeemed:
    """Open an invitation with what was typed or with a deep link's token; a guardian's needs the birth date too.

    Raises Refused("link.not_accepted") for every failure alike, Refused("link.channel_forbidden") where the school
    may not use this messenger (the code stays good), Conflict("link.already_yours") when the person has it already.
    """
    async with store.transaction() as tx:
        await tx.links.hold(account)
        redeemed = await _redeem(tx, account, key, birth_date, stamp, pepper, language)
    # Raised after the commit: a refusal that rolled back would forget the guess.
    if redeemed is None:
        raise Refused(NOT_ACCEPTED)
    return redeemed


def kind_of(record: Invitation | Link | Invitee) -> str:
    """Whose slip or link it is: a guardian's, a pupil's own, staff's, an officer's of a district."""
    if record.district_id is not None:
        return "officer"
    if record.staff_id is not None:
        return "staff"
    return "pupil" if record.own else "guardian"


async def _redeem(
    tx: Transaction,
    account: Account,
    key: str,
    birth_date: date | None,
    stamp: Stamp,
    pepper: bytes,
    language: str,
) -> Redeemed | None:
    code, token = linking.normalise(key), linking.as_token(key)
    failures = await tx.links.failures(account, stamp.at - linking.FAILURES_REMEMBERED)
    if (code is None and token is None) or linking.must_wait(failures, stamp.at):
        return None
    if code is not None:
        found = await _by_code(tx.links, code, pepper, stamp.at)
    else:
        found = await tx.links.by_token(linking.token_hash(token or ""), stamp.at)
    school_id, subject = (found.school.id, f"invitation:{found.id}") if found else (None, "")
    if not await tx.note(stamp, "redeem", school_id=school_id, subject=subject):
        return await _done_before(tx.links, stamp)
    if found is not None and await _opens(tx.links, found, account, birth_date, typed=code is not None, at=stamp.at):
        return await _admit(tx.links, found, account, stamp, language)
    await tx.links.fail(account, _guessed_at(found, code, birth_date), stamp.at)
    return None


def _guessed_at(found: Invitation | None, code: str | None, birth_date: date | None) -> str:
    """What a failure counts against: the slip when its holder guesses birth dates, else the code."""
    if found is not None and birth_date is not None and not found.fits(birth_date):
        return f"invitation:{found.id}"
    return code[: linking.SELECTOR] if code else ""


async def _by_code(links: LinkBook, code: str, pepper: bytes, at: datetime) -> Invitation | None:
    candidates = await links.by_selector(code[: linking.SELECTOR], at)
    if not candidates:  # the same work as for a code that exists, so that the answer takes as long (SEC-03)
        await asyncio.to_thread(linking.code_hash, code, secrets.token_bytes(16), pepper)
    for one in candidates:
        hashed = await asyncio.to_thread(linking.code_hash, code, one.salt, pepper)
        if hmac.compare_digest(hashed, one.code_hash):
            return one
    return None


async def _opens(
    links: LinkBook,
    found: Invitation,
    account: Account,
    birth_date: date | None,
    *,
    typed: bool,
    at: datetime,
) -> bool:
    """Whether everything lets it open; if so it is used up, and nobody else's."""
    if not found.opens(birth_date, at):
        return False
    if typed and (found.locked or await _school_is_slow(links, found, at)):
        return False
    person_id = await links.person_of(account)
    if person_id is not None and found.pupil_id is not None and await links.is_barred(person_id, found.pupil_id):
        return False
    if found.school.level(account.channel) is Level.OFF:
        raise Refused("link.channel_forbidden")
    return await links.take(found.id, at)


async def _school_is_slow(links: LinkBook, found: Invitation, at: datetime) -> bool:
    return await links.failures_at(found.school.id, at - linking.SCHOOL_WINDOW) >= linking.FAILURES_OF_SCHOOL


async def _admit(links: LinkBook, found: Invitation, account: Account, stamp: Stamp, language: str) -> Redeemed:
    """The person comes into being here, or holds one record more."""
    person_id = await links.admit(account, language, stamp.at)
    merged = await links.holds(person_id)
    held = {"pupil_id": found.pupil_id, "staff_id": found.staff_id, "district_id": found.district_id}
    if merged and await links.holds(person_id, **held):
        raise Conflict("link.already_yours")
    staff = found.staff_id is not None
    # The first administrator is invited from the command line; from the second on another one confirms (SEC-09).
    second = staff and found.administrator and await links.has_administrator(found.school.id)
    awaiting = found.pupil_id is not None or second
    new = NewLink(
        person_id,
        found.school.id,
        LinkState.AWAITING if awaiting else LinkState.LIVE,
        found.pupil_id,
        found.guardian_id,
        found.staff_id,
        found.id,
        "" if awaiting else "invitation",
        found.own,
        found.district_id,
    )
    link_id = await links.add_link(new, stamp.at)
    short = linking.initials(found.pupil, found.class_name)
    kind = kind_of(found)
    return Redeemed(link_id, kind, person_id, found.school, found.pupil_id, short, awaiting, merged)


async def _done_before(links: LinkBook, stamp: Stamp) -> Redeemed | None:
    """The same answer again, after an answer that got lost."""
    link_id = await links.taken_by(stamp.command_id)
    link = await links.link(link_id, stamp.at) if link_id is not None else None
    if link is None:
        return None
    kind = kind_of(link)
    short = linking.initials(link.pupil, link.class_name)
    awaiting = link.state is LinkState.AWAITING
    return Redeemed(link.id, kind, link.person_id, link.school, link.pupil_id, short, awaiting, merged=False)
