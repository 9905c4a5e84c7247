"""One sandbox process and one Chromium for all tests of the page; every test begins with an empty town."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import datetime
from functools import partial

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from app.demo.servers import SandboxAt
from app.demo.servers import sandbox as sandbox_process
from sandbox.client import Sandbox
from tests.page import browser
from tests.page.browser import Reader, open_page

MORNING = datetime.fromisoformat("2026-11-23T10:10:00+03:00")
Opens = Callable[..., Awaitable[Reader]]


@pytest.fixture(scope="session")
def chromium() -> None:
    """Without the browser the tests are not run, and say so; on CI they must be."""
    if browser.program() is None:
        without = pytest.fail if os.environ.get("CI") else pytest.skip
        without("there is no Chromium here: scripts/browser installs it")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def at(chromium: None) -> AsyncIterator[SandboxAt]:
    async with sandbox_process(MORNING) as started:
        yield started


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def window(chromium: None) -> AsyncIterator[Browser]:
    async with browser.browser() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def town(at: SandboxAt) -> AsyncIterator[Sandbox]:
    """An empty town at ten past ten on a Monday; the bot may speak as often as it likes."""
    async with Sandbox(at.http) as sandbox:
        await sandbox.post("reset", {"all": True})
        await sandbox.set_clock(MORNING)
        await sandbox.limits(per_bot=0, per_chat=0, per_group=0)
        yield sandbox


@pytest_asyncio.fixture(loop_scope="session")
async def opens(window: Browser, at: SandboxAt, town: Sandbox) -> AsyncIterator[Opens]:
    """Opens the page for a reader; when the test is over nobody may have met trouble."""
    readers: list[Reader] = []

    async def open_one(*size: int, **more: object) -> Reader:
        readers.append(await partial(open_page, window, at.http)((size[0], size[1]) if size else browser.WIDE, **more))  # type: ignore[arg-type]
        return readers[-1]

    async with AsyncExitStack() as closing:
        closing.push_async_callback(_close, readers)
        yield open_one
    assert [trouble for reader in readers for trouble in reader.trouble] == []


async def _close(readers: list[Reader]) -> None:
    for reader in readers:
        await reader.page.context.close()
