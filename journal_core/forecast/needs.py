"""«Что нужно на 8»: the fewest and lowest marks that make a term mark, or that they are needed no more, or cannot be.

Exact under the bound that the answer carries (`Room`). Of the usual weights the lightest that suffices is taken:
«две девятки и одна десятка» of ordinary marks, before a hope for a heavy one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from journal_core.forecast.bounds import Prospect, Room, guaranteed, reachable


class Verdict(StrEnum):
    """What is true of a target: this mark or a better one."""

    CERTAIN = "certain"  #: whatever comes, it will not be lower
    ENOUGH = "enough"  #: it stands now; what comes may still lower it
    POSSIBLE = "possible"  #: with the marks of the answer
    TOO_FEW_LESSONS = "too_few_lessons"  #: for as many marks as the law asks
    IMPOSSIBLE = "impossible"  #: «в этой четверти уже нельзя»


@dataclass(frozen=True, slots=True)
class Answer:
    """One target, answered."""

    target: str
    verdict: Verdict
    room: Room  #: the bound it is true under
    marks: tuple[str, ...] = ()  #: needed: as few as can be, and of so many the lowest and most even; lowest first
    weight: int = 1  #: of each of them


def answers(prospect: Prospect) -> tuple[Answer, ...]:
    """Every mark of the scale, lowest first."""
    possible = reachable(prospect)
    certain = guaranteed(prospect)
    return tuple(_answer(prospect, target, possible, certain) for target in prospect.scale.numbers)


def _answer(prospect: Prospect, target: str, possible: tuple[str, ...], certain: str) -> Answer:
    room = prospect.room
    if certain and int(target) <= int(certain):
        return Answer(target, Verdict.CERTAIN, room)
    if not possible:
        return Answer(target, Verdict.TOO_FEW_LESSONS, room)
    if int(target) > int(possible[-1]):
        return Answer(target, Verdict.IMPOSSIBLE, room)
    for weight in room.weights:
        marks = needed(prospect, target, weight)
        if len(marks) <= room.marks:
            break
    return Answer(target, Verdict.POSSIBLE if marks else Verdict.ENOUGH, room, marks, weight)


def needed(prospect: Prospect, target: str, weight: int) -> tuple[str, ...]:
    """The fewest marks of one weight, and of so many the lowest, that make `target`, whatever the lessons left.

    n marks of a sum s make it when (S + weight·s) / (W + weight·n) is not below the border: so the top mark tells
    the least n, and n the least s. Shared out evenly, so that the highest of them is as low as can be.
    """
    total, weighed = prospect.weighed
    lowest, highest = int(prospect.scale.numbers[0]), int(prospect.scale.numbers[-1])
    border = int(target) - 1 + prospect.scale.up_from
    gap = border * weighed - total
    count = max(prospect.lacking, ceil(gap / (weight * (highest - border))))
    if not count:
        return ()
    least = max(ceil((gap + border * weight * count) / weight), lowest * count)
    each, more = divmod(least, count)
    return (str(each),) * (count - more) + (str(each + 1),) * more
