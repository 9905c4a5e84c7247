"""What is due, who runs short, and forecasts: of the pupils a pass opens, by one statement and the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.forecast.needs import Verdict
from journal_core.term_marks.setting import TermKind
from tests.storage.term import LAST_WEEK, Quarter, quarter
from tests.storage.town import MONDAY, NOON, TODAY, build_town

DAY = timedelta(days=1)
#: Алгебра of 7Б comes on Mondays, Wednesdays and Fridays; after 7 October ten lessons are left until the 31st.
LEFT = 10


@pytest.fixture
async def term(owner: AsyncEngine, runtime: AsyncEngine) -> Quarter:
    return await quarter(
        owner, runtime, await build_town(owner), least_marks="3", counts_written="yes", term_mark_due="2"
    )


@contextmanager
def statements(engine: AsyncEngine) -> Iterator[list[str]]:
    said: list[str] = []

    def hear(_: Any, __: Any, statement: str, *___: Any) -> None:
        said.append(statement)

    event.listen(engine.sync_engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", hear)


async def test_a_teacher_is_reminded_from_ten_days_before_the_end_until_all_is_set(term: Quarter) -> None:
    tenth_before = datetime(2026, 10, 21, 9, 0, tzinfo=UTC)
    assert await term.views.due(term.desk(), tenth_before - DAY) == ()

    (of_7a, of_7b) = await term.views.due(term.desk(), tenth_before)
    assert (of_7b.class_name, of_7b.subject, of_7b.pupils, of_7b.missing) == ("7Б", "Алгебра", 4, 4)
    assert (of_7a.class_name, of_7a.due, of_7b.due) == ("7А", date(2026, 10, 29), date(2026, 10, 29))

    await term.sets(term.column(), Аня="н/а", Борис="н/а", Вова="н/а")
    assert [one.missing for one in await term.views.due(term.desk(), LAST_WEEK)] == [1, 1]
    await term.sets(term.column(), Галя="н/а")
    assert [one.class_name for one in await term.views.due(term.desk(), LAST_WEEK)] == ["7А"]


async def test_with_the_last_term_the_marks_of_the_year_are_due_too(term: Quarter) -> None:
    december = datetime(2026, 12, 20, 9, 0, tzinfo=UTC)
    columns = await term.views.due(term.pages("7Б", "Алгебра"), december)
    assert [(one.term, one.of_year, one.missing, one.due) for one in columns] == [
        ("II четверть", False, 4, date(2026, 12, 22)),
        ("II четверть", True, 4, date(2026, 12, 22)),
    ]
    await term.sets(term.column(kind=TermKind.YEAR), at=december, Аня="н/а", Борис="н/а", Вова="н/а", Галя="н/а")
    (of_term,) = await term.views.due(term.pages("7Б", "Алгебра"), december)
    assert (of_term.of_year, of_term.missing) == (False, 4)


async def test_the_class_teacher_sees_every_subject_and_group_of_the_class(term: Quarter) -> None:
    found = await term.views.due(term.pages(), LAST_WEEK)
    assert [(one.subject, one.subgroup, one.pupils) for one in found] == [
        ("Алгебра", "", 4),
        ("Английский язык", "1", 2),
        ("Английский язык", "2", 2),
        ("История", "", 4),
    ]
    only = await term.views.due(term.pages("7Б", "История"), LAST_WEEK)
    assert [one.subject for one in only] == ["История"]


async def test_the_first_grade_and_a_closed_term_are_not_reminded_of(term: Quarter) -> None:
    assert [one.class_name for one in await term.views.due(term.desk("Соколова"), LAST_WEEK)] == ["7Б"]
    assert await term.views.due(term.desk(), datetime(2026, 11, 15, 9, 0, tzinfo=UTC)) == ()


async def test_who_runs_short_of_marks_is_named_with_the_lessons_left(term: Quarter) -> None:
    await term.gives("Аня", "8", day=MONDAY)
    await term.gives("Аня", "9")
    await term.gives("Борис", "9", "8", "7", day=MONDAY, work="контрольная")
    friday = datetime(2026, 10, 23, 9, 0, tzinfo=UTC)  # three lessons are left: 26, 28 and 30 October
    found = {one.pupil: one for one in await term.views.shortages(term.pages("7Б", "Алгебра"), friday)}

    assert sorted(found) == ["Ёлкина Галя", "Иванова Аня", "Сидоров Вова"]
    anya = found["Иванова Аня"]
    assert (anya.count, anya.lacking, anya.written_lacking, anya.lessons_left) == (2, 1, True, 3)
    assert anya.still_possible
    young = datetime(2026, 9, 28, 9, 0, tzinfo=UTC)
    assert await term.views.shortages(term.desk(), young) == (), "the term is young"


async def test_a_forecast_counts_the_lessons_left_from_the_calendar(term: Quarter) -> None:
    await term.gives("Аня", "5", "6", "6", day=MONDAY, work="контрольная")
    await term.says("DELETE FROM lesson WHERE day > :d", d=TODAY)  # they are made six weeks ahead, or not yet
    algebra, english, history = await term.views.pupil_forecast(term.town.child("Аня"), NOON)

    assert (algebra.subject, algebra.term, algebra.count, algebra.average) == (
        "Алгебра",
        "I четверть",
        3,
        Fraction(17, 3),
    )
    assert (algebra.room.lessons, history.room.lessons) == (LEFT, 6)
    assert english.room.lessons == 6, "of her own group only"
    assert (algebra.room.unmarked, history.room.unmarked, english.room.unmarked) == (3, 3, 3), "a week for written work"
    assert (algebra.possible[0], algebra.possible[-1], algebra.certain) == ("2", "9", "2")
    ten = algebra.answers[-1]
    assert (ten.target, ten.verdict) == ("10", Verdict.IMPOSSIBLE)
    assert history.trend is None, "слишком мало отметок"
    assert algebra.trend is not None and 2 <= algebra.trend.low < 17 / 3 < algebra.trend.high <= 10


async def test_on_the_day_of_the_last_lesson_its_mark_is_still_to_be_reckoned_with(term: Quarter) -> None:
    for day in (MONDAY, MONDAY - 3 * DAY, MONDAY - 5 * DAY):
        await term.gives("Аня", "8", day=day, work="контрольная")
        await term.gives("Вова", "8", day=day, work="контрольная")
    await term.gives("Борис", "8", "8", "8", day=MONDAY, work="контрольная")
    await term.gives("Борис", "8")
    await term.gives("Вова", "8")
    over = "UPDATE term SET days = daterange(lower(days), CAST(:end AS date)) WHERE name = 'I четверть'"
    await term.says(over, end=TODAY + DAY)

    async def prospects(name: str, at: datetime) -> tuple[int, int, Verdict]:
        algebra = (await term.views.pupil_forecast(term.town.child(name), at))[0]
        return algebra.room.lessons, algebra.room.unmarked, algebra.answers[8].verdict

    assert await prospects("Аня", NOON) == (0, 1, Verdict.POSSIBLE), "today's is not marked yet"
    assert await prospects("Борис", NOON) == (0, 2, Verdict.POSSIBLE), "today's is, those of last week are not"
    assert await prospects("Вова", NOON) == (0, 0, Verdict.IMPOSSIBLE)
    await term.says("UPDATE lesson SET cancelled = true WHERE day < :day", day=MONDAY)
    assert await prospects("Борис", NOON) == (0, 0, Verdict.IMPOSSIBLE), "a lesson that was not given has no mark"


async def test_between_terms_nothing_is_foretold(term: Quarter) -> None:
    assert await term.views.pupil_forecast(term.town.child("Аня"), datetime(2026, 11, 3, tzinfo=UTC)) == ()


async def test_a_forecast_leans_on_the_term_before_and_on_classmates(term: Quarter) -> None:
    await term.sets(term.column(), why="Принёс табель", Аня="осв")
    await term.gives("Аня", "7", "7", "7", "7", day=MONDAY)
    alone = (await term.views.pupil_forecast(term.town.child("Аня"), NOON))[0].trend
    for name in ("Борис", "Вова"):
        await term.gives(name, "10", "10", "10", day=MONDAY)
    among = (await term.views.pupil_forecast(term.town.child("Аня"), NOON))[0].trend
    assert alone is not None and among is not None
    assert round(alone.average, 6) == 7 < among.average


async def test_a_class_forecast_is_of_the_subjects_a_pass_opens_and_its_reading_is_remembered(term: Quarter) -> None:
    await term.gives("Аня", "7", "8", "7", "8", "7", day=MONDAY, work="контрольная")  # 7.4: one eight makes it 7.5
    await term.gives("Борис", "10", "9", "9", "5", "6", "5", line="history", work="контрольная")
    whole = await term.views.class_forecast(term.pages(), NOON)
    own = await term.views.class_forecast(term.pages("7Б", "Алгебра"), NOON)

    assert [(one.progress.pupil, one.mark, one.other, one.by) for one in whole.rising] == [
        ("Иванова Аня", "7", "8", "8")
    ]
    assert [(one.progress.pupil, one.progress.subject) for one in whole.falling] == [("Петров Борис", "История")]
    assert (len(own.rising), own.falling) == (1, ())
    read = await term.rows("SELECT kind, subject_id FROM reading ORDER BY id")
    assert [tuple(row) for row in read] == [("sheet", None), ("sheet", term.town.subjects["Алгебра"])]


async def test_a_forecast_is_one_statement_and_the_calendar(term: Quarter, runtime: AsyncEngine) -> None:
    await term.gives("Аня", "7", "8", "7")
    views, child = term.views, term.town.child("Аня")
    for view in (views.pupil_forecast(child, NOON), views.class_forecast(term.desk(), NOON)):
        with statements(runtime) as said:
            await view
        assert len([one for one in said if "mark_revision" in one]) == 1
        assert len(said) == len({*said}), "no statement is said twice: there is none a row"
