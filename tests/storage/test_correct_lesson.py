"""A posted message edited or taken back: only revisions are added, and once a command."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.actions.post_lesson import correct, post_lesson, undo
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import AbsenceEntry, HomeworkEntry, LessonEntry
from journal_core.errors import Invalid, Refused
from storage.transaction import PgStore
from tests.storage.ledger import counts, entry, full_entry, marks, marks_of, page, rows
from tests.storage.town import TODAY, Town, stamp


async def test_an_edited_message_corrects_removes_and_adds(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))
    edited = entry(
        town,
        topic="Степень числа",
        homework=HomeworkEntry("№ 215", TODAY + timedelta(days=2)),
        marks=marks(town, Аня=("8", "5"), Галя=("6",)),
    )
    posted = await correct(store, town.teacher(), "m1", edited, stamp("m2"))

    assert (posted.marks, posted.absences, posted.homework, posted.topic) == (3, 1, True, True)
    assert await marks_of(owner, town, "Аня") == [(1, "set", "8"), (1, "set", "7"), (2, "corrected", "5")]
    assert await marks_of(owner, town, "Борис") == [(1, "set", "9"), (2, "removed", "9")]
    assert await marks_of(owner, town, "Галя") == [(1, "set", "6")]
    now = await page(owner, town)
    assert [(one.pupil_id, one.value) for one in now.marks] == [
        (town.pupils["Аня"], "8"), (town.pupils["Аня"], "5"), (town.pupils["Галя"], "6"),
    ]  # fmt: skip
    assert now.absences == () and now.homework and now.homework.text == "№ 215" and now.lesson.topic == "Степень числа"


async def test_a_message_edited_twice_is_compared_with_what_stands_now(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    await post_lesson(store, town.teacher(), entry(town, marks=marks(town, Аня=("8",))), stamp("m1"))
    await correct(store, town.teacher(), "m1", entry(town, marks=marks(town, Аня=("7",), Борис=("6",))), stamp("m2"))
    # The second edit may name the first command or the correction: it is one message.
    await correct(store, town.teacher(), "m2", entry(town, marks=marks(town, Аня=("7",), Борис=("4",))), stamp("m3"))
    last = await correct(store, town.teacher(), "m1", entry(town, marks=marks(town, Борис=("4",))), stamp("m4"))

    assert last.marks == 1
    assert await marks_of(owner, town, "Аня") == [(1, "set", "8"), (2, "corrected", "7"), (3, "removed", "7")]
    assert await marks_of(owner, town, "Борис") == [(1, "set", "6"), (2, "corrected", "4")]


async def test_an_edit_leaves_marks_of_other_messages_alone(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    await post_lesson(store, town.teacher(), entry(town, marks=marks(town, Аня=("8",))), stamp("m1"))
    await post_lesson(store, town.teacher(), entry(town, marks=marks(town, Аня=("3",))), stamp("m2"))
    await correct(store, town.teacher(), "m2", entry(town, marks=marks(town, Аня=("4",))), stamp("m3"))

    assert await marks_of(owner, town, "Аня") == [(1, "set", "8"), (1, "set", "3"), (2, "corrected", "4")]


async def test_an_edit_said_twice_is_done_once(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))
    edited = entry(town, marks=marks(town, Аня=("8", "5")))
    first = await correct(store, town.teacher(), "m1", edited, stamp("m2"))
    written = await counts(owner)
    second = await correct(store, town.teacher(), "m1", edited, stamp("m2"))

    assert await counts(owner) == written
    assert second.again and (second.marks, second.absences) == (first.marks, first.absences)


async def test_an_edit_that_speaks_of_another_lesson_is_refused(store: PgStore, town: Town) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))
    with pytest.raises(Invalid, match="entry.other_lesson"):
        await correct(store, town.teacher(), "m1", LessonEntry(town.lesson("algebra 7А")), stamp("m2"))


@pytest.mark.parametrize("said", ["m1", "never said"])
async def test_another_teachers_command_is_refused_as_one_never_said(store: PgStore, town: Town, said: str) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))
    with pytest.raises(Refused, match="access.not_yours"):
        await undo(store, town.teacher("Соколова"), said, stamp("u1"))


async def test_undo_takes_everything_back_once(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    before = await page(owner, town)
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))

    assert (await undo(store, town.teacher(), "m1", stamp("u1"))).count == 6
    assert await page(owner, town) == before
    events = await rows(owner, "SELECT count(*) FROM event WHERE revision = 2")
    assert events == [(5,)]
    written = await counts(owner)
    again = await undo(store, town.teacher(), "m1", stamp("u1"))
    assert (again.count, again.again) == (6, True)
    assert await counts(owner) == written
    assert (await undo(store, town.teacher(), "m1", stamp("u2"))).count == 0


async def test_undo_of_a_correction_brings_the_values_before_back(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), stamp("m1"))
    before = await page(owner, town)
    await correct(store, town.teacher(), "m1", entry(town, marks=marks(town, Аня=("8", "5"))), stamp("m2"))
    await undo(store, town.teacher(), "m2", stamp("u1"))

    now = await page(owner, town)
    assert [(one.mark_id, one.value) for one in now.marks] == [(one.mark_id, one.value) for one in before.marks]
    assert [one.code for one in now.absences] == [one.code for one in before.absences]
    assert now.homework and before.homework and now.homework.text == before.homework.text
    assert now.lesson == before.lesson
    assert await marks_of(owner, town, "Борис") == [(1, "set", "9"), (2, "removed", "9"), (3, "set", "9")]


async def test_undo_leaves_what_was_changed_since(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    await post_lesson(store, town.teacher(), entry(town, marks=marks(town, Аня=("8",), Борис=("9",))), stamp("m1"))
    await correct(store, town.teacher(), "m1", entry(town, marks=marks(town, Аня=("7",), Борис=("9",))), stamp("m2"))

    assert (await undo(store, town.teacher(), "m1", stamp("u1"))).count == 1
    assert [one.value for one in (await page(owner, town)).marks] == ["7"]


async def test_an_absence_undone_after_it_was_noted_anew_does_not_come_back_twice(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    absent = (AbsenceEntry(town.pupils["Вова"], AbsenceCode.ABSENT),)
    await post_lesson(store, town.teacher(), entry(town, attendance=absent), stamp("m1"))
    await correct(store, town.teacher(), "m1", entry(town), stamp("m2"))
    await post_lesson(store, town.teacher(), entry(town, attendance=absent), stamp("m3"))
    await undo(store, town.teacher(), "m2", stamp("u1"))

    assert len((await page(owner, town)).absences) == 1
