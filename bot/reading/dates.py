"""Date phrases of rules 3 and 4: «за пятницу», «вчера», «19.11», «на пт», «к 25.11», «на след. урок».

Ours rather than a library's, because «§12», «упр. 12.4», «п. 3.2» and «ср. арифметическое» are no dates here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.reading.calendar_words import (
    AVERAGE,
    DAY_WORDS,
    DUE_PREPOSITIONS,
    FAR_WORDS,
    LESSON_NUMBERED,
    LESSON_WORDS,
    MONTHS,
    NEAREST,
    NEXT,
    OFFSETS,
    PAST_OFFSETS,
    WEEK_WORDS,
    WEEKDAY_SHORT,
    WEEKDAYS,
)
from bot.reading.pieces import DayPiece, Far, Role
from bot.reading.tokens import Kind, Token


@dataclass(frozen=True, slots=True)
class _Found:
    """A day in the message before its role is known."""

    weekday: int | None
    day: date | Far | None  #: None for a weekday alone
    end: int


def day_phrase(tokens: Sequence[Token], i: int, today: date) -> DayPiece | None:
    """The date phrase that starts at token `i` with a preposition, or is «вчера»."""
    here = tokens[i]
    if here.key in PAST_OFFSETS:
        return _piece(tokens, i, i + 1, Role.PAST, today + timedelta(days=PAST_OFFSETS[here.key]))
    if here.key == "за":
        return _past(tokens, i, today)
    if here.key in DUE_PREPOSITIONS:
        return _due(tokens, i, today)
    if here.key in {"в", "во", "у"}:
        found = _weekday(tokens, i + 1)
        return _piece(tokens, i, found.end, Role.LOOSE, Far.UNKNOWN) if found else None
    if here.key == "через" and i + 1 < len(tokens) and tokens[i + 1].key in WEEK_WORDS | LESSON_WORDS | DAY_WORDS:
        return _piece(tokens, i, i + 2, Role.LOOSE, Far.UNKNOWN)
    return None


def bare_day(tokens: Sequence[Token], i: int, today: date) -> DayPiece | None:
    """A day without a preposition: «19.11», «19 ноября», «завтра», «пятница»."""
    found = _date(tokens, i, today, nearest_to=today)
    if found and isinstance(found.day, date):
        return _piece(tokens, i, found.end, Role.BARE, found.day)
    numbered = _lesson_number(tokens, i)
    if numbered:
        return _piece(tokens, i, numbered, Role.LOOSE, Far.UNKNOWN)
    if OFFSETS.get(tokens[i].key) or tokens[i].key in WEEKDAYS:
        return _piece(tokens, i, i + 1, Role.LOOSE, Far.UNKNOWN)
    return None


def _lesson_number(tokens: Sequence[Token], i: int) -> int | None:
    """«3 урок», «2-м уроком»: some lesson of some day; where it ends."""
    if tokens[i].kind is not Kind.NUMBER or len(tokens[i].text) > 1:
        return None
    at = i + 1
    if at + 1 < len(tokens) and tokens[at].text in "-–" and tokens[at].glued:
        at += 2
    return at + 1 if at < len(tokens) and tokens[at].key in LESSON_NUMBERED else None


def last_before(weekday: int, today: date) -> date:
    """Rule 3: the last such weekday strictly before the day of the message."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def first_after(weekday: int, today: date) -> date:
    """Rule 4: the first such weekday strictly after the day of the message."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def next_monday(today: date) -> date:
    """The beginning of the next calendar week."""
    return today + timedelta(days=7 - today.weekday())


def _past(tokens: Sequence[Token], i: int, today: date) -> DayPiece | None:
    """«за вчера», «за пятницу», «за 20.11»; «за ср» may be a work as well as a day."""
    if i + 1 >= len(tokens):
        return None
    word = tokens[i + 1]
    if word.key in OFFSETS or word.key in PAST_OFFSETS:
        days = {**OFFSETS, **PAST_OFFSETS}[word.key]
        return _piece(tokens, i, i + 2, Role.PAST, today + timedelta(days=days))
    if word.key == "ср":
        return _piece(tokens, i, i + 2, Role.PAST, Far.UNKNOWN)
    found = _any_day(tokens, i + 1, today, last_before)
    return _piece(tokens, i, found.end, Role.PAST, found.day) if found and found.day else None


def _due(tokens: Sequence[Token], i: int, today: date) -> DayPiece | None:
    """«на пт», «к среде», «на 27 ноября», «на след. урок», «на следующую неделю»."""
    j, nearest, following = _qualifier(tokens, i + 1)
    if j >= len(tokens):
        return None
    word = tokens[j].key
    if word in OFFSETS and j == i + 1:
        end = j + 1 + (j + 1 < len(tokens) and tokens[j + 1].key in DAY_WORDS | LESSON_WORDS)
        return _piece(tokens, i, end, Role.DUE, today + timedelta(days=OFFSETS[word]))
    if following and word in LESSON_WORDS | WEEK_WORDS:
        return _piece(tokens, i, j + 1, Role.DUE, Far.NEXT_WEEK if word in WEEK_WORDS else Far.NEXT_LESSON)
    if word in WEEK_WORDS or (following and word in DAY_WORDS):
        return _piece(tokens, i, j + 1, Role.DUE, Far.UNKNOWN)  # «на неделю», «на следующий день»
    if word in FAR_WORDS and not (nearest or following):
        return _far(tokens, i, j)
    found = _any_day(tokens, j, today, first_after)
    if found is None or (found.weekday is None and (nearest or following)):
        return None
    sure = found.day is not None and not following
    return _piece(tokens, i, found.end, Role.DUE, found.day if sure and found.day else Far.UNKNOWN)


def _far(tokens: Sequence[Token], i: int, j: int) -> DayPiece | None:
    """«до конца недели»: a time nobody can put a day to; «до конца главы» is no time."""
    if j + 1 < len(tokens) and tokens[j + 1].key in WEEK_WORDS | {"месяца", "четверти", "года", "чвэрці"}:
        return _piece(tokens, i, j + 2, Role.DUE, Far.UNKNOWN)
    return None


def _qualifier(tokens: Sequence[Token], j: int) -> tuple[int, bool, bool]:
    """Past «ближайшую», «след.»: (where the day is, is it the nearest, is it the following one)."""
    if j < len(tokens) and tokens[j].key in NEAREST:
        return j + 1, True, False
    if j < len(tokens) and tokens[j].key in NEXT:
        j += 1
        return j + (j < len(tokens) and tokens[j].text == "."), False, True
    return j, False, False


def _any_day(tokens: Sequence[Token], i: int, today: date, turn: Callable[[int, date], date]) -> _Found | None:
    """A weekday, a date, or both if they agree: «пт 27.11», «27.11 (пт)»."""
    first = _weekday(tokens, i) or _date(tokens, i, today, nearest_to=today)
    if first is None:
        return None
    at = first.end
    while at < len(tokens) and tokens[at].kind is Kind.SIGN and tokens[at].text in ",(":
        at += 1
    other = _date(tokens, at, today, nearest_to=today) if first.weekday is not None else _weekday(tokens, at)
    if other is None or (first.weekday is None and tokens[other.end - 1].key in {"ср", "вс"} and at == first.end):
        day = first.day if first.weekday is None else turn(first.weekday, today)
        if first.weekday is not None and _another_weekday(tokens, first.end):
            return _Found(first.weekday, Far.UNKNOWN, first.end + 2)
        return _Found(first.weekday, day, first.end)
    end = other.end + (other.end < len(tokens) and tokens[other.end].text == ")")
    weekday = first.weekday if first.weekday is not None else other.weekday
    day = first.day or other.day
    agree = isinstance(day, date) and day.weekday() == weekday
    return _Found(weekday, day if agree else Far.UNKNOWN, end)


def _another_weekday(tokens: Sequence[Token], i: int) -> bool:
    """«пн/вт», «пн и вт», «пн-вт»."""
    return (
        i + 1 < len(tokens)
        and (tokens[i].text in "/-–—," or tokens[i].key in {"и", "или", "і"})
        and _weekday(tokens, i + 1) is not None
    )


def _weekday(tokens: Sequence[Token], i: int) -> _Found | None:
    """«пт», «пт.», «пятницу», «пятніцу»; «ср. арифметическое» is no Wednesday."""
    if i >= len(tokens) or tokens[i].kind is not Kind.WORD:
        return None
    word = tokens[i].key
    if word in WEEKDAYS:
        return _Found(WEEKDAYS[word], None, i + 1)
    if word not in WEEKDAY_SHORT:
        return None
    point = i + 1 < len(tokens) and tokens[i + 1].text == "." and tokens[i + 1].glued
    after = i + 1 + point
    if word == "ср" and after < len(tokens) and tokens[after].key.startswith(AVERAGE):
        return None
    ends_sentence = after >= len(tokens) or tokens[after].kind is Kind.NEWLINE or tokens[after].capital
    return _Found(WEEKDAY_SHORT[word], None, i + 1 if point and ends_sentence else after)


def _date(tokens: Sequence[Token], i: int, today: date, nearest_to: date) -> _Found | None:
    """«25.11», «25.11.2026», «27 ноября»."""
    if i + 1 >= len(tokens) or tokens[i].kind is not Kind.NUMBER or len(tokens[i].text) > 2:
        return None
    number = int(tokens[i].text)
    if tokens[i + 1].key in MONTHS:
        return _made(number, MONTHS[tokens[i + 1].key], None, i + 2, nearest_to)
    if tokens[i + 1].text != "." or i + 2 >= len(tokens) or not (tokens[i + 1].glued and tokens[i + 2].glued):
        return None
    month = tokens[i + 2]
    if month.kind is not Kind.NUMBER or len(month.text) > 2:
        return None
    year, end = _year(tokens, i + 3)
    return _made(number, int(month.text), year, end, nearest_to)


def _year(tokens: Sequence[Token], i: int) -> tuple[int | None, int]:
    """The year after «25.11», and where the date ends."""
    if i + 1 < len(tokens) and tokens[i].text == "." and tokens[i + 1].glued:
        digits = tokens[i + 1].text
        if tokens[i + 1].kind is Kind.NUMBER and len(digits) in {2, 4}:
            return int(digits) + (2000 if len(digits) == 2 else 0), i + 2
    return None, i


def _made(day: int, month: int, year: int | None, end: int, near: date) -> _Found | None:
    """The date, without a year the one nearest `near`; unknown where there is no such day (31.02)."""
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    years = (year,) if year is not None else (near.year - 1, near.year, near.year + 1)
    days = [made for made in (_possible(y, month, day) for y in years) if made is not None]
    return _Found(None, min(days, key=lambda d: abs(d - near)) if days else Far.UNKNOWN, end)


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _piece(tokens: Sequence[Token], first: int, last: int, role: Role, day: date | Far) -> DayPiece:
    return DayPiece(first, last, role, day, " ".join(token.text for token in tokens[first:last]))
