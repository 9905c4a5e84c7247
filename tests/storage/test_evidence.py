"""What is written is sealed in the same transaction; what the database's keeper plants is found."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.actions.auditing import Verdict, verify
from journal_core.actions.post_lesson import correct, post_lesson, undo
from journal_core.chain import Fault, Head, Keys
from journal_core.entries.entry import LessonEntry, MarkEntry
from storage.evidence.reading import PgEvidence
from storage.transaction import PgStore
from tests.storage.town import MONDAY, TODAY, Town, build_town, stamp

KEYS = Keys(b"a key of the school")


@pytest.fixture
async def town(runtime: AsyncEngine) -> Town:
    """A town where a lesson was posted, corrected and posted again."""
    town = await build_town(runtime)
    store, desk = PgStore(runtime, KEYS), town.teacher()
    first = LessonEntry(
        town.lesson("algebra"), topic="Дроби", marks=(given(town, "Аня", "7"), given(town, "Вова", "8"))
    )
    await post_lesson(store, desk, first, stamp("monday"))
    fewer = LessonEntry(town.lesson("algebra"), topic="Дроби", marks=(given(town, "Аня", "9"),))
    await correct(store, desk, "monday", fewer, stamp("second thoughts"))
    await post_lesson(
        store, desk, LessonEntry(town.lesson("algebra", MONDAY), marks=(given(town, "Галя", "10"),)), stamp("late")
    )
    await post_lesson(
        store, desk, LessonEntry(town.lesson("algebra 7А"), marks=(given(town, "Дима", "4"),)), stamp("7А")
    )
    return town


def given(town: Town, name: str, value: str) -> MarkEntry:
    """A mark of one pupil."""
    return MarkEntry(town.pupils[name], (value,))


async def looked(engine: AsyncEngine, kept: Mapping[str, list[Head]] | None = None) -> Verdict:
    """What a verification says."""
    return await verify(PgEvidence(engine), KEYS, kept or {})


async def plant(owner: AsyncEngine, *statements: str) -> None:
    """What somebody with the database's password does past the program."""
    async with owner.begin() as connection:
        for statement in statements:
            await connection.execute(sql(statement))


async def test_a_school_that_only_used_the_program_is_whole(runtime: AsyncEngine, town: Town) -> None:
    verdict = await looked(runtime)
    assert (verdict.findings, verdict.chains) == ((), 2)
    await undo(PgStore(runtime, KEYS), town.teacher(), "late", stamp("not so"))
    again = await looked(runtime)
    assert (again.findings, again.links) == ((), verdict.links + 1)


async def test_a_class_has_a_chain_of_its_own_each_term(runtime: AsyncEngine, town: Town) -> None:
    classes = {int(name.split("/")[1]) for name in (await looked(runtime)).heads}
    assert classes == {town.classes["7Б"], town.classes["7А"]}


async def test_an_edited_mark_is_found(runtime: AsyncEngine, owner: AsyncEngine, town: Town) -> None:
    await plant(owner, "UPDATE mark_revision SET value = '10' WHERE value = '4'")
    [finding] = (await looked(runtime)).findings
    assert (finding.fault, finding.relation) == (Fault.EDITED, "mark_revision")


async def test_a_removed_mark_is_found(runtime: AsyncEngine, owner: AsyncEngine, town: Town) -> None:
    await plant(owner, "DELETE FROM mark_revision WHERE value = '4'")
    assert [one.fault for one in (await looked(runtime)).findings] == [Fault.REMOVED]


async def test_a_mark_removed_with_its_link_is_found(runtime: AsyncEngine, owner: AsyncEngine, town: Town) -> None:
    link = "SELECT id FROM mark_revision WHERE value = '7'"
    await plant(
        owner,
        f"DELETE FROM chain_link WHERE relation = 'mark_revision' AND row_id = ({link})",
        "DELETE FROM mark_revision WHERE value = '7'",
    )
    assert [one.fault for one in (await looked(runtime)).findings] == [Fault.REMOVED]


async def test_an_inserted_mark_is_found(runtime: AsyncEngine, owner: AsyncEngine, town: Town) -> None:
    copied = "lesson_id, pupil_id, work, weight, comment, command_id, actor, recorded_at, device, reason, salt"
    await plant(
        owner,
        f"INSERT INTO mark_revision (mark_id, revision, change, value, {copied}) "
        f"SELECT 9999, 1, 'set', '10', {copied} FROM mark_revision WHERE value = '4'",
    )
    assert [one.fault for one in (await looked(runtime)).findings] == [Fault.INSERTED]


