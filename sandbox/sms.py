"""An SMS gateway in the manner of SMSC.ru (``sys/send.php``, ``fmt=3``), with receipts to a callback."""

import asyncio
from typing import Any

import aiohttp
from aiohttp import web

from sandbox import faults
from sandbox.faults import Fault
from sandbox.servers import Servers

JSON = dict[str, Any]

#: Statuses of smsc.ru/api, by the names SMPP gives them.
STATUSES = {"DELIVRD": 1, "EXPIRED": 3, "UNDELIV": 20, "REJECTD": 25, "ACCEPTD": 0}
ERRORS = {
    1: "parameters error",
    2: "authorise error",
    3: "insufficient funds",
    4: "IP is blocked",
    5: "invalid date format",
    6: "message is denied",
    7: "invalid number",
    8: "can't deliver message",
    9: "duplicate request, wait a minute",
}
_GSM7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM7_TWICE = set("^{}\\[~]|€\f")


def segments(text: str) -> int:
    """3GPP TS 23.038 and 23.040: 160 or 153 septets, 70 or 67 UTF-16 units."""
    if set(text) <= _GSM7 | _GSM7_TWICE:
        size, whole, part = len(text) + sum(letter in _GSM7_TWICE for letter in text), 160, 153
    else:
        size, whole, part = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if size <= whole else -(-size // part)


class SmsGateway:
    def __init__(self, servers: Servers) -> None:
        self.servers, self.tray = servers, servers.sms

    async def send(self, request: web.Request) -> web.StreamResponse:
        """https://smsc.ru/api/http/send/sms/: GET or POST form; one number a request here."""
        asked = dict(request.query) | {name: str(value) for name, value in (await request.post()).items()}
        fault = self.servers.faults.take("sms", asked.get("phones"))
        if fault and fault.kind == "drop_before":
            faults.reset_connection(request)
            return web.Response()
        if fault and fault.kind in ("500", "html502"):
            return web.Response(
                status=500 if fault.kind == "500" else 502, text=faults.BAD_GATEWAY, content_type="text/html"
            )
        code = fault.code or 1 if fault and fault.kind == "error" else _error(asked)
        sms = None if code else await self.accept(asked)
        response = _accepted(sms) if sms else _refused(code, asked)
        if fault is None:  # the receipt follows the answer; where the answer is spoilt it does not wait for it
            await response.prepare(request)
            await response.write_eof()
        if sms and self.tray.auto and self.tray.callback and not sms["receipts"]:
            self._confirm_by_itself(sms)
        return await _spoilt(request, response, fault) if fault else response

    async def accept(self, asked: JSON) -> JSON:
        tray, number = self.tray, len(self.tray.texts) + 1
        sms = {
            "n": number,
            "id": asked.get("id") or str(100_000 + number),
            "to": asked["phones"],
            "text": asked["mes"],
            "segments": segments(asked["mes"]),
            "sender": asked.get("sender", ""),
            "at": self.servers.clock.now().isoformat(),
            "receipts": [],
        }
        tray.texts.append(sms)
        tray.bell.ring()
        self.servers.world.note("sms", n=number)
        if order := tray.early.pop(number, None):
            await self.receipt(sms, **order)
        return sms

    def _confirm_by_itself(self, sms: JSON) -> None:
        task = asyncio.create_task(self.receipt(sms))
        self.tray.tasks.add(task)
        task.add_done_callback(self.tray.tasks.discard)

    async def receipt(self, sms: JSON, status: str = "DELIVRD", times: int = 1) -> list[JSON]:
        """A form to the callback address, as often as asked; what came of it is noted on the SMS."""
        sent = []
        for _ in range(times):
            now = self.servers.clock.now()
            form = {
                "id": sms["id"],
                "phone": sms["to"],
                "status": str(STATUSES[status]),
                "time": now.strftime("%d.%m.%Y %H:%M:%S"),
            }
            note = {
                "status": status,
                "at": now.isoformat(),
                "http": await self.post(self.tray.callback, form),
            }
            sms["receipts"].append(note)
            sent.append(note)
            self.tray.bell.ring()
        self.servers.world.note("sms", n=sms["n"])
        return sent

    async def post(self, url: str | None, form: JSON) -> int | str | None:
        """The status of the answer, words where there was none, None without an address."""
        if not url:
            return None
        try:
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
                session.post(url, data=form, allow_redirects=False) as response,
            ):
                return response.status
        except (aiohttp.ClientError, TimeoutError) as error:
            return f"{type(error).__name__}: {error}"


def _error(asked: JSON) -> int:
    if not asked.get("login") or not asked.get("psw") or asked["psw"] == "wrong":
        return 2
    if not asked.get("phones") or not asked.get("mes") or asked.get("fmt") != "3":
        return 1
    digits = asked["phones"].lstrip("+")
    return 0 if digits.isdigit() and 10 <= len(digits) <= 15 else 7


def _accepted(sms: JSON) -> web.Response:
    """``cnt`` is how many segments were billed."""
    number = int(sms["id"]) if sms["id"].isdigit() else sms["id"]
    return web.json_response({"id": number, "cnt": sms["segments"]})


def _refused(code: int, asked: JSON) -> web.Response:
    """HTTP 200 all the same."""
    identity = {"id": asked["id"]} if "id" in asked else {}
    return web.json_response({"error": ERRORS.get(code, "error"), "error_code": code} | identity)


async def _spoilt(request: web.Request, response: web.Response, fault: Fault) -> web.StreamResponse:
    """The text is taken; the answer is late, lost or cut."""
    if fault.kind == "stall":
        await asyncio.sleep(fault.seconds)
    elif fault.kind == "drop_after":
        faults.reset_connection(request)
    elif fault.kind == "half_reply":
        return await faults.half_reply(request, response)
    return response
