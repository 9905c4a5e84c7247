"""Marks: the scale's values, and the kinds of work a school gives them for.

The value is text, because a scale holds words («зачтено», «освобождён») beside numbers. What a mark weighs is its
kind's weight at the moment it was given, or one of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor

from journal_core.errors import Invalid

MOST_WEIGHT = 100
MOST_NAME = 40  #: characters of a kind's name


@dataclass(frozen=True, slots=True)
class Scale:
    """The values a school may give."""

    name: str  #: "by10" or "ru5"
    numbers: tuple[str, ...]
    words: tuple[str, ...] = ("зач", "незач", "осв")  #: values without a number
    passing: str = "3"  #: the lowest number that passes
    good: str = "4"  #: whoever has nothing lower counts to the quality of teaching
    up_from: Fraction = Fraction(1, 2)  #: an average with so much beyond a number is the next number

    def knows(self, value: str) -> bool:
        """Whether `value` may be given on this scale."""
        return value in self.numbers or value in self.words

    def rounded(self, average: Fraction) -> str:
        """The mark that an exact average is."""
        whole = floor(average)
        return str(whole + (average - whole >= self.up_from))

    def fell(self, before: str, after: str) -> bool:
        """Whether a correction made the mark worse; words are compared only as passed or not."""
        if before in self.numbers and after in self.numbers:
            return int(after) < int(before)
        return after == "незач" and before != after


TEN_POINT = Scale("by10", tuple(str(n) for n in range(1, 11)), good="7")
FIVE_POINT = Scale("ru5", tuple(str(n) for n in range(1, 6)))
SCALES = {scale.name: scale for scale in (TEN_POINT, FIVE_POINT)}


class WorkKind(StrEnum):
    """вид работы: what the mark was given for, as teachers' messages say it. A school may have more of its own."""

    TEST = "контрольная"
    QUIZ = "самостоятельная"
    LAB = "лабораторная"
    PRACTICE = "практическая"
    DICTATION = "диктант"
    MULTIPLE_CHOICE = "тест"
    ORAL = "устный ответ"


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work on a school's list."""

    name: str  #: one of `WorkKind`, or the school's own: «сочинение»
    weight: int = 1  #: from 1 to MOST_WEIGHT
    written: bool = False  #: marked by the norms of checking, later than the lesson (000 3.4.3; 003 4.2 а)


#: What a new school begins with. Laboratory and practical works count beside the written ones (001 5.2).
DEFAULT_WORKS = tuple(Work(kind, written=kind is not WorkKind.ORAL) for kind in WorkKind)


def works_by_name(listed: Iterable[Work]) -> Mapping[str, Work]:
    """A school's list; of a school without one, the list it would have begun with."""
    return {one.name: one for one in listed} or {one.name: one for one in DEFAULT_WORKS}


def check_work(work: Work) -> Work:
    """The kind as it is to be kept. Raises Invalid for a name or a weight that cannot be."""
    name = " ".join(work.name.casefold().split())
    if not 0 < len(name) <= MOST_NAME:
        raise Invalid("work.name", most=str(MOST_NAME))
    check_weight(work.weight)
    return Work(name, work.weight, work.written)


def check_weight(weight: int) -> None:
    """Raise Invalid for a weight that no mark may have."""
    if not 0 < weight <= MOST_WEIGHT:
        raise Invalid("work.weight", weight=str(weight), most=str(MOST_WEIGHT))
