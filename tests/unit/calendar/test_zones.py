"""A law moves the clocks next week: lessons, deadlines and the summary's hour stay where the wall clock has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from journal_core.calendar.planned import planned
from journal_core.law import Due
from journal_core.lessons import Span
from journal_core.school import PROFILES, Jurisdiction, School
from journal_core.wishes import Hour
from notifier.summaries import Slot, moment
from tests.unit.calendar.gymnasium import calendar, line
from tests.zones import reform

BEFORE, AFTER = date(2026, 11, 20), date(2026, 11, 27)  #: two Fridays; the law comes in force between them
LAW = datetime(2026, 11, 22, 0, tzinfo=UTC)


@pytest.fixture
def zone(tmp_path: Path) -> Iterator[ZoneInfo]:
    """Seven hours ahead of UTC until the 22nd, five from then on."""
    with reform(tmp_path, LAW, timedelta(hours=7), timedelta(hours=5)) as made:
        yield made


def test_the_made_up_law_is_what_it_says(zone: ZoneInfo) -> None:
    offsets = [datetime.combine(day, time(12), zone).utcoffset() for day in (BEFORE, AFTER, date(2027, 6, 1))]
    assert offsets == [timedelta(hours=7), timedelta(hours=5), timedelta(hours=5)]


def test_the_first_lesson_begins_at_eight_in_both_weeks(zone: ZoneInfo) -> None:
    school = calendar(line(4, 1))
    begins = [
        datetime.combine(one.day, one.starts_at, zone).astimezone(UTC)
        for one in planned(school, Span(BEFORE, AFTER + timedelta(days=1)))
    ]
    assert begins == [datetime(2026, 11, 20, 1, tzinfo=UTC), datetime(2026, 11, 27, 3, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("day", "due", "expected"),
    [
        (BEFORE, Due(at=time(19)), datetime(2026, 11, 20, 12, tzinfo=UTC)),
        (AFTER, Due(at=time(19)), datetime(2026, 11, 27, 14, tzinfo=UTC)),
        (BEFORE, Due(7), datetime(2026, 11, 27, 19, tzinfo=UTC)),
        (date(2026, 11, 21), Due(1, time(12)), datetime(2026, 11, 22, 7, tzinfo=UTC)),
    ],
)
def test_a_deadline_falls_by_the_clock_of_its_own_day(zone: ZoneInfo, day: date, due: Due, expected: datetime) -> None:
    assert due.moment(day, zone).astimezone(UTC) == expected


def test_the_summary_comes_at_six_in_the_evening_before_and_after(zone: ZoneInfo) -> None:
    slot = Slot(zone, Hour(4, time(18)))
    assert [moment(slot, day) for day in (BEFORE, AFTER)] == [
        datetime(2026, 11, 20, 11, tzinfo=UTC),
        datetime(2026, 11, 27, 13, tzinfo=UTC),
    ]


def test_today_is_another_day_an_hour_before_midnight_of_the_old_law(zone: ZoneInfo) -> None:
    school = School(1, "Школа", PROFILES["003"], Jurisdiction.RU_PRIVATE, zone, PROFILES["003"].scale)
    late = time(18)  # in UTC: 01:00 by the old law, 23:00 by the new one
    days = [school.local(datetime.combine(day, late, UTC)).date() for day in (BEFORE, AFTER)]
    assert days == [BEFORE + timedelta(days=1), AFTER]
