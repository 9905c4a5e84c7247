"""Entries after their deadline: flagged where the law lets them be, refused where it forbids them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.actions.absences import settle_absence
from journal_core.actions.closing import close_term
from journal_core.actions.post_lesson import change_lesson, correct, post_lesson, undo
from journal_core.actions.timetable import Substitution, substitute
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import AbsenceEntry, LessonEntry
from journal_core.entries.requests import Asked, MarkChange
from journal_core.errors import Invalid, Refused, TooLate, Unknown
from storage.transaction import PgStore
from tests.storage.entry.forbidding import build_forbidding_town, by, deputy
from tests.storage.ledger import absence_of, counts, entry, full_entry, marks, marks_of, page, rows
from tests.storage.town import NOON, Town, build_town, stamp

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def town(owner: AsyncEngine) -> Town:
    return await build_forbidding_town(owner)


async def test_what_comes_after_seven_in_the_evening_is_flagged_late_and_goes_through(
    runtime: AsyncEngine, owner: AsyncEngine
) -> None:
    town, store = await build_town(owner), PgStore(runtime)
    eight = NOON + timedelta(hours=8)
    await post_lesson(store, town.teacher(), entry(town, marks=marks(town, Аня=("8",))), stamp("m1"))
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m2", eight))

    assert await rows(owner, "SELECT late FROM mark_revision ORDER BY id") == [(False,), (True,), (True,), (True,)]
    for table in ("absence_revision", "homework_revision", "topic_revision"):
        assert await rows(owner, f"SELECT late FROM {table}") == [(True,)]


async def test_three_days_after_the_lesson_nothing_is_filled_in_backdated(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    with pytest.raises(TooLate, match="entry.locked_deadline"):
        await post_lesson(store, town.teacher(), full_entry(town), stamp("m1", NOON + timedelta(days=3)))

    assert set((await counts(owner)).values()) == {0}


async def test_after_the_grace_a_mark_is_neither_corrected_nor_taken_back(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    await post_lesson(store, town.teacher(), entry(town, marks=marks(town, Аня=("4",))), stamp("m1"))
    within, after = NOON + 4 * MINUTE, NOON + 6 * MINUTE
    await correct(store, town.teacher(), "m1", entry(town, marks=marks(town, Аня=("5",))), stamp("m2", within))
    with pytest.raises(TooLate, match="entry.locked_grace"):
        await correct(store, town.teacher(), "m1", entry(town, marks=marks(town, Аня=("3",))), stamp("m3", after))
    with pytest.raises(TooLate, match="entry.locked_grace"):
        await undo(store, town.teacher(), "m2", stamp("u1", after))

    assert await marks_of(owner, town, "Аня") == [(1, "set", "4"), (2, "corrected", "5")]


async def test_a_single_mark_is_changed_by_its_number_while_that_is_free(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))
    first, *_ = (await page(owner, town)).marks
    asked = Asked(entry(town), (MarkChange(first.mark_id, "10", comment="у доски"),))
    changed = await change_lesson(store, town.teacher(), asked, stamp("c1", NOON + MINUTE))
    again = await change_lesson(store, town.teacher(), asked, stamp("c1", NOON + MINUTE))

    assert (changed.marks, again.marks, again.again) == (1, 1, True)
    now, *_ = (await page(owner, town)).marks
    assert (now.value, now.comment, now.revision) == ("10", "у доски", 2)
    with pytest.raises(TooLate, match="entry.locked_grace"):
        await change_lesson(store, town.teacher(), Asked(entry(town), removed=frozenset({first.mark_id})), stamp(
            "c2", NOON + 6 * MINUTE
        ))  # fmt: skip


async def test_the_class_teacher_settles_a_reason_a_week_later_all_the_same(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))
    missed = await absence_of(owner, town)
    await settle_absence(store, town.class_desk(), missed, AbsenceCode.EXCUSED, stamp("s1", NOON + timedelta(days=7)))

    found = await rows(owner, "SELECT code, late FROM absence_revision ORDER BY revision")
    assert found == [("absent", False), ("excused", False)]


async def test_who_came_late_after_all_is_noted_on_the_day_itself(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))
    late = entry(town, attendance=(AbsenceEntry(town.pupils["Вова"], AbsenceCode.LATE, 20),))
    posted = await post_lesson(store, town.teacher(), late, stamp("m2", NOON + timedelta(hours=4)))
    assert posted.absences == 1


async def test_a_term_is_closed_for_a_class_and_then_nothing_changes_in_it(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    term = (await rows(owner, "SELECT id FROM term WHERE name = 'I четверть'"))[0][0]
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))
    with pytest.raises(Invalid, match="term.not_over"):
        await close_term(store, deputy(town), term, by(1, "k1"), class_id=town.classes["7Б"])
    last_day = NOON + timedelta(days=24)
    shut = by(1, "k2", last_day)
    closed = await close_term(store, deputy(town), term, shut, class_id=town.classes["7Б"])
    again = await close_term(store, deputy(town), term, by(1, "k3", last_day + MINUTE), class_id=town.classes["7Б"])

    assert closed.closed == again.closed == last_day
    assert len(await rows(owner, "SELECT id FROM term_close")) == 1
    missed = await absence_of(owner, town)
    with pytest.raises(TooLate, match="entry.locked_term"):
        await settle_absence(store, town.class_desk(), missed, AbsenceCode.ILL, stamp("s1", last_day))
    assert (await page(owner, town)).lesson.closed == last_day
    other = (await page(owner, town, "algebra 7А")).lesson
    assert (other.closed, other.term_end) == (None, date(2026, 11, 1))


async def test_a_school_closes_its_term_for_everybody_and_another_schools_term_is_unknown(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    term = (await rows(owner, "SELECT id FROM term WHERE name = 'I четверть'"))[0][0]
    last_day = NOON + timedelta(days=24)
    await close_term(store, deputy(town), term, by(1, "k1", last_day))
    for line in ("algebra", "algebra 7А"):
        assert (await page(owner, town, line)).lesson.closed == last_day
    for unknown, class_id in ((99_999, None), (term, 99_999)):
        with pytest.raises(Unknown, match="term.unknown"):
            await close_term(store, deputy(town), unknown, by(1, f"k{class_id}", last_day), class_id=class_id)


async def test_a_cancelled_lesson_takes_no_entry(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    await change(owner, "UPDATE lesson SET cancelled = true WHERE id = :lesson", lesson=town.lesson("algebra"))
    with pytest.raises(Invalid, match="entry.cancelled"):
        await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))


async def test_a_substituted_lesson_is_open_to_the_substitute_and_to_whose_it_is(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    lesson = town.lesson("algebra")
    given = "UPDATE lesson SET staff_id = :new, regular_staff_id = :old WHERE id = :lesson"
    await change(owner, given, new=town.staff["Лис"], old=town.staff["Ковалёва"], lesson=lesson)
    for n, surname in enumerate(("Лис", "Ковалёва")):
        said = LessonEntry(lesson, topic=f"Корни {n}")
        assert (await post_lesson(store, town.teacher(surname), said, stamp(f"m{n}", NOON + n * MINUTE))).topic
    with pytest.raises(Refused, match="access.not_yours"):
        await post_lesson(store, town.teacher("Соколова"), LessonEntry(lesson, topic="Корни"), stamp("m9"))


async def change(engine: AsyncEngine, statement: str, **asked: object) -> None:
    async with engine.begin() as connection:
        await connection.execute(sql(statement), asked)


async def test_half_years_close_for_the_upper_grades_and_quarters_for_the_others(
    owner: AsyncEngine, town: Town
) -> None:
    half_year = """
        INSERT INTO term (school_id, kind, system, name, days)
        VALUES (:school, 'term', :system, :name, daterange(CAST(:first AS date), CAST(:end AS date)))
    """
    first, end = date(2026, 9, 1), date(2026, 12, 25)
    await change(
        owner, half_year, school=town.school.id, system="half_year", name="I полугодие", first=first, end=end
    )  # fmt: skip
    await change(
        owner, half_year, school=town.school.id, system="year", name="Год", first=first, end=date(2027, 6, 1)
    )  # fmt: skip
    await change(owner, "UPDATE school_class SET grade = 10 WHERE id = :id", id=town.classes["7А"])

    assert (await page(owner, town)).lesson.term_end == date(2026, 11, 1)
    assert (await page(owner, town, "algebra 7А")).lesson.term_end == end


async def test_a_quarter_that_the_deputy_closes_leaves_the_half_year_of_the_tenth_grade_open(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    half_year = """
        INSERT INTO term (school_id, kind, system, name, days)
        VALUES (:school, 'term', 'half_year', 'I полугодие', '[2026-09-01,2026-12-25)')
    """
    await change(owner, half_year, school=town.school.id)
    await change(owner, "UPDATE school_class SET grade = 10 WHERE id = :id", id=town.classes["7А"])
    term = (await rows(owner, "SELECT id FROM term WHERE name = 'I четверть'"))[0][0]
    last_day = NOON + timedelta(days=24)
    with pytest.raises(Invalid, match="term.not_of_class"):
        await close_term(store, deputy(town), term, by(1, "tenth", last_day), class_id=town.classes["7А"])
    await close_term(store, deputy(town), term, by(1, "all", last_day))

    assert (await page(owner, town)).lesson.closed == last_day
    assert (await page(owner, town, "algebra 7А")).lesson.closed is None


async def test_a_term_closed_for_a_class_and_then_for_all_closes_the_others_later(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    term = (await rows(owner, "SELECT id FROM term WHERE name = 'I четверть'"))[0][0]
    first, last = NOON + timedelta(days=24), NOON + timedelta(days=25)
    await close_term(store, deputy(town), term, by(1, "7b", first), class_id=town.classes["7Б"])
    whole = await close_term(store, deputy(town), term, by(1, "all", last))
    again = await close_term(store, deputy(town), term, by(1, "all again", last + MINUTE))

    assert whole.closed == again.closed == last
    assert [(await page(owner, town, line)).lesson.closed for line in ("algebra", "algebra 7А")] == [first, last]
    assert await rows(owner, "SELECT count(*), count(DISTINCT class_id) FROM term_close") == [(3, 3)]


async def test_who_comes_instead_where_the_timetable_names_nobody_is_a_substitute_all_the_same(
    runtime: AsyncEngine, owner: AsyncEngine
) -> None:
    town, store = await build_town(owner), PgStore(runtime)
    lesson, lis = town.lesson("algebra"), town.staff["Лис"]
    await change(owner, "UPDATE timetable_line SET staff_id = NULL WHERE staff_id = :old", old=town.staff["Ковалёва"])
    await change(owner, "UPDATE lesson SET staff_id = NULL WHERE id = :lesson", lesson=lesson)
    await substitute(store, deputy(town), lesson, Substitution(lis), by(1, "sick"))
    assert await rows(owner, f"SELECT staff_id, regular_staff_id FROM lesson WHERE id = {lesson}") == [(lis, None)]

    said = LessonEntry(lesson, topic="Корни")
    with pytest.raises(TooLate, match="entry.locked_substitution"):
        await post_lesson(store, town.teacher("Лис"), said, stamp("m1", NOON + timedelta(days=3)))
    assert (await post_lesson(store, town.teacher("Лис"), said, stamp("m2"))).topic


async def test_a_lesson_that_no_term_holds_closes_two_weeks_after_its_day(
    runtime: AsyncEngine, owner: AsyncEngine
) -> None:
    town, store = await build_town(owner), PgStore(runtime)
    await change(owner, "UPDATE term SET days = '[2026-10-08,2026-11-01)' WHERE name = 'I четверть'")
    assert (await page(owner, town)).lesson.term_end is None
    said = LessonEntry(town.lesson("algebra"), topic="Корни")
    with pytest.raises(TooLate, match="entry.locked_term"):
        await post_lesson(store, town.teacher(), said, stamp("m1", NOON + timedelta(days=15)))
    assert (await post_lesson(store, town.teacher(), said, stamp("m2", NOON + timedelta(days=14)))).topic
