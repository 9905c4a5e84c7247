"""A school's month: what was taught, given and missed, class by class, in one statement and without a name."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import HeadDesk
from journal_core.actions.post_lesson import post_lesson
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import AbsenceEntry, HomeworkEntry, LessonEntry, MarkEntry
from journal_core.lessons import Span
from journal_core.month import ClassMonth
from storage.pages import PgPages
from storage.transaction import PgStore
from tests.fakes.clock import SteppedClock
from tests.storage.town import MONDAY, NOON, TODAY, Town, build_town, stamp

OCTOBER = Span(date(2026, 10, 1), date(2026, 11, 1))


@pytest.fixture
async def town(runtime: AsyncEngine) -> Town:
    return await build_town(runtime)


async def month(runtime: AsyncEngine, town: Town, span: Span = OCTOBER) -> dict[str, ClassMonth]:
    """The head's report by class."""
    report = await PgPages(runtime, SteppedClock(NOON)).month(HeadDesk(town.staff["Орлов"], town.school), span)
    return {one.class_name: one for one in report.classes}


def given(town: Town, name: str, *values: str) -> MarkEntry:
    """Marks of one pupil."""
    return MarkEntry(town.pupils[name], values)


async def test_a_month_counts_what_stands(runtime: AsyncEngine, town: Town) -> None:
    before = (await month(runtime, town))["7Б"]
    marks = given(town, "Аня", "9", "8"), given(town, "Вова", "3", "зач"), given(town, "Галя", "2")
    missing = (
        AbsenceEntry(town.pupils["Борис"], AbsenceCode.ABSENT),
        AbsenceEntry(town.pupils["Галя"], AbsenceCode.LATE, 5),
    )
    entry = LessonEntry(town.lesson("algebra"), "Дроби", HomeworkEntry("№ 5", TODAY), marks, missing)
    await post_lesson(PgStore(runtime), town.teacher(), entry, stamp("today"))
    report = await month(runtime, town)
    found = report["7Б"]
    assert (before.marks, before.average, before.lessons) == (0, None, found.lessons)
    assert (found.pupils, found.topics, found.homework, found.marks) == (4, 1, 1, 5)
    assert found.average == Fraction(9 + 8 + 3 + 2, 4)
    assert (found.graded, found.good, found.passing) == (3, 1, 2)
    assert (found.missed, found.late_arrivals, found.unexcused) == (1, 1, 0)
    assert (report["7А"].marks, report["7А"].pupils) == (0, 1)


async def test_a_removed_mark_is_not_counted_and_an_average_of_six_and_a_half_is_good(
    runtime: AsyncEngine, town: Town
) -> None:
    store = PgStore(runtime)
    await post_lesson(
        store, town.teacher(), LessonEntry(town.lesson("algebra"), marks=(given(town, "Аня", "6", "7"),)), stamp("1")
    )
    assert (await month(runtime, town))["7Б"].good == 1
    await post_lesson(
        store, town.teacher(), LessonEntry(town.lesson("algebra", MONDAY), marks=(given(town, "Аня", "6"),)), stamp("2")
    )
    assert (await month(runtime, town))["7Б"].good == 0


async def test_other_months_are_not_in_it(runtime: AsyncEngine, town: Town) -> None:
    entry = LessonEntry(town.lesson("algebra"), marks=(given(town, "Аня", "9"),))
    await post_lesson(PgStore(runtime), town.teacher(), entry, stamp("today"))
    november = await month(runtime, town, Span(date(2026, 11, 1), date(2026, 12, 1)))
    assert november["7Б"].marks == 0
