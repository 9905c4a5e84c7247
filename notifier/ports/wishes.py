"""Wishes: what people chose to hear, kept; and the weekly summaries that fall due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from journal_core.access import Child, ClassDesk, Grants
from journal_core.entries.revisions import Stamp
from journal_core.school import Channel
from journal_core.wishes import Chosen, Hour, Kind, Timing
from notifier.summaries import Due, Slot


class Wishes(Protocol):
    """What people chose. Each change is audited with it; said twice, done once."""

    async def of(self, grants: Grants) -> Chosen:
        """What whoever speaks has chosen."""
        ...

    async def of_class(self, desk: ClassDesk, pupil_id: int, at: datetime) -> Mapping[int, Chosen]:
        """What the adults of a pupil of the class (as of `at`) have chosen, by the number of their record."""
        ...

    async def choose_summary(self, grants: Grants, hour: Hour, channel: Channel, stamp: Stamp) -> None:
        """The speaker's summary comes weekly at `hour` on `channel`.

        Raises Refused when they have no live account there.
        """
        ...

    async def choose_summary_for(
        self, desk: ClassDesk, pupil_id: int, guardian_id: int, hour: Hour, stamp: Stamp
    ) -> None:
        """The class teacher chooses the hour for an adult of the pupil who has no chat to do it in; the channel stays.

        Raises Refused for an adult of another class, and for one who has a chat or no summary.
        """
        ...

    async def stop_summary(self, person_id: int, at: datetime) -> None:
        """No summary comes to this person any more, until one is chosen again."""
        ...

    async def set_timing(
        self, grants: Grants, child: Child | None, channel: Channel, kind: Kind, timing: Timing, stamp: Stamp
    ) -> None:
        """The speaker wants news of a kind so on a channel: about one child, or (None) about all of them."""
        ...

    async def stop(self, account_id: int, at: datetime, kind: Kind | None = None, said: str = "") -> None:
        """Nothing of this kind goes to this account any more; of no kind but absences when none is named.

        `said` tells one answer from another, where whoever brought it can: the same brought again changes nothing.
        The person's other accounts on the channel fall silent too. Stopped altogether, a summary that was chosen for
        this channel moves to the person's chat or mailbox, if they have one; else it stops. What guards the account
        (codes, word of another adult) still comes.
        """
        ...

    async def resume(self, account_id: int, at: datetime, said: str = "") -> None:
        """What was stopped on the channel of this account comes there at once again; `said` as in `stop`."""
        ...


class SummaryBook(Protocol):
    """Whose weekly summary falls due, and that it did."""

    async def hours(self) -> Sequence[Slot]:
        """Every hour of the week at which somebody's summary comes, with its zone."""
        ...

    async def fire(self, due: Sequence[Due]) -> Sequence[datetime]:
        """Write an event for each subscriber of these hours, once a person and day; the hours of those that are new."""
        ...
