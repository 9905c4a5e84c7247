"""The diary's views: everything of one child, nothing of a neighbour's."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core import access
from journal_core.access import Grants
from journal_core.actions.absences import settle_absence
from journal_core.actions.post_lesson import correct, post_lesson, undo
from journal_core.diary import Day
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import AbsenceEntry, HomeworkEntry, LessonEntry, MarkEntry
from journal_core.entries.marks import WorkKind
from journal_core.errors import DiaryError, Refused
from journal_core.people import Account
from journal_core.school import Channel
from storage.reader import PgDiary
from storage.tables import school as tables
from storage.transaction import PgStore
from tests.storage.town import HOLIDAY, MONDAY, NOON, TODAY, YEAR, Town, stamp

FRIDAY = TODAY + timedelta(days=2)


@pytest.fixture
def diary(runtime: AsyncEngine) -> PgDiary:
    return PgDiary(runtime)


async def post(store: PgStore, town: Town, command: str, line: str = "algebra", day: date = TODAY, **said: Any) -> None:
    teacher = {"algebra": "Ковалёва", "algebra 7А": "Ковалёва", "english 1": "Орлов", "english 2": "Лис"}.get(
        line, "Соколова"
    )
    await post_lesson(store, town.teacher(teacher), LessonEntry(town.lesson(line, day), **said), stamp(command))


def given(town: Town, name: str, *values: str, work: WorkKind | None = None) -> tuple[MarkEntry, ...]:
    return (MarkEntry(town.pupils[name], values, work),)


def missed(town: Town, name: str, code: AbsenceCode, minutes: int | None = None) -> tuple[AbsenceEntry, ...]:
    return (AbsenceEntry(town.pupils[name], code, minutes),)


def subjects(day: Day) -> list[str]:
    return [lesson.subject for lesson in day.lessons]


async def test_a_childs_day_holds_all_that_stands_at_its_lessons(store: PgStore, diary: PgDiary, town: Town) -> None:
    homework = HomeworkEntry("№ 214", TODAY)
    await post(store, town, "m0", day=MONDAY, homework=homework)
    await post(store, town, "m1", topic="Степени", marks=given(town, "Аня", "8", "7", work=WorkKind.TEST))
    await post(store, town, "m2", "history", attendance=missed(town, "Аня", AbsenceCode.LATE, 10))

    algebra, history, english = (await diary.day(town.child(), TODAY)).lessons
    assert (algebra.subject, algebra.slot, algebra.starts_at, algebra.room) == (
        "Алгебра",
        1,
        time(8, 0),
        "204",
    )
    assert (algebra.topic, algebra.due) == ("Степени", ("№ 214",))
    assert [(mark.value, mark.work, mark.corrected_from) for mark in algebra.marks] == [
        ("8", WorkKind.TEST, None), ("7", WorkKind.TEST, None),
    ]  # fmt: skip
    assert (history.absence, history.minutes, history.due) == (AbsenceCode.LATE, 10, ())
    assert (english.id, english.marks) == (town.lesson("english 1"), ())


async def test_marks_of_one_child_are_not_seen_by_a_neighbour(store: PgStore, diary: PgDiary, town: Town) -> None:
    await post(store, town, "m1", marks=given(town, "Аня", "8"), attendance=missed(town, "Борис", AbsenceCode.ABSENT))
    for name in ("Борис", "Вова", "Дима"):
        child = town.child(name)
        assert not any(lesson.marks for lesson in (await diary.day(child, TODAY)).lessons)
        assert (await diary.marks(child, TODAY)).subjects == ()
        assert bool(await diary.absences(child, TODAY)) == (name == "Борис")


async def test_another_childs_mark_is_refused_exactly_as_access_refuses(
    store: PgStore, diary: PgDiary, town: Town
) -> None:
    await post(store, town, "m1", marks=given(town, "Аня", "8"))
    (mark,) = (await diary.marks(town.child(), TODAY)).subjects[0].marks
    with pytest.raises(Refused) as of_access:
        access.child(Grants(1, Account(Channel.TELEGRAM, "100"), "ru", (town.child(),)), town.pupils["Борис"])
    for child, number in ((town.child("Борис"), mark.id), (town.child(), 999_999)):
        with pytest.raises(Refused) as refused:
            await diary.mark(child, number)
        assert _said(refused.value) == _said(of_access.value)


def _said(error: DiaryError) -> tuple[type, str, dict[str, str], str]:
    return type(error), error.code, error.details, str(error)


async def test_subgroups_see_their_own_lesson_homework_and_teacher(store: PgStore, diary: PgDiary, town: Town) -> None:
    yesterday = TODAY - timedelta(days=1)
    await post(store, town, "m1", "english 1", yesterday, homework=HomeworkEntry("Unit 1", TODAY))
    await post(store, town, "m2", "english 2", yesterday, homework=HomeworkEntry("Unit 2", TODAY))
    await post(store, town, "m3", "history", MONDAY, homework=HomeworkEntry("§ 5", TODAY))

    for name, unit, line in (("Аня", "Unit 1", "english 1"), ("Галя", "Unit 2", "english 2")):
        child = town.child(name)
        day = await diary.day(child, TODAY)
        assert subjects(day) == ["Алгебра", "История", "Английский язык"]
        assert (day.lessons[2].id, day.lessons[2].due) == (town.lesson(line), (unit,))
        assert [(one.text, one.set_on) for one in await diary.homework(child, TODAY)] == [
            ("§ 5", MONDAY), (unit, yesterday),
        ]  # fmt: skip


async def test_a_corrected_mark_says_what_it_was_and_a_removed_one_is_gone(
    store: PgStore, diary: PgDiary, town: Town
) -> None:
    await post(store, town, "m1", marks=given(town, "Аня", "4", "9"))
    edited = LessonEntry(town.lesson("algebra"), marks=given(town, "Аня", "5"))
    later = NOON + timedelta(hours=1)
    await correct(store, town.teacher(), "m1", edited, stamp("m2", later))

    (cell,) = (await diary.day(town.child(), TODAY)).lessons[0].marks
    assert (cell.value, cell.corrected_from, cell.day) == ("5", "4", TODAY)
    assert (await diary.marks(town.child(), TODAY)).subjects[0].marks == (cell,)
    card = await diary.mark(town.child(), cell.id)
    assert (card.cell, card.subject, card.set_at, card.removed) == (cell, "Алгебра", NOON, False)
    assert card.history == ((NOON, "4"), (later, "5"))


async def test_an_old_button_of_a_removed_mark_says_it_was_removed(store: PgStore, diary: PgDiary, town: Town) -> None:
    await post(store, town, "m1", marks=given(town, "Аня", "4"))
    (cell,) = (await diary.marks(town.child(), TODAY)).subjects[0].marks
    await undo(store, town.teacher(), "m1", stamp("u1"))

    card = await diary.mark(town.child(), cell.id)
    assert card.removed and card.history == ((NOON, "4"),)
    assert (await diary.marks(town.child(), TODAY)).subjects == ()


async def test_a_week_leaves_empty_days_out_and_names_holidays(diary: PgDiary, town: Town) -> None:
    week = await diary.week(town.child(), MONDAY)
    assert [day.day.weekday() for day in week.days] == [0, 1, 2, 4]
    assert not any(day.holiday for day in week.days)
    holidays = await diary.week(town.child(), HOLIDAY)
    assert [day.holiday for day in holidays.days] == ["Осенние каникулы"] * 7
    assert (await diary.day(town.child(), HOLIDAY)).holiday == "Осенние каникулы"
    assert await diary.day(town.child(), date(2027, 7, 1)) == Day(date(2027, 7, 1))


async def test_homework_of_a_double_lesson_is_told_once_and_a_changed_one_as_it_is_now(
    store: PgStore, diary: PgDiary, owner: AsyncEngine, town: Town
) -> None:
    async with owner.begin() as connection:
        await connection.execute(
            insert(tables.lesson).values(
                school_id=town.school.id, class_id=town.classes["7Б"], subject_id=town.subjects["Алгебра"],
                staff_id=town.staff["Ковалёва"], day=FRIDAY, slot=4, starts_at=time(11), ends_at=time(11, 45),
            )
        )  # fmt: skip
    await post(store, town, "m1", homework=HomeworkEntry("№ 214", MONDAY + timedelta(days=7)))
    await post(store, town, "m2", homework=HomeworkEntry("№ 215", FRIDAY))

    first, second = (await diary.day(town.child(), FRIDAY)).lessons
    assert (first.due, second.due) == (("№ 215",), ())
    assert [(one.text, one.due) for one in await diary.homework(town.child(), TODAY)] == [("№ 215", FRIDAY)]
    assert await diary.homework(town.child(), FRIDAY + timedelta(days=1)) == ()


async def test_a_term_shows_its_own_marks_by_subject(store: PgStore, diary: PgDiary, town: Town) -> None:
    await post(store, town, "m1", "history", marks=given(town, "Аня", "6"))
    await post(store, town, "m2", marks=given(town, "Аня", "9"))
    await post(store, town, "m3", day=MONDAY, marks=given(town, "Аня", "8"))

    child = town.child()
    in_holidays = date(2026, 11, 5)
    for on in (TODAY, in_holidays):
        term = await diary.marks(child, on)
        assert term.term == "I четверть"
        assert [(one.subject, [mark.value for mark in one.marks]) for one in term.subjects] == [
            ("Алгебра", ["8", "9"]), ("История", ["6"]),
        ]  # fmt: skip
    second = await diary.marks(child, date(2026, 11, 9))
    assert (second.term, second.subjects) == ("II четверть", ())
    assert (await diary.marks(child, YEAR - timedelta(days=1))).term == ""


async def test_absences_are_told_newest_first_as_they_stand(store: PgStore, diary: PgDiary, town: Town) -> None:
    await post(store, town, "m1", day=MONDAY, attendance=missed(town, "Аня", AbsenceCode.LATE, 5))
    await post(store, town, "m2", attendance=missed(town, "Аня", AbsenceCode.ILL))
    (waiting,) = await diary.absences_to_settle(town.class_desk(), TODAY)
    assert (waiting.pupil, waiting.slot, waiting.subject) == ("Иванова Аня", 1, "Алгебра")
    assert (waiting.code, waiting.proposed) == (AbsenceCode.ABSENT, AbsenceCode.ILL)
    assert [(one.day, one.code, one.minutes) for one in await diary.absences(town.child(), TODAY)] == [
        (TODAY, AbsenceCode.ABSENT, None), (MONDAY, AbsenceCode.LATE, 5),
    ]  # fmt: skip

    await settle_absence(store, town.class_desk(), waiting.absence_id, AbsenceCode.EXCUSED, stamp("s1"))
    assert await diary.absences_to_settle(town.class_desk(), TODAY) == ()
    assert (await diary.absences(town.child(), TODAY))[0].code is AbsenceCode.EXCUSED


async def test_another_class_has_nothing_to_settle_here(store: PgStore, diary: PgDiary, town: Town) -> None:
    await post(store, town, "m1", attendance=missed(town, "Аня", AbsenceCode.ABSENT))
    assert await diary.absences_to_settle(town.class_desk(class_name="7А"), TODAY) == ()


async def test_a_pupil_who_moved_sees_each_class_on_its_own_days(
    store: PgStore, diary: PgDiary, owner: AsyncEngine, town: Town
) -> None:
    await post(store, town, "m1", "algebra 7А", MONDAY, homework=HomeworkEntry("№ 3", TODAY))
    await post(store, town, "m2", "algebra", MONDAY, homework=HomeworkEntry("№ 4", TODAY))
    borders = tables.membership
    anya = town.pupils["Аня"]
    async with owner.begin() as connection:
        await connection.execute(update(borders).where(borders.c.pupil_id == anya).values(days=Range(YEAR, TODAY)))
        moved = insert(borders).values(pupil_id=anya, class_id=town.classes["7А"], days=Range(TODAY, None))
        await connection.execute(moved)

    week = await diary.week(town.child(), MONDAY)
    assert [lesson.id for lesson in week.days[0].lessons] == [
        town.lesson("algebra", MONDAY), town.lesson("history", MONDAY),
    ]  # fmt: skip
    today = next(day for day in week.days if day.day == TODAY)
    assert town.lesson("algebra 7А") in [lesson.id for lesson in today.lessons]
    assert town.lesson("algebra") not in [lesson.id for lesson in today.lessons]
    assert [one.text for one in await diary.homework(town.child(), TODAY)] == ["№ 3"]


async def test_no_view_asks_the_database_more_than_three_times(
    store: PgStore, diary: PgDiary, runtime: AsyncEngine, town: Town
) -> None:
    await post(store, town, "m1", marks=given(town, "Аня", "8"), attendance=missed(town, "Вова", AbsenceCode.ABSENT))
    (cell,) = (await diary.marks(town.child(), TODAY)).subjects[0].marks
    asked: list[str] = []
    event.listen(runtime.sync_engine, "after_cursor_execute", lambda *about: asked.append(about[2]))
    child, teacher = town.child(), town.teacher()
    for view in (
        diary.day(child, TODAY), diary.week(child, MONDAY), diary.marks(child, TODAY),
        diary.mark(child, cell.id),
        diary.homework(child, TODAY), diary.absences(child, TODAY), diary.desk(teacher, NOON),
        diary.page(teacher, town.lesson("algebra")), diary.absences_to_settle(town.class_desk(), TODAY),
    ):  # fmt: skip
        asked.clear()
        await view
        assert 1 <= len(asked) <= 3, asked
