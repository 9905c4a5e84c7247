"""One pair of processes for all end-to-end tests, with a school whose people have linked."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.e2e import school
from tests.e2e.trial import Trial, found_school, let_in, pair


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def running(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Trial]:
    """The pair, from the first test that asks for it to the end."""
    async with pair(tmp_path_factory.mktemp("trial")) as trial:
        await found_school(trial)
        await let_in(trial, [child for child in school.CHILDREN if child.linked])
        yield trial


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def looked_over(running: Trial) -> AsyncIterator[None]:
    """After each module: no rule of the Bot API broken, no trouble in the log, a history that keeps its promises."""
    yield
    await running.look_over()


@pytest_asyncio.fixture(loop_scope="session")
async def trial(running: Trial, looked_over: None, request: pytest.FixtureRequest) -> AsyncIterator[Trial]:
    """The pair in school hours; a failure prints the last screens and where the log lies."""
    await running.school_hours()
    await running.step("PT1M1S")  # nobody has asked anything within a minute: the bot paces each account
    yield running
    report = request.node.stash.get(REPORT, None)
    if report is not None and report.failed:
        print(await running.last_words())


REPORT = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]
    """Fixtures may ask how the test itself went."""
    report = yield
    if report.when == "call":
        item.stash[REPORT] = report
    return report
