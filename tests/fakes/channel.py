"""A way out that says what a test wants, and keeps what it was given."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from journal_core.school import Channel
from notifier.limits import Permits
from notifier.outcomes import Outcome, Sent
from notifier.ports import Outgoing


@dataclass
class FakeChannel:
    """`notifier.ports.ChannelPort`; each sending takes the next answer, and «sent» when there is none left."""

    name: Channel = Channel.TELEGRAM
    permits: Permits = field(default_factory=Permits)
    answers: list[Outcome | Exception] = field(default_factory=list)
    sent: list[Outgoing] = field(default_factory=list)
    before: Callable[[Outgoing], None] = lambda outgoing: None
    holds: dict[str, asyncio.Event] = field(default_factory=dict)  #: address → let go when set
    closed: bool = False

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Keeps it, waits where an address is slow, answers."""
        self.before(outgoing)
        self.sent.append(outgoing)
        if hold := self.holds.get(outgoing.account.address):
            await hold.wait()
        answer = self.answers.pop(0) if self.answers else Sent(outgoing.replaces or f"there-{outgoing.message_id}")
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def close(self) -> None:
        """Remembers that it was."""
        self.closed = True
