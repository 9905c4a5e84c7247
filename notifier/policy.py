"""What each kind of event asks for: lane, life, channels, whether quiet hours hold it.

Numbers marked [G] in the facts are defaults here; a school's own are on its row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import IntEnum

from journal_core.events import Event, EventKind
from journal_core.school import Channel, School
from journal_core.wishes import CHOSEN, Kind
from notifier.summaries import CATCH_UP


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
    kind: Kind | None = None  #: what a person may choose about; None is what guards them, and cannot be muted
    may_wait: bool = True  #: «only in the summary» holds it up


CHAT_THEN_MAIL = (Channel.TELEGRAM, Channel.EMAIL)
ALL = (Channel.TELEGRAM, Channel.EMAIL, Channel.SMS)

POLICIES: dict[EventKind, Policy] = {
    EventKind.MARK: Policy("marks", Lane.REST, timedelta(hours=48), CHAT_THEN_MAIL, kind=Kind.MARKS),
    EventKind.HOMEWORK: Policy("homework", Lane.REST, timedelta(hours=18), CHAT_THEN_MAIL, kind=Kind.HOMEWORK),
    EventKind.ABSENCE: Policy("absence", Lane.REST, timedelta(hours=24), ALL, kind=Kind.ABSENCES),
    EventKind.SUMMARY: Policy("summary", Lane.REST, CATCH_UP, ALL, kind=Kind.SUMMARY),
    EventKind.NOTICE: Policy("notice", Lane.REST, timedelta(days=7), ALL, kind=Kind.NOTICES),
    EventKind.REMARK: Policy("remark", Lane.REST, timedelta(hours=48), CHAT_THEN_MAIL, kind=Kind.MARKS),
    EventKind.TERM_MARK: Policy("term_mark", Lane.REST, timedelta(days=7), CHAT_THEN_MAIL, kind=Kind.MARKS),
    EventKind.LESSON_CHANGED: Policy(
        "lesson_changed", Lane.REST, timedelta(hours=24), CHAT_THEN_MAIL, kind=Kind.NOTICES
    ),
    EventKind.CONCERN: Policy("concern", Lane.REST, timedelta(days=7), ALL, kind=Kind.NOTICES, may_wait=False),
    # An SMS could not be answered: whoever has nothing else is the class teacher's to ring.
    EventKind.NOTICE_REMINDER: Policy(
        "notice_reminder", Lane.REST, timedelta(days=2), CHAT_THEN_MAIL, kind=Kind.NOTICES
    ),
    # At any hour, to people who can act: the families know already.
    EventKind.CHILD_UNKNOWN: Policy(
        "child_unknown", Lane.ABSENCE, timedelta(hours=24), (Channel.TELEGRAM,), False, may_wait=False
    ),
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
#: The same for a notice that says something else now: the words in the chat stand above it, a letter has them anew.
NOTICE_CHANGED = Policy("notice_changed", Lane.REST, timedelta(days=7), CHAT_THEN_MAIL, kind=Kind.NOTICES)
#: An absence nobody explained: it goes by every channel, past quiet hours.
URGENT_ABSENCE = Policy("absence", Lane.ABSENCE, timedelta(hours=24), ALL, False, Kind.ABSENCES, may_wait=False)

#: What may be mended unheard for the school's grace.
_MENDED = frozenset(
    {
        EventKind.MARK,
        EventKind.HOMEWORK,
        EventKind.REMARK,
        EventKind.TERM_MARK,
        EventKind.LESSON_CHANGED,
        EventKind.CONCERN,
    }
)
#: When the day's term marks leave together; those of a later hour wait for the morning.
TERM_MARKS_AT = time(20, 0)
#: How long an absence of today is news (REL-55).
ABSENCE_UNTIL = time(20, 0)
#: A summary whose time ends in the night waits for the morning, and has so long then.
MORNING = timedelta(hours=2)
#: Templates of what answers a message that was edited.
LINES = frozenset({CORRECTION.template, NOTICE_CHANGED.template})


def line_of(event: Event) -> Policy:
    """The policy of what is said aloud when the event corrects something."""
    return NOTICE_CHANGED if event.kind is EventKind.NOTICE else CORRECTION


def policy_of(event: Event) -> Policy:
    """The policy of an event."""
    if event.kind is EventKind.ABSENCE and event.urgent:
        return URGENT_ABSENCE
    return POLICIES[event.kind]


def kind_of(template: str, subject: str) -> Kind | None:
    """What kind of news a message brings; a correction brings that of what it corrects (its `subject`)."""
    if template in LINES:
        return POLICIES[EventKind(subject.partition(":")[0])].kind
    return next((policy.kind for policy in POLICIES.values() if policy.template == template), None)


def may_wait(template: str, lane: Lane) -> bool:
    """Whether «only in the summary» holds a message up: neither an alarm nor the school's word of concern."""
    return lane is not Lane.ABSENCE and template != POLICIES[EventKind.CONCERN].template


def kinds_on(channel: Channel) -> tuple[Kind, ...]:
    """What a person may choose about on a channel: what ever goes there."""
    sent = {policy.kind for policy in POLICIES.values() if channel in policy.channels}
    return tuple(kind for kind in CHOSEN if kind in sent)


def grace_of(event: Event, school: School) -> timedelta:
    """How long an event may still be mended unheard."""
    if event.kind in _MENDED:
        return school.grace
    if event.kind is EventKind.ABSENCE:
        return school.urgent_grace if event.urgent else school.grace
    return timedelta(0)


def expires_at(event: Event, policy: Policy, school: School, not_before: datetime) -> datetime:
    """When nothing may be sent any more.

    An absence of today is news until the evening, a later one for its life; a summary counts from its hour.
    """
    if event.kind is EventKind.SUMMARY:
        ends = event.occurred_at + policy.lives
        morning = after_quiet_hours(ends, school)
        return ends if morning == ends else morning + MORNING
    if event.kind is EventKind.ABSENCE and event.day is not None:
        evening = datetime.combine(event.day, ABSENCE_UNTIL, school.zone)
        if evening > not_before:
            return evening
    return not_before + policy.lives


def after_quiet_hours(moment: datetime, school: School) -> datetime:
    """`moment`, or the end of the quiet hours it falls into (local to the school)."""
    local = school.local(moment)
    if not school.is_quiet(local.time()):
        return moment
    day = local.date() + timedelta(days=1) if local.time() >= school.quiet_until else local.date()
    # An hour that a clock change repeats ends twice; nobody is sent back in time.
    return max(moment, datetime.combine(day, school.quiet_until, school.zone))
