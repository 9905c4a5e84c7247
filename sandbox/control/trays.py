"""Mail and SMS: what arrived, and what the other side answers."""

from email.message import Message
from email.policy import SMTP
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from sandbox import letters
from sandbox.clock import duration
from sandbox.control.door import Door, Wrong, answer, body
from sandbox.outside import post
from sandbox.receipts import Receipts, stamp
from sandbox.servers import Servers
from sandbox.troubles import STATUSES

JSON = dict[str, Any]


class Trays(Door):
    def __init__(self, servers: Servers, receipts: Receipts) -> None:
        super().__init__(servers)
        self.receipts = receipts

    async def mail(self, request: web.Request) -> web.Response:
        """``?after=N&timeout=5`` waits for a letter newer than N."""
        box = self.servers.mail
        after = int(request.query.get("after", 0))
        await box.bell.until(lambda: len(box.letters) > after, float(request.query.get("timeout", 0)))
        return answer(box.letters[after:])

    def letter(self, request: web.Request) -> JSON:
        number = int(request.match_info["n"])
        if not 1 <= number <= len(self.servers.mail.letters):
            raise Wrong(f"there is no letter {number}; {len(self.servers.mail.letters)} arrived", 404)
        return self.servers.mail.letters[number - 1]

    async def source(self, request: web.Request) -> web.Response:
        return answer({"raw": self.servers.mail.sources[self.letter(request)["n"]].as_string()})

    async def mail_callback(self, request: web.Request) -> web.Response:
        """``{"url": …}``: answers are posted there whole, as message/rfc822; null takes it back."""
        self.servers.mail.callback = (await body(request))["url"]
        return answer({"url": self.servers.mail.callback})

    async def reply(self, request: web.Request) -> web.Response:
        """``{"text": …}``; with ``"auto": true`` a machine answers for a reader who is away."""
        letter, asked = self.letter(request), await body(request)
        write = letters.auto_reply if asked.get("auto") else letters.reply
        source, now = self.servers.mail.sources[letter["n"]], self.servers.clock.now()
        return await self._answered(letter, "reply", write(letter, source, str(asked.get("text", "")), now))

    async def bounce(self, request: web.Request) -> web.Response:
        letter, asked = self.letter(request), await body(request)
        source, now = self.servers.mail.sources[letter["n"]], self.servers.clock.now()
        written = letters.bounce(letter, source, str(asked.get("status", "5.1.1")), now)
        return await self._answered(letter, "bounce", written)

    async def _answered(self, letter: JSON, kind: str, written: Message) -> web.Response:
        box = self.servers.mail
        note = {
            "n": len(box.answers) + 1,
            "letter": letter["n"],
            "kind": kind,
            "to": written["To"],
            "raw": written.as_string(),
            "at": self.servers.clock.now().isoformat(),
            "http": None,
        }
        box.answers.append(note)
        if box.callback:
            note["http"] = await post(box.callback, written.as_bytes(policy=SMTP), "message/rfc822")
        return answer(note)

    async def answers(self, request: web.Request) -> web.Response:
        """Replies and bounces, whole, and what the callback said to each."""
        return answer(self.servers.mail.answers)

    async def unsubscribe(self, request: web.Request) -> web.Response:
        """Presses the reader's own «unsubscribe» of the mail program (RFC 8058): answers the HTTP status."""
        headers = self.letter(request)["headers"]
        if "one-click" not in headers.get("List-Unsubscribe-Post", "").lower():
            raise Wrong("this letter offers no one-click: it lacks List-Unsubscribe-Post", 409)
        links = [part.strip(" <>") for part in headers.get("List-Unsubscribe", "").split(",")]
        url = next((link for link in links if urlsplit(link).scheme in ("http", "https")), None)
        if url is None:
            raise Wrong("List-Unsubscribe of this letter names no address of the web", 409)
        return answer({"url": url, "http": await post(url, {"List-Unsubscribe": "One-Click"})})

    async def sms(self, request: web.Request) -> web.Response:
        tray = self.servers.sms
        after = int(request.query.get("after", 0))
        await tray.bell.until(lambda: len(tray.texts) > after, float(request.query.get("timeout", 0)))
        return answer(tray.texts[after:])

    async def sms_callback(self, request: web.Request) -> web.Response:
        """``{"url": …, "incoming": …, "auto": bool}``: each is kept until said again."""
        asked, tray = await body(request), self.servers.sms
        tray.callback = asked.get("url", tray.callback)
        tray.incoming_url = asked.get("incoming", tray.incoming_url)
        tray.auto = bool(asked.get("auto", tray.auto))
        return answer({"url": tray.callback, "incoming": tray.incoming_url, "auto": tray.auto})

    async def account(self, request: web.Request) -> web.Response:
        """GET shows, POST puts money on it: ``{"balance": 5}`` segments, null is without end."""
        if request.method == "POST":
            balance = (await body(request))["balance"]
            if balance is not None and not (isinstance(balance, int) and balance >= 0):
                raise Wrong("a balance is how many segments it pays for, or null")
            self.servers.sms.balance = balance
        return answer({"balance": self.servers.sms.balance})

    async def receipt(self, request: web.Request) -> web.Response:
        """Now, or ``after`` a while by the clock; with ``early`` for the SMS yet to come, before its answer."""
        tray, number = self.servers.sms, int(request.match_info["n"])
        asked = await self._receipt_asked(request)
        if number <= len(tray.texts):
            return await self._send(tray.texts[number - 1], asked)
        if not asked.get("early") or number > len(tray.texts) + 1:
            raise Wrong(f"there is no SMS {number}; {len(tray.texts)} arrived", 404)
        self.servers.faults.order({"service": "sms", "kind": "receipt", **asked})
        return answer({"armed": number})

    async def stray_receipt(self, request: web.Request) -> web.Response:
        """``{"id": …, "phone": …}``: a receipt for a number that this gateway never gave."""
        asked = await self._receipt_asked(request)
        stray = {"n": 0, "id": str(asked["id"]), "to": asked.get("phone", ""), "segments": 1, "receipts": []}
        return await self._send(stray, asked)

    async def _receipt_asked(self, request: web.Request) -> JSON:
        asked = await body(request)
        status = asked.get("status", "DELIVRD")
        if status not in STATUSES:
            raise Wrong(f"no status «{status}»: there are {', '.join(STATUSES)}")
        if self.servers.sms.callback is None:
            raise Wrong('nobody listens: POST /control/sms/callback {"url": …} comes first', 409)
        return asked

    async def _send(self, sms: JSON, asked: JSON) -> web.Response:
        status, times = asked.get("status", "DELIVRD"), int(asked.get("times", 1))
        if "after" in asked:
            self.receipts.later(duration(str(asked["after"])), lambda: self.receipts.send(sms, status, times))
            return answer({"sent": []})
        return answer({"sent": await self.receipts.send(sms, status, times)})

    async def incoming(self, request: web.Request) -> web.Response:
        """Somebody writes: a form with ``phone`` and ``mes`` to the callback for incoming texts."""
        asked, tray = await body(request), self.servers.sms
        url = tray.incoming_url or tray.callback
        if url is None:
            raise Wrong('nobody listens: POST /control/sms/callback {"incoming": …} comes first', 409)
        form = {
            "phone": str(asked.get("from", "")),
            "mes": str(asked.get("text", "")),
            "to": str(asked.get("to", "")),
            "time": stamp(self.servers.clock.now()),
        }
        return answer({"http": await self.receipts.incoming(url, form)})
