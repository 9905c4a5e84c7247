"""The sandbox is one command: it says where it listens, serves its page, and stops when asked."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import aiohttp
import pytest_asyncio

from sandbox.client import Sandbox

ROOT = Path(__file__).parents[2]


@pytest_asyncio.fixture
async def process() -> AsyncIterator[asyncio.subprocess.Process]:
    arguments = ("--port", "0", "--smtp-port", "0", "--clock", "2026-09-01T08:00:00+03:00")
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    yield started
    if started.returncode is None:
        started.kill()
        await started.wait()


async def test_a_parent_reads_the_ports_and_ends_it(process: asyncio.subprocess.Process) -> None:
    assert process.stdout
    where = json.loads(await asyncio.wait_for(process.stdout.readline(), 20))
    assert set(where) == {"http", "smtp"}
    async with Sandbox(where["http"]) as sandbox:
        assert await sandbox.now() == datetime.fromisoformat("2026-09-01T08:00:00+03:00")
        async with aiohttp.ClientSession() as session, session.get(where["http"] + "/") as page:
            assert "Песочница" in await page.text()
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 10) == 0
