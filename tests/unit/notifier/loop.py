"""An event loop whose time passes as fast as nothing happens: a minute of waiting takes no time."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Impatient(selectors.DefaultSelector):
    """Where the loop would sleep, its clock is put forward instead."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.naps = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Never blocks; a loop that waits for nothing at all is a mistake of the test."""
        ready = super().select(0)
        if not ready and timeout is None:
            raise AssertionError("the loop waits for something that will never come")
        if not ready and timeout:
            self.now += timeout
            self.naps += 1
        return ready


class FastLoop(asyncio.SelectorEventLoop):
    """A loop with a clock of its own."""

    def __init__(self) -> None:
        self.selector = _Impatient()
        super().__init__(self.selector)

    def time(self) -> float:
        """Seconds since the test began."""
        return self.selector.now


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end at the speed of thought."""
    loop = FastLoop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()


def naps() -> int:
    """How often the running loop has slept so far: a busy loop never sleeps."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, FastLoop)
    return loop.selector.naps
