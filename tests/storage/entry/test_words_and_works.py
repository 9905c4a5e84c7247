"""Remarks, tasks, kinds of work and families' explanations in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import AdminDesk
from journal_core.actions.absences import explain_absence
from journal_core.actions.post_lesson import correct, post_lesson, undo
from journal_core.actions.works import keep_work
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import AbsenceEntry, LessonEntry, MarkEntry, RemarkEntry, TaskEntry
from journal_core.entries.explaining import Explained
from journal_core.entries.marks import DEFAULT_WORKS, Work, WorkKind
from journal_core.errors import Invalid, Refused
from journal_core.people import Role
from storage.reader import PgDiary
from storage.transaction import PgStore
from tests.storage.entry.forbidding import deputy
from tests.storage.ledger import entry, marks, page, rows
from tests.storage.town import NOON, TODAY, Town, stamp


@pytest.fixture
def diary(runtime: AsyncEngine) -> PgDiary:
    return PgDiary(runtime)


async def test_a_first_graders_family_reads_the_teachers_words_in_the_day(
    store: PgStore, owner: AsyncEngine, town: Town, diary: PgDiary
) -> None:
    lesson, egor = town.lesson("reading 1А"), town.pupils["Егор"]
    said = LessonEntry(lesson, remarks=(RemarkEntry(egor, "Читает по слогам уверенно"),))
    posted = await post_lesson(store, town.teacher("Соколова"), said, stamp("m1"))
    with pytest.raises(Invalid, match="entry.grade_without_marks"):
        mark = LessonEntry(lesson, marks=(MarkEntry(egor, ("5",)),))
        await post_lesson(store, town.teacher("Соколова"), mark, stamp("m2"))

    assert posted.remarks == 1
    (line,) = (await diary.day(town.child("Егор"), TODAY)).lessons
    assert line.remark == "Читает по слогам уверенно"
    heard = await rows(owner, "SELECT kind, subject, pupil_id, lesson_id FROM event")
    number = (await rows(owner, "SELECT remark_id FROM remark_revision"))[0][0]
    assert heard == [("remark", f"remark:{number}", egor, lesson)]


async def test_words_and_tasks_are_corrected_and_taken_back_with_their_message(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    words = (RemarkEntry(town.pupils["Аня"], "Молодец"),)
    said = entry(town, remarks=words, tasks=(TaskEntry("чтение", "§ 3"), TaskEntry("практикум", "№ 1")))
    await post_lesson(store, town.teacher(), said, stamp("m1"))
    meant = replace(said, remarks=(), tasks=(TaskEntry("чтение", "§ 4"),))
    await correct(store, town.teacher(), "m1", meant, stamp("m2"))

    now = await page(owner, town)
    assert (now.remarks, [(one.type, one.text) for one in now.tasks]) == ((), [("чтение", "§ 4")])
    assert (await undo(store, town.teacher(), "m2", stamp("u1"))).count == 3
    back = await page(owner, town)
    assert [one.text for one in back.remarks] == ["Молодец"]
    assert [(one.type, one.text) for one in back.tasks] == [("чтение", "§ 3"), ("практикум", "№ 1")]


async def test_a_school_gives_its_kinds_their_weights_and_marks_keep_what_they_got(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    async with store.transaction() as tx:
        await tx.works.keep(town.school.id, DEFAULT_WORKS)
    test = entry(town, marks=(MarkEntry(town.pupils["Аня"], ("8",), WorkKind.TEST),))
    await post_lesson(store, town.teacher(), test, stamp("m1"))
    await keep_work(store, deputy(town), Work(WorkKind.TEST, 3, written=True), stamp("w1"))
    listed = await keep_work(store, AdminDesk(None, town.school), Work("Сочинение", 2, written=True), stamp("w2"))
    essay = entry(town, marks=(MarkEntry(town.pupils["Аня"], ("9",), "сочинение", "живо"),))
    for command, said in (("m2", test), ("m3", essay)):
        await post_lesson(store, town.teacher(), said, stamp(command))

    assert names(listed) == [*names(DEFAULT_WORKS), "сочинение"]
    now = (await page(owner, town)).marks
    assert [(one.work, one.weight, one.comment) for one in now] == [
        ("контрольная", 1, ""), ("контрольная", 3, ""), ("сочинение", 2, "живо"),
    ]  # fmt: skip


def names(works: Sequence[Work]) -> list[str]:
    return [one.name for one in works]


async def test_a_day_explained_in_advance_is_not_asked_about_at_once_and_the_class_teacher_reads_why(
    store: PgStore, owner: AsyncEngine, town: Town, diary: PgDiary
) -> None:
    vova, before = town.child("Вова"), NOON - timedelta(days=2)
    said = stamp("e1", before, Role.GUARDIAN)
    assert await explain_absence(store, vova, TODAY, Explained.DOCTOR, said)
    assert not await explain_absence(store, vova, TODAY, Explained.DOCTOR, said)
    absent = entry(town, attendance=(AbsenceEntry(town.pupils["Вова"], AbsenceCode.ABSENT),))
    await post_lesson(store, town.teacher(), absent, stamp("m1"))

    assert await rows(owner, "SELECT urgent FROM event") == [(False,)]
    (waiting,) = await diary.absences_to_settle(town.class_desk(), TODAY)
    assert (waiting.pupil, waiting.code, waiting.family) == ("Сидоров Вова", AbsenceCode.ABSENT, Explained.DOCTOR)
    told = await rows(owner, "SELECT details::text FROM audit WHERE action = 'explain_absence'")
    assert "doctor" not in told[0][0], "health stands in one place"


async def test_a_family_that_knows_nothing_comes_first_and_explains_nothing(
    store: PgStore, owner: AsyncEngine, town: Town, diary: PgDiary
) -> None:
    said = (("e1", "Вова", Explained.ILL), ("e2", "Вова", Explained.UNKNOWN), ("e3", "Аня", Explained.AT_SCHOOL))
    for command, name, words in said:
        await explain_absence(store, town.child(name), TODAY, words, stamp(command, role=Role.GUARDIAN))
    away = (AbsenceEntry(town.pupils[name], AbsenceCode.ABSENT) for name in ("Аня", "Вова"))
    await post_lesson(store, town.teacher(), entry(town, attendance=tuple(away)), stamp("m1"))

    assert await rows(owner, "SELECT kind, urgent FROM event ORDER BY id") == [
        ("child_unknown", True), ("absence", True), ("absence", True),
    ]  # fmt: skip
    waiting = await diary.absences_to_settle(town.class_desk(), TODAY)
    assert [(one.pupil, one.family) for one in waiting] == [
        ("Сидоров Вова", Explained.UNKNOWN), ("Иванова Аня", Explained.AT_SCHOOL),
    ]  # fmt: skip


async def test_a_pupil_does_not_explain_their_own_absence_and_far_days_are_refused(store: PgStore, town: Town) -> None:
    with pytest.raises(Refused, match="absence.adults_explain"):
        own = replace(town.child("Вова"), own=True)
        await explain_absence(store, own, TODAY, Explained.ILL, stamp("e1", role=Role.PUPIL))
    for days in (-15, 31):
        with pytest.raises(Invalid, match="absence.explained_day"):
            day = TODAY + timedelta(days=days)
            await explain_absence(store, town.child("Вова"), day, Explained.ILL, stamp("e2", role=Role.GUARDIAN))


async def test_an_edit_keeps_the_weight_a_mark_got(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    heavy = entry(town, marks=(MarkEntry(town.pupils["Аня"], ("8",), weight=4),))
    await post_lesson(store, town.teacher(), heavy, stamp("m1"))
    await correct(store, town.teacher(), "m1", entry(town, marks=marks(town, Аня=("9",))), stamp("m2"))

    assert [(one.value, one.weight) for one in (await page(owner, town)).marks] == [("9", 4)]
