"""Fan-out's words: who could hear of an event, what they were told before, and what is promised to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from journal_core.entries.revisions import Change
from journal_core.events import Event
from journal_core.people import Account
from journal_core.school import Channel, Level, School
from journal_core.wishes import Timing
from notifier.policy import Lane
from notifier.states import State


@dataclass(frozen=True, slots=True)
class Reachable:
    """One live account of a recipient, with a standing consent for its channel."""

    account_id: int
    account: Account


@dataclass(frozen=True, slots=True)
class Earlier:
    """What this person was last promised about the same subject, or in the same thread (an absence's day)."""

    message_id: int
    account_id: int
    account: Account
    state: State  #: of the message
    left_at: datetime | None
    has_left: bool  #: the provider gave an id: it can be edited
    told: str  #: the value told, or empty
    same_subject: bool = True  #: False: another lesson of the same day
    lane: Lane = Lane.REST  #: of the message


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may hear of the event, about one pupil (or none)."""

    person_id: int
    pupil_id: int | None
    accounts: tuple[Reachable, ...]
    earlier: Earlier | None = None
    wishes: Mapping[Channel, Timing] = field(default_factory=dict)  #: about this kind of news, where anything was said
    prefers: Channel | None = None  #: asked first, whatever the order
    has_summary: bool = False  #: a weekly summary comes to them


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with everything needed to decide who hears of it."""

    event_id: int
    event: Event
    school: School
    change: Change = Change.SET
    value: str = ""  #: of the mark or the absence's code, as of now
    recipients: tuple[Recipient, ...] = ()


class Join(StrEnum):
    """How a promise meets its message."""

    OPEN = "open"  #: joins the thread's open message, or opens one
    EDIT = "edit"  #: the message that told the earlier revision is edited
    NONE = "none"  #: nothing is sent; the promise is kept as settled


@dataclass(frozen=True, slots=True)
class Promise:
    """A delivery to be, and the message it joins."""

    person_id: int
    leg: str
    join: Join
    pupil_id: int | None = None
    account_id: int | None = None
    channel: str = ""
    template: str = ""
    thread: str = ""
    lane: Lane = Lane.REST
    not_before: datetime | None = None
    closes_at: datetime | None = None
    expires_at: datetime | None = None
    soonest: bool = False  #: joining keeps the earlier time instead of the later one
    edits: int | None = None  #: message to edit
    answers: int | None = None  #: message the line answers
    was: str = ""  #: the value told before, for a line
    state: State = State.SCHEDULED
    reason: str = ""


def pick(
    recipient: Recipient, channels: tuple[Channel, ...], school: School, *, urgent: bool = False
) -> Reachable | None:
    """The account to use: on the first of `channels` that the school lets carry anything and the person wants used.

    Whoever said «not here» on a channel is not followed to one of which they said nothing.
    """
    declined = False
    for channel in sorted(channels, key=lambda one: one is not recipient.prefers):
        wish = wish_of(recipient, channel, urgent=urgent)
        reach = next((one for one in recipient.accounts if one.account.channel is channel), None)
        usable = reach is not None and school.level(channel) is not Level.OFF
        if usable and (wish is Timing.AT_ONCE or (wish is None and not declined)):
            return reach
        declined = declined or wish in (Timing.SUMMARY, Timing.OFF)
    return None


def wish_of(recipient: Recipient, channel: Channel, *, urgent: bool) -> Timing | None:
    """What the person said of this news on a channel. No summary holds up what is urgent; «off» does."""
    wish = recipient.wishes.get(channel)
    return Timing.AT_ONCE if urgent and wish is Timing.SUMMARY else wish


def unheard(recipient: Recipient, channels: tuple[Channel, ...], school: School) -> Promise:
    """Nobody can or nobody wants to be told; which of the two."""
    whatever = pick(replace(recipient, wishes={}), channels, school)
    return nothing(recipient, "nowhere to go" if whatever is None else "asked not to be told so", State.SUPPRESSED)


def edited(recipient: Recipient, earlier: Earlier) -> Promise:
    """The earlier message says what stands: when it leaves, or by an edit when it has left."""
    return Promise(
        recipient.person_id,
        leg=earlier.account.channel,
        join=Join.EDIT,
        pupil_id=recipient.pupil_id,
        account_id=earlier.account_id,
        edits=earlier.message_id,
    )


def nothing(recipient: Recipient, reason: str, state: State = State.CANCELLED) -> Promise:
    """Kept, so that every event and person ends somewhere one can see."""
    return Promise(
        recipient.person_id, leg="none", join=Join.NONE, pupil_id=recipient.pupil_id, state=state, reason=reason
    )
