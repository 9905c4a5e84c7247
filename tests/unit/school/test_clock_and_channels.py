"""What a school's own clock says, when it is quiet there, and what its law lets a channel carry."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.school import PROFILES, Channel, Jurisdiction, Level, School

OMSK = PROFILES["003"]
SCHOOL = School(1, "Школа № 1", OMSK, Jurisdiction.BY_STATE, ZoneInfo(OMSK.zone), OMSK.scale)
TIMES = st.times()


def quiet(begins: time, ends: time, at: time) -> bool:
    """Whether a school that is quiet so is quiet at `at`."""
    return replace(SCHOOL, quiet_from=begins, quiet_until=ends).is_quiet(at)


def test_the_wall_clock_is_the_schools_own() -> None:
    local = SCHOOL.local(datetime(2026, 10, 7, 20, 30, tzinfo=UTC))
    assert f"{local:%d.%m.%Y %H:%M %Z}" == "08.10.2026 02:30 +06"
    assert local.tzinfo == SCHOOL.zone


@pytest.mark.parametrize(
    ("at", "is_quiet"),
    [((20, 59), False), ((21, 0), True), ((0, 0), True), ((6, 59), True), ((7, 0), False), ((12, 0), False)],
)
def test_the_night_is_quiet_from_its_first_minute_to_its_last(at: tuple[int, int], is_quiet: bool) -> None:
    assert SCHOOL.is_quiet(time(*at)) is is_quiet


@pytest.mark.parametrize(
    ("at", "is_quiet"), [((12, 59), False), ((13, 0), True), ((14, 59), True), ((15, 0), False), ((3, 0), False)]
)
def test_a_rest_in_the_day_is_quiet_too(at: tuple[int, int], is_quiet: bool) -> None:
    assert quiet(time(13), time(15), time(*at)) is is_quiet


def test_a_school_that_decided_nothing_sleeps_from_nine_to_seven_and_asks_for_the_class_teachers_tap() -> None:
    assert (SCHOOL.quiet_from, SCHOOL.quiet_until, SCHOOL.confirms_links) == (time(21), time(7), True)


@given(TIMES, TIMES)
def test_from_an_hour_to_the_same_hour_it_is_never_quiet(hour: time, at: time) -> None:
    assert not quiet(hour, hour, at)


@given(TIMES, TIMES, TIMES)
def test_what_is_not_quiet_is_quiet_the_other_way_round(begins: time, ends: time, at: time) -> None:
    if begins != ends:
        assert quiet(begins, ends, at) is not quiet(ends, begins, at)


@pytest.mark.parametrize(
    ("jurisdiction", "telegram"),
    [
        (Jurisdiction.BY_STATE, Level.FULL),
        (Jurisdiction.BY_PRIVATE, Level.FULL),
        (Jurisdiction.RU_PRIVATE, Level.NEUTRAL),
        (Jurisdiction.RU_STATE, Level.OFF),
    ],
)
def test_what_a_channel_may_carry_is_a_matter_of_the_schools_law(jurisdiction: Jurisdiction, telegram: Level) -> None:
    school = replace(SCHOOL, jurisdiction=jurisdiction)
    assert [school.level(channel) for channel in Channel] == [telegram, Level.INITIALS, Level.NEUTRAL]
