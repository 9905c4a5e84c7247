"""The scheduler: APScheduler as a ticker, with jobs declared in code and no store of its own.

That something was done is known by its own rows (a command's audit row is unique), never by the ticker.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from journal_core.ports import Clock
from schedules.table import Job

log = structlog.get_logger()


async def run(jobs: Sequence[Job], clock: Clock, stop: asyncio.Event) -> None:
    """Tick until `stop`. A job that fails is logged and fires again at its next time."""
    # Late is better than never: by default a job one second late is dropped with a line in the log.
    ticker = AsyncIOScheduler(job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None})
    for job in jobs:
        await _once(job, clock)
        ticker.add_job(_once, IntervalTrigger(seconds=job.every.total_seconds()), args=(job, clock), id=job.name)
    ticker.start()
    await stop.wait()
    ticker.shutdown(wait=False)


async def _once(job: Job, clock: Clock) -> None:
    try:
        await job.work(clock.now())
    except OSError as error:  # the database is away: the next tick finds the same work
        log.warning("job_postponed", job=job.name, error=type(error).__name__)
    except Exception as error:  # a defect: one job's is not another's
        log.error("job_failed", job=job.name, error=type(error).__name__)
