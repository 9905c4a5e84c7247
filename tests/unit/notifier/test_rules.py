"""States, retries and quiet hours: properties that hold whatever happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.school import Channel
from notifier.outcomes import Broken, Outcome, Refused, Sent, TryLater, Unknown
from notifier.policy import after_quiet_hours
from notifier.retries import BACK_OFF, COPIES, DOUBT_LASTS, MOST_ATTEMPTS, back_off, settle
from notifier.states import ENDED, OPEN, STEPS, TOLD, State, may_step
from tests.unit.notifier.people import SCHOOL

NOW = datetime(2026, 10, 7, 9, tzinfo=UTC)
CHANNELS = st.sampled_from(list(Channel))
OUTCOMES = st.one_of(
    st.builds(Sent, st.just("there")),
    st.builds(TryLater, st.none() | st.timedeltas(timedelta(), timedelta(hours=1)), st.booleans(), st.booleans()),
    st.builds(Refused, st.just("gone")),
    st.builds(Broken, st.just("wrong")),
    st.builds(Unknown, st.just("reset")),
)


@given(st.sampled_from(list(State)), st.sampled_from(list(State)))
def test_nothing_leaves_a_terminal_state_but_by_a_receipt(before: State, after: State) -> None:
    if before in ENDED - TOLD and before is not after and may_step(before, after):
        assert (before, after) == (State.FAILED, State.DELIVERED)


def test_every_state_has_its_steps_and_every_open_one_can_end() -> None:
    assert set(STEPS) == set(State)
    assert all(STEPS[state] & ENDED for state in OPEN)


@given(OUTCOMES, CHANNELS, st.integers(1, 30), st.booleans())
def test_a_settlement_is_a_legal_step_from_leased(
    outcome: Outcome, channel: Channel, attempts: int, editing: bool
) -> None:
    ended = settle(outcome, channel, attempts=attempts, editing=editing, now=NOW, chance=Random(1))
    assert may_step(State.LEASED, ended.state)
    assert ended.state is not State.UNKNOWN or (ended.doubted and not editing)
    assert (ended.not_before is None) == (ended.state not in (State.PENDING, State.UNKNOWN))
    assert ended.not_before is None or ended.not_before >= NOW


@given(CHANNELS, st.integers(1, 10_000), st.integers())
def test_back_off_stays_within_its_bounds(channel: Channel, attempts: int, seed: int) -> None:
    base, cap = BACK_OFF[channel]
    assert base / 2 <= back_off(channel, attempts, Random(seed)) <= cap


def test_retries_of_an_edit_have_their_fuse_too() -> None:
    ended = settle(Unknown("reset"), Channel.TELEGRAM, attempts=MOST_ATTEMPTS, editing=True, now=NOW, chance=Random(1))
    assert ended.state is State.BROKEN


@pytest.mark.parametrize(("channel", "copies"), [(Channel.TELEGRAM, 1), (Channel.EMAIL, 1), (Channel.SMS, 0)])
def test_an_unknown_end_waits_and_says_that_it_is_one(channel: Channel, copies: int) -> None:
    ended = settle(Unknown("reset"), channel, attempts=1, editing=False, now=NOW, chance=Random(1))
    assert (ended.state, ended.doubted, ended.not_before) == (State.UNKNOWN, True, NOW + DOUBT_LASTS[channel])
    assert COPIES[channel] == copies


def test_a_throttle_spends_no_attempt_and_a_failure_does() -> None:
    asked: dict[str, Any] = {"attempts": 3, "editing": False, "now": NOW, "chance": Random(1)}
    throttled = settle(TryLater(timedelta(seconds=7), whole_channel=True), Channel.TELEGRAM, **asked)
    assert (throttled.not_before, throttled.spends_attempt) == (NOW + timedelta(seconds=7), False)
    assert settle(TryLater(), Channel.TELEGRAM, **asked).spends_attempt


ZONES = ("Europe/Minsk", "Asia/Omsk", "Europe/Warsaw", "Asia/Kamchatka", "Europe/Kaliningrad")


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.times(),
    st.times(),
    st.sampled_from(ZONES),
)
def test_after_quiet_hours_nobody_is_woken_and_nobody_waits_longer_than_the_night(
    moment: datetime, since: time, until: time, zone: str
) -> None:
    school = replace(SCHOOL, quiet_from=since, quiet_until=until, zone=ZoneInfo(zone))
    leaves = after_quiet_hours(moment, school)
    assert moment <= leaves <= moment + timedelta(hours=25)
    if leaves != moment:
        assert (
            school.local(leaves).time() == until or school.local(leaves).utcoffset() != school.local(moment).utcoffset()
        )
    assert after_quiet_hours(leaves, school) == leaves


def test_the_nights_edges() -> None:
    def minsk(hour: int, minute: int = 0, day: int = 7) -> datetime:
        return datetime(2026, 10, day, hour, minute, tzinfo=ZoneInfo("Europe/Minsk"))

    assert after_quiet_hours(minsk(20, 59), SCHOOL) == minsk(20, 59)
    assert after_quiet_hours(minsk(21), SCHOOL) == minsk(7, day=8)
    assert after_quiet_hours(minsk(3), SCHOOL) == minsk(7)
    assert after_quiet_hours(minsk(7), SCHOOL) == minsk(7)
    noon_rest = replace(SCHOOL, quiet_from=time(13), quiet_until=time(15))
    assert after_quiet_hours(minsk(14), noon_rest) == minsk(15)
    never = replace(SCHOOL, quiet_from=time(0), quiet_until=time(0))
    assert after_quiet_hours(minsk(3), never) == minsk(3)
