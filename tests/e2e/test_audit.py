"""`diary audit`: the administrator learns that nobody wrote in the journal past the program."""

from __future__ import annotations

import re

import pytest

from tests.e2e.school import KOVALEVA
from tests.e2e.trial import Trial

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_day_by_the_program_is_whole_and_its_ends_can_be_printed(trial: Trial) -> None:
    before = await trial.command("audit", "verify")
    await trial.posts(KOVALEVA, "7Б Иванов 8, Петрова 9")
    after = await trial.command("audit", "verify")
    assert "Журнал цел" in before and "Журнал цел" in after
    assert links(after) == links(before) + 2
    assert re.search(r"1/\d+/\d+ +│ +\d+ +│ +[0-9a-f]{32}", await trial.command("audit", "heads"))


def links(said: str) -> int:
    """How many were looked at."""
    [count] = re.findall(r"звеньев: (\d+)", said)
    return int(count)
