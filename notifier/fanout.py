"""Fan-out: event → whom, where, when. A pure rule over one happening.

Grace: a mark waits until it may no longer be quietly mended; marks of one child within the grace are one message.
Corrected inside the grace, only the last value goes out, because the words are looked up at sending. Corrected after
it: see `notifier.corrections`. A notice is one message to whoever has several children in the class.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.revisions import Change
from journal_core.events import Event, EventKind
from journal_core.school import School
from notifier.corrections import correction
from notifier.policy import EDITABLE, TERM_MARKS_AT, Lane, Policy, after_quiet_hours, expires_at, grace_of, policy_of
from notifier.promises import Earlier, Happening, Join, Promise, Reachable, Recipient, edited, nothing, pick, unheard
from notifier.states import OPEN, TOLD


def fan_out(happening: Happening) -> list[Promise]:
    """The promises an event makes, none for nobody. Deterministic: the same happening gives the same promises."""
    promises: list[Promise] = []
    for recipient in happening.recipients:
        promises += _promises_to(recipient, happening)
    return promises


def next_leg(
    happening: Happening, person_id: int, pupil_id: int | None, used: frozenset[str], now: datetime
) -> list[Promise]:
    """The promise on the person's next channel, when this one cannot tell them; none when no channel is left.

    The grace is over by then, but the night may have begun: `now` is looked at again.
    """
    for recipient in happening.recipients:
        if (recipient.person_id, recipient.pupil_id) == (person_id, pupil_id):
            left = tuple(reach for reach in recipient.accounts if reach.account.channel not in used)
            promise = _first(replace(recipient, accounts=left, earlier=None), happening, now)
            return [promise] if promise.join is Join.OPEN else []
    return []


def _promises_to(recipient: Recipient, happening: Happening) -> list[Promise]:
    earlier = recipient.earlier
    if happening.event.kind is EventKind.NOTICE_REMINDER:
        return [_reminder(recipient, happening)]
    if earlier is None:
        return [_first(recipient, happening)]
    if not earlier.same_subject and happening.change is Change.REMOVED:
        return [nothing(recipient, "removed before it was told")]
    if earlier.has_left or earlier.state in TOLD:
        return correction(recipient, earlier, happening)
    if earlier.state not in OPEN or _is_too_slow(earlier, happening):
        return [_first(recipient, happening)]
    return [edited(recipient, earlier)]


def _reminder(recipient: Recipient, happening: Happening) -> Promise:
    """What waits to be told needs no reminder; what stands in the chat is answered there."""
    told = recipient.earlier
    if told is not None and not told.has_left and told.state in OPEN:
        return nothing(recipient, "not told yet")
    promise = _first(recipient, happening)
    answers_it = told is not None and told.has_left and told.account_id == promise.account_id
    if told is None or not answers_it or promise.channel not in EDITABLE:
        return promise
    return replace(promise, answers=told.message_id)


def _is_too_slow(earlier: Earlier, happening: Happening) -> bool:
    """A lateness that became a Н before it left: the Н does not wait for it, nor for the morning."""
    event = happening.event
    return event.kind is EventKind.ABSENCE and event.urgent and earlier.lane is not Lane.ABSENCE


def _first(recipient: Recipient, happening: Happening, now: datetime | None = None) -> Promise:
    """Nothing about this subject was told to this person yet."""
    event, school = happening.event, happening.school
    if happening.change is Change.REMOVED:
        return nothing(recipient, "removed before it was told")
    if event.kind is EventKind.ABSENCE and not _worth_telling(event, happening.value):
        return nothing(recipient, "explained")
    policy = policy_of(event)
    reach = pick(recipient, policy.channels, school, urgent=not policy.may_wait)
    if reach is None:
        return unheard(recipient, policy.channels, school)
    return _open(recipient, reach, event, school, policy, now)


def _open(
    recipient: Recipient, reach: Reachable, event: Event, school: School, policy: Policy, now: datetime | None
) -> Promise:
    not_before = _when(event, school, grace_of(event, school))
    if now is not None:
        not_before = max(now, not_before)
    if policy.held_at_night:
        not_before = after_quiet_hours(not_before, school)
    return Promise(
        recipient.person_id,
        leg=reach.account.channel,
        join=Join.OPEN,
        pupil_id=recipient.pupil_id,
        account_id=reach.account_id,
        channel=reach.account.channel,
        template=policy.template,
        thread=_thread(event, recipient),
        lane=policy.lane,
        not_before=not_before,
        closes_at=not_before,
        expires_at=expires_at(event, policy, school, not_before),
        soonest=event.kind is EventKind.ABSENCE,
    )


def _when(event: Event, school: School, grace: timedelta) -> datetime:
    """After the grace; the day's homework leaves together at the school's hour, the day's term marks in the evening."""
    ready = event.occurred_at + grace
    day = school.local(event.occurred_at).date()
    if event.kind is EventKind.HOMEWORK:
        return max(ready, datetime.combine(day, school.homework_at, school.zone))
    if event.kind is EventKind.TERM_MARK:
        evening = datetime.combine(day, TERM_MARKS_AT, school.zone)
        morning = datetime.combine(day + timedelta(days=1), school.quiet_until, school.zone)
        return evening if ready <= evening else morning
    return ready


def _thread(event: Event, recipient: Recipient) -> str:
    """Deliveries of one thread share a message while it is open."""
    if event.kind is EventKind.ABSENCE:
        # A late arrival must not swallow the sound of a later Н: urgent ones have a thread of their own.
        kind = "absence" if event.urgent else "attendance"
        return f"{kind}:{recipient.pupil_id}:{event.day}"
    if event.kind is EventKind.MARK:
        return f"marks:{recipient.pupil_id}"
    if event.kind in (EventKind.HOMEWORK, EventKind.TERM_MARK):
        return f"{event.kind}:{recipient.pupil_id}"
    if event.kind in (EventKind.REMARK, EventKind.LESSON_CHANGED):  # of a day: several teachers, several lessons
        return f"{event.kind}:{recipient.pupil_id}:{event.day}"
    if event.kind is EventKind.CHILD_UNKNOWN:  # two adults who do not know are one alarm
        return f"{event.kind}:{event.pupil_id}:{event.day}"
    if event.kind is EventKind.NOTICE:  # about no child: a mother of twins hears it once
        return event.subject
    return f"{event.kind}:{event.subject}:{event.revision}"


def _worth_telling(event: Event, code: str) -> bool:
    return event.urgent or code == AbsenceCode.LATE
