"""`make demo ONCE=1` as a person runs it: the day passes; a planted drop and a planted stray do not."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(("defect", "noticed"), [("drop", "не пришло"), ("stray", "лишнее")])
async def test_a_planted_defect_makes_it_end_in_failure(defect: str, noticed: str, tmp_path: Path) -> None:
    code, told = await demo("--plant", defect, folder=tmp_path)
    assert code == 1, told
    assert noticed in told
    assert "День не сошёлся" in told
