"""The SMS gateway: submission over HTTP in the manner of SMSC.ru (a common Russian gateway)."""

import asyncio
from datetime import timedelta
from typing import Any

from aiohttp import web

from sandbox import faults
from sandbox.faults import Fault
from sandbox.receipts import Receipts
from sandbox.segments import parts
from sandbox.servers import Servers
from sandbox.troubles import ERRORS

JSON = dict[str, Any]

#: How long the same request over again is refused (error 9).
SAME = timedelta(minutes=1)


class SmsGateway:
    def __init__(self, servers: Servers, receipts: Receipts) -> None:
        self.servers, self.tray, self.receipts = servers, servers.sms, receipts

    async def send(self, request: web.Request) -> web.StreamResponse:
        """https://smsc.ru/api/http/send/sms/: GET or POST form; one number a request here."""
        await self.servers.latency.trip("sms")
        asked = dict(request.query) | {name: str(value) for name, value in (await request.post()).items()}
        fault = self.servers.faults.take("sms", asked.get("phones"))
        if fault and fault.kind == "drop_before":
            faults.reset_connection(request)
            return web.Response()
        if fault and fault.kind in ("500", "html502"):
            return web.Response(
                status=500 if fault.kind == "500" else 502, text=faults.BAD_GATEWAY, content_type="text/html"
            )
        code = fault.code or 1 if fault and fault.kind == "error" else self._error(asked)
        if code:
            return _refused(code, asked)
        sms = self._take(asked)
        plan = self.servers.faults.take("sms", sms["to"], stage="receipt")
        await self.receipts.overtake(sms, plan)
        response = _accepted(sms)
        if fault is None:  # the receipt follows the answer; where the answer is spoilt it does not wait for it
            await response.prepare(request)
            await response.write_eof()
        self.receipts.follow(sms, plan)
        return await _spoilt(request, response, fault) if fault else response

    def _error(self, asked: JSON) -> int:
        """The gateway's own error code, 0 where all is well."""
        if not asked.get("login") or not asked.get("psw") or asked["psw"] == "wrong":
            return 2
        if not asked.get("phones") or not asked.get("mes") or asked.get("fmt") != "3":
            return 1
        digits = asked["phones"].lstrip("+")
        if not (digits.isdigit() and 10 <= len(digits) <= 15):
            return 7
        if self.tray.balance is not None and self.tray.balance < len(parts(asked["mes"])):
            return 3
        last = self.tray.requests.get(frozenset(asked.items()))
        return 9 if last and self.servers.clock.now() - last < SAME else 0

    def _take(self, asked: JSON) -> JSON:
        tray, now = self.tray, self.servers.clock.now()
        number, billed = len(tray.texts) + 1, parts(asked["mes"])
        sms = {
            "n": number,
            "id": asked.get("id") or str(100_000 + number),
            "to": asked["phones"],
            "text": asked["mes"],
            "segments": len(billed),
            "parts": billed,
            "sender": asked.get("sender", ""),
            "at": now.isoformat(),
            "receipts": [],
        }
        tray.texts.append(sms)
        tray.requests[frozenset(asked.items())] = now
        if tray.balance is not None:
            tray.balance -= len(billed)
        tray.bell.ring()
        self.servers.world.note("sms", n=number)
        return sms


def _accepted(sms: JSON) -> web.Response:
    """``cnt`` is how many segments were billed."""
    number = int(sms["id"]) if sms["id"].isdigit() else sms["id"]
    return web.json_response({"id": number, "cnt": sms["segments"]})


def _refused(code: int, asked: JSON) -> web.Response:
    """HTTP 200 all the same."""
    identity = {"id": asked["id"]} if "id" in asked else {}
    words = ERRORS[code][0] if code in ERRORS else "error"
    return web.json_response({"error": words, "error_code": code} | identity)


async def _spoilt(request: web.Request, response: web.Response, fault: Fault) -> web.StreamResponse:
    """The text is taken; the answer is late, lost or cut."""
    if fault.kind == "stall":
        await asyncio.sleep(fault.seconds)
    elif fault.kind == "drop_after":
        faults.reset_connection(request)
    elif fault.kind == "half_reply":
        return await faults.half_reply(request, response)
    return response
