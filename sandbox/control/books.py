"""The books of the server: calls, violations, faults, limits, the clock, the menu, and forgetting it all."""

from typing import Any

from aiohttp import web

from sandbox.botapi import menus
from sandbox.clock import duration, moment
from sandbox.control.door import Door, Wrong, answer, body
from sandbox.troubles import TROUBLES

JSON = dict[str, Any]


class Books(Door):
    async def calls(self, request: web.Request) -> web.Response:
        after, ledger = int(request.query.get("after", 0)), self.servers.ledger
        return answer({"calls": [one for one in ledger.calls if one["seq"] > after], "throttled": ledger.throttled})

    async def violations(self, request: web.Request) -> web.Response:
        return answer(self.servers.ledger.violations)

    async def faults(self, request: web.Request) -> web.Response:
        return answer(self.servers.faults.left())

    async def troubles(self, request: web.Request) -> web.Response:
        """What can be ordered, with a sentence each; an entry without its label is an order."""
        return answer(TROUBLES)

    async def order_fault(self, request: web.Request) -> web.Response:
        asked = await body(request)
        if asked.get("clear"):
            self.servers.faults.clear()
        else:
            self.servers.faults.order(asked)
        await self.servers.faults.changed()
        return answer(self.servers.faults.left())

    async def latency(self, request: web.Request) -> web.Response:
        """GET shows, POST changes one: ``{"service": "smtp", "milliseconds": 120, "jitter": 40, "seed": 7}``."""
        if request.method == "POST":
            try:
                self.servers.latency.put(**await body(request))
            except TypeError as error:
                raise Wrong(f"a round trip is service, milliseconds, jitter and seed: {error}") from None
        return answer(self.servers.latency.shown())

    async def limits(self, request: web.Request) -> web.Response:
        """GET shows, POST changes: ``{"per_chat": 1, "burst": 3, "per_bot": 30, "per_group": 20}``."""
        limits = self.servers.limits
        names = ("per_bot", "per_chat", "burst", "per_group")
        asked = await body(request) if request.method == "POST" else {}
        for name, value in asked.items():
            if name not in names or not isinstance(value, int | float) or value < 0:
                raise Wrong(f"limits are {', '.join(names)}: numbers, zero switches one off")
            setattr(limits, name, value)
        return answer({name: getattr(limits, name) for name in names})

    def _clock(self) -> web.Response:
        clock = self.servers.clock
        return answer({"now": clock.now().isoformat(), "seq": clock.seq, "flows": clock.flows})

    async def clock(self, request: web.Request) -> web.Response:
        """With ``after`` it is a long poll: answers when the clock has jumped past that number."""
        if "after" in request.query:
            wait = min(float(request.query.get("timeout", 30)), 60)
            await self.servers.clock.listen(int(request.query["after"]), wait, request.query.get("listener", ""))
        return self._clock()

    async def listeners(self, request: web.Request) -> web.Response:
        return answer({"listening": self.servers.clock.listening})

    async def set_clock(self, request: web.Request) -> web.Response:
        """Answers when everybody who was listening has come back, or after two seconds."""
        asked, clock = await body(request), self.servers.clock
        if "now" in asked:
            await clock.step(moment(str(asked["now"])))
        elif "advance" in asked:
            await clock.step(clock.now() + duration(str(asked["advance"])))
        elif asked.get("flows") is True:
            await clock.flow()
        elif asked.get("flows") is False:
            await clock.step(clock.now())
        else:
            raise Wrong('say {"now": …}, {"advance": "PT5M"} or {"flows": true}')
        self.servers.world.note("clock")
        for bot in self.servers.bots.known.values():
            bot.bell.ring()  # pauses of webhooks count by this clock too
        return self._clock()

    async def webhook(self, request: web.Request) -> web.Response:
        """How each bot is reached: an empty URL means that it polls."""
        bots = self.servers.bots.known.values()
        return answer(
            [{"bot": bot.id, "url": "", **bot.webhook, **bot.last_error, "pending": len(bot.queue)} for bot in bots]
        )

    async def commands(self, request: web.Request) -> web.Response:
        """The menu a person sees in the private chat, or in a group they are in: ``?chat=-2001``."""
        person = self.person(request)
        chat = self.chat(person, request.query.get("chat"))
        seen = (
            menus.seen(bot, person, self.servers.world.groups.get(chat)) for bot in self.servers.bots.known.values()
        )
        return answer(next(filter(None, seen), []))

    async def push(self, request: web.Request) -> web.Response:
        """``{"message": {…}}`` or any other update as it is said here, however odd, queued for the bot."""
        asked, now = await body(request), self.servers.clock.now()
        for kind, payload in asked.items():
            self.servers.bots.push(kind, lambda _, odd=payload: odd, now)  # type: ignore[misc]
        return answer({"queued": len(asked)})

    async def file(self, request: web.Request) -> web.Response:
        """The bytes of a file on a screen."""
        file = self.servers.files.by_id(request.match_info["file_id"])
        if file is None:
            raise Wrong("there is no such file", 404)
        headers = {"X-Content-Type-Options": "nosniff"}
        if file.kind == "document":  # a page that somebody sent must not run beside ours
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=file.data, content_type=file.mime, headers=headers)

    async def reset(self, request: web.Request) -> web.Response:
        """What happened is forgotten; with ``{"all": true}`` also what the gateway set up once."""
        self.servers.forget(everything=bool((await body(request)).get("all")))
        await self.servers.faults.changed()
        return answer({"reset": True})
