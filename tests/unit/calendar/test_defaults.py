"""The calendar a profile begins with can always be taken."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from journal_core.calendar.defaults import DefaultTerm, default_bells, default_terms
from journal_core.calendar.terms import System, Term, overlapping
from journal_core.lessons import Span
from journal_core.school import PROFILES

profiles = some.sampled_from(sorted(PROFILES))
years = some.integers(2020, 2060)
#: System, name, first and last day, grades.
BELARUS_2026 = """
quarter I четверть 01.09.26–24.10.26
quarter II четверть 02.11.26–24.12.26
quarter III четверть 09.01.27–27.03.27
quarter IV четверть 05.04.27–31.05.27
None Осенние каникулы 25.10.26–01.11.26
None Зимние каникулы 25.12.26–08.01.27
None Дополнительные каникулы 15.02.27–21.02.27 1
None Весенние каникулы 28.03.27–04.04.27
None День Октябрьской революции 07.11.26–07.11.26
None Международный женский день 08.03.27–08.03.27
None Праздник труда 01.05.27–01.05.27
None День Победы 09.05.27–09.05.27
"""
#: The first of September 2024 is a Sunday.
RUSSIA_2024 = """
quarter I четверть 02.09.24–25.10.24
quarter II четверть 04.11.24–30.12.24
quarter III четверть 09.01.25–21.03.25
quarter IV четверть 31.03.25–26.05.25
half_year I полугодие 02.09.24–30.12.24
half_year II полугодие 09.01.25–26.05.25
None Осенние каникулы 26.10.24–03.11.24
None Зимние каникулы 31.12.24–08.01.25
None Дополнительные каникулы 08.02.25–16.02.25 1
None Весенние каникулы 22.03.25–30.03.25
None День народного единства 04.11.24–04.11.24
None День защитника Отечества 23.02.25–23.02.25
None Международный женский день 08.03.25–08.03.25
None Праздник Весны и Труда 01.05.25–01.05.25
None День Победы 09.05.25–09.05.25
"""


def of_system(found: tuple[DefaultTerm, ...], system: System | None) -> list[DefaultTerm]:
    return [one for one in found if one.system is system]


@given(profiles, years)
def test_terms_of_every_year_follow_each_other_with_holidays_between(profile: str, year: int) -> None:
    found = default_terms(profile, year)
    terms = [
        Term(n, one.system, one.name, Span(one.first, one.last + timedelta(days=1)))
        for n, one in enumerate(found)
        if one.system is not None
    ]
    assert overlapping(terms) == ()
    rests = {one.first: one.last for one in of_system(found, None)}
    for earlier, later in pairwise(of_system(found, System.QUARTER)):
        assert rests[earlier.last + timedelta(days=1)] == later.first - timedelta(days=1)


@given(profiles, years)
def test_a_year_has_four_quarters_from_september_to_may_of_six_to_twelve_weeks(profile: str, year: int) -> None:
    quarters = of_system(default_terms(profile, year), System.QUARTER)
    assert [one.name for one in quarters] == ["I четверть", "II четверть", "III четверть", "IV четверть"]
    assert date(year, 9, 1) <= quarters[0].first <= date(year, 9, 2)
    assert quarters[-1].last.month == 5
    assert all(42 <= (one.last - one.first).days <= 84 for one in quarters)


@given(years)
def test_only_russia_has_half_years(year: int) -> None:
    assert of_system(default_terms("000", year), System.HALF_YEAR) == []
    first, second = of_system(default_terms("001", year), System.HALF_YEAR)
    assert first.last < second.first


@pytest.mark.parametrize(("profile", "year", "expected"), [("000", 2026, BELARUS_2026), ("001", 2024, RUSSIA_2024)])
def test_a_year_of_each_country_day_by_day(profile: str, year: int, expected: str) -> None:
    told = [
        f"{one.system} {one.name} {one.first:%d.%m.%y}–{one.last:%d.%m.%y} {' '.join(map(str, one.grades))}".strip()
        for one in default_terms(profile, year)
    ]
    assert told == expected.strip().splitlines()


@given(profiles, years)
def test_autumn_and_spring_begin_at_a_weekend_and_the_little_rest_in_its_week_of_february(
    profile: str, year: int
) -> None:
    autumn, _, little, spring = of_system(default_terms(profile, year), None)[:4]
    place = [(one.first.weekday(), (one.first.day - 1) // 7) for one in (little, spring)]
    if profile == "000":
        assert (autumn.first.weekday(), spring.first.weekday(), place[0]) == (6, 6, (0, 2))
        assert autumn.first.day > 24 and spring.first.day > 24
    else:
        assert (autumn.first.weekday(), *place) == (5, (5, 1), (5, 3))
        assert autumn.first.day > 24


def test_eight_lessons_do_not_overlap() -> None:
    bells = default_bells()
    assert [one.slot for one in bells] == list(range(1, 9))
    assert all(one.ends_at < other.starts_at for one, other in pairwise(bells))
    assert [f"{one.starts_at:%H:%M}–{one.ends_at:%H:%M}" for one in bells] == [
        "08:30–09:15", "09:25–10:10", "10:30–11:15", "11:35–12:20", "12:30–13:15", "13:25–14:10", "14:20–15:05",
        "15:15–16:00",
    ]  # fmt: skip
