"""A pupil's forecast in each subject: where the term mark is heading, and what it can still be (001 2.7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from journal_core.entries.marks import Scale
from journal_core.forecast.bounds import Prospect, Room, guaranteed, reachable
from journal_core.forecast.needs import Answer, answers
from journal_core.forecast.trend import Trend, trend
from journal_core.law import Law
from journal_core.school import School
from journal_core.term_marks.progress import Progress


@dataclass(frozen=True, slots=True)
class SubjectForecast:
    """One subject in the term that runs."""

    subject_id: int
    subject: str
    term: str
    average: Fraction | None  #: so far, exact
    count: int  #: of the marks it stands on
    trend: Trend | None  #: None: «слишком мало отметок»
    possible: tuple[str, ...]  #: term marks that can still be; exact under `room`
    certain: str  #: it cannot be lower; empty while marks are lacking
    lacking: int  #: marks that the law still asks for
    answers: tuple[Answer, ...]  #: «что нужно на 8», for every mark of the scale
    room: Room  #: the bound that all of this is exact under


def prospect_of(one: Progress, scale: Scale, law: Law) -> Prospect:
    """The exact side of a pupil's progress: at most a mark a lesson, of the school's usual kinds."""
    room = Room(one.lessons_left, one.weights, unmarked=one.unmarked)
    return Prospect(one.grounds, room, scale, law, one.written_given)


def pupil_forecast(progress: Iterable[Progress], school: School) -> tuple[SubjectForecast, ...]:
    """Every subject in which marks are given; a subject the pupil is exempt from is left out."""
    return tuple(
        _subject(one, prospect_of(one, school.scale, school.law))
        for one in progress
        if one.grade not in school.law.grades_without_marks and not one.grounds.exempt
    )


def _subject(one: Progress, prospect: Prospect) -> SubjectForecast:
    return SubjectForecast(
        one.subject_id,
        one.subject,
        one.term,
        one.grounds.average,
        one.grounds.count,
        trend(prospect, one.held, before=one.before, classmates=one.classmates),
        reachable(prospect),
        guaranteed(prospect),
        prospect.lacking,
        answers(prospect),
        prospect.room,
    )
