"""Marks: the scale's values, kinds of work, and what a revision of a mark says.

A mark is never overwritten: every change is a revision (001 2.4; 000 3.4.4). The value is text, because a scale
holds words («зачтено», «освобождён») beside numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Scale:
    """The values a school may give."""

    name: str  #: "by10" or "ru5"
    numbers: tuple[str, ...]
    words: tuple[str, ...] = ("зач", "незач", "осв")  #: values without a number
    passing: str = "3"  #: the lowest number that passes

    def knows(self, value: str) -> bool:
        """Whether `value` may be given on this scale."""
        return value in self.numbers or value in self.words

    def fell(self, before: str, after: str) -> bool:
        """Whether a correction made the mark worse; words are compared only as passed or not."""
        if before in self.numbers and after in self.numbers:
            return int(after) < int(before)
        return after == "незач" and before != after


TEN_POINT = Scale("by10", tuple(str(n) for n in range(1, 11)))
FIVE_POINT = Scale("ru5", tuple(str(n) for n in range(1, 6)))
SCALES = {scale.name: scale for scale in (TEN_POINT, FIVE_POINT)}


class WorkKind(StrEnum):
    """вид работы: what the mark was given for."""

    TEST = "контрольная"
    QUIZ = "самостоятельная"
    LAB = "лабораторная"
    PRACTICE = "практическая"
    DICTATION = "диктант"
    MULTIPLE_CHOICE = "тест"
    ORAL = "устный ответ"
