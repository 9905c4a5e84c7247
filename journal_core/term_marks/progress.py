"""How a pupil stands in a subject of the term that runs: what warnings and forecasts are made from."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from journal_core.lessons import Span
from journal_core.term_marks.grounds import Grounds


@dataclass(frozen=True, slots=True)
class Progress:
    """A pupil's subject, so far."""

    pupil_id: int
    pupil: str  #: «Иванова Анна»
    class_id: int
    class_name: str
    grade: int
    subject_id: int
    subject: str
    term: str  #: «II четверть»
    span: Span
    grounds: Grounds  #: marks in order of date
    lessons_left: int  #: of this subject for this pupil's class and subgroups, after today, in this term
    held: int = 0  #: of the same lessons, those given until today
    unmarked: int = 0  #: of those given, the ones with no mark of this pupil, while one may still come in time
    written_given: bool = False  #: somebody of the class has a mark for written work in this subject and term
    before: str = ""  #: the term mark of the term before
    classmates: Fraction | None = None  #: the others' average in this subject and term
    weights: tuple[int, ...] = (1,)  #: of the school's kinds of work, lightest first
