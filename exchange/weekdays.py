"""Days of the week as files write them."""

from __future__ import annotations

from exchange.headers import normal
from exchange.said import Said

WEEKDAYS = (
    Said("понедельник", "панядзелак"),
    Said("вторник", "аўторак"),
    Said("среда", "серада"),
    Said("четверг", "чацвер"),
    Said("пятница", "пятніца"),
    Said("суббота", "субота"),
    Said("воскресенье", "нядзеля"),
)
_SHORT_WEEKDAYS = (
    ("пн", "пон", "по"),
    ("вт", "аўт"),
    ("ср", "сер"),
    ("чт", "чц", "чацв", "чет", "че"),
    ("пт", "пят", "пя"),
    ("сб", "суб", "су"),
    ("вс",),
)


def weekday_of(written: str) -> int | None:
    """0 for Monday, by its name or its short name; None for other words."""
    for index, said in enumerate(WEEKDAYS):
        if said.means(written) or normal(written) in _SHORT_WEEKDAYS[index]:
            return index
    return None
