"""`make demo ONCE=1` as a person runs it: the day passes; a planted drop and a planted stray do not."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

SECONDS = 300


async def demo(*arguments: str, folder: Path) -> tuple[int, str]:
    """Run the demo on free ports, away from any installation; its exit code and what it told."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "app",
        "demo",
        "--once",
        "--port",
        "0",
        *arguments,
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    told, _ = await asyncio.wait_for(process.communicate(), SECONDS)
    assert process.returncode is not None
    return process.returncode, told.decode()


async def test_the_day_passes_and_nobody_hears_what_is_not_theirs(tmp_path: Path) -> None:
    code, told = await demo(folder=tmp_path)
    assert code == 0, told
    assert "Каждый услышал своё" in told
    assert "Traceback" not in told


async def test_planted_defects_are_noticed_and_make_it_end_in_failure(tmp_path: Path) -> None:
    code, told = await demo("--plant", "drop", "stray", folder=tmp_path)
    assert code == 1, told
    assert "не пришло" in told.partition("Итог недели")[2].partition("не пришло")[2]
    assert "лишнее" in told
    assert "День не сошёлся" in told
