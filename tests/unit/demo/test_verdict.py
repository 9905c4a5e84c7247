"""The demo's verdict notices what is lost, doubled or sent to somebody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.demo.day import Expected
from app.demo.verdict import Arrival, judge

POSTED = datetime(2026, 11, 23, 9, 16, tzinfo=UTC)
ANNA, BORIS = "phone:20001", "phone:20002"
NINE = Expected(ANNA, ("Физика: 9",), POSTED, "Физика 9")


def arrival(where: str = ANNA, text: str = "Физика: 9 · пн 23.11", minutes: int = 5) -> Arrival:
    return Arrival(where, text, POSTED + timedelta(minutes=minutes))


def test_a_mark_that_came_once_passes() -> None:
    verdict = judge([NINE], [arrival()])
    assert verdict.passed
    assert verdict.typical_delay == timedelta(minutes=5)


def test_a_mark_that_never_came_is_missed() -> None:
    verdict = judge([NINE], [])
    assert verdict.missing == [NINE]
    assert not verdict.passed


def test_a_mark_that_came_to_another_family_is_missed_there_and_stray_here() -> None:
    stray = arrival(where=BORIS)
    verdict = judge([NINE], [stray])
    assert verdict.missing == [NINE]
    assert verdict.strays == [stray]


def test_a_mark_that_came_twice_is_noticed() -> None:
    verdict = judge([NINE], [arrival(), arrival(minutes=6)])
    assert verdict.doubled == [NINE]


def test_a_message_nobody_posted_is_a_stray() -> None:
    stray = arrival(text="Физика: 2")
    verdict = judge([NINE], [arrival(), stray])
    assert verdict.strays == [stray]
    assert not verdict.passed


def test_what_came_before_it_was_posted_does_not_count() -> None:
    assert judge([NINE], [arrival(minutes=-5)]).missing == [NINE]


def test_two_marks_in_one_message_are_both_explained() -> None:
    eight = Expected(ANNA, ("История: 8",), POSTED, "История 8")
    assert judge([NINE, eight], [arrival(text="Физика: 9\nИстория: 8")]).passed


def test_a_broken_rule_of_the_messenger_fails_the_day() -> None:
    verdict = judge([NINE], [arrival()])
    verdict.violations = [{"rule": "unknown_field"}]
    assert not verdict.passed
