"""Letters: what a ticket names, and whose an address is, for people who act without a messenger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from journal_core.access import Grants
from journal_core.people import Account


@dataclass(frozen=True, slots=True)
class Told:
    """One promise that a message kept: the subject it spoke of, and about whom."""

    subject: str  #: «mark:17», «account:8», «notice:4»
    revision: int
    pupil_id: int | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that went to an address, as its rows stand now."""

    message_id: int
    template: str
    person_id: int
    language: str
    account_id: int
    account: Account
    state: str  #: of the account: unconfirmed, live, dead
    code_asked_at: datetime | None
    asking: int  #: the newest asking of a code for this account, from 1; 0 without one
    told: tuple[Told, ...]


class LetterBook(Protocol):
    """Letters that were sent, and their addresses."""

    async def letter(self, message_id: int) -> Letter | None:
        """The message; None when there is none of that number."""
        ...

    async def grants(self, letter: Letter, at: datetime) -> Grants | None:
        """What its reader may do now; None when the address is not live or holds nothing."""
        ...

    async def accounts(self, account: Account) -> Sequence[int]:
        """The numbers of everybody's accounts at this address that are live."""
        ...
