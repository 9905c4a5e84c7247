"""The pages of the journal: what stands, whose it is, in one or two statements; and that it was read is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, select, text, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import ClassPages
from journal_core.entries.attendance import AbsenceCode
from journal_core.errors import Refused
from journal_core.lessons import Span
from journal_core.pages import PageName
from journal_core.people import Operator
from journal_core.ports.reading import PageKind
from journal_core.term_marks.setting import TermKind
from storage.pages import PgPages
from storage.tables import school
from storage.tables.school import term as terms
from tests.storage.pen import Pen
from tests.storage.town import MONDAY, NOON, TODAY, Town


class Noon:
    """A clock that stands still."""

    def now(self) -> Any:
        return NOON


@pytest.fixture
def pen(owner: AsyncEngine, town: Town) -> Pen:
    return Pen(owner, town)


@pytest.fixture
def views(runtime: AsyncEngine) -> PgPages:
    clock: Any = Noon()
    return PgPages(runtime, clock)


@contextmanager
def counted(engine: AsyncEngine) -> Iterator[list[str]]:
    """The statements said meanwhile, but the record of the read."""
    said: list[str] = []

    def hear(_: Any, __: Any, statement: str, *___: Any) -> None:
        if not statement.startswith("INSERT INTO reading"):
            said.append(statement)

    event.listen(engine.sync_engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", hear)


def leader(town: Town, class_name: str = "7Б") -> ClassPages:
    """The class teacher's pass."""
    return ClassPages(town.school, town.classes[class_name], class_name, reader=town.staff["Соколова"])


async def term(views: PgPages, town: Town) -> int:
    return (await views.terms(leader(town)))[0].id


def algebra(town: Town) -> PageName:
    return PageName(town.subjects["Алгебра"], "Алгебра")


def english(town: Town, group: str) -> PageName:
    return PageName(town.subjects["Английский язык"], "Английский язык", town.subgroups[group], group)


async def test_a_class_has_the_terms_it_has_lessons_in_and_a_page_a_subject_and_group(
    town: Town, views: PgPages
) -> None:
    [first] = await views.terms(leader(town))
    assert (first.name, first.span) == ("I четверть", Span(date(2026, 9, 1), date(2026, 11, 1)))
    found = [(one.subject, one.subgroup) for one in await views.names(leader(town), first.id)]
    assert found == [("Алгебра", ""), ("Английский язык", "1"), ("Английский язык", "2"), ("История", "")]


async def test_a_page_shows_the_last_revision_of_everything_and_nothing_that_was_removed(
    town: Town, views: PgPages, pen: Pen
) -> None:
    lesson = town.lesson("algebra")
    await pen.mark("algebra", TODAY, "Аня", "4", "7")
    await pen.mark("algebra", TODAY, "Борис", "3", "")
    await pen.absence("algebra", TODAY, "Борис", "absent", "late", minutes=7)
    await pen.homework("algebra", TODAY, TODAY + timedelta(days=2), "№ 6", "№ 7")
    await pen.topic("algebra", TODAY, "Степени")
    await pen.topic("algebra", TODAY, "Дроби")
    page = await views.subject_page(leader(town), await term(views, town), algebra(town))
    [column] = [one for one in page.lessons if one.id == lesson]
    assert (column.topic, column.homework, column.teacher) == ("Дроби", "№ 7", "Ковалёва Н. П.")
    cells = {pupil.name: pupil.cells.get(lesson) for pupil in page.pupils}
    assert list(cells) == ["Ёлкина Галя", "Иванова Аня", "Петров Борис", "Сидоров Вова"]
    annas, boriss = cells["Иванова Аня"], cells["Петров Борис"]
    assert annas and [(mark.value, mark.corrected_from) for mark in annas.marks] == [("7", "4")]
    assert boriss and (boriss.marks, boriss.absence, boriss.minutes) == ((), AbsenceCode.LATE, 7)
    assert cells["Сидоров Вова"] is None
    [average] = [pupil.average() for pupil in page.pupils if pupil.name == "Иванова Аня"]
    assert average and (str(average.value), average.count) == ("7.00", 1)
    assert (page.school, page.class_name, page.subject, page.teachers) == (
        "Гимназия № 1",
        "7Б",
        "Алгебра",
        ("Ковалёва Н. П.",),
    )


