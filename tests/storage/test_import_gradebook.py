"""A gradebook of another program in a running school: into its lessons, sealed, unheard, once."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import AdminDesk, DeputyDesk
from journal_core.actions.auditing import verify
from journal_core.actions.closing import close_term
from journal_core.actions.import_gradebook import import_gradebook
from journal_core.actions.post_lesson import post_lesson
from journal_core.chain import Keys
from journal_core.entries.entry import LessonEntry, MarkEntry
from journal_core.entries.revisions import Stamp
from journal_core.gradebook.records import GradebookDifference
from journal_core.people import Operator
from journal_core.roll import FullName, MarkRow, PupilRow, Roll, Where
from storage.evidence.reading import PgEvidence
from storage.transaction import PgStore
from tests.storage.ledger import rows
from tests.storage.town import NOON, TODAY, Town, stamp

KEYS = Keys(b"a key of the school")
OLD = TODAY - timedelta(days=40)  #: a day that no lesson of the town is on
_commands = count(1)


def mark(number: str, value: str, day: date = TODAY, name: str = "Аня Иванова", **more: Any) -> MarkRow:
    first, surname = name.split()
    place = Where("gradebook.zip", "results.csv", 2)
    child = PupilRow(place, FullName(surname, first), "7Б", external_id=f"u-{first}")
    return MarkRow(place, number, child, "Алгебра", day, value, work="Контрольная работа", **more)


async def take(runtime: AsyncEngine, town: Town, *marks: MarkRow) -> GradebookDifference:
    said = Stamp(f"import {next(_commands)}", Operator("root"), NOON, "command line")
    desk = AdminDesk(None, town.school, Operator("root"))
    return await import_gradebook(PgStore(runtime, KEYS), desk, Roll(marks=marks), said, today=TODAY)


async def values(owner: AsyncEngine) -> list[tuple[Any, ...]]:
    return await rows(
        owner,
        "SELECT p.name, l.day, r.revision, r.change, r.value, r.work FROM mark_revision r"
        " JOIN pupil p ON p.id = pupil_id JOIN lesson l ON l.id = lesson_id ORDER BY r.id",
    )


async def test_a_mark_goes_into_the_lesson_that_stands_and_nobody_hears(
    town: Town, owner: AsyncEngine, runtime: AsyncEngine
) -> None:
    found = await take(runtime, town, mark("m1", "7"))
    assert (found.new, found.lessons) == (1, 0)
    assert await rows(owner, "SELECT lesson_id FROM mark_revision") == [(town.lesson("algebra"),)]
    assert await rows(owner, "SELECT kind FROM event") == []
    assert await rows(owner, "SELECT action, device FROM audit") == [("import_gradebook", "command line")]


async def test_a_day_without_a_lesson_gets_one_of_the_subjects_teacher(
    town: Town, owner: AsyncEngine, runtime: AsyncEngine
) -> None:
    found = await take(runtime, town, mark("m1", "7", OLD), mark("m2", "8", OLD, "Борис Петров"))
    assert (found.new, found.lessons) == (2, 1)
    ((slot, staff),) = await rows(owner, "SELECT slot, staff_id FROM lesson WHERE day = :day", day=OLD)
    assert (slot, staff) == (0, town.staff["Ковалёва"])


async def test_twice_is_once_and_what_the_other_program_changed_is_a_revision(
    town: Town, owner: AsyncEngine, runtime: AsyncEngine
) -> None:
    await take(runtime, town, mark("m1", "7"), mark("m2", "8", name="Борис Петров"))
    assert not await take(runtime, town, mark("m1", "7"), mark("m2", "8", name="Борис Петров"))
    found = await take(runtime, town, mark("m1", "9"), mark("m2", "", name="Борис Петров"))
    assert (found.corrected, found.removed) == (1, 1)
    assert [row[2:5] for row in await values(owner)] == [
        (1, "set", "7"), (1, "set", "8"), (2, "corrected", "9"), (2, "removed", "8"),
    ]  # fmt: skip
    assert not await take(runtime, town, mark("m1", "9"), mark("m2", "", name="Борис Петров"))


async def test_a_mark_taken_back_there_and_given_again_stands_again(
    town: Town, owner: AsyncEngine, runtime: AsyncEngine
) -> None:
    for value in ("7", "", "8"):
        found = await take(runtime, town, mark("m1", value), mark("m2", "9", name="Борис Петров"))
    assert (found.new, found.doubts) == (1, ())
    assert [row[2:5] for row in await values(owner)][2:] == [(2, "removed", "7"), (3, "set", "8")]


async def test_a_number_that_one_file_gives_two_values_is_one_mark_corrected(
    town: Town, owner: AsyncEngine, runtime: AsyncEngine
) -> None:
    await take(runtime, town, mark("m1", "7"), mark("m1", "9"), mark("m2", "8", name="Борис Петров"))
    assert await rows(owner, "SELECT revision, value FROM mark_revision ORDER BY mark_id, revision") == [
        (1, "7"), (2, "9"), (1, "8"),
    ]  # fmt: skip
    assert not (await verify(PgEvidence(runtime), KEYS, {})).findings


async def test_a_teachers_own_mark_is_recognised_and_never_overwritten(
    town: Town, owner: AsyncEngine, runtime: AsyncEngine
) -> None:
    given = LessonEntry(town.lesson("algebra"), marks=(MarkEntry(town.pupils["Аня"], ("7",), "контрольная"),))
    await post_lesson(PgStore(runtime, KEYS), town.teacher(), given, stamp("today"))
    found = await take(runtime, town, mark("m1", "7"))
    assert (found.new, found.known) == (0, 1)
    asked = await take(runtime, town, mark("m1", "4"))
    assert [one.code for one in asked.doubts] == ["import.mark_edited"]
    assert [row[4] for row in await values(owner)] == ["7"]


async def test_imported_marks_are_sealed_like_everybodys(town: Town, owner: AsyncEngine, runtime: AsyncEngine) -> None:
    await take(runtime, town, mark("m1", "7"), mark("m2", "8", OLD))
    assert not (await verify(PgEvidence(runtime), KEYS, {})).findings
    async with owner.begin() as connection:
        await connection.execute(text("UPDATE mark_revision SET value = '10' WHERE value = '7'"))
    assert (await verify(PgEvidence(runtime), KEYS, {})).findings


async def test_a_number_that_is_another_pupils_here_corrects_nobodys_mark(
    town: Town, owner: AsyncEngine, runtime: AsyncEngine
) -> None:
    await take(runtime, town, mark("m1", "9"))
    before = await values(owner)
    for elsewhere in (mark("m1", "2", name="Борис Петров"), mark("m1", "2", day=TODAY - timedelta(days=2))):
        found = await take(runtime, town, elsewhere)
        assert [doubt.code for doubt in found.doubts] == ["import.mark_elsewhere"]
    assert await values(owner) == before


async def test_into_a_term_that_the_deputy_closed_nothing_is_imported(
    town: Town, owner: AsyncEngine, runtime: AsyncEngine
) -> None:
    store = PgStore(runtime, KEYS)
    await take(runtime, town, mark("m1", "9"))
    term = (await rows(owner, "SELECT id FROM term WHERE kind = 'term' ORDER BY lower(days) LIMIT 1"))[0][0]
    await close_term(
        store, DeputyDesk(town.staff["Соколова"], town.school), term, stamp("closed", NOON + timedelta(days=60))
    )
    before = await values(owner)
    assert (await take(runtime, town, mark("m1", "9"))).doubts == ()
    for late in (mark("m1", "10"), mark("m2", "10"), mark("m1", "")):
        found = await take(runtime, town, late)
        assert [doubt.code for doubt in found.doubts] == ["import.mark_closed"]
    assert await values(owner) == before
