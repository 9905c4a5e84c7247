"""A page of 7Б's algebra, and what becomes of it once changes are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.correcting import Written
from journal_core.entries.entering import changes
from journal_core.entries.entry import AbsenceEntry, Changes, LessonEntry, LessonFacts, LessonPage
from journal_core.entries.revisions import Change, Stamp
from journal_core.errors import DiaryError
from journal_core.people import Person, Role
from journal_core.school import PROFILES, Jurisdiction, School

TODAY = date(2026, 10, 7)
NOON = datetime(2026, 10, 7, 9, 0, tzinfo=UTC)
MINSK = ZoneInfo("Europe/Minsk")
SCHOOL = School(1, "Гимназия № 1", PROFILES["000"], Jurisdiction.BY_STATE, MINSK, PROFILES["000"].scale)
ANYA, BORIS, VOVA = 11, 12, 13
LESSON = LessonFacts(5, 1, 7, None, 3, "Алгебра", "7Б", TODAY, 1, "Степени", 7)
PAGE = LessonPage(LESSON, {ANYA: "Иванова Аня", BORIS: "Петров Борис", VOVA: "Сидоров Вова"})
STAMP = Stamp("m1", Person(1, Role.TEACHER), NOON, "telegram")


#: Profile 003: two days to fill in, nothing corrected after the grace but by request.
FORBIDDING = replace(SCHOOL, profile=PROFILES["003"], scale=PROFILES["003"].scale)


def entered(page: LessonPage, entry: LessonEntry, numbers: Iterable[int] = (), stamp: Stamp = STAMP) -> Changes:
    return changes(page, entry, SCHOOL, stamp, numbers or count(100))


def absent(pupil_id: int = VOVA, code: AbsenceCode = AbsenceCode.ABSENT, minutes: int | None = None) -> LessonEntry:
    return LessonEntry(5, attendance=(AbsenceEntry(pupil_id, code, minutes),))


@contextmanager
def refused(error: type[DiaryError], code: str, **details: str) -> Iterator[None]:
    """Inside, exactly this is raised: the key of the sentence and everything that it is filled with."""
    with pytest.raises(error) as raised:
        yield
    assert (type(raised.value), raised.value.code, raised.value.details) == (error, code, details)


def recorded(page: LessonPage, found: Changes) -> LessonPage:
    """The page once `found` is written: last revisions, removed ones gone."""
    marks = {one.mark_id: one for one in (*page.marks, *found.marks)}
    absences = {one.absence_id: one for one in (*page.absences, *found.absences)}
    remarks = {one.remark_id: one for one in (*page.remarks, *found.remarks)}
    tasks = {one.task_id: one for one in (*page.tasks, *found.tasks)}
    homework = found.homework or page.homework
    topic = page.lesson.topic if found.topic is None else found.topic
    return replace(
        page,
        lesson=replace(page.lesson, topic=topic),
        marks=tuple(one for one in marks.values() if one.change is not Change.REMOVED),
        absences=tuple(one for one in absences.values() if one.change is not Change.REMOVED),
        homework=None if homework is None or homework.change is Change.REMOVED else homework,
        remarks=tuple(one for one in remarks.values() if one.change is not Change.REMOVED),
        tasks=tuple(one for one in tasks.values() if one.change is not Change.REMOVED),
    )


def written(page: LessonPage, found: Changes) -> Written:
    """What the command that made `found` of `page` wrote."""
    absences = {one.absence_id: one for one in page.absences}
    marks = {one.mark_id: one for one in page.marks}
    remarks = {one.remark_id: one for one in page.remarks}
    tasks = {one.task_id: one for one in page.tasks}
    return Written(
        STAMP.command_id,
        page.lesson.id,
        tuple((one, marks.get(one.mark_id)) for one in found.marks),
        tuple((one, absences.get(one.absence_id)) for one in found.absences),
        (found.homework, page.homework) if found.homework else None,
        (found.topic, page.lesson.topic) if found.topic is not None else None,
        remarks=tuple((one, remarks.get(one.remark_id)) for one in found.remarks),
        tasks=tuple((one, tasks.get(one.task_id)) for one in found.tasks),
    )


def values(page: LessonPage) -> object:
    """What people see of a page: everything but the count of revisions."""
    return (
        page.lesson,
        [(one.mark_id, one.value, one.work, one.weight, one.comment) for one in page.marks],
        [(one.absence_id, one.code, one.minutes, one.proposed) for one in page.absences],
        page.homework and (page.homework.homework_id, page.homework.text, page.homework.due),
        {one.remark_id: (one.pupil_id, one.text) for one in page.remarks},
        {one.task_id: (one.type, one.text) for one in page.tasks},
    )