async def test_a_mark_that_the_program_s_own_role_plants_with_a_link_is_found(runtime: AsyncEngine, town: Town) -> None:
    copied = "lesson_id, pupil_id, work, weight, comment, command_id, actor, recorded_at, device, reason, salt"
    planted = (
        f"INSERT INTO mark_revision (mark_id, revision, change, value, {copied}) "
        f"SELECT mark_id, revision + 1, 'corrected', '10', {copied} FROM mark_revision WHERE value = '4' RETURNING id"
    )
    async with runtime.begin() as connection:
        row = (await connection.execute(sql(planted))).scalar_one()
        link = (
            "INSERT INTO chain_link (chain_id, position, relation, row_id, commitment, mac, key) "
            f"SELECT chain_id, {{place}}, relation, {row}, commitment, '', key FROM chain_link LIMIT 1"
        )
        await connection.execute(sql(link.format(place=1000)))
    assert Fault.REMOVED in {one.fault for one in (await looked(runtime)).findings}
    with pytest.raises(IntegrityError):
        async with runtime.begin() as connection:
            await connection.execute(sql(link.format(place=0)))


async def test_a_lesson_that_was_made_another_subjects_is_found_at_each_of_its_marks(
    runtime: AsyncEngine, owner: AsyncEngine, town: Town
) -> None:
    await plant(owner, f"UPDATE lesson SET subject_id = {town.subjects['История']} WHERE id = {town.lesson('algebra')}")
    found = (await looked(runtime)).findings
    assert {one.fault for one in found} == {Fault.EDITED}
    assert {one.relation for one in found} == {"mark_revision", "topic_revision"}


async def test_two_marks_that_changed_places_are_found(runtime: AsyncEngine, owner: AsyncEngine, town: Town) -> None:
    await plant(
        owner,
        "UPDATE mark_revision SET value = CASE value WHEN '9' THEN '10' ELSE '9' END WHERE value IN ('9', '10')",
    )
    assert {one.fault for one in (await looked(runtime)).findings} == {Fault.EDITED}
    assert len((await looked(runtime)).findings) == 2


async def test_two_links_that_changed_places_are_found(runtime: AsyncEngine, owner: AsyncEngine, town: Town) -> None:
    chain = "chain_id = (SELECT chain_id FROM chain_link GROUP BY chain_id HAVING count(*) > 2)"
    await plant(
        owner,
        f"UPDATE chain_link SET position = position + 100 WHERE {chain} AND position IN (1, 2)",
        f"UPDATE chain_link SET position = CASE position WHEN 101 THEN 2 ELSE 1 END WHERE {chain} AND position > 100",
    )
    assert {one.fault for one in (await looked(runtime)).findings} == {Fault.FORGED}


async def test_an_end_cut_off_is_found_by_the_head_and_without_it_by_the_one_kept_outside(
    runtime: AsyncEngine, owner: AsyncEngine, town: Town
) -> None:
    kept = {name: [head] for name, head in (await looked(runtime)).heads.items()}
    await plant(
        owner,
        "DELETE FROM chain_link WHERE relation = 'mark_revision' AND row_id = "
        "(SELECT id FROM mark_revision WHERE value = '10')",
        "DELETE FROM mark_revision WHERE value = '10'",
    )
    assert [one.fault for one in (await looked(runtime)).findings] == [Fault.CUT]
    await plant(
        owner,
        "UPDATE chain SET length = last.position, mac = last.mac FROM (SELECT DISTINCT ON (chain_id) * "
        "FROM chain_link ORDER BY chain_id, position DESC) last WHERE last.chain_id = chain.id",
    )
    assert (await looked(runtime)).findings == ()  # nothing inside the database can tell
    assert [one.fault for one in (await looked(runtime, kept)).findings] == [Fault.CUT]


async def test_a_whole_chain_taken_away_is_found_by_the_head_kept_outside(
    runtime: AsyncEngine, owner: AsyncEngine, town: Town
) -> None:
    kept = {name: [head] for name, head in (await looked(runtime)).heads.items()}
    tables = "mark_revision", "topic_revision", "chain_link", "chain"
    await plant(owner, *(f"DELETE FROM {table}" for table in tables))
    assert {one.fault for one in (await looked(runtime, kept)).findings} == {Fault.CUT}


async def test_the_term_may_move_afterwards_and_the_chain_stays_whole(
    runtime: AsyncEngine, owner: AsyncEngine, town: Town
) -> None:
    await plant(
        owner, f"UPDATE term SET days = daterange('{TODAY}', upper(days)) WHERE days @> CAST('{TODAY}' AS date)"
    )
    assert (await looked(runtime)).findings == ()
