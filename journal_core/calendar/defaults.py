"""The calendar a profile begins with: terms, holidays and bells of a year, until the school writes its own.

They are a proposal: the education authority sets the days anew each year, a week here or there. Belarus (the profile
of 000) has quarters in every grade; Russia's schools mark grades 10–11 by half-years.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from journal_core.calendar.terms import System
from journal_core.lessons import Bell

DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
LESSON = timedelta(minutes=45)
#: After each lesson; the two long ones are for the canteen.
BREAKS = tuple(timedelta(minutes=minutes) for minutes in (10, 20, 20, 10, 10, 10, 10))


@dataclass(frozen=True, slots=True)
class DefaultTerm:
    """A term, or a holiday where `system` is none; `last` is its last day."""

    system: System | None
    name: str
    first: date
    last: date
    grades: tuple[int, ...] = ()  #: whose it is; none is everybody's


@dataclass(frozen=True, slots=True)
class _Rests:
    """The four rests of a year, each from its first to its last day."""

    autumn: tuple[date, date]
    winter: tuple[date, date]
    little: tuple[date, date]  #: of the first grade
    spring: tuple[date, date]
    last: date  #: of the school year


def default_terms(profile: str, year: int) -> tuple[DefaultTerm, ...]:
    """Terms and holidays of the school year that begins in `year`."""
    rests = _belarus(year) if profile == "000" else _russia(year)
    first = date(year, 9, 1) if date(year, 9, 1).weekday() != SUNDAY else date(year, 9, 2)
    begins = (first, *(rest[1] + DAY for rest in (rests.autumn, rests.winter, rests.spring)))
    ends = (*(rest[0] - DAY for rest in (rests.autumn, rests.winter, rests.spring)), rests.last)
    quarters = tuple(
        DefaultTerm(System.QUARTER, f"{name} четверть", begins[number], ends[number])
        for number, name in enumerate(("I", "II", "III", "IV"))
    )
    return (*quarters, *(() if profile == "000" else _halves(begins, ends)), *_holidays(rests), *_feasts(profile, year))


def default_bells() -> tuple[Bell, ...]:
    """Eight lessons of 45 minutes from half past eight."""
    return tuple(_bells())


def _bells() -> Iterator[Bell]:
    at = datetime.combine(date.min, time(8, 30))
    for slot, rest in enumerate((*BREAKS, timedelta()), 1):
        yield Bell(slot, at.time(), (at + LESSON).time())
        at += LESSON + rest


def _belarus(year: int) -> _Rests:
    """Eight days from the last Sunday of October and of March; 25 December to 8 January."""
    autumn, spring = _last(year, 10, SUNDAY), _last(year + 1, 3, SUNDAY)
    little = _nth(year + 1, 2, 0, 3)
    return _Rests(
        (autumn, autumn + 7 * DAY),
        (date(year, 12, 25), date(year + 1, 1, 8)),
        (little, little + 6 * DAY),
        (spring, spring + 7 * DAY),
        date(year + 1, 5, 31),
    )


def _russia(year: int) -> _Rests:
    """Nine days from the last Saturday of October and the fourth of March; 31 December to 8 January."""
    autumn, spring = _last(year, 10, SATURDAY), _nth(year + 1, 3, SATURDAY, 4)
    little = _nth(year + 1, 2, SATURDAY, 2)
    return _Rests(
        (autumn, autumn + 8 * DAY),
        (date(year, 12, 31), date(year + 1, 1, 8)),
        (little, little + 8 * DAY),
        (spring, spring + 8 * DAY),
        date(year + 1, 5, 26),
    )


def _halves(begins: tuple[date, ...], ends: tuple[date, ...]) -> tuple[DefaultTerm, ...]:
    """Two quarters each; the rest between them is a holiday inside."""
    return (
        DefaultTerm(System.HALF_YEAR, "I полугодие", begins[0], ends[1]),
        DefaultTerm(System.HALF_YEAR, "II полугодие", begins[2], ends[3]),
    )


def _holidays(rests: _Rests) -> tuple[DefaultTerm, ...]:
    return (
        DefaultTerm(None, "Осенние каникулы", *rests.autumn),
        DefaultTerm(None, "Зимние каникулы", *rests.winter),
        DefaultTerm(None, "Дополнительные каникулы", *rests.little, grades=(1,)),
        DefaultTerm(None, "Весенние каникулы", *rests.spring),
    )


def _feasts(profile: str, year: int) -> tuple[DefaultTerm, ...]:
    days = {
        "Международный женский день": date(year + 1, 3, 8),
        "Праздник труда" if profile == "000" else "Праздник Весны и Труда": date(year + 1, 5, 1),
        "День Победы": date(year + 1, 5, 9),
    }
    if profile == "000":
        days["День Октябрьской революции"] = date(year, 11, 7)
    else:
        days["День народного единства"] = date(year, 11, 4)
        days["День защитника Отечества"] = date(year + 1, 2, 23)
    return tuple(DefaultTerm(None, name, day, day) for name, day in sorted(days.items(), key=lambda one: one[1]))


def _last(year: int, month: int, weekday: int) -> date:
    """The last such weekday of a month."""
    end = date(year, month, 31)
    return end - ((end.weekday() - weekday) % 7) * DAY


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    """The first, second … such weekday of a month."""
    first = date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (number - 1)) * DAY
