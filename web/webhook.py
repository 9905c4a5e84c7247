"""The webhook: Telegram brings updates, and each is kept before it is acknowledged.

A lane waits until its update is taken, so one that nobody can read is taken too (and told to the log); only a
database that is away sends Telegram off, to come again with the same (facts 1.4).
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

import structlog
from aiohttp import web

from web.manners import beginning, same

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (its name)
LARGEST, PATIENCE = 1 << 20, 8 << 20  #: bytes of an update (SEC-30); beyond PATIENCE the connection is broken off
_HIGHEST = 2**63  #: what the inbox can number

#: Keeps an update durably, then wakes whoever handles it.
Keep = Callable[[Mapping[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where one bot's updates arrive."""

    key: str = field(repr=False)  #: the unguessable last part of its address
    secret: str = field(repr=False)  #: what Telegram says in each request's header
    keep: Keep

    def open_in(self, application: web.Application) -> None:
        """Its route."""
        application.router.add_post("/telegram/{key}", self._take)

    async def _take(self, request: web.Request) -> web.Response:
        if not same(request.match_info["key"], self.key):
            raise web.HTTPNotFound
        if not same(request.headers.get(SECRET_HEADER, ""), self.secret):
            raise web.HTTPUnauthorized
        raw, whole = await beginning(request, LARGEST, PATIENCE)
        update = understood(raw) if whole else None
        if update is None:
            log.error("update_malformed", bytes=len(raw))
        else:
            await self.keep(update)
        return web.Response(text="ok")


def understood(raw: bytes) -> Mapping[str, Any] | None:
    """The update, if it has a number to keep it by; whatever else is odd about it is the intake's to meet."""
    try:
        update = json.loads(raw, parse_constant=_not_a_number)
    except (ValueError, RecursionError):
        return None
    number = update.get("update_id") if isinstance(update, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < _HIGHEST:
        return None
    return dict(update)


def _not_a_number(name: str) -> NoReturn:
    raise ValueError(name)
