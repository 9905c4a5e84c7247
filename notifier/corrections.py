"""Corrections: what follows when something is no longer what a person was told. A pure rule.

The message in the chat is edited and, if it left more than the grace ago, answered with one line: an edit makes no
sound. Letters and SMS cannot be edited: a mark that did not fall is put right in the weekly summary of whoever gets
one, everything else by a letter of its own. What was told to an address that is dead by now is put right wherever the
person can still be reached. Nobody is written to where they asked not to be.
"""

from __future__ import annotations

from dataclasses import replace

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.revisions import Change
from journal_core.events import EventKind
from journal_core.school import Channel
from journal_core.wishes import Timing
from notifier.policy import EDITABLE, after_quiet_hours, grace_of, line_of, policy_of
from notifier.promises import (
    Earlier,
    Happening,
    Join,
    Promise,
    Reachable,
    Recipient,
    edited,
    nothing,
    pick,
    wish_of,
)
from notifier.states import State


def correction(recipient: Recipient, earlier: Earlier, happening: Happening) -> list[Promise]:
    """The promises to somebody who was told: an edit, a line aloud, both, or nothing where nothing is due."""
    standing = next((one for one in recipient.accounts if one.account_id == earlier.account_id), None)
    editable = standing is not None and standing.account.channel in EDITABLE
    if not earlier.same_subject and not editable:
        return [nothing(recipient, "told today", State.MERGED)]
    promises = [edited(recipient, earlier)] if editable else []
    if _is_said_aloud(earlier, happening, editable=editable):
        urgent = happening.event.urgent
        channels = line_of(happening.event).channels
        reach = standing or pick(recipient, channels, happening.school, urgent=urgent)
        waits = not editable and _can_wait(recipient, earlier, happening)
        if reach is not None and not waits and _may_carry(recipient, reach, happening):
            promises.append(_line(recipient, reach, earlier, happening, editable=editable))
    return promises or [nothing(recipient, "in the next summary" if recipient.has_summary else "not said aloud")]


def _can_wait(recipient: Recipient, earlier: Earlier, happening: Happening) -> bool:
    """A mark that did not fall, for whoever will read of it in their summary. Homework would come after its day."""
    if happening.event.kind is not EventKind.MARK or not (recipient.has_summary and earlier.told):
        return False
    return happening.change is Change.REMOVED or not happening.school.scale.fell(earlier.told, happening.value)


def _may_carry(recipient: Recipient, reach: Reachable, happening: Happening) -> bool:
    """An SMS costs money: only what is urgent is put right by one. Elsewhere, where the person wants it at once."""
    channel, urgent = reach.account.channel, happening.event.urgent
    if channel is Channel.SMS and not urgent:
        return False
    return wish_of(recipient, channel, urgent=urgent) not in (Timing.SUMMARY, Timing.OFF)


def _is_said_aloud(earlier: Earlier, happening: Happening, *, editable: bool) -> bool:
    event, school = happening.event, happening.school
    if not earlier.same_subject:
        return False
    if event.kind is EventKind.ABSENCE and happening.change is not Change.REMOVED:
        # A settled НП, and a Н where a lateness or a good reason was told; УП and Б settle silently.
        worse = happening.value in (AbsenceCode.UNEXCUSED, AbsenceCode.ABSENT)
        return event.urgent and worse and happening.value != earlier.told
    if not editable or earlier.left_at is None:
        return True
    if event.kind is EventKind.NOTICE:  # it leaves at once; what is mended within the school's grace is mended quietly
        return event.occurred_at - earlier.left_at > school.grace
    return event.occurred_at - earlier.left_at > grace_of(event, school)


def _line(recipient: Recipient, reach: Reachable, earlier: Earlier, happening: Happening, *, editable: bool) -> Promise:
    event, school = happening.event, happening.school
    policy = replace(line_of(event), held_at_night=not event.urgent, lane=policy_of(event).lane)
    not_before = event.occurred_at + grace_of(event, school)
    if policy.held_at_night:
        not_before = after_quiet_hours(not_before, school)
    channel = reach.account.channel
    return Promise(
        recipient.person_id,
        leg=f"{channel}:line",
        join=Join.OPEN,
        pupil_id=recipient.pupil_id,
        account_id=reach.account_id,
        channel=channel,
        template=policy.template,
        thread=f"line:{earlier.message_id}:{event.subject}",
        lane=policy.lane,
        not_before=not_before,
        closes_at=not_before,
        expires_at=not_before + policy.lives,
        answers=earlier.message_id if editable else None,
        was=earlier.told,
    )
