"""When a weekly summary falls due: once a week, in every zone, whatever the clocks do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from journal_core.wishes import Hour
from notifier.firing import OVERLAP, fire
from notifier.summaries import CATCH_UP, WEEK, Due, Slot, due, last, moment

#: With clock changes, without, at half hours, and laws that moved a zone for good (Kaliningrad, Omsk, Lisbon, Apia).
ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Minsk", "Europe/Warsaw", "Europe/Moscow", "Europe/Kaliningrad", "Asia/Omsk", "Asia/Kamchatka",
        "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "Europe/Lisbon", "Pacific/Apia",
    )
    if name in available_timezones()
]  # fmt: skip
SLOTS = st.builds(
    Slot,
    st.sampled_from(ZONES),
    st.builds(Hour, st.integers(0, 6), st.times().map(lambda at: at.replace(microsecond=0))),
)
MOMENTS = st.datetimes(datetime(1985, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
WARSAW = ZoneInfo("Europe/Warsaw")
SIX_ON_FRIDAY = Slot(ZoneInfo("Europe/Minsk"), Hour(4, time(18)))


@given(SLOTS, MOMENTS)
def test_the_last_one_has_come_and_the_next_one_has_not(slot: Slot, now: datetime) -> None:
    found = last(slot, now)
    assert found.at <= now < moment(slot, found.on + WEEK)
    assert found.on.weekday() == slot.hour.weekday


@given(SLOTS, MOMENTS)
def test_looked_at_every_few_hours_each_week_fires_exactly_once(slot: Slot, start: datetime) -> None:
    fired: list[date] = []
    since = start
    for hours in range(7, 24 * 7 * 6, 7):
        now = start + timedelta(hours=hours)
        fired += [one.on for one in due([slot], now, since)]
        since = now
    assert fired == sorted(set(fired))
    assert all(later - earlier == WEEK for earlier, later in pairwise(fired))
    assert len(fired) in (5, 6, 7)


@given(SLOTS, st.dates(date(1985, 1, 1), date(2034, 12, 31)))
def test_the_wall_clock_shows_the_hour_or_has_just_jumped_over_it(slot: Slot, on: date) -> None:
    local = moment(slot, on).astimezone(slot.zone)
    before = (moment(slot, on) - timedelta(days=1, hours=1)).astimezone(slot.zone)
    after = (moment(slot, on) + timedelta(days=1, hours=1)).astimezone(slot.zone)
    told = datetime.combine(on, slot.hour.at)
    assert local.replace(tzinfo=None, fold=0) == told or before.utcoffset() != after.utcoffset()


@given(SLOTS, MOMENTS)
def test_between_two_of_them_lies_a_week_give_or_take_what_the_law_moved(slot: Slot, now: datetime) -> None:
    one = last(slot, now)
    following = moment(slot, one.on + WEEK)
    moved = one.at.astimezone(slot.zone).utcoffset(), following.astimezone(slot.zone).utcoffset()
    assert moved[0] is not None and moved[1] is not None
    assert abs((following - one.at) - WEEK) <= max(abs(moved[1] - moved[0]), timedelta(hours=2))


@pytest.mark.parametrize(
    ("on", "at", "utc"),
    [
        (date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # skipped: it is 3:30 by then
        (date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # doubled: the first
        (date(2026, 3, 29), time(18), datetime(2026, 3, 29, 16, tzinfo=UTC)),
    ],
)
def test_an_hour_that_is_skipped_or_doubled_comes_once(on: date, at: time, utc: datetime) -> None:
    slot = Slot(WARSAW, Hour(6, at))
    assert moment(slot, on) == utc
    assert last(slot, utc) == Due(slot, on, utc)
    assert last(slot, utc + timedelta(hours=3)).at == utc
    assert last(slot, utc - timedelta(seconds=1)).on == on - WEEK


class Book:
    """Everybody is subscribed to six on Friday; what was fired before is not new."""

    def __init__(self) -> None:
        self.fired: list[datetime] = []
        self.asked: list[list[Due]] = []

    async def hours(self) -> list[Slot]:
        """One."""
        return [SIX_ON_FRIDAY]

    async def fire(self, due: Sequence[Due]) -> list[datetime]:
        """The new ones."""
        self.asked.append([*due])
        new = [one.at for one in due if one.at not in self.fired]
        self.fired += new
        return new


async def test_a_process_looks_back_a_week_at_first_and_then_only_at_what_is_new() -> None:
    book = Book()
    friday = datetime(2026, 10, 9, 15, tzinfo=UTC)
    swept = await fire(book, friday - timedelta(days=1), None)
    assert [one.at for one in book.asked[-1]] == [friday - WEEK]
    swept = await fire(book, friday - timedelta(seconds=1), swept)
    assert len(book.asked) == 1
    swept = await fire(book, friday, swept)
    assert [one.at for one in book.asked[-1]] == [friday]
    swept = await fire(book, friday + OVERLAP / 2, swept)
    assert [one.at for one in book.asked[-1]] == [friday]  # once more, for what was being written meanwhile
    await fire(book, friday + OVERLAP * 2, swept)
    assert book.fired == [friday - WEEK, friday]


async def test_what_was_missed_for_too_long_is_said_in_the_log() -> None:
    friday = datetime(2026, 10, 9, 15, tzinfo=UTC)
    with capture_logs() as said:
        await fire(Book(), friday + CATCH_UP - timedelta(seconds=1), None)
        assert said == []
        await fire(Book(), friday + CATCH_UP, None)
    assert [line["event"] for line in said] == ["summaries_missed"]
