"""What each kind of event asks for: lane, life, channels, whether quiet hours hold it.

Numbers marked [G] in the facts are defaults here; a school's own are on its row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import IntEnum

from journal_core.events import Event, EventKind
from journal_core.school import Channel, School


class Lane(IntEnum):
    """Who goes first when permits are short: people who wait, then absences, then the rest."""

    PEOPLE = 0
    ABSENCE = 1
    REST = 2


@dataclass(frozen=True, slots=True)
class Policy:
    """How one kind is delivered."""

    template: str
    lane: Lane
    lives: timedelta
    channels: tuple[Channel, ...]  #: in the default order; one leg at a time
    held_at_night: bool = True


CHAT_THEN_MAIL = (Channel.TELEGRAM, Channel.EMAIL)
ALL = (Channel.TELEGRAM, Channel.EMAIL, Channel.SMS)

POLICIES: dict[EventKind, Policy] = {
    EventKind.MARK: Policy("marks", Lane.REST, timedelta(hours=48), CHAT_THEN_MAIL),
    EventKind.HOMEWORK: Policy("homework", Lane.REST, timedelta(hours=18), CHAT_THEN_MAIL),
    EventKind.ABSENCE: Policy("absence", Lane.REST, timedelta(hours=24), ALL),
    EventKind.LINK_ASKED: Policy("link_asked", Lane.PEOPLE, timedelta(days=7), (Channel.TELEGRAM,)),
    EventKind.LINK_SETTLED: Policy("link_settled", Lane.PEOPLE, timedelta(days=7), (Channel.TELEGRAM,), False),
    EventKind.ADULT_ADDED: Policy("adult_added", Lane.REST, timedelta(days=7), CHAT_THEN_MAIL),
    EventKind.ADDRESS_ADDED: Policy("address_added", Lane.REST, timedelta(days=7), CHAT_THEN_MAIL),
    EventKind.ADDRESS_CODE: Policy(
        "address_code", Lane.PEOPLE, timedelta(minutes=10), (Channel.EMAIL, Channel.SMS), False
    ),
}

#: Channels whose messages can be changed after they left.
EDITABLE = frozenset({Channel.TELEGRAM})

#: The line that answers an edited message; mail and SMS get it as a message of its own.
CORRECTION = Policy("correction", Lane.REST, timedelta(hours=48), CHAT_THEN_MAIL)
#: An absence nobody explained: it goes by every channel, past quiet hours.
URGENT_ABSENCE = Policy("absence", Lane.ABSENCE, timedelta(hours=24), ALL, False)

#: How long an absence of today is news (REL-55).
ABSENCE_UNTIL = time(20, 0)


def policy_of(event: Event) -> Policy:
    """The policy of an event."""
    if event.kind is EventKind.ABSENCE and event.urgent:
        return URGENT_ABSENCE
    return POLICIES[event.kind]


def grace_of(event: Event, school: School) -> timedelta:
    """How long an event may still be mended unheard."""
    if event.kind in (EventKind.MARK, EventKind.HOMEWORK):
        return school.grace
    if event.kind is EventKind.ABSENCE:
        return school.urgent_grace if event.urgent else school.grace
    return timedelta(0)


def expires_at(event: Event, policy: Policy, school: School, not_before: datetime) -> datetime:
    """When nothing may be sent any more. An absence of today is news until the evening, a later one for its life."""
    if event.kind is EventKind.ABSENCE and event.day is not None:
        evening = datetime.combine(event.day, ABSENCE_UNTIL, school.zone)
        if evening > not_before:
            return evening
    return not_before + policy.lives


def after_quiet_hours(moment: datetime, school: School) -> datetime:
    """`moment`, or the end of the quiet hours it falls into (local to the school)."""
    local = school.local(moment)
    quiet = school.quiet_from, school.quiet_until
    if quiet[0] <= quiet[1]:
        held = quiet[0] <= local.time() < quiet[1]
    else:
        held = local.time() >= quiet[0] or local.time() < quiet[1]
    if not held:
        return moment
    day = local.date() + timedelta(days=1) if local.time() >= quiet[1] else local.date()
    # An hour that a clock change repeats ends twice; nobody is sent back in time.
    return max(moment, datetime.combine(day, school.quiet_until, school.zone))
