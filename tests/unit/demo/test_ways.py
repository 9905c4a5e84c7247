"""The line beside a phone tells the way of one notification, in the order of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.demo.ways import shown, steps, title
from journal_core.people import Account
from journal_core.school import Channel
from notifier.states import State
from storage.outbox.ways import Thing, Way

AT = datetime(2026, 11, 23, 9, 11, tzinfo=UTC)
DUE = AT + timedelta(minutes=5)
NINE = Thing("mark", "Физика", "9")
WAY = Way(7, Account(Channel.TELEGRAM, "20001"), State.SCHEDULED, "", False, (NINE,), AT, DUE, None, ())


def names(way: Way) -> list[str]:
    return [name for name, _ in steps(way)]


def test_a_mark_within_its_grace_waits() -> None:
    assert list(steps(WAY)) == [("recorded", AT), ("waits", DUE)]


def test_it_leaves_and_is_corrected_later() -> None:
    later = DUE + timedelta(minutes=20)
    left = replace(WAY, state=State.ACCEPTED, tries=((State.ACCEPTED, DUE),))
    assert names(left) == ["recorded", "waits", "sent"]
    corrected = replace(left, not_before=later, tries=(*left.tries, (State.ACCEPTED, later)))
    assert names(corrected) == ["recorded", "sent", "edited"]


def test_what_must_be_tried_again_waits_again() -> None:
    again = replace(WAY, state=State.PENDING, not_before=DUE + timedelta(minutes=1), tries=((State.PENDING, DUE),))
    assert names(again) == ["recorded", "pending", "waits"]


def test_a_receipt_and_a_change_of_mind_are_ends() -> None:
    read = DUE + timedelta(minutes=1)
    delivered = replace(WAY, state=State.DELIVERED, tries=((State.ACCEPTED, DUE),), settled_at=read)
    assert names(delivered)[-1] == "delivered"
    assert names(replace(WAY, state=State.CANCELLED, settled_at=read)) == ["recorded", "waits", "cancelled"]


def test_a_title_says_the_first_thing_and_how_many_more() -> None:
    absence, homework = Thing("absence", "Химия", ""), Thing("homework", "Физика", "")
    assert title(WAY) == "Физика: 9"
    assert title(replace(WAY, things=(NINE, absence, homework))) == "Физика: 9 и ещё 2"
    assert title(replace(WAY, things=(absence,))) == "Химия: пропуск"
    assert title(replace(WAY, is_line=True)) == "Исправление: Физика: 9"
    assert title(replace(WAY, is_line=True, things=(Thing("notice_reminder", "", ""),))) == "Напоминание"
    assert title(replace(WAY, things=(Thing("address_code", "", ""),))) == "Код подтверждения"


def test_the_page_gets_local_times() -> None:
    told = shown(WAY, UTC)
    assert told["key"] == "message:7" and told["person"] == "20001"
    assert told["steps"][0] == {"step": "recorded", "at": "2026-11-23T09:11:00+00:00"}
