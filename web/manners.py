"""Manners at the door: how much is read, how often one may guess, what is said to somebody who may not, or later."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog
from aiohttp import web

from notifier.nursery import where_of

log = structlog.get_logger()

RETRY_SECONDS = 15  #: until the database may be back; Telegram and relays keep to it
GUESSES = 30  #: forged links from one address within WINDOW seconds; then not even the page is made
WINDOW = 60.0
MOST_ADDRESSES = 10_000  #: remembered at once

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(slots=True)
class Guesses:
    """Forged links, counted by where they come from. Whole ones are never held up: a school stands behind one proxy."""

    window: int = -1
    wrong: Counter[str] = field(default_factory=Counter)

    def too_many(self, who: str, now: float) -> bool:
        """Count one more; whether that is too many. `now` is any steady clock, in seconds."""
        if int(now / WINDOW) != self.window or len(self.wrong) > MOST_ADDRESSES:
            self.window = int(now / WINDOW)
            self.wrong.clear()
        self.wrong[who] += 1
        return self.wrong[who] > GUESSES


def same(given: str, key: str) -> bool:
    """Whether they are one, in the same time whatever is given; of strings only ASCII can be compared so."""
    return bool(key) and hmac.compare_digest(
        given.encode("utf-8", "surrogatepass"), key.encode("utf-8", "surrogatepass")
    )


async def beginning(request: web.Request, most: int, patience: int) -> tuple[bytes, bool]:
    """The first `most` bytes of what is sent, and whether that is all. The rest is let past.

    Raises HTTPRequestEntityTooLarge beyond `patience` bytes.
    """
    content, came = bytearray(), 0
    async for chunk in request.content.iter_chunked(65_536):
        came += len(chunk)
        if came > patience:
            raise web.HTTPRequestEntityTooLarge(patience, came)
        content += chunk[: max(most - len(content), 0)]
    return bytes(content), came == len(content)


@web.middleware
async def later(request: web.Request, handler: Handler) -> web.StreamResponse:
    """While the database is away everybody is asked to come again; a defect of ours is told to the log alone."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except OSError as error:
        log.warning("street_away", error=type(error).__name__)
        return web.Response(status=503, text="later", headers={"Retry-After": str(RETRY_SECONDS)})
    except Exception as error:  # neither the path nor the text: they may hold a ticket, or a person's words
        log.error("request_failed", error=type(error).__name__, where=where_of(error))
        return web.Response(status=500, text="error", headers={"Retry-After": str(RETRY_SECONDS)})