async def test_remarks_tasks_and_term_marks_stand_on_the_page(town: Town, views: PgPages, pen: Pen) -> None:
    lesson, anna, first = town.lesson("algebra"), town.pupils["Аня"], await term(views, town)
    await pen.remark("algebra", TODAY, "Аня", "Умница", "Молодец!")
    await pen.task("algebra", TODAY, "практикум", "№ 14")
    await pen.task("algebra", TODAY, "чтение", "с. 7", "")
    await pen.term_mark(first, "7Б", "Алгебра", "Аня", "8", "н/а")
    await pen.term_mark(first, "7Б", "Алгебра", "Борис", "8", "")
    page = await views.subject_page(leader(town), first, algebra(town))
    [column] = [one for one in page.lessons if one.id == lesson]
    assert column.tasks == (("практикум", "№ 14"),)
    [annas] = [pupil for pupil in page.pupils if pupil.id == anna]
    assert (annas.cells[lesson].remark, annas.term_mark) == ("Молодец!", "н/а")
    assert [pupil.term_mark for pupil in page.pupils if pupil.id == town.pupils["Борис"]] == [""]
    sheet = await views.class_sheet(leader(town), first)
    [row] = [row for row in sheet.rows if row.id == anna]
    assert row.cells[town.subjects["Алгебра"]].term_mark == "н/а"


async def test_the_years_mark_stands_on_the_page_of_the_years_last_term_alone(
    town: Town, views: PgPages, pen: Pen, owner: AsyncEngine
) -> None:
    first = await term(views, town)
    async with owner.connect() as connection:
        last = (await connection.execute(select(terms.c.id).where(terms.c.name == "II четверть"))).scalar_one()
    await pen.term_mark(None, "7Б", "Алгебра", "Аня", "7", "8")
    await pen.term_mark(None, "7Б", "Алгебра", "Борис", "5", "")
    for page, kinds in (
        (await views.subject_page(leader(town), first, algebra(town)), ()),
        (await views.subject_page(leader(town), last, algebra(town)), (TermKind.YEAR,)),
    ):
        assert page.year_kinds() == kinds
    assert {pupil.name: pupil.year_marks for pupil in page.pupils if pupil.year_marks} == {
        "Иванова Аня": {TermKind.YEAR: "8"}
    }


async def test_a_group_has_its_own_members_and_lessons(town: Town, views: PgPages) -> None:
    page = await views.subject_page(leader(town), await term(views, town), english(town, "1"))
    assert [pupil.name for pupil in page.pupils] == ["Иванова Аня", "Петров Борис"]
    assert {lesson.teacher for lesson in page.lessons} == {"Орлов О. И."}
    assert page.subgroup == "1"


async def test_who_came_and_left_stands_with_their_days_and_a_mark_outlives_the_list(
    town: Town, views: PgPages, owner: AsyncEngine, pen: Pen
) -> None:
    vova, dima, lesson = town.pupils["Вова"], town.pupils["Дима"], town.lesson("algebra")
    left = date(2026, 10, 6)
    async with owner.begin() as connection:
        days = update(school.membership).where(school.membership.c.pupil_id == vova)
        await connection.execute(days.values(days=Range(date(2026, 9, 1), left)))
    await pen.mark("algebra", TODAY, "Дима", "9")  # of 7А by the list as it is now
    page = await views.subject_page(leader(town), await term(views, town), algebra(town))
    by_id = {pupil.id: pupil for pupil in page.pupils}
    assert by_id[vova].days == (Span(date(2026, 9, 1), left),)
    assert by_id[dima].days == ()
    assert [mark.value for mark in by_id[dima].cells[lesson].marks] == ["9"]


async def test_a_cancelled_lesson_has_no_column(town: Town, views: PgPages, owner: AsyncEngine) -> None:
    lesson = town.lesson("algebra")
    async with owner.begin() as connection:
        await connection.execute(update(school.lesson).where(school.lesson.c.id == lesson).values(cancelled=True))
    page = await views.subject_page(leader(town), await term(views, town), algebra(town))
    assert lesson not in {one.id for one in page.lessons}


async def test_the_term_sheet_counts_marks_and_absences_by_pupil(town: Town, views: PgPages, pen: Pen) -> None:
    anna = town.pupils["Аня"]
    await pen.mark("algebra", TODAY, "Аня", "7")
    await pen.mark("algebra", MONDAY, "Аня", "8")
    await pen.absence("history", TODAY, "Аня", "absent", "ill")
    await pen.absence("history", MONDAY, "Аня", "unexcused")
    await pen.absence("english 1", TODAY, "Аня", "late", minutes=5)
    sheet = await views.class_sheet(leader(town), await term(views, town))
    assert [name for _, name in sheet.subjects] == ["Алгебра", "Английский язык", "История"]
    assert sheet.class_teacher == "Соколова В. П."
    rows = {row.id: row for row in sheet.rows}
    average = rows[anna].cells[town.subjects["Алгебра"]].average
    assert average and (str(average.value), average.count) == ("7.50", 2)
    assert (rows[anna].missed, rows[anna].unexcused, rows[anna].ill, rows[anna].late) == (2, 1, 1, 1)
    assert rows[town.pupils["Борис"]].cells == {}


