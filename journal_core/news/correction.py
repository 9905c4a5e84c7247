"""The line that puts right what was told."""

from __future__ import annotations

from dataclasses import dataclass

from journal_core.entries.attendance import AbsenceCode
from journal_core.news.about import About
from journal_core.news.term import Period
from journal_core.news.timetable import LessonChangeSaid


@dataclass(frozen=True, slots=True)
class CorrectionNews:
    """One line about one thing that is no longer what was told."""

    about: About
    subject: str  #: of the lesson; empty for a concern
    kind: str  #: of the event: mark, absence, homework, remark, term_mark, lesson_changed or concern
    was: str
    now: str  #: empty: taken back
    code: AbsenceCode | None = None
    period: Period | None = None  #: of a term mark
    lesson: LessonChangeSaid | None = None  #: of a lesson that was changed
