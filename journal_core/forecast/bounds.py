"""What can still become of a term mark: computed, not guessed.

Everything here holds under a stated bound (`Room`): so many lessons left, and so many given that may still get a mark
in time; at most so many marks a lesson, none heavier than the heaviest usual kind of work; no mark comes after its
deadline, and what stands is not corrected. Within it nothing can lie outside
`extremes`, and every mark between their roundings can come about: with all marks at the heaviest weight, one mark
changed by one moves the average by at most one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from journal_core.entries.marks import Scale
from journal_core.law import Law
from journal_core.term_marks.grounds import Grounds


@dataclass(frozen=True, slots=True)
class Room:
    """What may still come before the term ends."""

    lessons: int  #: left in the term after today, of this class or subgroup
    weights: tuple[int, ...] = (1,)  #: of the usual kinds of work, lightest first, none below one
    marks_a_lesson: int = 1
    unmarked: int = 0  #: lessons given, today's among them, that have no mark of the pupil and may get one in time

    @property
    def marks(self) -> int:
        """How many marks at most."""
        return (self.lessons + self.unmarked) * self.marks_a_lesson


@dataclass(frozen=True, slots=True)
class Prospect:
    """A pupil's subject in a term that runs, and the rules its mark will be made by."""

    grounds: Grounds
    room: Room
    scale: Scale
    law: Law
    written_given: bool = False  #: somebody of the class has a mark for written work

    @property
    def lacking(self) -> int:
        """How many marks the law still asks for (001 5.2)."""
        written = self.law.counts_written and self.written_given and not self.grounds.written
        return max(self.law.least_marks - self.grounds.count, int(written), int(not self.grounds.count))

    @property
    def weighed(self) -> tuple[int, int]:
        """(sum of values by weights, sum of weights) of what stands."""
        numbers = self.grounds.numbers
        return sum(value * weight for value, weight in numbers), sum(weight for _, weight in numbers)


def extremes(prospect: Prospect) -> tuple[Fraction, Fraction] | None:
    """The lowest and the highest average the term can end with; None when it can have no number."""
    total, weight = prospect.weighed
    more = prospect.room.marks * prospect.room.weights[-1]
    if not weight + more:
        return None
    lowest, highest = int(prospect.scale.numbers[0]), int(prospect.scale.numbers[-1])
    return Fraction(total + more * lowest, weight + more), Fraction(total + more * highest, weight + more)


def reachable(prospect: Prospect) -> tuple[str, ...]:
    """The term marks that can still be proposed, lowest first; none when the law's marks cannot be gathered."""
    found = extremes(prospect)
    if found is None or prospect.lacking > prospect.room.marks:
        return ()
    lowest, highest = (int(prospect.scale.rounded(average)) for average in found)
    return tuple(str(value) for value in range(lowest, highest + 1))


def guaranteed(prospect: Prospect) -> str:
    """The term mark below which nothing still to come can bring it; empty while the law's marks are lacking."""
    return "" if prospect.lacking else reachable(prospect)[0]
