"""Dates, spans and addresses read as Russian people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.unit.texts.named import NOON, WEDNESDAY, T, school
from texts import formats


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2025, 11, 26), "Сегодня, среда, 26 ноября"),
        (date(2025, 11, 25), "Завтра, среда, 26 ноября"),
        (date(2025, 11, 27), "Вчера, среда, 26 ноября"),
        (date(2025, 11, 20), "Среда, 26 ноября"),
    ],
)
def test_a_day_says_when_it_is_today_tomorrow_or_yesterday(today: date, said: str) -> None:
    assert formats.named_day(WEDNESDAY, today, T) == said


def test_days_stand_in_the_accusative_after_na() -> None:
    said = [formats.on_day(date(2025, 11, 24 + n), T).split(",")[0] for n in range(7)]
    assert said == [
        "на понедельник", "на вторник", "на среду", "на четверг", "на пятницу", "на субботу", "на воскресенье",
    ]  # fmt: skip
    assert formats.on_day(date(2025, 11, 28), T) == "на пятницу, 28 ноября"


def test_a_week_names_the_month_once_or_both() -> None:
    assert formats.week(date(2025, 11, 24), "ru") == "24–30 ноября"
    assert formats.week(date(2025, 12, 29), "ru") == "29 декабря – 4 января"


def test_a_moment_stands_on_the_school_s_clock() -> None:
    assert formats.moment(school().local(NOON), T) == "26 ноября в 12:00"


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(minutes=1), "1 минуту"),
        (timedelta(minutes=3), "3 минуты"),
        (timedelta(minutes=5), "5 минут"),
        (timedelta(minutes=21), "21 минуту"),
        (timedelta(seconds=90), "90 секунд"),
        (timedelta(hours=2), "2 часа"),
        (timedelta(0), "0 минут"),
    ],
)
def test_a_span_stands_after_cherez(span: timedelta, said: str) -> None:
    assert formats.duration(span, T) == said


def test_an_address_is_shown_so_that_only_its_owner_knows_it() -> None:
    assert formats.masked_mail("anna@mail.by") == "a•••@mail.by"
    assert formats.masked_phone("+375291234567") == "+375 •• •••-45-67"
    assert formats.masked_phone("+79161234567") == "+7 ••• •••-45-67"
    assert formats.masked_phone("+48501234567") == "+••• •••-45-67"
