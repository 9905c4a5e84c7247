"""What follows from an outcome: a pure rule. Channels report, the queue decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from journal_core.school import Channel
from notifier.outcomes import Broken, Outcome, Refused, Sent, TryLater
from notifier.states import State

#: Extra copies allowed when nobody can know whether a message arrived (delivery.md, A).
COPIES = {Channel.TELEGRAM: 1, Channel.EMAIL: 1, Channel.SMS: 0}
#: Templates that are never sent again, whatever the channel: a code that got lost is asked for anew.
ONCE = frozenset({"address_code"})
#: How long to wait before a message that may have arrived is sent again, or given up.
DOUBT_LASTS = {
    Channel.TELEGRAM: timedelta(minutes=1),
    Channel.EMAIL: timedelta(minutes=5),
    Channel.SMS: timedelta(minutes=10),
}
#: First back-off and its cap; doubled each time, with full jitter (REL-30).
BACK_OFF = {
    Channel.TELEGRAM: (timedelta(seconds=5), timedelta(minutes=15)),
    Channel.EMAIL: (timedelta(minutes=5), timedelta(hours=2)),
    Channel.SMS: (timedelta(seconds=30), timedelta(minutes=30)),
}
#: A fuse only: what stops retries is the message's life.
MOST_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is written when a sending is over.

    Of an edit the promise ends in `state`; the message itself was told before and stays so.
    """

    state: State
    not_before: datetime | None = None  #: of a message that will be tried again
    provider_id: str = ""
    spends_attempt: bool = True
    doubted: bool = False  #: this sending may have arrived
    next_channel: bool = False  #: the promise moves to the person's next channel
    reason: str = ""
    segments: int = 0


def settle(
    outcome: Outcome, channel: Channel, *, attempts: int, editing: bool, now: datetime, chance: Random
) -> Settlement:
    """Decide what an outcome means for a message on `channel`; `attempts` counts this one."""
    if isinstance(outcome, Sent):
        return Settlement(State.ACCEPTED, provider_id=outcome.provider_id, segments=outcome.segments)
    if isinstance(outcome, Refused):
        return Settlement(State.REFUSED, next_channel=True, reason=outcome.code)
    if isinstance(outcome, Broken):
        return Settlement(State.BROKEN, reason=outcome.code)
    if isinstance(outcome, TryLater):
        return _later(outcome, channel, attempts, now, chance)
    if editing:  # it changes the same message: it may always be said again
        return _later(TryLater(code=outcome.code), channel, attempts, now, chance)
    # It waits, then goes once more where a copy is allowed, or is given up; a receipt may still end the doubt.
    return Settlement(State.UNKNOWN, not_before=now + DOUBT_LASTS[channel], doubted=True, reason=outcome.code)


def _later(outcome: TryLater, channel: Channel, attempts: int, now: datetime, chance: Random) -> Settlement:
    if outcome.whole_channel:
        return Settlement(
            State.PENDING, now + (outcome.after or timedelta(seconds=5)), spends_attempt=False, reason=outcome.code
        )
    if attempts >= MOST_ATTEMPTS:
        return Settlement(State.BROKEN, reason=outcome.code)
    wait = outcome.after or back_off(channel, attempts, chance)
    return Settlement(State.PENDING, now + wait, reason=outcome.code)


def back_off(channel: Channel, attempts: int, chance: Random) -> timedelta:
    """Doubled each time up to the cap, with full jitter but never below half of the first."""
    base, cap = BACK_OFF[channel]
    limit = min(cap, timedelta(seconds=base.total_seconds() * 2.0 ** min(attempts - 1, 20)))
    return max(base / 2, timedelta(seconds=limit.total_seconds() * chance.random()))
