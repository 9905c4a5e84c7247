"""A lesson's entry: what a teacher's message puts into the journal, and what that changes there.

`changes` is the rule: it compares what the teacher wrote with what stands, and says which revisions and which
events follow. Of attendance, homework and topic saying the same thing twice changes nothing; each value of a
mark is a new mark, so that a pupil may have several in a lesson (only a command said twice is done once).
Clauses: 000 3.4.1-4, 001 2.4, 002 1.3 (grades without marks), 003 3.1.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from journal_core.attendance import PROPOSALS, AbsenceCode, is_urgent, noted_by_teacher
from journal_core.errors import Invalid
from journal_core.events import Event, EventKind
from journal_core.marks import WorkKind
from journal_core.revisions import AbsenceRevision, Change, HomeworkRevision, MarkRevision, Stamp
from journal_core.school import School

#: How far ahead homework may be due; the diary looks this far back for what is due on a day.
DUE_WITHIN = timedelta(days=120)

#: Nobody is later than this, in minutes: a longer stay away is an absence.
LATEST = 240


@dataclass(frozen=True, slots=True)
class MarkEntry:
    """Values given to one pupil for one work."""

    pupil_id: int
    values: tuple[str, ...]
    work: WorkKind | None = None


@dataclass(frozen=True, slots=True)
class AbsenceEntry:
    """What the teacher wrote of one pupil's attendance."""

    pupil_id: int
    code: AbsenceCode
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class HomeworkEntry:
    """Homework and the day it is due."""

    text: str
    due: date


