"""Mail and SMS: what arrived, and what the other side answers."""

from typing import Any

from aiohttp import web

from sandbox import letters
from sandbox.control.door import Door, Wrong, answer, body
from sandbox.servers import Servers
from sandbox.sms import STATUSES, SmsGateway

JSON = dict[str, Any]


class Trays(Door):
    def __init__(self, servers: Servers, gateway: SmsGateway) -> None:
        super().__init__(servers)
        self.gateway = gateway

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

    async def reply(self, request: web.Request) -> web.Response:
        letter, asked = self.letter(request), await body(request)
        source = self.servers.mail.sources[letter["n"]]
        return self._answered(
            letter, letters.reply(letter, source, str(asked.get("text", "")), self.servers.clock.now())
        )

    async def bounce(self, request: web.Request) -> web.Response:
        letter, asked = self.letter(request), await body(request)
        source = self.servers.mail.sources[letter["n"]]
        status = str(asked.get("status", "5.1.1"))
        return self._answered(letter, letters.bounce(letter, source, status, self.servers.clock.now()))

    def _answered(self, letter: JSON, written: JSON) -> web.Response:
        answers = self.servers.mail.answers
        answers.append({"n": len(answers) + 1, "letter": letter["n"]} | written)
        return answer(answers[-1])

    async def answers(self, request: web.Request) -> web.Response:
        """Replies and bounces, whole, for an inbound gateway to read."""
        return answer(self.servers.mail.answers)

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

    async def receipt(self, request: web.Request) -> web.Response:
        """Now; or with ``early`` for an SMS yet to come, before its submission is answered."""
        asked, tray, number = await body(request), self.servers.sms, int(request.match_info["n"])
        status, times = str(asked.get("status", "DELIVRD")), int(asked.get("times", 1))
        if status not in STATUSES:
            raise Wrong(f"no status «{status}»: there are {', '.join(STATUSES)}")
        if tray.callback is None:
            raise Wrong('nobody listens: POST /control/sms/callback {"url": …} comes first', 409)
        if number <= len(tray.texts):
            return answer({"sent": await self.gateway.receipt(tray.texts[number - 1], status, times)})
        if not asked.get("early"):
            raise Wrong(f"there is no SMS {number}; {len(tray.texts)} arrived", 404)
        tray.early[number] = {"status": status, "times": times}
        return answer({"armed": number})

    async def incoming(self, request: web.Request) -> web.Response:
        """Somebody writes: a form with ``phone`` and ``mes`` to the callback for incoming texts."""
        asked, tray = await body(request), self.servers.sms
        url = tray.incoming_url or tray.callback
        if url is None:
            raise Wrong('nobody listens: POST /control/sms/callback {"incoming": …} comes first', 409)
        time = self.servers.clock.now().strftime("%d.%m.%Y %H:%M:%S")
        form = {
            "phone": asked.get("from", ""),
            "mes": asked.get("text", ""),
            "to": asked.get("to", ""),
            "time": time,
        }
        return answer({"http": await self.gateway.post(url, form)})
