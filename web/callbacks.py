"""What other machines bring: receipts and answers from the SMS gateway, letters from the mail relay.

They sign nothing, so each has an unguessable address of its own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import structlog
from aiohttp import web

from web.manners import beginning, same

log = structlog.get_logger()

#: Bytes of a letter that are read: a person's words stand before their photographs. Beyond MOST_LETTER it is refused.
LETTER, MOST_LETTER = 1 << 18, 32 << 20

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Callbacks:
    """Who takes what is brought, and the last parts of the addresses."""

    receipt: Callable[[Form], Awaitable[bool]]  #: → whether its message is known
    receipt_key: str = field(repr=False)
    sms: Callable[[Form], Awaitable[str]]  #: → what it did, for the log
    sms_key: str = field(repr=False)
    mail: Callable[[bytes], Awaitable[str]]  #: a letter (message/rfc822) → what it did
    mail_key: str = field(repr=False)

    def open_in(self, application: web.Application) -> None:
        """Their routes."""
        router = application.router
        router.add_post("/sms/receipts/{key}", self._take_receipt)
        router.add_post("/sms/incoming/{key}", self._take_sms)
        router.add_post("/mail/incoming/{key}", self._take_mail)

    async def _take_receipt(self, request: web.Request) -> web.Response:
        _let_in(request, self.receipt_key)
        known = await self.receipt(await _form(request))
        return web.Response(text="ok" if known else "kept")

    async def _take_sms(self, request: web.Request) -> web.Response:
        _let_in(request, self.sms_key)
        log.info("sms_came", did=await self.sms(await _form(request)))
        return web.Response(text="ok")

    async def _take_mail(self, request: web.Request) -> web.Response:
        _let_in(request, self.mail_key)
        raw, _ = await beginning(request, LETTER, MOST_LETTER)
        log.info("mail_came", did=await self.mail(raw))
        return web.Response(text="ok")


def _let_in(request: web.Request, key: str) -> None:
    if not same(request.match_info["key"], key):
        raise web.HTTPNotFound


async def _form(request: web.Request) -> Form:
    form = await request.post()
    return {name: value for name, value in form.items() if isinstance(value, str)}
