"""Days and weeks as aSc writes them: «010000» is the second day, «10» the first of two weeks.

The dialect of 2008 numbers days instead (`day="1"`), from 0 or, under the option «daynumbering1», from 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from exchange.document import Document, Element
from exchange.weekdays import weekday_of
from journal_core.lessons import Week

_WEEKS = {"": Week.EVERY, "1": Week.EVERY, "11": Week.EVERY, "10": Week.A, "01": Week.B}


@dataclass(frozen=True, slots=True)
class Days:
    """Which weekday a card's day is: by the names in the file, else by its place, Monday first."""

    by_mask: dict[str, int] = field(default_factory=dict)
    by_number: dict[str, int] = field(default_factory=dict)
    first: int = 0  #: the number of the first day in the dialect of 2008

    @staticmethod
    def of(document: Document) -> Days:
        """The days that a file defines."""
        masks = {one.get("days"): one for one in document.elements.get("daysdef", ())}
        numbers = {one.get("day"): one for one in document.elements.get("day", ())}
        first = 1 if "daynumbering1" in document.root.get("options") else 0
        return Days(
            {mask: day for mask, one in masks.items() if mask.count("1") == 1 and (day := _named(one)) is not None},
            {number: day for number, one in numbers.items() if (day := _named(one)) is not None},
            first,
        )

    def weekday(self, card: Element) -> int | None:
        """0 for Monday; None when the card names no day, or several."""
        mask = card.get("days")
        if mask:
            place = mask.index("1") if set(mask) <= {"0", "1"} and mask.count("1") == 1 else None
            return self.by_mask.get(mask, _day(place))
        number = card.get("day")
        place = int(number) - self.first if number.isdecimal() and len(number) < 3 else None
        return self.by_number.get(number, _day(place))


def week_of(card: Element, lesson: Element, defined: dict[str, str]) -> Week | None:
    """In which weeks a card is taught; None for a round of more than two weeks. `defined` are masks by id."""
    mask = card.get("weeks") or lesson.get("weeks") or defined.get(lesson.get("weeksdefid"), "")
    if mask and set(mask) == {"1"}:
        return Week.EVERY
    return _WEEKS.get(mask)


def is_all_year(card: Element) -> bool:
    """Whether the card holds in every term that the file knows."""
    return "0" not in card.get("terms")


def _named(one: Element) -> int | None:
    name = weekday_of(one.get("name"))
    return name if name is not None else weekday_of(one.get("short"))


def _day(place: int | None) -> int | None:
    return place if place is not None and 0 <= place < 7 else None
