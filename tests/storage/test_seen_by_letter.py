"""«Ознакомлен» by the link of a letter is the same as by the button in the chat."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.actions.notices import recall_notice, send_notice
from journal_core.notices import NoticeEntry
from notifier.answers import Deed
from tests.postgres import Database
from tests.storage.street import OLGA, Street, open_street


@pytest.fixture
async def street(database: Database, runtime: AsyncEngine, owner: AsyncEngine) -> AsyncIterator[Street]:
    """Мария has a mailbox and no chat."""
    opened = await open_street(database, runtime, owner)
    await opened.entered(OLGA)
    letter = await opened.answers.letter(await opened.ticket(), Deed.CONFIRM)
    assert letter is not None and await opened.answers.confirm(letter)
    yield opened
    await opened.room.worker.end()


async def notice(street: Street) -> tuple[int, str]:
    """Соколова sends one to the class: its number, and the ticket of the letter that came of it."""
    office = street.office
    entry = NoticeEntry("В четверг экскурсия. Сбор в 8:30.")
    sent = await send_notice(office.store, office.town.class_desk(), entry, office.leader())
    street.room.clock.later(minutes=10)
    return sent.id, await street.ticket()


async def read_by(street: Street) -> list[str]:
    return list(await street.room.ask("SELECT channel FROM notice_ack"))


async def test_a_press_on_the_page_tells_the_school_and_looking_does_not(street: Street) -> None:
    _, ticket = await notice(street)
    async with street.door() as client:
        page = await (await client.get(f"/seen/{ticket}")).text()
        assert "Ознакомлен" in page and "экскурсия" not in page
        assert await read_by(street) == []
        for _ in range(2):
            answer = await client.post(f"/seen/{ticket}")
            assert answer.status == 200 and "Школа видит" in await answer.text()
    assert await read_by(street) == ["email"]


async def test_a_notice_that_was_recalled_or_is_no_longer_hers_is_not_read(street: Street) -> None:
    number, ticket = await notice(street)
    office = street.office
    async with street.door() as client:
        await street.room.do("UPDATE link SET state = 'revoked'")
        assert (await client.post(f"/seen/{ticket}")).status == 404
        await street.room.do("UPDATE link SET state = 'live'")
        street.room.clock.later(minutes=1)
        office.now = street.room.clock.now() + timedelta(minutes=1)
        await recall_notice(office.store, office.town.class_desk(), number, office.leader())
        assert (await client.post(f"/seen/{ticket}")).status == 404
    assert await read_by(street) == []


async def test_her_letter_stops_like_any_other_and_confirms_nothing(street: Street) -> None:
    _, ticket = await notice(street)
    async with street.door() as client:
        assert (await client.get(f"/confirm/{ticket}")).status == 404
        assert (await client.get(f"/stop/{ticket}")).status == 200
