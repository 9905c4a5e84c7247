"""SMS by an HTTP gateway in the manner of SMSC.ru.

The gateway takes our own number for a message (`id`) and repeats it in its receipts, so a sending whose answer was
lost is still found. No redirects are followed; a copy is never sent (A = 0).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import aiohttp

from journal_core.school import Channel
from notifier.limits import Permits
from notifier.outcomes import Broken, Outcome, Refused, Sent, TryLater, Unknown
from notifier.ports import Outgoing
from notifier.settings import SmsSettings

TIMEOUT = aiohttp.ClientTimeout(total=25, connect=5)

#: SMSC.ru error codes: what each means for us (its documentation, «Отправка SMS», error_code).
_CHANNEL = {2: "login", 3: "balance", 4: "ip_blocked"}
_TOO_MANY = 9
_ADDRESS = {7: "bad_number", 8: "undeliverable"}


class SmsChannel:
    """Sends one SMS a call."""

    name = Channel.SMS

    def __init__(self, settings: SmsSettings) -> None:
        self.permits = Permits(10)
        self._settings = settings
        self._session: aiohttp.ClientSession | None = None

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Hand one text over; the gateway's number of it becomes ours: `Outgoing.message_id`."""
        form = {
            "login": self._settings.login,
            "psw": self._settings.password,
            "phones": outgoing.account.address,
            "mes": outgoing.text,
            "id": str(outgoing.message_id),
            "fmt": "3",
            "charset": "utf-8",
        }
        try:
            async with self._client().post(self._settings.url, data=form, allow_redirects=False) as answer:
                if answer.status != 200:
                    return _by_status(answer.status)
                return _understood(await answer.json(content_type=None), outgoing.message_id)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            return TryLater(code=type(error).__name__)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return Unknown(type(error).__name__)

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=TIMEOUT)
        return self._session

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()


def _by_status(status: int) -> Outcome:
    """A status other than 200: refused before it was read, or nobody knows (REL 1.5, SMS)."""
    if status in (401, 403, 404) or 300 <= status < 400:
        return TryLater(timedelta(minutes=5), whole_channel=True, breaker=True, code=f"http_{status}")
    if status in (429, 503):
        return TryLater(timedelta(seconds=30), whole_channel=True, code=f"http_{status}")
    return Broken(f"http_{status}") if 400 <= status < 500 else Unknown(f"http_{status}")


def _understood(answer: Any, message_id: int) -> Outcome:
    if not isinstance(answer, dict):
        return Unknown("not_json")
    if "error_code" not in answer:
        return Sent(str(answer.get("id", message_id)), segments=_number(answer.get("cnt", 1)) or 1)
    code = _number(answer["error_code"])
    if code == _TOO_MANY:
        return TryLater(timedelta(minutes=1), whole_channel=True, code="too_many")
    if code in _CHANNEL:
        return TryLater(timedelta(minutes=5), whole_channel=True, breaker=True, code=_CHANNEL[code])
    if code in _ADDRESS:
        return Refused(_ADDRESS[code])
    return Broken(f"sms_{code}")


def _number(said: Any) -> int:
    """A number of the gateway, which writes them both ways; 0 for what is none."""
    return int(said) if isinstance(said, int) or (isinstance(said, str) and said.isdecimal()) else 0
