"""Averages as exact fractions: rounded once, when they become a mark or are shown, and never a second time.

4.4957 shown as «4.50» is still a four.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import floor

_HUNDRED = 100


def weighted(values: Iterable[tuple[int, int]]) -> Fraction | None:
    """The weighted average of (number, weight) pairs; None when nothing weighs anything."""
    total = weight = 0
    for value, each in values:
        total += value * each
        weight += each
    return Fraction(total, weight) if weight else None


def number(value: str) -> int | None:
    """The number a mark is; None for a word («зач», «осв», «н/а»): words are left out of averages."""
    return int(value) if value.isdecimal() else None


def two_places(average: Fraction) -> Decimal:
    """For the eye: two places, half up."""
    return Decimal(floor(average * _HUNDRED + Fraction(1, 2))).scaleb(-2)
