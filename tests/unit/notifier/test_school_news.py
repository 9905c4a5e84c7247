"""When remarks, term marks, changed lessons and concerns leave, and what joins what."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from journal_core.events import Event, EventKind
from journal_core.school import Channel
from journal_core.wishes import Timing
from notifier.fanout import fan_out
from notifier.policy import Lane, grace_of, may_wait, policy_of
from notifier.promises import Happening, Join, Promise, Recipient
from tests.unit.notifier.people import ANYA, CHAT, DAY, MAIL, NOON, OLEG, SCHOOL, at, corrected, maria, told

NEWS = (EventKind.REMARK, EventKind.TERM_MARK, EventKind.LESSON_CHANGED, EventKind.CONCERN)


def happening(kind: EventKind, when: datetime = NOON, number: int = 5, **wishes: Timing) -> Happening:
    event = Event(kind, 1, f"{kind}:{number}", 1, when, pupil_id=ANYA, day=DAY)
    said = {Channel(name): timing for name, timing in wishes.items()}
    return Happening(1, event, SCHOOL, value="7", recipients=(replace(maria(), wishes=said),))


def only(one: Happening) -> Promise:
    [promise] = fan_out(one)
    return promise


@pytest.mark.parametrize("kind", NEWS)
def test_what_is_mended_at_once_is_not_heard_of(kind: EventKind) -> None:
    assert grace_of(happening(kind).event, SCHOOL) == SCHOOL.grace
    assert only(corrected(happening(kind), removed=True)).join is Join.NONE


@pytest.mark.parametrize(
    ("when", "leaves"),
    [
        (at(9), at(20)),
        (at(19, 55), at(20)),
        (at(19, 56), at(7, days=1)),
        (at(23), at(7, days=1)),
        (at(0, 30), at(20)),
    ],
)
def test_the_days_term_marks_leave_together_in_the_evening(when: datetime, leaves: datetime) -> None:
    promise = only(happening(EventKind.TERM_MARK, when))
    assert promise.not_before == promise.closes_at == leaves


def test_term_marks_of_a_child_are_one_message_and_remarks_and_lessons_one_a_day() -> None:
    for kind in (EventKind.REMARK, EventKind.TERM_MARK, EventKind.LESSON_CHANGED):
        one, other = happening(kind, number=5), happening(kind, number=6)
        assert only(one).thread == only(other).thread
        tomorrow = replace(one, event=replace(one.event, day=at(0, days=1).date()))
        assert (only(one).thread == only(tomorrow).thread) is (kind is EventKind.TERM_MARK)
    assert only(happening(EventKind.CONCERN, number=5)).thread != only(happening(EventKind.CONCERN, number=6)).thread


def test_only_a_concern_does_not_wait_for_the_summary_and_off_ends_it_too() -> None:
    for kind in NEWS:
        asked = only(happening(kind, telegram=Timing.SUMMARY))
        assert (asked.join is Join.OPEN) is (kind is EventKind.CONCERN)
        assert only(happening(kind, telegram=Timing.OFF)).join is Join.NONE
        assert may_wait(policy_of(happening(kind).event).template, Lane.REST) is (kind is not EventKind.CONCERN)


@pytest.mark.parametrize("kind", NEWS)
def test_what_was_told_is_edited_and_later_said_aloud(kind: EventKind) -> None:
    def promises(when: datetime) -> list[str]:
        later = corrected(happening(kind, when))
        return [one.template for one in fan_out(replace(later, recipients=(maria(earlier=told()),)))]

    assert promises(at(12, 9)) == [""]
    assert promises(at(12, 30)) == ["", "correction"]


def test_that_nobody_knows_where_a_child_is_leaves_at_once_at_night_too() -> None:
    def alarm(number: int) -> Promise:
        kind = EventKind.CHILD_UNKNOWN
        event = Event(kind, 1, f"{kind}:{number}", 1, at(23), True, pupil_id=ANYA, class_id=7, day=DAY)
        return only(Happening(1, event, SCHOOL, recipients=(Recipient(OLEG, None, (MAIL, CHAT)),)))

    promise = alarm(5)
    assert (promise.channel, promise.lane, promise.not_before) == ("telegram", Lane.ABSENCE, at(23))
    assert promise.thread == alarm(6).thread, "two adults who do not know are one alarm"
