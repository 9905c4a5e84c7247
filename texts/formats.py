"""Dates, times and numbers as people of a language write them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from texts.catalog import Words

#: «на среду, …»: Russian and Belarusian need the accusative, which calendars do not give.
_ON = ("on.monday", "on.tuesday", "on.wednesday", "on.thursday", "on.friday", "on.saturday", "on.sunday")

#: A weekday and a date short enough for a button (CLDR). In English 07.10 would be October to some and July to others.
_SHORT = {"en": ("EEE", "d MMM")}
_SHORT_DOTTED = ("EEEEEE", "dd.MM")


def day(value: date, language: str) -> str:
    """«среда, 25 ноября»."""
    return format_date(value, "EEEE, d MMMM", locale=language)


def short_day(value: date, language: str) -> str:
    """«ср 25.11», “Wed 25 Nov”."""
    return format_date(value, " ".join(_SHORT.get(language, _SHORT_DOTTED)), locale=language)


def weekday(value: date, language: str) -> str:
    """«ср», “Wed”."""
    return format_date(value, _SHORT.get(language, _SHORT_DOTTED)[0], locale=language)


def day_month(value: date, language: str) -> str:
    """«25.11», “25 Nov”."""
    return format_date(value, _SHORT.get(language, _SHORT_DOTTED)[1], locale=language)


def clock(value: time) -> str:
    """«8:30»."""
    return f"{value.hour}:{value.minute:02d}"


def number(value: Decimal, language: str) -> str:
    """«7,67»."""
    return format_decimal(value, "0.##", locale=language)


def sentence(text: str) -> str:
    """`text` with its first letter large."""
    return text[:1].upper() + text[1:]


def named_day(value: date, today: date, t: Words) -> str:
    """«Сегодня, среда, 25 ноября»; without the word on other days."""
    said = day(value, t.language)
    if value == today:
        return t("date.today", day=said)
    if value - today == timedelta(days=1):
        return t("date.tomorrow", day=said)
    if today - value == timedelta(days=1):
        return t("date.yesterday", day=said)
    return sentence(said)


def on_day(value: date, t: Words) -> str:
    """«на пятницу, 27 ноября»."""
    return t(_ON[value.weekday()], date=day_and_month(value, t.language))


def moment(value: datetime, t: Words) -> str:
    """«25 ноября в 14:05», on the clock `value` is given in."""
    return t("date.moment", date=day_and_month(value, t.language), time=clock(value.time()))


def day_and_month(value: date, language: str) -> str:
    """«25 ноября»."""
    return format_date(value, "d MMMM", locale=language)


def week(monday: date, language: str) -> str:
    """«24–30 ноября», «30 ноября – 6 декабря»; the seventh day is Sunday."""
    sunday = stepped(monday, 6) or monday
    if sunday.month == monday.month:
        return f"{monday.day}–{day_and_month(sunday, language)}"
    return f"{day_and_month(monday, language)} – {day_and_month(sunday, language)}"


def short_week(monday: date, language: str) -> str:
    """«23.11–29.11», “23 Nov–29 Nov”."""
    return f"{day_month(monday, language)}–{day_month(stepped(monday, 6) or monday, language)}"


def duration(value: timedelta, t: Words) -> str:
    """«5 минут», «90 секунд», in the accusative: it stands after «через», «праз», “in”."""
    seconds = round(value.total_seconds())
    if seconds % 60:
        return t("duration.seconds", n=seconds)
    if seconds and seconds % 3600 == 0:
        return t("duration.hours", n=seconds // 3600)
    return t("duration.minutes", n=seconds // 60)


def stepped(value: date, days: int) -> date | None:
    """The date `days` away; None past the calendar's ends, where a forged button may lead."""
    try:
        return value + timedelta(days=days)
    except OverflowError:
        return None


def masked_mail(address: str) -> str:
    """«a•••@mail.by»."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}•••@{host}"


def masked_phone(address: str) -> str:
    """«+375 •• •••-45-67»: enough for its owner to know it, not for anybody else to call."""
    last = address[-4:]
    tail = f"{last[:2]}-{last[2:]}"
    if address.startswith("+375"):
        return f"+375 •• •••-{tail}"
    return f"+7 ••• •••-{tail}" if address.startswith("+7") else f"+••• •••-{tail}"
