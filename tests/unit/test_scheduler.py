"""The ticker: one job's trouble is not another's, and a database that is away is not taken for a defect."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from structlog.testing import capture_logs

from schedules.scheduler import run
from schedules.table import Job

NOON = datetime(2026, 10, 7, 9, 0, tzinfo=UTC)


class Noon:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOON

    async def until(self, moment: datetime) -> None:
        """Nobody waits here."""


async def test_a_lost_database_postpones_a_job_a_defect_fails_it_and_the_others_run() -> None:
    done: list[datetime] = []

    async def away(_: datetime) -> None:
        raise ConnectionError

    async def broken(_: datetime) -> None:
        raise ValueError

    async def whole(at: datetime) -> None:
        done.append(at)

    stop = asyncio.Event()
    stop.set()
    jobs = [Job(work.__name__, timedelta(hours=1), work) for work in (away, broken, whole)]
    with capture_logs() as told:
        await run(jobs, Noon(), stop)
    assert done == [NOON]
    assert [(line["event"], line["log_level"], line["job"]) for line in told] == [
        ("job_postponed", "warning", "away"),
        ("job_failed", "error", "broken"),
    ]
