"""Term marks in the database: proposed with their grounds, set once a command, never overwritten."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.errors import Invalid, Refused, TooLate
from journal_core.term_marks.grounds import Lack
from journal_core.term_marks.setting import TermKind
from tests.storage.term import CLOSED, LAST_WEEK, Quarter, quarter
from tests.storage.town import MONDAY, build_town

FRIDAY = date(2026, 10, 2)


@pytest.fixture
async def term(owner: AsyncEngine, runtime: AsyncEngine) -> Quarter:
    return await quarter(owner, runtime, await build_town(owner), least_marks="3", counts_written="yes")


async def three_marks(term: Quarter, name: str = "Аня") -> None:
    await term.gives(name, "8", day=FRIDAY)
    await term.gives(name, "7", day=MONDAY, work="контрольная")
    await term.gives(name, "9")


async def test_a_proposal_names_the_marks_it_stands_on(term: Quarter) -> None:
    await three_marks(term)
    await term.gives("Борис", "10", "осв", "6")
    proposed = await term.proposed(term.column())

    anya, boris, vova = (proposed[name] for name in ("Аня", "Борис", "Вова"))
    assert list(proposed) == ["Галя", "Аня", "Борис", "Вова"], "in the register's order: Ёлкина before Иванова"
    assert (anya.proposal.value, anya.proposal.average, anya.proposal.count) == ("8", Fraction(8), 3)
    assert [(one.value, one.work, one.written) for one in anya.grounds.marks] == [
        ("8", "", False),
        ("7", "контрольная", True),
        ("9", "", False),
    ]
    assert (boris.proposal.value, boris.proposal.count) == ("осв", 2)
    assert (vova.proposal.value, vova.proposal.lacks) == ("", (Lack.NO_MARKS,))


async def test_a_mark_that_was_corrected_or_removed_counts_as_it_stands(term: Quarter) -> None:
    await three_marks(term)
    await term.says(
        "INSERT INTO mark_revision (mark_id, revision, change, lesson_id, pupil_id, value, work, weight, command_id, "
        "actor, recorded_at, salt) SELECT mark_id, 2, 'removed', lesson_id, pupil_id, value, work, weight, 'later', "
        "actor, recorded_at, salt FROM mark_revision WHERE value = '9'"
    )
    line = (await term.proposed(term.column()))["Аня"]
    assert (line.proposal.value, line.proposal.count, line.proposal.lacks) == ("", 2, (Lack.FEW_MARKS,))


async def test_marks_follow_a_pupil_into_another_class(term: Quarter) -> None:
    """Дима came from 7А on Wednesday; what he earned there stays his."""
    await term.gives("Дима", "9", line="algebra 7А", day=MONDAY)
    dima, class_b = term.town.pupils["Дима"], term.town.classes["7Б"]
    await term.says("UPDATE membership SET days = '[2026-09-01,2026-10-07)' WHERE pupil_id = :p", p=dima)
    await term.says(
        "INSERT INTO membership (pupil_id, class_id, days) VALUES (:p, :c, '[2026-10-07,)')", p=dima, c=class_b
    )
    await term.gives("Дима", "7")
    line = (await term.proposed(term.column()))["Дима"]
    assert [one.value for one in line.grounds.marks] == ["9", "7"]
    assert "Дима" not in await term.proposed(term.column("algebra 7А"))


async def test_a_column_is_set_once_with_its_grounds_and_everybody_concerned_hears(term: Quarter) -> None:
    await three_marks(term)
    done = await term.sets(term.column(), command="c1", Аня="8", Вова="н/а")
    again = await term.sets(term.column(), command="c1", Аня="8", Вова="н/а")

    assert (done.count, done.again, again.count, again.again) == (2, False, 2, True)
    assert await term.written() == [
        ("Аня", "term", 1, "set", "8", False),
        ("Вова", "term", 1, "set", "н/а", False),
    ]
    (grounds,) = await term.rows("SELECT grounds FROM term_mark_revision WHERE value = '8'")
    assert (grounds[0]["proposed"], grounds[0]["average"], grounds[0]["written"]) == ("8", "8", 1)
    assert [mark[1:] for mark in grounds[0]["marks"]] == [["8", 1, ""], ["7", 1, "контрольная"], ["9", 1, ""]]
    events = await term.rows("SELECT kind, pupil_id, class_id FROM event WHERE kind = 'term_mark' ORDER BY id")
    class_id = term.town.classes["7Б"]
    assert [tuple(row) for row in events] == [
        ("term_mark", term.town.pupils[name], class_id) for name in ("Аня", "Вова")
    ]


async def test_what_stands_already_is_not_written_again(term: Quarter) -> None:
    await three_marks(term)
    await term.sets(term.column(), Аня="8")
    assert (await term.sets(term.column(), Аня="8")).count == 0


async def test_two_who_fill_one_column_at_once_leave_one_mark_each(term: Quarter) -> None:
    await three_marks(term)
    await asyncio.gather(*(term.sets(term.column(), Аня="8") for _ in range(5)))
    assert await term.written() == [("Аня", "term", 1, "set", "8", False)]


async def test_a_term_mark_is_corrected_and_taken_back_and_every_value_stays(term: Quarter) -> None:
    """Marks of the last two days come after it was due (001 5.3 beside 4.4.3)."""
    await three_marks(term)
    await term.sets(term.column(), Аня="8")
    await term.sets(term.column(), why="Последняя контрольная", Аня="9")
    await term.removes(term.column(), "Аня", "Борис")
    assert await term.written() == [
        ("Аня", "term", 1, "set", "8", False),
        ("Аня", "term", 2, "corrected", "9", False),
        ("Аня", "term", 3, "removed", "9", False),
    ]


async def test_a_number_below_three_marks_is_refused_and_nothing_of_the_column_is_set(term: Quarter) -> None:
    await three_marks(term)
    await term.gives("Борис", "9")
    with pytest.raises(Invalid) as refused:
        await term.sets(term.column(), Аня="8", Борис="9")
    assert (refused.value.code, refused.value.details["count"]) == ("term_mark.few_marks", "1")
    assert await term.written() == []


async def test_nobody_fills_a_column_of_another_teacher_or_school(term: Quarter) -> None:
    for column, by in ((term.column(), "Соколова"), (term.column("english 1"), "Лис"), (term.column(), "Орлов")):
        with pytest.raises(Refused):
            await term.sets(column, by=by, Аня="н/а")
    await term.sets(term.column("english 1"), by="Орлов", Аня="н/а")
    assert [name for name, *_ in await term.written()] == ["Аня"]


async def test_a_substitute_of_one_lesson_has_no_column(term: Quarter) -> None:
    await term.says(
        "UPDATE lesson SET regular_staff_id = staff_id, staff_id = :s WHERE id = :l",
        s=term.town.staff["Лис"],
        l=term.town.lesson("algebra"),
    )
    with pytest.raises(Refused):
        await term.sets(term.column(), by="Лис", Аня="н/а")


async def test_a_group_has_its_own_column(term: Quarter) -> None:
    assert list(await term.proposed(term.column("english 1"), "Орлов")) == ["Аня", "Борис"]
    with pytest.raises(Invalid) as refused:
        await term.sets(term.column("english 1"), by="Орлов", Вова="н/а")
    assert refused.value.code == "term_mark.not_on_page"


async def test_a_term_that_closed_by_itself_takes_no_more_marks(term: Quarter) -> None:
    with pytest.raises(TooLate):
        await term.sets(term.column(), at=CLOSED, Аня="н/а")
    await term.sets(term.column(), at=datetime(2026, 11, 14, 20, 59, tzinfo=UTC), Аня="н/а")


async def test_a_term_that_the_deputy_closed_takes_no_more_marks(term: Quarter) -> None:
    await term.says(
        "INSERT INTO term_close (school_id, class_id, term, days, command_id, actor, recorded_at, salt) "
        "SELECT t.school_id, c.id, t.name, t.days, 'close', 'test', :at, 'salt' "
        "FROM term t JOIN school_class c USING (school_id) WHERE t.name = 'I четверть'",
        at=LAST_WEEK,
    )
    with pytest.raises(TooLate):
        await term.removes(term.column(), "Аня")


async def test_the_years_mark_stands_on_the_terms_and_the_final_one_on_it_and_the_exam(term: Quarter) -> None:
    await three_marks(term)
    await term.sets(term.column(), Аня="8")
    year = term.column(kind=TermKind.YEAR)
    assert (await term.proposed(year))["Аня"].proposal.lacks == (Lack.NO_TERM_MARK,)

    december = datetime(2026, 12, 22, 9, 0, tzinfo=UTC)
    second = term.column(term="II четверть")
    await term.says("UPDATE membership SET days = '[2026-11-09,)' WHERE pupil_id = :p", p=term.town.pupils["Вова"])
    for name in ("Аня", "Вова"):
        await term.sets(second, at=december, why="Перешёл с отметками", **{name: "осв"})
    line = (await term.proposed(year))["Аня"]
    assert (line.before, line.proposal.value) == ((("I четверть", "8"), ("II четверть", "осв")), "8")
    assert "Вова" not in await term.proposed(year), "he was not at school yet"

    await term.sets(year, at=december, Аня="8")
    final = term.column(kind=TermKind.FINAL)
    await term.sets(term.column(kind=TermKind.EXAM), at=december, Аня="9")
    assert (await term.proposed(final))["Аня"].proposal.value == "9", "8 and 9 are 8.5: half up"
    await term.sets(final, at=december, Аня="9")

    (subject,) = await term.views.of_child(term.town.child(), december)
    assert [(one.kind, one.term, one.value, one.average) for one in subject.marks] == [
        ("term", "I четверть", "8", "8.00"),
        ("term", "II четверть", "осв", ""),
        ("year", "", "8", "8.00"),
        ("exam", "", "9", ""),
        ("final", "", "9", "8.50"),
    ]


async def test_a_family_sees_its_own_term_marks_and_what_was_corrected(term: Quarter) -> None:
    await three_marks(term)
    await term.sets(term.column(), Аня="8", Борис="н/а")
    await term.sets(term.column(), why="Пересдача", Аня="9")
    (subject,) = await term.views.of_child(term.town.child("Аня"), LAST_WEEK)
    assert [(one.value, one.corrected_from) for one in subject.marks] == [("9", "8")]
    assert await term.views.of_child(term.town.child("Вова"), LAST_WEEK) == ()
    assert await term.views.of_child(term.town.child("Аня"), datetime(2027, 9, 1, tzinfo=UTC)) == ()


async def test_the_first_grade_has_no_term_marks(term: Quarter) -> None:
    with pytest.raises(Invalid) as refused:
        await term.sets(term.column("reading 1А"), by="Соколова", Егор="н/а")
    assert refused.value.code == "term_mark.grade_without_marks"
