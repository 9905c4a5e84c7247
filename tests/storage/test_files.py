"""Stored files for those who send them; the fake of the tests of channels promises the same."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from notifier.ports import Files
from storage.notices.files import PgFiles
from tests.fakes.files import FakeFiles
from tests.postgres import Database
from tests.storage.class_7b import PICTURE, Class7B
from tests.storage.postroom import open_postroom


@pytest.fixture
async def own(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Class7B]:
    room = await open_postroom(database, runtime, owner)
    yield Class7B(room)
    await room.worker.end()


@pytest.fixture(params=["real", "fake"])
async def kept(request: pytest.FixtureRequest, own: Class7B) -> tuple[Files, int]:
    """The files and the number of a picture among them."""
    number = (await own.picture()).id
    real = PgFiles(own.room.runtime)
    return (real if request.param == "real" else FakeFiles({number: await real.content(number)})), number


async def test_a_file_comes_back_as_it_was_given(kept: tuple[Files, int]) -> None:
    files, number = kept
    found = await files.content(number)
    assert (found.name, found.mime, found.data) == ("зал.jpg", "image/jpeg", PICTURE)


async def test_each_bot_has_its_own_name_for_a_file_and_the_last_one_stands(kept: tuple[Files, int]) -> None:
    files, number = kept
    assert await files.known(number, "42") == ""
    await files.learn(number, "42", "first")
    await files.learn(number, "42", "second")
    assert (await files.known(number, "42"), await files.known(number, "43")) == ("second", "")


async def test_only_the_very_name_that_failed_is_forgotten(kept: tuple[Files, int]) -> None:
    files, number = kept
    await files.learn(number, "42", "fresh")
    await files.forget(number, "42", "stale")
    assert await files.known(number, "42") == "fresh"
    await files.forget(number, "42", "fresh")
    assert await files.known(number, "42") == ""


async def test_the_same_bytes_under_the_same_name_are_kept_once(own: Class7B) -> None:
    assert await own.picture() == await own.picture()
    assert await own.room.ask("SELECT count(*) FROM stored_file") == [1]
