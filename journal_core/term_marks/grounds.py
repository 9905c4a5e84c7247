"""What a term mark stands on, and what is proposed from it (001 5.1: a term mark is grounded).

Words («зач», «осв») are in neither the average nor the count of marks: three marks are three numbers (001 5.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from journal_core.entries.marks import Scale
from journal_core.law import Law
from journal_core.term_marks.averages import number, weighted

NOT_ATTESTED = "н/а"  #: chosen by hand, never proposed
EXEMPT = "осв"


@dataclass(frozen=True, slots=True)
class Ground:
    """A mark of the term as it stands."""

    mark_id: int
    value: str
    weight: int = 1
    work: str = ""  #: its kind, as the school calls it
    written: bool = False  #: a written, laboratory or practical work


@dataclass(frozen=True, slots=True)
class Grounds:
    """Everything one pupil has in a subject and term."""

    marks: tuple[Ground, ...] = ()

    @property
    def numbers(self) -> tuple[tuple[int, int], ...]:
        """(number, weight) of each mark that counts."""
        found = ((number(mark.value), mark.weight) for mark in self.marks)
        return tuple((value, weight) for value, weight in found if value is not None and weight)

    @property
    def average(self) -> Fraction | None:
        """Exact; None without a number."""
        return weighted(self.numbers)

    @property
    def count(self) -> int:
        """Of the marks that count."""
        return len(self.numbers)

    @property
    def written(self) -> int:
        """How many of them are for written, laboratory or practical work."""
        return sum(mark.written and mark.weight > 0 and number(mark.value) is not None for mark in self.marks)

    @property
    def exempt(self) -> bool:
        """«осв» stands in the term."""
        return any(mark.value == EXEMPT for mark in self.marks)


class Lack(StrEnum):
    """Why no number is proposed."""

    GRADE_WITHOUT_MARKS = "grade_without_marks"  #: 002 1.3
    NO_MARKS = "no_marks"
    WORDS = "words"  #: what it would stand on are words
    FEW_MARKS = "few_marks"  #: 001 5.2
    NO_WRITTEN = "no_written"  #: there were written works, and this pupil has a mark for none of them (001 5.2)
    NO_TERM_MARK = "no_term_mark"  #: one that it stands on is not set yet
    NOT_ATTESTED = "not_attested"  #: one that it stands on is «н/а»


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value, or why there is none; of «осв», why it is no number. `н/а` is never among the values."""

    value: str  #: empty when nothing is proposed
    average: Fraction | None = None  #: exact
    count: int = 0  #: of the marks, or term marks, that the average stands on
    written: int = 0
    lacks: tuple[Lack, ...] = ()


def propose(grounds: Grounds, scale: Scale, law: Law, *, grade: int, written_given: bool) -> Proposal:
    """The mark of a term. `written_given`: somebody of the page has a mark for written work in this term."""
    if grade in law.grades_without_marks:
        return Proposal("", lacks=(Lack.GRADE_WITHOUT_MARKS,))
    average, count, written = grounds.average, grounds.count, grounds.written
    if average is None:
        lack = Lack.WORDS if grounds.marks else Lack.NO_MARKS
        return Proposal(EXEMPT if grounds.exempt else "", lacks=(lack,))
    lacks = []
    if count < law.least_marks:
        lacks.append(Lack.FEW_MARKS)
    if law.counts_written and written_given and not written:
        lacks.append(Lack.NO_WRITTEN)
    if lacks and grounds.exempt:
        return Proposal(EXEMPT, average, count, written, tuple(lacks))
    return Proposal("" if lacks else scale.rounded(average), average, count, written, tuple(lacks))


def propose_from(marks: Sequence[str], scale: Scale) -> Proposal:
    """The mark of a year from its terms', a final one from the year's and the exam's: their mean, rounded once.

    `marks` in order, empty where one is not set yet. «осв» is left out; where all are one word, it is that word.
    """
    lacks = tuple(_lacks(marks))
    if lacks:
        return Proposal("", lacks=lacks)
    values = [mark for mark in marks if mark != EXEMPT] or [EXEMPT]
    numbers = [one for value in values if (one := number(value)) is not None]
    if len(numbers) == len(values):
        average = Fraction(sum(numbers), len(numbers))
        return Proposal(scale.rounded(average), average, len(numbers))
    if len({*values}) == 1:
        return Proposal(values[0])
    return Proposal("", lacks=(Lack.WORDS,))


def _lacks(marks: Sequence[str]) -> Iterator[Lack]:
    if not marks or "" in marks:
        yield Lack.NO_TERM_MARK
    if NOT_ATTESTED in marks:
        yield Lack.NOT_ATTESTED
