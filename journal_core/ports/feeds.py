"""Calendars at secret addresses: made and ended in a transaction, read by whoever holds the address."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from journal_core.diary import Day, HomeworkLine
from journal_core.feeds import Holder
from journal_core.passes import Child
from journal_core.people import Account


class FeedBook(Protocol):
    """The writing side."""

    async def replace(self, account: Account, person_id: int, pupil_id: int, token_hash: bytes, at: datetime) -> None:
        """A new address for this account and pupil; the one before ends."""
        ...

    async def end(self, account: Account, person_id: int, pupil_id: int, at: datetime) -> bool:
        """End the address; False when there was none."""
        ...


class Feeds(Protocol):
    """The reading side."""

    async def holder(self, token_hash: bytes) -> Holder | None:
        """Whose address it is; None when there is no such one, or it was ended."""
        ...

    async def days(self, child: Child, first: date, last: date) -> tuple[Day, ...]:
        """The child's days, both ends included."""
        ...

    async def homework(self, child: Child, since: date) -> tuple[HomeworkLine, ...]:
        """Homework due on `since` or later."""
        ...
