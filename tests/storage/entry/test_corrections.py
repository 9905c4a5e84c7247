"""Correction requests: one asks, another approves, both values stay, the family hears."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.actions.corrections import approve_correction, ask_correction, reject_correction
from journal_core.actions.post_lesson import post_lesson
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import AbsenceEntry, HomeworkEntry, RemarkEntry, TaskEntry
from journal_core.entries.requests import About, Asked, CorrectionRequest, MarkChange, RequestState
from journal_core.errors import Conflict, Invalid, Refused
from storage.corrections.views import PgCorrections
from storage.transaction import PgStore
from tests.storage.entry.forbidding import (
    KOVALEVA,
    LIS,
    ORLOV,
    build_forbidding_town,
    by,
    deputy,
    duties,
    head,
)
from tests.storage.ledger import counts, entry, full_entry, marks, marks_of, page, rows
from tests.storage.town import NOON, TODAY, Town, speaks

LATER = NOON + timedelta(days=5)
DAY = timedelta(days=1)


@pytest.fixture
async def town(owner: AsyncEngine) -> Town:
    return await build_forbidding_town(owner)


async def mark_of(owner: AsyncEngine, town: Town, name: str = "Борис") -> int:
    return next(one.mark_id for one in (await page(owner, town)).marks if one.pupil_id == town.pupils[name])


async def asked_for_ten(store: PgStore, owner: AsyncEngine, town: Town, command: str = "q1") -> CorrectionRequest:
    """Ковалёва asks that Борис have a ten instead of his nine."""
    asked = Asked(entry(town), (MarkChange(await mark_of(owner, town), "10"),))
    return await ask_correction(
        store, town.teacher(), asked, by(KOVALEVA, command, LATER, "ошиблась строкой"), reported_at=LATER - DAY
    )


async def test_nothing_changes_until_a_deputy_approves_and_then_both_values_stand(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), by(KOVALEVA, "m1"))
    before = await counts(owner)
    request = await asked_for_ten(store, owner, town)
    assert await asked_for_ten(store, owner, town) == request  # said twice
    assert {name: after - before[name] for name, after in (await counts(owner)).items() if after != before[name]} == {
        "audit": 1
    }
    assert (request.state, request.due_at, request.reason) == (RequestState.OPEN, LATER, "ошиблась строкой")

    said = by(ORLOV, "a1", LATER)
    approved = await approve_correction(store, deputy(town), request.id, said)
    again = await approve_correction(store, deputy(town), request.id, said)

    assert approved.request.state is again.request.state is RequestState.APPROVED and again.again
    assert await marks_of(owner, town, "Борис") == [(1, "set", "9"), (2, "corrected", "10")]
    written = await rows(owner, "SELECT actor, reason, request_id, late FROM mark_revision WHERE revision = 2")
    assert written == [(f"person:{ORLOV}/teacher", "ошиблась строкой", request.id, True)]
    asker = await rows(owner, "SELECT actor, staff_id FROM correction_request")
    assert asker == [(f"person:{KOVALEVA}/teacher", town.staff["Ковалёва"])]
    mark = await mark_of(owner, town)
    heard = await rows(owner, "SELECT revision, pupil_id FROM event WHERE subject = :s ORDER BY id", s=f"mark:{mark}")
    assert heard == [(1, town.pupils["Борис"]), (2, town.pupils["Борис"])]


async def test_a_request_reads_on_the_deputys_list_and_on_the_teachers_own(
    store: PgStore, owner: AsyncEngine, town: Town, runtime: AsyncEngine
) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), by(KOVALEVA, "m1"))
    request = await asked_for_ten(store, owner, town)
    views = PgCorrections(runtime)
    (open_,) = await views.to_settle(deputy(town))

    assert (open_.id, open_.teacher, open_.class_name, open_.subject, open_.day) == (
        request.id, "Ковалёва Н. П.", "7Б", "Алгебра", TODAY,
    )  # fmt: skip
    (line,) = open_.lines
    assert (line.about, line.pupil, line.was, line.now) == (About.MARK, "Петров Борис", "9", "10")
    await reject_correction(store, deputy(town), request.id, by(ORLOV, "r1", LATER, "девятка верна"))
    assert await views.to_settle(deputy(town)) == ()
    (own,) = await views.own(town.teacher())
    assert (own.state, own.answer) == (RequestState.REJECTED, "девятка верна")
    assert await views.own(town.teacher("Соколова")) == ()
    assert await marks_of(owner, town, "Борис") == [(1, "set", "9")]


async def test_an_entry_missed_by_its_deadline_comes_in_whole_by_one_request(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    await post_lesson(store, town.teacher(), entry(town, marks=marks(town, Аня=("4",))), by(KOVALEVA, "m1"))
    gone = await mark_of(owner, town, "Аня")
    missed = entry(
        town,
        topic="Степени",
        homework=HomeworkEntry("№ 214", TODAY + timedelta(days=2)),
        marks=marks(town, Борис=("9", "8")),
        attendance=(AbsenceEntry(town.pupils["Вова"], AbsenceCode.ILL),),
        remarks=(RemarkEntry(town.pupils["Аня"], "Читает бегло"),),
        tasks=(TaskEntry("практикум", "№ 14"),),
    )
    reason = by(KOVALEVA, "q1", LATER, "болела")
    request = await ask_correction(store, town.teacher(), Asked(missed, removed=frozenset({gone})), reason)
    await approve_correction(store, deputy(town), request.id, by(ORLOV, "a1", LATER))

    now = await page(owner, town)
    assert now.lesson.topic == "Степени" and now.homework and now.homework.text == "№ 214"
    assert [one.value for one in now.marks] == ["9", "8"]
    assert [(one.code, one.proposed) for one in now.absences] == [(AbsenceCode.ABSENT, AbsenceCode.ILL)]
    assert [one.text for one in now.remarks] == ["Читает бегло"]
    assert [(one.type, one.text) for one in now.tasks] == [("практикум", "№ 14")]


async def test_nobody_approves_their_own_request_whatever_hat_they_wear(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    await duties(owner, town, "Ковалёва", "teacher", "deputy")
    await post_lesson(store, town.teacher(), full_entry(town), by(KOVALEVA, "m1"))
    request = await asked_for_ten(store, owner, town)
    for desk, person in ((deputy(town, "Ковалёва"), KOVALEVA), (deputy(town), KOVALEVA), (head(town), KOVALEVA)):
        with pytest.raises(Refused, match="correction.own"):
            await approve_correction(store, desk, request.id, by(person, f"a{desk.staff_id}", LATER))
    assert await marks_of(owner, town, "Борис") == [(1, "set", "9")]


async def test_the_head_settles_only_where_no_other_deputy_could(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), by(KOVALEVA, "m1"))
    request = await asked_for_ten(store, owner, town)
    with pytest.raises(Refused, match="correction.deputys"):
        await approve_correction(store, head(town), request.id, by(LIS, "a1", LATER))
    await duties(owner, town, "Орлов", "teacher")
    await duties(owner, town, "Соколова", "teacher", "deputy")  # not linked: could not be asked
    await approve_correction(store, head(town), request.id, by(LIS, "a2", LATER))
    assert await marks_of(owner, town, "Борис") == [(1, "set", "9"), (2, "corrected", "10")]


async def test_a_second_deputy_settles_what_the_first_one_asked(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    await duties(owner, town, "Ковалёва", "teacher", "deputy")
    async with owner.begin() as connection:
        await speaks(connection, town, "701", staff="Ковалёва")
    await post_lesson(store, town.teacher(), full_entry(town), by(KOVALEVA, "m1"))
    request = await asked_for_ten(store, owner, town)
    approved = await approve_correction(store, deputy(town), request.id, by(ORLOV, "a1", LATER))
    assert approved.request.state is RequestState.APPROVED


async def test_what_was_changed_meanwhile_is_not_overwritten(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), by(KOVALEVA, "m1"))
    first = await asked_for_ten(store, owner, town)
    second = await asked_for_ten(store, owner, town, "q2")
    await approve_correction(store, deputy(town), second.id, by(ORLOV, "a1", LATER))
    with pytest.raises(Conflict, match="correction.stale"):
        await approve_correction(store, deputy(town), first.id, by(ORLOV, "a2", LATER))
    await reject_correction(store, deputy(town), first.id, by(ORLOV, "r1", LATER, "уже исправлено"))
    assert await marks_of(owner, town, "Борис") == [(1, "set", "9"), (2, "corrected", "10")]


async def test_two_deputies_at_once_settle_it_once(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), by(KOVALEVA, "m1"))
    request = await asked_for_ten(store, owner, town)
    said = [approve_correction(store, deputy(town), request.id, by(ORLOV, f"a{n}", LATER)) for n in range(3)]
    ended = await asyncio.gather(*said, return_exceptions=True)

    assert sorted(type(one).__name__ for one in ended) == ["Conflict", "Conflict", "Settlement"]
    assert await marks_of(owner, town, "Борис") == [(1, "set", "9"), (2, "corrected", "10")]


async def test_a_request_needs_a_reason_and_something_to_change(store: PgStore, owner: AsyncEngine, town: Town) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), by(KOVALEVA, "m1"))
    nine = await mark_of(owner, town)
    refused = (
        (Asked(entry(town), (MarkChange(nine, "10"),)), " ", "correction.reason_empty"),
        (Asked(entry(town), (MarkChange(nine, "10"),)), "д" * 501, "correction.reason_long"),
        (Asked(entry(town)), "ошиблась", "correction.nothing"),
        (Asked(entry(town), (MarkChange(nine, "9"),)), "ошиблась", "correction.nothing"),
        (Asked(entry(town), (MarkChange(99_999, "9"),)), "ошиблась", "correction.not_standing"),
        (Asked(entry(town), removed=frozenset({99_999})), "ошиблась", "correction.not_standing"),
        (Asked(entry(town), (MarkChange(nine, "9"),), frozenset({nine})), "ошиблась", "correction.unclear"),
        (Asked(entry(town), (MarkChange(nine, "11"),)), "ошиблась", "entry.not_on_scale"),
    )
    for asked, reason, code in refused:
        with pytest.raises(Invalid, match=code):
            await ask_correction(store, town.teacher(), asked, by(KOVALEVA, "q1", LATER, reason))
    assert await rows(owner, "SELECT id FROM correction_request") == []


async def test_another_teachers_lesson_and_another_schools_request_are_refused(
    store: PgStore, owner: AsyncEngine, town: Town
) -> None:
    await post_lesson(store, town.teacher(), full_entry(town), by(KOVALEVA, "m1"))
    asked = Asked(entry(town, topic="Корни"))
    with pytest.raises(Refused, match="access.not_yours"):
        await ask_correction(store, town.teacher("Соколова"), asked, by(ORLOV, "q1", LATER, "ошиблась"))
    with pytest.raises(Refused, match="access.not_yours"):
        await approve_correction(store, deputy(town), 99_999, by(ORLOV, "a1", LATER))
