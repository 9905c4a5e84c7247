"""The history checker sees what it is there to see: each broken promise, told by hand, is complained of."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from notifier.tickets import seal
from tests.history import broken_promises
from tests.history_read import TABLES, History

NOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def history(**rows: list[dict[str, Any]]) -> History:
    """A day on which Мария (person 1) was told of her child's nine; `rows` replace tables or what the wire has."""
    good: dict[str, list[Any]] = {name: [] for name in TABLES}
    good["events"] = [{"id": 1, "subject": "mark:1", "fanned_at": NOON}]
    good["links"] = [{"person_id": 1, "pupil_id": 1, "state": "live", "settled_at": NOON - timedelta(days=9)}]
    good["messages"] = [message()]
    good["deliveries"] = [delivery()]
    good["attempts"] = [{"id": 1, "message_id": 1, "outcome": "accepted"}]
    good["values"] = [{"subject": "mark:1", "change": "set", "value": "9"}]
    wire: dict[str, Any] = {"chats": {"1001": [push(77)]}}
    for name, table in rows.items():
        (good if name in TABLES else wire)[name] = table
    return History(NOON + timedelta(hours=1), good, **wire)


def message(**changed: Any) -> dict[str, Any]:
    plain = {
        "id": 1,
        "person_id": 1,
        "pupil_id": 1,
        "template": "marks",
        "channel": "telegram",
        "lane": 2,
        "state": "accepted",
        "not_before": NOON,
        "expires_at": NOON + timedelta(days=2),
        "doubts": 0,
        "provider_id": "77",
        "told": '{"mark:1": "9"}',
        "left_at": NOON,
        "error": "",
        "address": "1001",
        "account_state": "live",
        "changed_at": NOON - timedelta(days=9),
        "zone": "Europe/Minsk",
        "quiet_from": time(21),
        "quiet_until": time(7),
    }
    return plain | changed


def delivery(**changed: Any) -> dict[str, Any]:
    plain = {"id": 1, "person_id": 1, "pupil_id": 1, "subject": "mark:1", "revision": 1, "message_id": 1}
    return plain | {"state": "accepted"} | changed


def push(message_id: int) -> dict[str, Any]:
    buttons = [[{"label": "Оценки", "data": "p1.k.1.0"}]]
    return {"message_id": message_id, "text": "Алгебра: 9", "buttons": buttons}


def call(t: float, status: int = 200) -> dict[str, Any]:
    answer = {"parameters": {"retry_after": 5}}
    return {"seq": int(t * 1000), "method": "sendMessage", "t": t, "status": status, "answer": answer}


def letter(number: int) -> dict[str, Any]:
    return {"headers": {"Message-ID": f"<{seal(b'any', number)}@school.example>"}, "to": ["maria@mail.example"]}


def test_a_good_day_has_no_complaints() -> None:
    assert broken_promises(history()) == []


def hour_of_summary(at: datetime) -> dict[str, Any]:
    return {"id": 1, "kind": "summary", "subject": "summary:1", "fanned_at": at, "occurred_at": at}


