"""Who hears of a notice, of its change, and of a reminder: a pure rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from journal_core.events import Event, EventKind
from notifier.fanout import fan_out
from notifier.promises import Happening, Join, Recipient
from notifier.states import State
from tests.unit.notifier.people import (
    BORIS,
    CHAT,
    DAY,
    MAIL,
    MARIA,
    NOON,
    PHONE,
    SCHOOL,
    at,
    corrected,
    maria,
    told,
    waiting,
)


def notice(*to: Recipient, kind: EventKind = EventKind.NOTICE, when: Any = NOON, **more: Any) -> Happening:
    """«Собрание в 18:00» to 7Б."""
    event = Event(kind, 1, f"{kind}:4", 1, when, class_id=7, day=DAY)
    return Happening(4, event, SCHOOL, value="Собрание в 18:00", recipients=to or (maria(),), **more)


def reminder(*to: Recipient) -> Happening:
    return notice(*to, kind=EventKind.NOTICE_REMINDER, when=at(16))


def test_it_leaves_at_once_by_the_first_channel_there_is() -> None:
    for accounts, channel in (((MAIL, CHAT), "telegram"), ((PHONE, MAIL), "email"), ((PHONE,), "sms")):
        [promise] = fan_out(notice(maria(*accounts)))
        assert (promise.channel, promise.not_before, promise.template) == (channel, NOON, "notice")


def test_at_night_it_waits_for_the_morning() -> None:
    [promise] = fan_out(notice(when=at(23)))
    assert promise.not_before == at(7, days=1)


def test_a_mother_of_twins_is_promised_both_in_one_message() -> None:
    anya, boris = fan_out(notice(maria(), Recipient(MARIA, BORIS, (CHAT,))))
    assert (anya.thread, anya.pupil_id) != (boris.thread, boris.pupil_id) and anya.thread == boris.thread


@pytest.mark.parametrize("removed", [False, True])
@pytest.mark.parametrize(("minutes", "lines"), [(4, 0), (20, 1)])
def test_a_change_and_a_recall_are_an_edit_and_after_the_grace_a_line(minutes: int, lines: int, removed: bool) -> None:
    happening = corrected(notice(maria(earlier=told(left_at=NOON)), when=at(12, minutes)), removed=removed)
    edit, *rest = fan_out(happening)
    assert (edit.join, edit.edits) == (Join.EDIT, 70)
    assert [(one.template, one.answers, one.not_before) for one in rest] == [
        ("notice_changed", 70, at(12, minutes))
    ] * lines  # fmt: skip


@pytest.mark.parametrize("removed", [False, True])
def test_a_letter_is_put_right_by_a_letter_and_an_sms_by_none(removed: bool) -> None:
    by_mail = corrected(notice(maria(MAIL, earlier=told(reach=MAIL))), removed=removed)
    [promise] = fan_out(by_mail)
    assert (promise.template, promise.channel, promise.answers) == ("notice_changed", "email", None)
    [nothing] = fan_out(corrected(notice(maria(PHONE, earlier=told(reach=PHONE))), removed=removed))
    assert nothing.join is Join.NONE


def test_recalled_before_it_left_nothing_is_promised_to_those_who_come_later() -> None:
    [promise] = fan_out(corrected(notice(), removed=True))
    assert (promise.join, promise.state) == (Join.NONE, State.CANCELLED)


def test_a_reminder_answers_the_notice_in_its_chat() -> None:
    [promise] = fan_out(reminder(maria(earlier=told(left_at=NOON))))
    assert (promise.template, promise.answers, promise.channel) == ("notice_reminder", 70, "telegram")


def test_a_reminder_elsewhere_than_the_notice_answers_nothing() -> None:
    for earlier in (told(reach=MAIL), told(reach=replace(CHAT, account_id=999)), None):
        [promise] = fan_out(reminder(maria(earlier=earlier)))
        assert (promise.template, promise.answers) == ("notice_reminder", None)


def test_nobody_is_reminded_by_sms_or_of_what_is_still_to_come() -> None:
    assert [one.state for one in fan_out(reminder(maria(PHONE)))] == [State.SUPPRESSED]
    assert [one.join for one in fan_out(reminder(maria(earlier=waiting())))] == [Join.NONE]
