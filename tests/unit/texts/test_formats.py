"""Dates, spans and addresses read as people of each language write them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.unit.texts.named import NOON, WEDNESDAY, T, school
from texts import formats
from texts.catalog import words

BE, EN = words("be"), words("en")


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


def test_belarusian_days_stand_in_the_accusative_too_and_english_ones_as_they_are() -> None:
    belarusian, english = (
        [formats.on_day(date(2025, 11, 24 + n), t).split(",")[0] for n in range(7)] for t in (BE, EN)
    )
    assert belarusian == [
        "на панядзелак", "на аўторак", "на сераду", "на чацвер", "на пятніцу", "на суботу", "на нядзелю",
    ]  # fmt: skip
    assert english == [
        "for Monday", "for Tuesday", "for Wednesday", "for Thursday", "for Friday", "for Saturday", "for Sunday",
    ]  # fmt: skip
    assert formats.on_day(date(2025, 11, 28), BE) == "на пятніцу, 28 лістапада"
    assert formats.on_day(date(2025, 11, 28), EN) == "for Friday, 28 November"


def test_the_months_of_belarusian_dates_stand_in_the_genitive() -> None:
    assert [formats.day_and_month(date(2025, month, 1), "be").split()[1] for month in range(1, 13)] == [
        "студзеня", "лютага", "сакавіка", "красавіка", "мая", "чэрвеня",
        "ліпеня", "жніўня", "верасня", "кастрычніка", "лістапада", "снежня",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "belarusian", "english"),
    [
        (date(2025, 11, 26), "Сёння, серада, 26 лістапада", "Today, Wednesday, 26 November"),
        (date(2025, 11, 25), "Заўтра, серада, 26 лістапада", "Tomorrow, Wednesday, 26 November"),
        (date(2025, 11, 27), "Учора, серада, 26 лістапада", "Yesterday, Wednesday, 26 November"),
        (date(2025, 11, 20), "Серада, 26 лістапада", "Wednesday, 26 November"),
    ],
)
def test_a_day_is_named_in_each_language(today: date, belarusian: str, english: str) -> None:
    assert formats.named_day(WEDNESDAY, today, BE) == belarusian
    assert formats.named_day(WEDNESDAY, today, EN) == english


@pytest.mark.parametrize(
    ("language", "day", "month", "week"),
    [
        ("ru", "ср 26.11", "26.11", "29.12–04.01"),
        ("be", "ср 26.11", "26.11", "29.12–04.01"),
        ("en", "Wed 26 Nov", "26 Nov", "29 Dec–4 Jan"),
    ],
)
def test_on_a_button_a_date_is_short_and_cannot_be_read_as_another(
    language: str, day: str, month: str, week: str
) -> None:
    assert formats.short_day(WEDNESDAY, language) == day
    assert formats.day_month(WEDNESDAY, language) == month
    assert formats.short_week(date(2025, 12, 29), language) == week


def test_numbers_have_the_language_s_own_comma() -> None:
    assert [formats.number(Decimal("7.666"), one) for one in ("ru", "be", "en")] == ["7,67", "7,67", "7.67"]


def test_a_week_names_the_month_once_or_both() -> None:
    assert formats.week(date(2025, 11, 24), "ru") == "24–30 ноября"
    assert formats.week(date(2025, 12, 29), "ru") == "29 декабря – 4 января"
    assert formats.week(date(2025, 12, 29), "be") == "29 снежня – 4 студзеня"
    assert formats.week(date(2025, 11, 24), "en") == "24–30 November"


def test_a_moment_stands_on_the_school_s_clock() -> None:
    assert formats.moment(school().local(NOON), T) == "26 ноября в 12:00"
    assert formats.moment(school().local(NOON), BE) == "26 лістапада ў 12:00"
    assert formats.moment(school().local(NOON), EN) == "26 November at 12:00"


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


@pytest.mark.parametrize(
    ("span", "belarusian", "english"),
    [
        (timedelta(minutes=1), "1 хвіліну", "1 minute"),
        (timedelta(minutes=3), "3 хвіліны", "3 minutes"),
        (timedelta(minutes=12), "12 хвілін", "12 minutes"),
        (timedelta(minutes=21), "21 хвіліну", "21 minutes"),
        (timedelta(seconds=90), "90 секунд", "90 seconds"),
        (timedelta(hours=2), "2 гадзіны", "2 hours"),
        (timedelta(hours=5), "5 гадзін", "5 hours"),
    ],
)
def test_a_span_stands_after_praz_and_in(span: timedelta, belarusian: str, english: str) -> None:
    assert formats.duration(span, BE) == belarusian
    assert formats.duration(span, EN) == english


def test_an_address_is_shown_so_that_only_its_owner_knows_it() -> None:
    assert formats.masked_mail("anna@mail.by") == "a•••@mail.by"
    assert formats.masked_phone("+375291234567") == "+375 •• •••-45-67"
    assert formats.masked_phone("+79161234567") == "+7 ••• •••-45-67"
    assert formats.masked_phone("+48501234567") == "+••• •••-45-67"