async def test_a_week_on_paper_has_a_pupil_s_own_lessons_and_what_is_due(town: Town, views: PgPages, pen: Pen) -> None:
    await pen.mark("algebra", TODAY, "Аня", "7")
    await pen.homework("algebra", MONDAY, TODAY, "№ 7")
    weeks = {week.pupil: week for week in await views.weeks(leader(town), MONDAY)}
    assert list(weeks) == ["Ёлкина Галя", "Иванова Аня", "Петров Борис", "Сидоров Вова"]
    [wednesday] = [day for day in weeks["Иванова Аня"].days if day.day == TODAY]
    said = [(line.slot, line.subject, line.due, tuple(mark.value for mark in line.marks)) for line in wednesday.lessons]
    assert said == [
        (1, "Алгебра", ("№ 7",), ("7",)),
        (2, "История", (), ()),
        (3, "Английский язык", (), ()),
    ]


@pytest.mark.parametrize("pupils", [1, 40])
async def test_each_page_is_one_or_two_statements_whatever_the_class(
    town: Town, views: PgPages, runtime: AsyncEngine, owner: AsyncEngine, pupils: int
) -> None:
    async with owner.begin() as connection:
        for number in range(pupils):
            row = {"school_id": town.school.id, "surname": f"Ильин{number}", "name": "Ян"}
            made = (await connection.execute(insert(school.pupil).values(**row).returning(school.pupil.c.id))).scalar()
            days = {"class_id": town.classes["7Б"], "pupil_id": made, "days": Range(date(2026, 9, 1), None)}
            await connection.execute(insert(school.membership).values(**days))
    first = await term(views, town)
    for look in (
        lambda: views.subject_page(leader(town), first, algebra(town)),
        lambda: views.class_sheet(leader(town), first),
        lambda: views.weeks(leader(town), MONDAY),
        lambda: views.terms(leader(town)),
        lambda: views.names(leader(town), first),
    ):
        with counted(runtime) as said:
            await look()
        assert len(said) <= 2, said


async def test_a_teacher_sees_the_own_subjects_and_groups_and_no_sheet_of_the_class(town: Town, views: PgPages) -> None:
    first = await term(views, town)
    orlov = replace(
        leader(town),
        courses=frozenset({(town.subjects["Английский язык"], town.subgroups["1"])}),
        reader=town.staff["Орлов"],
    )
    assert [one.subgroup for one in await views.names(orlov, first)] == ["1"]
    assert (await views.subject_page(orlov, first, english(town, "1"))).subgroup == "1"
    for refused in (
        views.subject_page(orlov, first, algebra(town)),
        views.subject_page(orlov, first, english(town, "2")),
        views.subject_page(orlov, first, replace(english(town, "1"), subgroup_id=None, subgroup="")),
        views.class_sheet(orlov, first),
        views.archive(orlov, first),
        views.weeks(orlov, MONDAY),
    ):
        with pytest.raises(Refused, match=r"access\.not_yours"):
            await refused


async def test_nothing_of_another_school_is_opened(town: Town, views: PgPages) -> None:
    first = await term(views, town)
    foreign = replace(leader(town), school=replace(town.school, id=town.school.id + 1))
    assert await views.terms(foreign) == ()
    assert await views.names(foreign, first) == ()
    assert await views.weeks(foreign, MONDAY) == ()
    for refused in (
        views.subject_page(foreign, first, algebra(town)),
        views.class_sheet(foreign, first),
        views.subject_page(leader(town), first, PageName(town.subjects["Алгебра"], "", town.subgroups["1"], "")),
    ):
        with pytest.raises(Refused, match=r"access\.not_yours"):
            await refused


async def test_every_page_that_is_read_is_remembered_once_a_day(
    town: Town, views: PgPages, runtime: AsyncEngine
) -> None:
    first = await term(views, town)
    printed = replace(leader(town), reader=None, by=Operator("olga"))
    await views.subject_page(leader(town), first, algebra(town))
    await views.subject_page(leader(town), first, algebra(town))
    await views.class_sheet(printed, first, PageKind.EXPORT)
    await views.archive(printed, first)
    await views.weeks(printed, MONDAY)
    async with runtime.connect() as connection:
        rows = await connection.execute(text("SELECT actor, kind, subject_id, term_id FROM reading ORDER BY id"))
        kept = [tuple(row) for row in rows]
    assert kept == [
        (f"staff:{town.staff['Соколова']}", "subject", town.subjects["Алгебра"], first),
        ("operator:olga", "export", None, first),
        ("operator:olga", "archive", None, first),
        ("operator:olga", "export", None, None),
    ]
