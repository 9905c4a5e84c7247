"""The door to the street: health for the administrator, receipts from the SMS gateway.

Receipts are found by an unguessable address: a gateway signs nothing.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

Health = Callable[[], Awaitable[Mapping[str, object]]]
#: (the gateway's form) → whether its message is known
Receipt = Callable[[Mapping[str, str]], Awaitable[bool]]

LARGEST = 64 * 1024  #: bytes of a request; receipts are short


def door(health: Health, receipt: Receipt, receipt_key: str) -> web.Application:
    """The application. `receipt_key` is the unguessable last part of the receipts' address."""

    async def show_health(_: web.Request) -> web.Response:
        state = await health()
        return web.json_response(dict(state), status=200 if state.get("ok") else 503)

    async def take_receipt(request: web.Request) -> web.Response:
        if not _same(request.match_info["key"], receipt_key):
            return web.Response(status=404)
        form = await request.post()
        known = await receipt({name: value for name, value in form.items() if isinstance(value, str)})
        return web.Response(text="ok" if known else "kept")

    application = web.Application(client_max_size=LARGEST)
    application.router.add_get("/health", show_health)
    application.router.add_post("/sms/receipts/{key}", take_receipt)
    return application


def _same(given: str, key: str) -> bool:
    """Whether they are one, in the same time whatever is given; of strings only ASCII can be compared so."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), key.encode("utf-8", "surrogatepass"))
