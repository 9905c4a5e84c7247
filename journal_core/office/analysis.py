"""The analysis of the journal's keeping: from figures of lessons to what is lacking, without a page of marks.

Counts and moments of lessons only, so that the administrator, who has no pages of marks, can make it every day
(003 4.2 б(3–4), 5.1; 000 3.5.3; 001 3.5, 4.6.5; 002 3.6).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from journal_core.entries.deadlines import homework_due, topic_due
from journal_core.office.sheets import OfficeSheet, Word, sheet
from journal_core.school import School


class Gap(StrEnum):
    """What a lesson lacks once its time is over."""

    UNFILLED = "unfilled"  #: nothing at all was entered
    NO_TOPIC = "no_topic"
    NO_HOMEWORK = "no_homework"
    LATE = "late"  #: something was entered after its deadline


@dataclass(frozen=True, slots=True)
class LessonFigures:
    """What is counted of one lesson."""

    lesson_id: int
    day: date
    slot: int
    class_id: int
    class_name: str
    subject_id: int
    subject: str
    staff_id: int | None  #: who gave it; None where nobody is named
    teacher: str  #: «Ковалёва Н. П.»
    filled_at: datetime | None = None  #: the first entry of any kind
    topic: bool = False  #: one stands
    homework: bool = False  #: one stands
    marks: int = 0  #: that stand
    late: int = 0  #: entries that came after their deadline
    found: bool = False  #: a finding about this lesson was written already


@dataclass(frozen=True, slots=True)
class Proposed:
    """A finding that the figures propose."""

    lesson: LessonFigures
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class TeacherFigures:
    """A teacher's lessons of a period, of those whose time is over."""

    teacher: str
    lessons: int
    filled: int
    topics: int
    homework: int
    marks: int
    late: int  #: entries


def gaps(lesson: LessonFigures, school: School, now: datetime) -> tuple[Gap, ...]:
    """What the lesson lacks; before a deadline nothing is lacking yet."""
    topic_over = now >= topic_due(school, lesson.day)
    if lesson.filled_at is None:
        return (Gap.UNFILLED,) if topic_over else ()
    found = {
        Gap.NO_TOPIC: topic_over and not lesson.topic,
        Gap.NO_HOMEWORK: now >= homework_due(school, lesson.day) and not lesson.homework,
        Gap.LATE: lesson.late > 0,
    }
    return tuple(gap for gap, lacks in found.items() if lacks)


def proposals(lessons: Iterable[LessonFigures], school: School, now: datetime) -> tuple[Proposed, ...]:
    """A finding for each teacher's lesson that lacks something and of which nobody has written one yet."""
    seen = ((one, gaps(one, school, now)) for one in lessons if not one.found and one.staff_id is not None)
    return tuple(Proposed(one, lacking) for one, lacking in seen if lacking)


def by_teacher(lessons: Iterable[LessonFigures], school: School, now: datetime) -> tuple[TeacherFigures, ...]:
    """How each teacher keeps the journal, by name (003 4.2 в(4))."""
    over = [one for one in lessons if now >= topic_due(school, one.day)]
    over.sort(key=lambda one: (one.teacher, str(one.staff_id)))  # namesakes have a line each
    return tuple(_counted(list(own)) for _, own in groupby(over, key=lambda one: one.staff_id))


def _counted(own: Sequence[LessonFigures]) -> TeacherFigures:
    return TeacherFigures(
        own[0].teacher,
        lessons=len(own),
        filled=sum(one.filled_at is not None for one in own),
        topics=sum(one.topic for one in own),
        homework=sum(one.homework for one in own),
        marks=sum(one.marks for one in own),
        late=sum(one.late for one in own),
    )


GAPS = {
    Gap.UNFILLED: Word("office.gap_unfilled"),
    Gap.NO_TOPIC: Word("office.gap_no_topic"),
    Gap.NO_HOMEWORK: Word("office.gap_no_homework"),
    Gap.LATE: Word("office.gap_late"),
}


def analysis_sheet(found: Iterable[Proposed]) -> OfficeSheet:
    """Анализ работы с журналами: lesson by lesson."""
    return sheet(
        "office.analysis",
        ("office.day", "office.slot", "office.class", "office.subject", "office.teacher", "office.gaps"),
        (
            (
                one.lesson.day,
                one.lesson.slot,
                one.lesson.class_name,
                one.lesson.subject,
                one.lesson.teacher,
                tuple(GAPS[gap] for gap in one.gaps),
            )
            for one in found
        ),
    )


def teachers_sheet(figures: Iterable[TeacherFigures]) -> OfficeSheet:
    """Teachers' work with the journal over a period."""
    return sheet(
        "office.teachers",
        (
            "office.teacher", "office.lessons", "office.filled", "office.topics", "office.homework", "office.marks",
            "office.late",
        ),
        ((one.teacher, one.lessons, one.filled, one.topics, one.homework, one.marks, one.late) for one in figures),
    )  # fmt: skip
