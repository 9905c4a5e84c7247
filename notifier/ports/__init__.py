"""What the notifier needs of the world, and what it offers the bot: inbox, drafts, poller lease, messenger.

`storage` implements the queues; `notifier.channels` implements the channels and the messenger.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from journal_core.files import StoredFile
from journal_core.news import News
from journal_core.people import Account
from journal_core.school import Channel, Level
from notifier.limits import Permits
from notifier.outcomes import Outcome
from notifier.policy import Lane
from notifier.ports.files import Files as Files
from notifier.ports.wishes import SummaryBook as SummaryBook
from notifier.ports.wishes import Wishes as Wishes
from notifier.promises import Happening, Promise
from notifier.retries import Settlement
from notifier.states import State
from texts.screen import Screen


@dataclass(frozen=True, slots=True)
class Incoming:
    """One raw update, kept before it is acknowledged."""

    id: int
    update_id: int
    queue: str  #: updates of one queue are handled in order
    raw: Mapping[str, Any]


class Inbox(Protocol):
    """Updates in: unique by bot and update id, handled once, none lost."""

    async def keep(self, bot: str, updates: Sequence[Mapping[str, Any]], at: datetime) -> None:
        """Store raw updates; those kept before are passed over. Returns once they are durable."""
        ...

    async def waiting(self, bot: str, after: int, limit: int, each: int = 20) -> list[Incoming]:
        """Updates nobody has handled yet with an id above `after`, oldest first.

        Of a queue only its first `each` are told, wherever `after` is, so that no queue hides those behind it.
        """
        ...

    async def handled(self, incoming_id: int, at: datetime, error: str = "") -> None:
        """Mark an update as handled; `error` is a class name, never a text of a person."""
        ...


@dataclass(frozen=True, slots=True)
class Draft:
    """Something a person is writing: a lesson's card, a code waiting for a birth date, an address to be typed."""

    id: int
    account: Account
    kind: str
    content: Mapping[str, Any]
    state: str  #: open, saved, dropped
    command_id: str
    source_message: str = ""
    card_message: str = ""
    expires_at: datetime | None = None


class Drafts(Protocol):
    """Drafts of writing: rows with an id, so that a card outlives a restart."""

    async def open(
        self,
        account: Account,
        kind: str,
        content: Mapping[str, Any],
        *,
        at: datetime,
        expires_at: datetime,
        source_message: str = "",
        once: str = "",
    ) -> Draft:
        """A new draft; without a source message the account's other open draft of that kind is dropped.

        `once` names the update it is made for: handled again after a restart, the same draft is returned.
        """
        ...

    async def find(self, account: Account, draft_id: int) -> Draft | None:
        """The draft, if it is this account's."""
        ...

    async def of_message(self, account: Account, source_message: str) -> Draft | None:
        """The newest draft made from a person's own message."""
        ...

    async def current(self, account: Account, kinds: Sequence[str], at: datetime) -> Draft | None:
        """The account's newest open draft of these kinds that has not expired."""
        ...

    async def settle(self, draft: Draft, state: str) -> None:
        """Close a draft as saved or dropped."""
        ...

    async def shown(self, draft: Draft, card_message: str) -> None:
        """Remember which message of ours shows it."""
        ...

    async def rewrite(self, draft: Draft, content: Mapping[str, Any], source_message: str) -> Draft:
        """The draft with another content, made from this message of the person's."""
        ...


class PollerLease(Protocol):
    """One poller a token: whoever holds the lease asks for updates."""

    async def take(self, bot: str) -> bool:
        """Whether this process now holds the lease; a dead holder's is free at once."""
        ...


