"""A child's calendar at a secret address: whoever holds it may read; every other address is one and the same 404."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hashlib import sha256

from aiohttp import hdrs, web
from aiohttp.web_response import Response

from web.manners import RETRY_SECONDS, Guesses

_HEADERS = {
    "Cache-Control": "private, max-age=900",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


@dataclass(frozen=True, slots=True)
class Calendars:
    """Who makes the calendar of an address; None for one that opens nothing."""

    calendar: Callable[[str], Awaitable[bytes | None]]
    guesses: Guesses = field(default_factory=Guesses)

    def open_in(self, application: web.Application) -> None:
        """Their route."""
        application.router.add_get("/calendar/{secret}.ics", self._show)

    async def _show(self, request: web.Request) -> Response:
        made = await self.calendar(request.match_info["secret"])
        if made is None:
            many = self.guesses.too_many(request.remote or "", asyncio.get_running_loop().time())
            return Response(status=429, headers={"Retry-After": str(RETRY_SECONDS)}) if many else Response(status=404)
        tag = sha256(made).hexdigest()[:32]
        headers = {**_HEADERS, hdrs.ETAG: f'"{tag}"'}
        if tag in {one.value for one in request.if_none_match or ()}:
            return Response(status=304, headers=headers)
        return Response(body=made, content_type="text/calendar", charset="utf-8", headers=headers)
