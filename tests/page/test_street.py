"""The pages of letters in a real browser: its policy lets our one style in, and a press goes through."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, expect

from journal_core.people import Account
from journal_core.school import Channel
from journal_core.wishes import Kind
from notifier.answers import Answers
from notifier.ports.letters import Letter, Told
from notifier.tickets import seal
from tests.fakes.clock import FakeClock
from tests.page.browser import NARROW, open_page
from tests.page.conftest import MORNING
from tests.unit.web.test_door import Behind
from web.calendars import Calendars
from web.callbacks import Callbacks
from web.door import door
from web.pages import Pages

pytestmark = pytest.mark.asyncio(loop_scope="session")

SECRET = b"a secret of the tests"
OLGA = Account(Channel.EMAIL, "olga-with-a-very-long-name-indeed@mailbox-of-a-very-long-name.example")
LETTER = Letter(17, "summary", 1, "ru", 8, OLGA, "live", None, 0, (Told("summary:1", 1, None),))


@dataclass
class Post:
    """One letter, and what its reader asked for."""

    asked: list[tuple[str, Kind | None]] = field(default_factory=list)

    async def letter(self, message_id: int) -> Letter | None:
        """The one."""
        return LETTER if message_id == LETTER.message_id else None

    async def stop(self, account_id: int, at: datetime, kind: Kind | None = None, said: str = "") -> None:
        """Remember."""
        self.asked.append(("stop", kind))

    async def resume(self, account_id: int, at: datetime, said: str = "") -> None:
        """Remember."""
        self.asked.append(("resume", None))


@pytest_asyncio.fixture(loop_scope="session")
async def street(chromium: None) -> AsyncIterator[tuple[str, Post]]:
    """The door at an address of its own, before that letter."""
    post: Any = Post()
    answers = Answers(SECRET, post, post, post, FakeClock(MORNING))
    behind = Behind()
    callbacks = Callbacks(behind.receipt, "a", behind.take, "b", behind.take, "c")
    application = door(behind.health, callbacks, Pages(answers), Calendars(behind.calendar))
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}", post
    await runner.cleanup()


@pytest.mark.parametrize("dark", [False, True])
async def test_a_reader_with_a_phone_stops_the_summary_and_takes_it_back(
    window: Browser, street: tuple[str, Post], dark: bool
) -> None:
    base, post = street
    reader = await open_page(window, base, NARROW, at=f"stop/{seal(SECRET, 17)}", dark=dark)
    button = reader.page.get_by_role("button", name="Не присылать сводку за неделю")
    await expect(button).to_have_css("background-color", "rgb(127, 194, 158)" if dark else "rgb(47, 111, 79)")
    box = await button.bounding_box()
    assert box is not None and box["height"] >= 48
    assert await reader.beyond() == []
    await button.click()
    await expect(reader.page.get_by_role("heading")).to_have_text("Готово")
    assert post.asked == [("stop", Kind.SUMMARY)]
    await reader.page.get_by_role("button", name="Вернуть").click()
    await expect(reader.page.get_by_text("снова приходят")).to_be_visible()
    assert post.asked[1:] == [("resume", None)]
    assert reader.trouble == []
    await reader.page.context.close()


async def test_a_reader_with_half_a_link_is_told_what_to_do(window: Browser, street: tuple[str, Post]) -> None:
    base, post = street
    reader = await open_page(window, base, NARROW, at=f"stop/{seal(SECRET, 17)[:-3]}", locale="ru")
    await expect(reader.page.get_by_role("heading")).to_have_text("Ссылка не действует")
    assert await reader.beyond() == []
    assert post.asked == []
    await reader.page.context.close()
