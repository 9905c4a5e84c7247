"""Asking the Bot API for updates, or to bring them, as raw JSON: nothing is parsed before it is kept.

aiogram would stop the whole stream at one odd update (facts 2.5, aiogram #1840). The token stands in the URL, so
no URL and no exception of the HTTP client ever leaves this file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import aiohttp

LONG_POLL = 25  #: seconds the server may hold a request (at most 50, Client.cpp)
LONGEST_ANSWER = LONG_POLL + 15
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")

AT_ONCE = 8  #: updates that a webhook is brought side by side (the usual 40 is more than a school's server needs)

Raw = Mapping[str, Any]


class PollTrouble(Exception):
    """The updates could not be had; `reason` names no address and no token."""

    def __init__(self, reason: str, retry_after: float = 0.0, *, webhook: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after  #: seconds the other side asks us to wait; 0 leaves it to the back-off
        self.webhook = webhook  #: a webhook stands in the way


class UpdateSource(Protocol):
    """Where updates come from when we ask."""

    async def get(self, offset: int | None) -> Sequence[Raw]:
        """Updates from `offset` on, those before it confirmed; waits for the first. Raises PollTrouble."""
        ...

    async def drop_webhook(self) -> None:
        """Let updates be asked for again; none of those waiting is lost. Raises PollTrouble."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class BotApiUpdates:
    """`UpdateSource` and `bot.webhook.UpdateCarrier` over HTTP."""

    def __init__(self, api: str, token: str) -> None:
        self._base = f"{api.rstrip('/')}/bot{token}"
        self._session: aiohttp.ClientSession | None = None

    async def get(self, offset: int | None) -> Sequence[Raw]:
        """One long poll."""
        asked: dict[str, Any] = {"timeout": LONG_POLL, "allowed_updates": ALLOWED}
        if offset is not None:
            asked["offset"] = offset
        result = await self._call("getUpdates", asked)
        if not isinstance(result, list):
            raise PollTrouble("no list of updates")
        return [one for one in result if isinstance(one, dict)]

    async def drop_webhook(self) -> None:
        """deleteWebhook, keeping what waits."""
        await self._call("deleteWebhook", {"drop_pending_updates": False})

    async def bring(self, url: str, secret: str) -> None:
        """setWebhook for the same kinds of updates that a poll asks for; what waits is brought too."""
        asked = {
            "url": url,
            "secret_token": secret,
            "allowed_updates": ALLOWED,
            "max_connections": AT_ONCE,
            "drop_pending_updates": False,
        }
        await self._call("setWebhook", asked)

    async def brought_to(self) -> str:
        """getWebhookInfo: where they are brought now; empty: nowhere."""
        info = await self._call("getWebhookInfo", {})
        if not isinstance(info, dict):
            raise PollTrouble("no word of a webhook")
        return str(info.get("url", ""))

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _call(self, method: str, asked: Mapping[str, Any]) -> Any:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=LONGEST_ANSWER))
        try:
            async with self._session.post(f"{self._base}/{method}", json=asked) as response:
                return _result(response.status, await response.read())
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            # `from None`: the client's exceptions carry the URL, and the URL the token.
            raise PollTrouble(type(error).__name__) from None


def _result(status: int, body: bytes) -> Any:
    """What the server answered; PollTrouble for a refusal, HTML from a proxy, or half a reply."""
    try:
        answer = json.loads(body)
    except ValueError:
        raise PollTrouble(f"{status}, not JSON") from None
    if not isinstance(answer, dict):
        raise PollTrouble(f"{status}, not an answer")
    if answer.get("ok") is True:
        return answer.get("result")
    parameters = answer.get("parameters")
    wait = parameters.get("retry_after", 0) if isinstance(parameters, dict) else 0
    conflict = status == 409 and "webhook" in str(answer.get("description", "")).lower()
    raise PollTrouble(str(status), float(wait) if isinstance(wait, int | float) else 0.0, webhook=conflict)