MAIL = {"channel": "email", "address": "maria@mail.example", "provider_id": "<1>"}
BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "an event nobody fanned out": ("nothing_is_lost", {"events": [{"id": 1, "subject": "m", "fanned_at": None}]}),
    "somebody forgotten": ("nothing_is_lost", {"forgotten": [{"person_id": 1, "id": 1, "subject": "mark:1"}]}),
    "a promise without end": ("nothing_is_lost", {"deliveries": [delivery(state="scheduled")]}),
    "a message that is due": ("nothing_is_lost", {"messages": [message(state="pending")]}),
    "a message of ours that is wrong": ("nothing_is_broken", {"messages": [message(state="broken", left_at=None)]}),
    "two doubts and a success": ("copies_are_bounded", {"messages": [message(doubts=2)]}),
    "three letters": ("copies_are_bounded", {"messages": [message(**MAIL)], "letters": [letter(1)] * 3}),
    "an SMS twice": (
        "copies_are_bounded",
        {"messages": [message(channel="sms", address="+375291")], "texts": [{"id": "1", "to": "+375291"}] * 2},
    ),
    "a push nobody knows of": ("nobody_hears_phantoms", {"chats": {"1001": [push(77), push(78)]}}),
    "somebody else's push": ("nobody_hears_phantoms", {"chats": {"1002": [push(77)]}}),
    "a letter to a stranger": ("nobody_hears_phantoms", {"letters": [letter(5)]}),
    "news that had expired": ("nothing_comes_too_late", {"messages": [message(expires_at=NOON - timedelta(hours=1))]}),
    "news for a revoked link": (
        "nothing_comes_too_late",
        {"links": [{"person_id": 1, "pupil_id": 1, "state": "revoked", "settled_at": NOON - timedelta(hours=1)}]},
    ),
    "news past a bar": (
        "nothing_comes_too_late",
        {"bars": [{"person_id": 1, "pupil_id": 1, "since": NOON - timedelta(hours=1)}]},
    ),
    "a mark at night": ("nights_are_quiet", {"messages": [message(left_at=NOON + timedelta(hours=11))]}),
    "an older value after a newer one": (
        "revisions_keep_their_order",
        {
            "messages": [message(), message(id=2, left_at=NOON - timedelta(minutes=9), provider_id="78")],
            "deliveries": [delivery(), delivery(id=2, revision=2, message_id=2)],
        },
    ),
    "a chat that says what the journal does not": (
        "revisions_keep_their_order",
        {"values": [{"subject": "mark:1", "change": "corrected", "value": "4"}]},
    ),
    "a summary before its hour": (
        "summaries_come_once_and_on_their_hour",
        {"events": [hour_of_summary(NOON + timedelta(hours=1))], "deliveries": [delivery(event_id=1)]},
    ),
    "a summary twice": (
        "summaries_come_once_and_on_their_hour",
        {
            "events": [hour_of_summary(NOON)],
            "messages": [message(), message(id=2, provider_id="78")],
            "deliveries": [delivery(event_id=1), delivery(id=2, event_id=1, message_id=2)],
        },
    ),
    "a summary that was stopped": (
        "summaries_come_once_and_on_their_hour",
        {
            "events": [hour_of_summary(NOON)],
            "deliveries": [delivery(event_id=1)],
            "subscriptions": [{"person_id": 1, "stopped_at": NOON - timedelta(hours=1)}],
        },
    ),
    "a notice that stands in the chat with its old words": (
        "revisions_keep_their_order",
        {
            "messages": [message(template="notice", told='{"notice:1": "0f", "captioned": "yes"}')],
            "values": [{"subject": "notice:1", "change": "removed", "value": "0f"}],
        },
    ),
    "a reminder of what was read": (
        "nobody_is_reminded_of_what_they_have_read",
        {
            "messages": [message(template="notice_reminder", told="{}")],
            "deliveries": [delivery(subject="notice_reminder:1")],
            "acks": [{"subject": "notice_reminder:1", "pupil_id": 1, "at": NOON - timedelta(hours=1)}],
        },
    ),
    "marks that were switched off": (
        "wishes_are_kept",
        {
            "wishes": [
                {
                    "person_id": 1,
                    "pupil_id": None,
                    "channel": "telegram",
                    "kind": "marks",
                    "changed_at": NOON - timedelta(hours=1),
                }
            ]
        },
    ),
    "thirty-one sends in a second": ("limits_are_kept", {"calls": [call(n / 40) for n in range(31)]}),
    "a call inside a retry_after": ("limits_are_kept", {"calls": [call(1, 429), call(3)]}),
    "a life after the end": (
        "ends_are_ends",
        {"attempts": [{"message_id": 1, "outcome": "refused"}, {"message_id": 1, "outcome": "accepted"}]},
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_promise_is_seen(name: str) -> None:
    rule, rows = BROKEN[name]
    assert rule in {complaint.partition(":")[0] for complaint in broken_promises(history(**rows))}
