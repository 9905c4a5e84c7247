"""The fields of an address: numbers as base36, dates as base36 of their ordinal, short words as they are."""

from __future__ import annotations

from datetime import date
from typing import Any

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _base36(number: int) -> str:
    if number < 0:
        raise ValueError("negative numbers have no address")
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits


def write(value: object) -> str:
    """A number, a date or a short word as an address holds it; ValueError for what has no place there."""
    if isinstance(value, date):
        return _base36(value.toordinal())
    if isinstance(value, int):
        return _base36(value)
    text = str(value)
    if "." in text:
        raise ValueError("a word in an address has no dots")
    return text


def read(text: str, hint: Any) -> object:
    """What `write` wrote, by its type; ValueError or OverflowError for anything else."""
    if hint is str:
        return text
    if not text or set(text) - set(_DIGITS):
        raise ValueError("not a number")
    number = int(text, 36)
    if number >= 2**63:
        raise ValueError("no key is that large")
    return date.fromordinal(number) if hint is date else number
