"""The states of a delivery and of a message, and the steps between them.

    scheduled → pending → leased → accepted → delivered
                   ↑         ├→ unknown → (accepted | pending once | failed)
                   └─ later ─┤
                             └→ refused | broken      any open one → expired · cancelled · merged · suppressed

A *delivery* is a promise (one event revision, one person, one leg); a *message* is what goes on the wire. A message
that was accepted is pending again when a member is corrected: the same message is edited.
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a delivery or a message stands."""

    SCHEDULED = "scheduled"  #: waits for its time, others may still join it
    PENDING = "pending"  #: due again: after «later», after a rescue, or to be edited
    LEASED = "leased"  #: a worker holds it
    UNKNOWN = "unknown"  #: may have arrived
    ACCEPTED = "accepted"  #: the service has it
    DELIVERED = "delivered"  #: a receipt says so
    FAILED = "failed"  #: unknown, and may not be repeated
    REFUSED = "refused"  #: the address is dead
    BROKEN = "broken"  #: our message is wrong: an operator looks
    EXPIRED = "expired"  #: its time has passed
    CANCELLED = "cancelled"  #: nothing is left to say, or the person may no longer see it
    MERGED = "merged"  #: told by another delivery
    SUPPRESSED = "suppressed"  #: nobody wanted to hear it, or it has nowhere to go


#: What claims take up.
DUE = (State.SCHEDULED, State.PENDING, State.UNKNOWN)
#: What is not at an end.
OPEN = frozenset({State.SCHEDULED, State.PENDING, State.LEASED, State.UNKNOWN})
#: What the person has, as far as anybody can know.
TOLD = frozenset({State.ACCEPTED, State.DELIVERED})
ENDED = frozenset(State) - OPEN

_ANY_END = frozenset(
    {State.REFUSED, State.BROKEN, State.EXPIRED, State.CANCELLED, State.MERGED, State.SUPPRESSED, State.FAILED}
)
STEPS: dict[State, frozenset[State]] = {
    State.SCHEDULED: frozenset({State.LEASED}) | _ANY_END,
    State.PENDING: frozenset({State.LEASED}) | _ANY_END,
    State.LEASED: frozenset({State.PENDING, State.SCHEDULED, State.ACCEPTED, State.UNKNOWN}) | _ANY_END,
    State.UNKNOWN: frozenset({State.LEASED, State.ACCEPTED, State.DELIVERED, State.PENDING}) | _ANY_END,
    # Edited (pending) is a message's step only; a receipt may still come, for good or ill.
    State.ACCEPTED: frozenset({State.PENDING, State.DELIVERED, State.FAILED}),
    State.DELIVERED: frozenset({State.PENDING, State.FAILED}),
    State.FAILED: frozenset({State.DELIVERED}),
} | {end: frozenset() for end in _ANY_END - {State.FAILED}}


def may_step(before: State, after: State) -> bool:
    """Whether a step is one of the picture above."""
    return before is after or after in STEPS[before]
