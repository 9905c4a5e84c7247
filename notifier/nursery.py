"""A nursery: the one place where tasks are started, so that none is forgotten and no failure goes unseen."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from types import TracebackType
from typing import Any

import structlog

log = structlog.get_logger()


class Nursery:
    """Tasks side by side; leaving the block waits for all of them. A task's failure is logged and hurts no other.

    With `patience` (seconds) whoever is not done by then is cancelled.
    """

    def __init__(self, patience: float | None = None) -> None:
        self._patience = patience
        self._tasks: set[asyncio.Task[Any]] = set()
        self._freed = asyncio.Event()

    @property
    def busy(self) -> int:
        """How many tasks are at work."""
        return len(self._tasks)

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        """Begin some work."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    async def freed(self) -> None:
        """Return when some work has ended since the last time; never, when there is none."""
        await self._freed.wait()
        self._freed.clear()

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        self._freed.set()
        if not task.cancelled() and (error := task.exception()):
            # The message itself stays out of the log: it may hold a person's words.
            log.error("task_failed", error=type(error).__name__, where=where_of(error))

    async def __aenter__(self) -> Nursery:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and issubclass(kind, asyncio.CancelledError):
            self._cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=self._patience)
        self._cancel()
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _cancel(self) -> None:
        for task in self._tasks:
            task.cancel()


def where_of(error: BaseException) -> str:
    """The innermost place of a failure, as file and line."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}" if trace else ""
