"""What is done when: one line a job. A job is a callable handed in; running it twice does it once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

#: A job takes the moment it fires at.
Work = Callable[[datetime], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Job:
    """One line of the table."""

    name: str
    every: timedelta  #: of the machine's time: upkeep must go on when the journal's clock stands still
    work: Work


def jobs(*, rescue: Work, expire: Work, summaries: Work, lessons_ahead: Work, heads: Work) -> tuple[Job, ...]:
    """The table."""
    return (
        Job("rescue", timedelta(seconds=2), rescue),
        Job("expire", timedelta(seconds=5), expire),
        Job("summaries", timedelta(seconds=2), summaries),
        Job("lessons_ahead", timedelta(minutes=10), lessons_ahead),
        Job("heads", timedelta(hours=6), heads),
    )
