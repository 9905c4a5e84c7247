"""The sandbox is held against what is documented, row by row; and the one who holds it sees when a row differs."""

import asyncio
import sys
from pathlib import Path

from sandbox.client import Sandbox
from sandbox.server import running
from sandbox.term.__main__ import THEMES

ROOT = Path(__file__).parents[2]


async def term(*arguments: str) -> tuple[int, str]:
    """The exit code of the command and what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox.term", *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(120):
        out, _ = await process.communicate()
    return process.returncode or 0, out.decode()


async def test_every_row_of_the_tables_is_as_documented() -> None:
    code, said = await term()
    lines = said.splitlines()
    assert [line for line in lines if line.startswith("differs")] == []
    assert sum(line.startswith("ok ") for line in lines) == sum(len(theme.rows) for theme in THEMES)
    assert lines[-1].startswith(
        f"{sum(len(theme.rows) for theme in THEMES)} rows, 0 differ; the clock went from 01.09."
    )
    assert code == 0


async def test_a_sandbox_that_lets_a_bot_speak_too_fast_is_found_out() -> None:
    async with running() as started, Sandbox(started.http) as box:
        await box.limits(burst=100)
        code, said = await term("--at", started.http, "--smtp-port", str(started.smtp), "--only", "sending limits")
        assert (await box.limits())["burst"] == 100
    differing = [line for line in said.splitlines() if line.startswith("differs")]
    assert len(differing) == 2
    assert differing[0] == (
        "differs  one chat takes a short burst at once, and no more: "
        "expected «3 pass, 7 do not», seen «10 pass, 0 do not»"
    )
    assert code == 1
