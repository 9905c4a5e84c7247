"""The door to the street: every address that somebody outside may call; `docs/street.md` says who, and by what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from web.calendars import Calendars
from web.callbacks import Callbacks
from web.manners import later
from web.pages import Pages
from web.webhook import Webhook

Health = Callable[[], Awaitable[Mapping[str, object]]]

LARGEST = 64 * 1024  #: bytes of a form


def door(
    health: Health, callbacks: Callbacks, pages: Pages, calendars: Calendars, webhook: Webhook | None = None
) -> web.Application:
    """The application; without a webhook the bot asks for its updates itself."""

    async def show_health(_: web.Request) -> web.Response:
        state = await health()
        return web.json_response(dict(state), status=200 if state.get("ok") else 503)

    application = web.Application(client_max_size=LARGEST, middlewares=[later])
    application.router.add_get("/health", show_health)
    callbacks.open_in(application)
    pages.open_in(application)
    calendars.open_in(application)
    if webhook is not None:
        webhook.open_in(application)
    return application