class Messenger(Protocol):
    """What a messenger adds to a channel: talking to people who wait."""

    async def show(self, account: Account, screen: Screen, *, replaces: str = "") -> str:
        """Send a screen, or edit the message `replaces` into it; the message's id. The lane for people who wait."""
        ...

    async def answer_press(self, press_id: str, text: str = "", *, alert: bool = False) -> None:
        """Release a pressed button; an old press is passed over."""
        ...

    async def fetch_file(self, file_id: str) -> bytes:
        """A file somebody sent, at most 20 MB."""
        ...

    async def set_commands(self, commands: Sequence[tuple[str, str]], language: str = "") -> None:
        """The menu of commands."""
        ...


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a channel is asked to send; texts are finished, at the channel's level and in the reader's language."""

    message_id: int  #: ours; the client's number where a gateway takes one
    account: Account
    screen: Screen | None = None  #: for a messenger
    subject: str = ""  #: for mail
    text: str = ""  #: for mail and SMS
    html: str = ""  #: for mail
    files: tuple[StoredFile, ...] = ()  #: for mail: attached
    ticket: str = ""  #: for mail: stands in its Message-ID, so that an answer is known by what it answers
    headers: Mapping[str, str] = field(default_factory=dict)  #: for mail: lines that machines read, ASCII
    replaces: str = ""  #: the provider's id of the message to edit
    answers: str = ""  #: the provider's id of the message to reply to
    silent: bool = False


class Watch(Protocol):
    """Wakes: something happened that may be due now. Only a hint: polling finds what a lost wake missed."""

    async def woken(self, seconds: float) -> None:
        """Return at the next wake, or after `seconds` without one."""
        ...


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message in this worker's hands, under its token."""

    id: int
    token: UUID
    school_id: int
    person_id: int
    pupil_id: int | None
    account: Account
    template: str
    lane: Lane
    expires_at: datetime
    attempts: int  #: this one counted
    told: Mapping[str, str]  #: subject → value, as this person was told
    provider_id: str = ""  #: set: this is an edit
    shown: str = ""  #: what stands there, as a hash
    answers: str = ""  #: the provider's id of the message to reply to


@dataclass(frozen=True, slots=True)
class Sight:
    """What a second look found: everything the words are made of, as it stands at this moment."""

    level: Level
    language: str
    news: News
    deliveries: tuple[int, ...]  #: members that the words speak for
    told: Mapping[str, str]  #: subject → value, as the person will now know it


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Nothing may be said any more."""

    state: State
    reason: str
    until: datetime | None = None  #: with PENDING: not now, but then
    next_channel: bool = False  #: the address is dead: the promise moves to the person's next channel


class Outbox(Protocol):
    """Promises and messages out."""

    async def fan(self, decide: Callable[[Happening], Sequence[Promise]], now: datetime) -> bool:
        """Turn the oldest waiting event into promises, in one transaction; False when none waits."""
        ...

    async def claim(self, channel: Channel, limit: int, now: datetime) -> list[Claimed]:
        """Take due messages, the most urgent first, under a fresh token and lease."""
        ...

    async def next_due(self, channel: Channel) -> datetime | None:
        """When the next message of the channel is due."""
        ...

    async def look(self, claimed: Claimed, now: datetime) -> Sight | Withdrawn:
        """Look again: what stands, and whether this person may and wants to hear it here."""
        ...

    async def sending(self, claimed: Claimed) -> bool:
        """The point of no return, durable before the first byte leaves; False when the claim was lost."""
        ...

    async def settle(
        self, claimed: Claimed, settlement: Settlement, now: datetime, *, sight: Sight | None = None, shown: str = ""
    ) -> None:
        """Write how it ended, guarded by the token; a late success still counts. Makes the next channel's message.

        `sight` is what the words were made of, `shown` their fingerprint, when they left.
        """
        ...

    async def rescue(self, now: datetime) -> int:
        """Return what dead workers held: unsent ones as they were, the others in doubt."""
        ...

    async def expire(self, now: datetime) -> int:
        """End what nobody may hear any more, and give up doubts that lasted too long."""
        ...

    async def receipt(self, channel: Channel, provider_id: str, *, delivered: bool, code: str, now: datetime) -> bool:
        """A receipt from the other side; kept for later when nobody knows its message yet."""
        ...

    async def bounced(self, message_id: int, code: str, now: datetime) -> bool:
        """A letter came back: its mailbox is dead, and what it said is promised on the next channel.

        False when no such letter was sent; twice changes nothing.
        """
        ...

    async def lease_permits(self, bot: str, most: int) -> int:
        """This worker's share of a bot's permits, renewed by asking again."""
        ...

    async def unsettled(self, now: datetime) -> Mapping[str, int]:
        """Counts for health: events to fan out, messages due, in hand, in doubt, broken."""
        ...


class ChannelPort(Protocol):
    """A way out. It reports; no retry loop lives in it."""

    name: Channel
    permits: Permits

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Send or edit one message; never raises for what the other side does."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
