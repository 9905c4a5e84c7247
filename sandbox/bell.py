"""Waiting for something to happen, without polling and without sleeping."""

import asyncio
from collections.abc import Callable


class Bell:
    """Whoever waits is woken when it rings, looks again, and waits on if it was not for them."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
        self._waiting.clear()

    async def until(self, ready: Callable[[], bool], timeout: float) -> bool:
        """True as soon as ``ready()``; what it says after ``timeout`` real seconds otherwise."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while not ready():
            rest = deadline - loop.time()
            if rest <= 0:
                return False
            waiter: asyncio.Future[None] = loop.create_future()
            self._waiting.add(waiter)
            try:
                await asyncio.wait_for(waiter, rest)
            except TimeoutError:
                return ready()
            finally:
                self._waiting.discard(waiter)
        return True