@dataclass(frozen=True, slots=True)
class LessonEntry:
    """All that one message says of one lesson."""

    lesson_id: int
    topic: str | None = None
    homework: HomeworkEntry | None = None
    marks: tuple[MarkEntry, ...] = ()
    attendance: tuple[AbsenceEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """The lesson an entry is about."""

    id: int
    school_id: int
    class_id: int
    subgroup_id: int | None
    subject_id: int
    subject: str
    class_name: str
    day: date
    slot: int
    topic: str = ""
    grade: int = 0  #: of the class; some grades have no marks


@dataclass(frozen=True, slots=True)
class LessonPage:
    """A lesson with its list and everything that stands in it now: last revisions, the removed left out."""

    lesson: LessonFacts
    pupils: Mapping[int, str]  #: id → «Иванов Пётр», members of the class or subgroup on that day
    marks: tuple[MarkRevision, ...] = ()
    absences: tuple[AbsenceRevision, ...] = ()
    homework: HomeworkRevision | None = None
    explained: frozenset[int] = frozenset()  #: pupils whose absence that day is already explained

    def absence_of(self, pupil_id: int) -> AbsenceRevision | None:
        """What stands for the pupil at this lesson."""
        return next((one for one in self.absences if one.pupil_id == pupil_id), None)


@dataclass(frozen=True, slots=True)
class Changes:
    """What follows from an entry: rows to write, in one transaction."""

    topic: str | None = None
    marks: tuple[MarkRevision, ...] = ()
    absences: tuple[AbsenceRevision, ...] = ()
    homework: HomeworkRevision | None = None
    events: tuple[Event, ...] = field(default_factory=tuple)

    def __bool__(self) -> bool:
        return self.topic is not None or bool(self.marks or self.absences or self.homework)


def changes(page: LessonPage, entry: LessonEntry, school: School, stamp: Stamp, numbers: Iterable[int]) -> Changes:
    """What `entry` changes on `page`; `numbers` are fresh ones, at least `numbers_needed(entry)` of them.

    Raises Invalid (`entry.*`) when anything in it cannot be recorded: then nothing is.
    """
    check(page, entry, school, stamp)
    fresh = iter(numbers)
    marks = tuple(
        MarkRevision(next(fresh), 1, Change.SET, page.lesson.id, given.pupil_id, value, given.work)
        for given in entry.marks
        for value in given.values
    )
    absences = attendance_changes(page, entry, fresh)
    homework = homework_change(page, entry, fresh)
    return Changes(
        topic=topic_change(page, entry),
        marks=marks,
        absences=absences,
        homework=homework,
        events=events_of(page, marks, absences, homework, stamp.at),
    )


def numbers_needed(entry: LessonEntry) -> int:
    """How many fresh numbers recording `entry` can take at most."""
    return sum(len(given.values) for given in entry.marks) + len(entry.attendance) + (entry.homework is not None)


def check(page: LessonPage, entry: LessonEntry, school: School, stamp: Stamp) -> None:
    """Raise Invalid for the first thing in `entry` that cannot stand on `page`."""
    lesson = page.lesson
    if lesson.day > school.local(stamp.at).date():
        raise Invalid("entry.future", day=lesson.day.isoformat(), class_name=lesson.class_name)
    for pupil_id in (*(one.pupil_id for one in entry.marks), *(one.pupil_id for one in entry.attendance)):
        if pupil_id not in page.pupils:
            raise Invalid("entry.not_on_page", class_name=lesson.class_name, subject=lesson.subject)
    _check_marks(page, entry, school)
    _check_attendance(page, entry)
    _check_homework(lesson, entry.homework)


def _check_marks(page: LessonPage, entry: LessonEntry, school: School) -> None:
    given = [(one, value) for one in entry.marks for value in one.values]
    if given and page.lesson.grade in school.profile.grades_without_marks:
        raise Invalid("entry.grade_without_marks", class_name=page.lesson.class_name)
    for one, value in given:
        if not school.scale.knows(value):
            raise Invalid(
                "entry.not_on_scale",
                value=value,
                pupil=page.pupils[one.pupil_id],
                scale=_span(school.scale.numbers),
            )


def _span(numbers: tuple[str, ...]) -> str:
    """«1–10», for a sentence."""
    return f"{numbers[0]}–{numbers[-1]}" if numbers else ""


def _check_attendance(page: LessonPage, entry: LessonEntry) -> None:
    said: dict[int, AbsenceEntry] = {}
    for one in entry.attendance:
        if said.setdefault(one.pupil_id, one) != one:
            raise Invalid("entry.attendance_twice", pupil=page.pupils[one.pupil_id])
        if one.minutes is not None and not 0 < one.minutes <= LATEST:
            raise Invalid("entry.minutes", minutes=str(one.minutes), pupil=page.pupils[one.pupil_id])


def _check_homework(lesson: LessonFacts, homework: HomeworkEntry | None) -> None:
    if homework is None:
        return
    if not homework.text.strip():
        raise Invalid("entry.homework_empty")
    if not lesson.day <= homework.due <= lesson.day + DUE_WITHIN:
        raise Invalid("entry.due_date", due=homework.due.isoformat(), day=lesson.day.isoformat())


def topic_change(page: LessonPage, entry: LessonEntry) -> str | None:
    """The topic to write; None when it is not spoken of or stands already."""
    topic = entry.topic.strip() if entry.topic else None
    return topic if topic and topic != page.lesson.topic else None


def attendance_changes(page: LessonPage, entry: LessonEntry, fresh: Iterator[int]) -> tuple[AbsenceRevision, ...]:
    """One absence a pupil and lesson: a new one, a revision of the standing one, or nothing."""
    said = {one.pupil_id: one for one in entry.attendance}
    found = (_absence_change(page, one, fresh) for one in said.values())
    return tuple(one for one in found if one is not None)


def _absence_change(page: LessonPage, said: AbsenceEntry, fresh: Iterator[int]) -> AbsenceRevision | None:
    code, proposed = noted_by_teacher(said.code)
    minutes = said.minutes if code is AbsenceCode.LATE else None
    stands = page.absence_of(said.pupil_id)
    if stands is None:
        return AbsenceRevision(next(fresh), 1, Change.SET, page.lesson.id, said.pupil_id, code, minutes, proposed)
    if (stands.code, stands.minutes, stands.proposed) == (code, minutes, proposed):
        return None
    if stands.code in PROPOSALS and code is AbsenceCode.ABSENT:
        return None  # the class teacher settled it (003 3.1.2); that the pupil was away is no news
    return replace(
        stands,
        revision=stands.revision + 1,
        change=Change.CORRECTED,
        code=code,
        minutes=minutes,
        proposed=proposed,
    )


def homework_change(page: LessonPage, entry: LessonEntry, fresh: Iterator[int]) -> HomeworkRevision | None:
    """One homework a lesson: a new one, a revision of the standing one, or nothing."""
    if entry.homework is None:
        return None
    text, due, stands = entry.homework.text.strip(), entry.homework.due, page.homework
    if stands is None:
        return HomeworkRevision(next(fresh), 1, Change.SET, page.lesson.id, text, due)
    if (stands.text, stands.due) == (text, due):
        return None
    return replace(stands, revision=stands.revision + 1, change=Change.CORRECTED, text=text, due=due)


def events_of(
    page: LessonPage,
    marks: Iterable[MarkRevision],
    absences: Iterable[AbsenceRevision],
    homework: HomeworkRevision | None,
    at: datetime,
) -> tuple[Event, ...]:
    """One event a revision, with everything a fan-out needs to find whom it concerns."""
    happened = [_event(page.lesson, EventKind.MARK, f"mark:{one.mark_id}", one, one.pupil_id, at) for one in marks]
    for missed in absences:
        urgent = is_urgent(missed.code, explained=missed.pupil_id in page.explained)
        happened.append(absence_event(page.lesson, missed, at, urgent=urgent))
    if homework is not None:
        subject = f"homework:{homework.homework_id}"
        happened.append(_event(page.lesson, EventKind.HOMEWORK, subject, homework, None, at))
    return tuple(happened)


def absence_event(lesson: LessonFacts, missed: AbsenceRevision, at: datetime, *, urgent: bool) -> Event:
    """The event of one absence revision."""
    subject = f"absence:{missed.absence_id}"
    return replace(_event(lesson, EventKind.ABSENCE, subject, missed, missed.pupil_id, at), urgent=urgent)


def _event(
    lesson: LessonFacts,
    kind: EventKind,
    subject: str,
    revision: MarkRevision | AbsenceRevision | HomeworkRevision,
    pupil_id: int | None,
    at: datetime,
) -> Event:
    return Event(
        kind,
        lesson.school_id,
        subject,
        revision.revision,
        at,
        pupil_id=pupil_id,
        class_id=lesson.class_id,
        subgroup_id=lesson.subgroup_id,
        lesson_id=lesson.id,
        day=lesson.day,
    )
