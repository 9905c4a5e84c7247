"""What a cell means: text, a day, a clock time, a small number; None when it cannot be read as one."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta

from exchange.book import Cell

LONGEST = 200  #: characters of one cell that we keep
_DAY = re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4}|\d{2})\b(?:\s*г\.?)?(?:\s+[\d:]+)?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?")
_CLOCK = re.compile(r"(\d{1,2})[:.\-](\d{2})(?::\d{2})?")
_NUMBER = re.compile(r"\d{1,9}(?:[.,]0+)?")
#: Day 0 of Excel's calendar, as it is after February 1900.
_EXCEL_ZERO = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1940, 2099


def text(cell: Cell) -> str:
    """The cell as a person sees it: 7.0 is «7», spaces are single, nothing invisible; at most 200
    characters.
    """
    if isinstance(cell, datetime):
        return cell.strftime("%d.%m.%Y %H:%M").removesuffix(" 00:00")
    if isinstance(cell, date):
        return cell.strftime("%d.%m.%Y")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, int | float):
        return str(int(cell)) if math.isfinite(cell) and cell == int(cell) else str(cell)
    return clean(cell or "")


def clean(written: str) -> str:
    """Single spaces, composed letters, no control or zero-width characters."""
    if written.isascii() and written.isprintable():  # most cells of a large file
        return " ".join(written[: 4 * LONGEST].split())[:LONGEST].rstrip()
    composed = unicodedata.normalize("NFC", written[: 4 * LONGEST])
    visible = "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")
    kept = "".join(" " if unicodedata.category(sign) in ("Cc", "Zs", "Zl", "Zp") else sign for sign in visible)
    return " ".join(kept.split())[:LONGEST].rstrip()


def day(cell: Cell) -> date | None:
    """A calendar day: a date, Excel's day number, «17.10.2013», «17.10.13» (this century) or «2013-10-17»."""
    if isinstance(cell, datetime):
        return _likely(cell.date())
    if isinstance(cell, date):
        return _likely(cell)
    if isinstance(cell, int | float):
        return _excel_day(cell)
    written = text(cell)
    if re.fullmatch(r"\d{5}", written):
        return _excel_day(int(written))
    return _written_day(written)


def _written_day(written: str) -> date | None:
    if match := _DAY.fullmatch(written):
        days, months, year = int(match[1]), int(match[2]), int(match[3])
        return _made(year + 2000 if len(match[3]) == 2 else year, months, days)
    if match := _ISO_DAY.fullmatch(written):
        return _made(int(match[1]), int(match[2]), int(match[3]))
    return None


def _made(year: int, month: int, days: int) -> date | None:
    try:
        return _likely(date(year, month, days))
    except ValueError:
        return None


def _excel_day(number: float) -> date | None:
    # «2013» alone is a year and not a day of 1905: day numbers before 1940 are refused with the years.
    if not 0 < number < 100_000:
        return None
    return _likely(_EXCEL_ZERO + timedelta(days=int(number)))


def _likely(found: date) -> date | None:
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def clock(cell: Cell) -> time | None:
    """A local time of day: a time, a part of a day (0.354167), «8:30», «8.30» or «8-30»; seconds are
    dropped.
    """
    if isinstance(cell, datetime):
        return cell.time().replace(second=0, microsecond=0)
    if isinstance(cell, time):
        return cell.replace(second=0, microsecond=0)
    if isinstance(cell, int | float):
        minutes = round(cell * 24 * 60) if 0 < cell < 1 else 24 * 60
        return time(minutes // 60, minutes % 60) if minutes < 24 * 60 else None
    match = _CLOCK.fullmatch(text(cell))
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return time(int(match[1]), int(match[2]))


def number(cell: Cell) -> int | None:
    """A whole number that is not negative, as a number or as text."""
    written = text(cell)
    return int(re.split("[.,]", written)[0]) if _NUMBER.fullmatch(written) else None


def is_blank(cell: Cell) -> bool:
    """Nothing is meant: empty, or a dash."""
    return not text(cell).strip("-–—_ .")


def says_none(written: str) -> bool:
    """«нет» where a phone or a parent should stand; in a name's own cell it may be a name."""
    return written.strip(" .").casefold() in ("нет", "няма", "не указан", "не указано", "отсутствует")
