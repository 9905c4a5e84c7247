"""What cannot stand on a lesson's page: found before anything is written, and said with a name.

Clauses: 002 1.3 (grades without marks); 000 3.7.2, 003 4.2 а (remarks, tasks and their type).
"""

from __future__ import annotations

from collections.abc import Iterator

from journal_core.entries.entry import (
    DUE_WITHIN,
    AbsenceEntry,
    HomeworkEntry,
    LessonEntry,
    LessonFacts,
    LessonPage,
    MarkEntry,
    TaskEntry,
)
from journal_core.entries.lesson_tasks import MOST_TASK, MOST_TYPE
from journal_core.entries.marks import check_weight
from journal_core.entries.revisions import Stamp
from journal_core.errors import Invalid
from journal_core.school import School

#: Nobody is later than this, in minutes: a longer stay away is an absence.
LATEST = 240

MOST_COMMENT = 500  #: characters of a mark's comment
MOST_REMARK = 1000


def check(page: LessonPage, entry: LessonEntry, school: School, stamp: Stamp) -> None:
    """Raise Invalid (`entry.*`, `work.*`) for the first thing in `entry` that cannot stand on `page`."""
    lesson = page.lesson
    if lesson.day > school.local(stamp.at).date():
        raise Invalid("entry.future", day=lesson.day.isoformat(), class_name=lesson.class_name)
    if lesson.cancelled:
        raise Invalid("entry.cancelled", day=lesson.day.isoformat(), class_name=lesson.class_name)
    if any(pupil_id not in page.pupils for pupil_id in _named(entry)):
        raise Invalid("entry.not_on_page", class_name=lesson.class_name, subject=lesson.subject)
    _check_marks(page, entry, school)
    _check_attendance(page, entry)
    _check_homework(lesson, entry.homework)
    _check_remarks(page, entry)
    for task in entry.tasks:
        _check_task(task)


def _named(entry: LessonEntry) -> Iterator[int]:
    yield from (one.pupil_id for one in entry.marks)
    yield from (one.pupil_id for one in entry.attendance)
    yield from (one.pupil_id for one in entry.remarks)


def _check_marks(page: LessonPage, entry: LessonEntry, school: School) -> None:
    if any(one.values for one in entry.marks):
        check_grade(page.lesson, school)
    for one in entry.marks:
        for value in one.values:
            check_value(value, page.pupils[one.pupil_id], school)
        _check_work(page, one)


def check_grade(lesson: LessonFacts, school: School) -> None:
    """Raise Invalid where marks are not given: remarks are."""
    if lesson.grade in school.law.grades_without_marks:
        raise Invalid("entry.grade_without_marks", class_name=lesson.class_name)


def check_value(value: str, pupil: str, school: School) -> None:
    """Raise Invalid for a value that is not on the school's scale."""
    if not school.scale.knows(value):
        raise Invalid("entry.not_on_scale", value=value, pupil=pupil, scale=_span(school.scale.numbers))


def check_comment(comment: str) -> None:
    """Raise Invalid for a comment that is too long."""
    if len(comment) > MOST_COMMENT:
        raise Invalid("entry.comment_long", written=str(len(comment)), most=str(MOST_COMMENT))


def check_kind(page: LessonPage, work: str | None) -> None:
    """Raise Invalid for a kind of work that is not on the school's list."""
    if work is not None and work not in page.works:
        raise Invalid("entry.work_unknown", work=work, works=", ".join(page.works))


def _check_work(page: LessonPage, one: MarkEntry) -> None:
    check_kind(page, one.work)
    if one.weight is not None:
        check_weight(one.weight)
    check_comment(one.comment)


def _span(numbers: tuple[str, ...]) -> str:
    """«1–10», for a sentence."""
    return f"{numbers[0]}–{numbers[-1]}"


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


def _check_remarks(page: LessonPage, entry: LessonEntry) -> None:
    said: dict[int, str] = {}
    for one in entry.remarks:
        pupil = page.pupils[one.pupil_id]
        if not one.text.strip():
            raise Invalid("entry.remark_empty", pupil=pupil)
        if len(one.text.strip()) > MOST_REMARK:
            raise Invalid("entry.remark_long", pupil=pupil, written=str(len(one.text)), most=str(MOST_REMARK))
        if said.setdefault(one.pupil_id, one.text) != one.text:
            raise Invalid("entry.remark_twice", pupil=pupil)


def _check_task(task: TaskEntry) -> None:
    if not task.type.strip() or not task.text.strip():
        raise Invalid("entry.task_empty")
    if len(task.type) > MOST_TYPE or len(task.text) > MOST_TASK:
        raise Invalid("entry.task_long", type=str(MOST_TYPE), text=str(MOST_TASK))
