"""Drafts: rows with an id, found again after a restart, seen by nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.people import Account
from journal_core.school import Channel
from notifier.ports import Draft
from storage.drafts import PgDrafts
from tests.storage.town import NOON

NINA, OLEG = Account(Channel.TELEGRAM, "501"), Account(Channel.TELEGRAM, "502")
HOUR = timedelta(hours=1)


@pytest.fixture
def drafts(runtime: AsyncEngine) -> PgDrafts:
    return PgDrafts(runtime)


async def opened(drafts: PgDrafts, kind: str = "code", who: Account = NINA, **more: Any) -> Draft:
    return await drafts.open(who, kind, {"text": "7Б алгебра"}, at=NOON, expires_at=NOON + HOUR, **more)


async def test_a_draft_is_found_again_as_it_was(drafts: PgDrafts) -> None:
    made = await opened(drafts, "lesson", source_message="77")
    await drafts.shown(made, "78")
    found = await drafts.find(NINA, made.id)
    assert found is not None
    assert (found.account, found.kind, found.content, found.state) == (NINA, "lesson", {"text": "7Б алгебра"}, "open")
    assert (found.source_message, found.card_message, found.expires_at) == ("77", "78", NOON + HOUR)
    assert await drafts.of_message(NINA, "77") == found


async def test_nobody_else_finds_it(drafts: PgDrafts) -> None:
    made = await opened(drafts, source_message="77")
    assert await drafts.find(OLEG, made.id) is None
    assert await drafts.of_message(OLEG, "77") is None
    assert await drafts.current(OLEG, ["code"], NOON) is None


async def test_without_a_message_of_its_own_a_new_draft_drops_the_one_before(drafts: PgDrafts) -> None:
    first, other = await opened(drafts), await opened(drafts, "address")
    second = await opened(drafts)
    assert await drafts.current(NINA, ["code"], NOON) == second
    assert await drafts.current(NINA, ["code", "address"], NOON) == second
    assert await drafts.current(NINA, ["address"], NOON) == other
    dropped = await drafts.find(NINA, first.id)
    assert dropped is not None and dropped.state == "dropped"


async def test_two_lessons_written_side_by_side_are_two_drafts(drafts: PgDrafts) -> None:
    first, second = (
        await opened(drafts, "lesson", source_message="1"),
        await opened(drafts, "lesson", source_message="2"),
    )
    assert first.id != second.id and first.command_id != second.command_id
    found = await drafts.find(NINA, first.id)
    assert found is not None and found.state == "open"


@pytest.mark.parametrize("source", ["", "77"])
async def test_an_update_handled_again_after_a_restart_finds_its_open_draft(drafts: PgDrafts, source: str) -> None:
    first = await opened(drafts, once="update 9", source_message=source)
    again = await opened(drafts, once="update 9", source_message=source)
    assert again == first
    assert again.state == "open"


async def test_a_settled_draft_is_current_no_more_and_an_expired_one_neither(drafts: PgDrafts) -> None:
    made = await opened(drafts)
    assert await drafts.current(NINA, ["code"], NOON + HOUR) is None
    assert await drafts.current(NINA, ["code"], NOON + HOUR - timedelta(seconds=1)) == made
    await drafts.settle(made, "saved")
    assert await drafts.current(NINA, ["code"], NOON) is None


async def test_the_newest_draft_of_an_edited_message_is_meant(drafts: PgDrafts) -> None:
    await opened(drafts, "lesson", source_message="77")
    second = await opened(drafts, "lesson", source_message="77")
    assert await drafts.of_message(NINA, "77") == second
    assert await drafts.of_message(NINA, "78") is None


@pytest.mark.parametrize("how", ["saved", "dropped", "another"])
async def test_a_key_that_waits_for_a_birth_date_is_kept_only_while_it_waits(drafts: PgDrafts, how: str) -> None:
    made = await opened(drafts, "birth_date")
    assert made.content
    if how == "another":
        await opened(drafts, "birth_date")
    else:
        await drafts.settle(made, how)
    found = await drafts.find(NINA, made.id)
    assert found is not None and (found.content, found.state) == ({}, "saved" if how == "saved" else "dropped")


async def test_a_saved_lesson_keeps_what_was_written(drafts: PgDrafts) -> None:
    made = await opened(drafts, "lesson")
    await drafts.settle(made, "saved")
    found = await drafts.find(NINA, made.id)
    assert found is not None and found.content == {"text": "7Б алгебра"}


async def test_a_draft_that_grows_keeps_its_number_and_is_found_by_its_newest_message(drafts: PgDrafts) -> None:
    made = await opened(drafts, "notice")
    await drafts.shown(made, "78")
    grown = await drafts.rewrite(made, {"text": "Собрание"}, "79")
    assert (grown.id, grown.command_id, grown.content) == (made.id, made.command_id, {"text": "Собрание"})
    assert grown.card_message == "78"
    assert await drafts.of_message(NINA, "79") == grown
