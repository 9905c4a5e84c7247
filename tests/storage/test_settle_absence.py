"""Absences that the class teacher settles."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.actions.absences import settle_absence
from journal_core.actions.post_lesson import post_lesson, undo
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import AbsenceEntry, LessonEntry
from journal_core.errors import Conflict, Invalid, Refused
from journal_core.people import Role
from storage.transaction import PgStore
from tests.storage.ledger import absence_of, entry, full_entry, page, rows
from tests.storage.town import Town, stamp


async def test_the_class_teacher_settles_an_absence_once(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))
    said = stamp("s1", role=Role.CLASS_TEACHER)
    missed = await absence_of(owner, town)
    settled = await settle_absence(store, town.class_desk(), missed, AbsenceCode.UNEXCUSED, said)
    again = await settle_absence(store, town.class_desk(), missed, AbsenceCode.UNEXCUSED, said)

    assert settled.changed and not settled.again
    assert again.changed and again.again
    found = await rows(
        owner,
        "SELECT revision, urgent FROM event WHERE subject = :subject ORDER BY revision",
        subject=f"absence:{missed}",
    )
    assert found == [(1, True), (2, True)]


async def test_a_reason_settled_in_one_lesson_explains_the_day(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))
    missed = await absence_of(owner, town)
    await settle_absence(store, town.class_desk(), missed, AbsenceCode.ILL, stamp("s1"))
    history = LessonEntry(town.lesson("history"), attendance=(AbsenceEntry(town.pupils["Вова"], AbsenceCode.ABSENT),))
    await post_lesson(store, town.teacher("Соколова"), history, stamp("m2"))

    found = await rows(owner, "SELECT urgent FROM event WHERE kind = 'absence' ORDER BY id")
    assert found == [(True,), (False,), (False,)]


async def test_a_teacher_does_not_overwrite_what_the_class_teacher_settled(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))
    await settle_absence(store, town.class_desk(), await absence_of(owner, town), AbsenceCode.ILL, stamp("s1"))
    absent = entry(town, attendance=(AbsenceEntry(town.pupils["Вова"], AbsenceCode.UNEXCUSED),))

    assert (await post_lesson(store, town.teacher(), absent, stamp("m2"))).absences == 0
    assert [one.code for one in (await page(owner, town)).absences] == [AbsenceCode.ILL]


async def test_an_absence_of_another_class_or_none_cannot_be_settled(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    given = LessonEntry(town.lesson("algebra 7А"), attendance=(AbsenceEntry(town.pupils["Дима"], AbsenceCode.ABSENT),))
    await post_lesson(store, town.teacher(), given, stamp("m1"))
    for missed in (await absence_of(owner, town, "Дима", "algebra 7А"), 999_999):
        with pytest.raises(Refused, match="access.not_yours"):
            await settle_absence(store, town.class_desk(), missed, AbsenceCode.ILL, stamp("s1"))


async def test_an_absence_taken_back_cannot_be_settled(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))
    await undo(store, town.teacher(), "m1", stamp("u1"))
    with pytest.raises(Conflict, match="absence.taken_back"):
        await settle_absence(store, town.class_desk(), await absence_of(owner, town), AbsenceCode.ILL, stamp("s1"))


async def test_lateness_has_no_reason_to_settle(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    late = (AbsenceEntry(town.pupils["Вова"], AbsenceCode.LATE, 10),)
    await post_lesson(store, town.teacher(), entry(town, attendance=late), stamp("m1"))
    for code in (AbsenceCode.EXCUSED, AbsenceCode.LATE):
        with pytest.raises(Invalid, match="absence.not_a_reason"):
            await settle_absence(store, town.class_desk(), await absence_of(owner, town), code, stamp("s1"))
