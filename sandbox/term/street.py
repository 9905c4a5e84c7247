"""The street: an address on this machine where webhooks, receipts and answered letters arrive."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

#: Real seconds within which something is expected to come.
PATIENCE = 10


@dataclass(frozen=True)
class Came:
    """One request: its body, its headers, and when it came by the real clock, in seconds."""

    body: bytes
    headers: dict[str, str]
    at: float


@dataclass
class Street:
    """Answers 200, or what ``answers`` says next."""

    url: str = ""
    answers: deque[web.Response] = field(default_factory=deque)
    _came: "asyncio.Queue[Came]" = field(default_factory=asyncio.Queue)

    def refuses(self, status: int, times: int = 1) -> None:
        """Answers so to what comes next."""
        self.answers.extend(web.Response(status=status) for _ in range(times))

    async def take(self, request: web.Request) -> web.Response:
        at = asyncio.get_running_loop().time()
        self._came.put_nowait(Came(await request.read(), dict(request.headers), at))
        return self.answers.popleft() if self.answers else web.Response()

    async def came(self, within: float = PATIENCE) -> Came:
        """The next request. Raises TimeoutError."""
        async with asyncio.timeout(within):
            return await self._came.get()

    @property
    def empty(self) -> bool:
        return self._came.empty()


@asynccontextmanager
async def street() -> AsyncIterator[Street]:
    opened, app = Street(), web.Application()
    app.router.add_post("/{path:.*}", opened.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    opened.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    try:
        yield opened
    finally:
        await runner.cleanup()
