"""The pages that links of letters open. Looking changes nothing: mail scanners open links too; a button does.

Whoever holds the letter may act. A wrong, old or foreign link gets one and the same page, whatever is wrong with it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cache

import structlog
from aiohttp import web

from notifier.answers import SUMMARY, Answers, Deed
from notifier.ports.letters import Letter
from notifier.tickets import opened
from texts.catalog import DEFAULT, languages
from texts.formats import masked_mail
from texts.pages import page, style_hash
from web.manners import RETRY_SECONDS, Guesses

log = structlog.get_logger()

Shown = Callable[[Letter, web.Request], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class Pages:
    """The three links of letters."""

    answers: Answers
    guesses: Guesses = field(default_factory=Guesses)

    def open_in(self, application: web.Application) -> None:
        """Their routes."""
        for deed, look, do in (
            (Deed.STOP, _look_stop, self._stop),
            (Deed.CONFIRM, _look_confirm, self._confirm),
            (Deed.SEEN, _look_seen, self._seen),
        ):
            application.router.add_get(f"/{deed}/{{ticket}}", self._opened(deed, look), allow_head=False)
            application.router.add_post(f"/{deed}/{{ticket}}", self._opened(deed, do))

    def _opened(self, deed: Deed, then: Shown) -> Callable[[web.Request], Awaitable[web.Response]]:
        """A handler: the letter is found for this deed, then looked at or answered."""

        async def handler(request: web.Request) -> web.Response:
            ticket = request.match_info["ticket"]
            if opened(self.answers.secret, ticket) is None:  # nobody guesses 96 bits; nothing is looked up for it
                return self._guessed(request)
            try:
                letter = await self.answers.letter(ticket, deed)
                shown = await then(letter, request) if letter and _from_our_page(request) else None
            except OSError as error:
                log.warning("street_away", error=type(error).__name__)
                return _page(503, page("away", _spoken(request)))
            return _closed(request) if shown is None else _page(200, shown)

        return handler

    def _guessed(self, request: web.Request) -> web.Response:
        many = self.guesses.too_many(request.remote or "", asyncio.get_running_loop().time())
        return _page(429, "") if many else _closed(request)

    async def _stop(self, letter: Letter, request: web.Request) -> str | None:
        form = await request.post()
        is_summary = letter.template == SUMMARY
        # One press in a mail program (RFC 8058) has no page to choose on: it ends what the letter brought.
        what = ("summary" if is_summary else "all") if "List-Unsubscribe" in form else form.get("what")
        if what == "resume":
            await self.answers.resume(letter)
            return _shown("resumed", letter)
        if what != "all" and not (what == "summary" and is_summary):
            return None
        await self.answers.stop(letter, summary=what == "summary")
        return _shown("stopped", letter, summary=what == "summary")

    async def _confirm(self, letter: Letter, _: web.Request) -> str | None:
        return _shown("confirmed", letter) if letter.state == "live" or await self.answers.confirm(letter) else None

    async def _seen(self, letter: Letter, _: web.Request) -> str | None:
        return _shown("noted", letter) if await self.answers.seen(letter) else None


async def _look_stop(letter: Letter, _: web.Request) -> str | None:
    return _shown("stop", letter, summary=letter.template == SUMMARY)


async def _look_confirm(letter: Letter, _: web.Request) -> str | None:
    return _shown("confirmed" if letter.state == "live" else "confirm", letter)


async def _look_seen(letter: Letter, _: web.Request) -> str | None:
    return _shown("seen", letter)


def _shown(name: str, letter: Letter, **details: object) -> str:
    return page(name, letter.language, address=masked_mail(letter.account.address), **details)


def _from_our_page(request: web.Request) -> bool:
    """Whether no other site's page sent this (Fetch Metadata); a mail program's own request says nothing of a site."""
    return request.method == "GET" or request.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")


def _spoken(request: web.Request) -> str:
    """The first language of the browser's list that we speak."""
    asked = (one.strip()[:2].lower() for one in request.headers.get("Accept-Language", "").split(",")[:10])
    return next((one for one in asked if one in languages()), DEFAULT)


def _closed(request: web.Request) -> web.Response:
    return _page(404, page("closed", _spoken(request)))


def _page(status: int, text: str) -> web.Response:
    retry = {"Retry-After": str(RETRY_SECONDS)} if status in (429, 503) else {}
    return web.Response(status=status, text=text, content_type="text/html", headers={**_headers(), **retry})


@cache
def _headers() -> dict[str, str]:
    """No script, no stranger's anything, no trace: of the page in a cache, or of its ticket in another site's log."""
    only_ours = f"style-src '{style_hash()}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    return {
        "Content-Security-Policy": f"default-src 'none'; {only_ours}",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex, nofollow",
    }
