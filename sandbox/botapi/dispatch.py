"""The road of a Bot API request: token, body, fault, rules, limits, method, answer; all is written down."""

import asyncio
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aiohttp import web

from sandbox import faults
from sandbox.botapi.body import of_request
from sandbox.botapi.bots import Bot
from sandbox.botapi.call import Call, Upload
from sandbox.botapi.limits import weight
from sandbox.botapi.methods import METHODS
from sandbox.botapi.refusals import Refusal, bad, too_many
from sandbox.botapi.texts import strays
from sandbox.botapi.updates import get_updates
from sandbox.botapi.validate import Problem, check, method_names
from sandbox.botapi.webhook import Couriers
from sandbox.faults import Fault
from sandbox.servers import Servers

JSON = dict[str, Any]

log = logging.getLogger(__name__)

#: Fields that would make another message of it: done silently as a plain one, they would be a lie.
BEYOND = {
    "business_connection_id",
    "direct_messages_topic_id",
    "ephemeral_message_parameters",
    "message_thread_id",
    "suggested_post_parameters",
}
#: Bot API, logOut: «you will not be able to log in again using the same token for 10 minutes».
LOGGED_OUT = timedelta(minutes=10)
#: The name by which a fault strikes downloads, which are no method.
DOWNLOAD = "file"

_TOKEN = re.compile(r"[1-9]\d*:[\w-]+(:revoked)?")


@dataclass(frozen=True)
class Answer:
    status: int
    body: JSON

    def response(self) -> web.Response:
        response = web.json_response(self.body, status=self.status)
        if retry_after := self.body.get("parameters", {}).get("retry_after"):
            response.headers["Retry-After"] = str(retry_after)
        return response


class BotApi:
    """Bot API, «Making requests»."""

    def __init__(self, servers: Servers) -> None:
        self.servers = servers
        self.couriers = Couriers(servers.clock, self.as_answer)

    async def method(self, request: web.Request) -> web.StreamResponse:
        await self.servers.latency.trip("telegram")
        try:
            bot = self.bot(request)
            raw, uploads = await of_request(request)
        except Refusal as refusal:
            return _refusal(refusal).response()
        call, problems, entry = self.arrived(bot, request.match_info["method"], raw, uploads)
        fault = self.servers.faults.take("telegram", raw.get("chat_id"), entry["method"])
        if fault and fault.kind in _INSTEAD:
            return self.instead(request, entry, fault)
        answer = await self.answer(call, problems, entry)
        self.servers.ledger.answered(entry, answer.status, answer.body)
        entry["fault"] = fault.kind if fault else None
        return await self.deliver(request, answer.response(), fault)

    def arrived(
        self, bot: Bot, asked: str, raw: JSON, uploads: dict[str, Upload]
    ) -> tuple[Call | None, list[Problem], JSON]:
        """Read, held against the table and written down; no call where there is no such method."""
        name = method_names().get(asked.lower())
        parameters, problems = check(name, raw) if name else (raw, [Problem("unknown_method", asked)])
        written = _written(parameters, uploads)
        now = self.servers.clock.now()
        entry = self.servers.ledger.arrived(now, bot.id, name or asked, written, raw.get("chat_id"))
        for problem in problems:
            self.broke(entry, problem.rule, problem.detail)
        return Call(self.servers, bot, name, parameters, uploads) if name else None, problems, entry

    async def as_answer(self, bot: Bot, asked: str, raw: JSON, uploads: dict[str, Upload]) -> None:
        """A method that a webhook gave as its answer: done like any other, told to nobody."""
        call, problems, entry = self.arrived(bot, asked, raw, uploads)
        answer = await self.answer(call, problems, entry)
        self.servers.ledger.answered(entry, answer.status, answer.body)

    def bot(self, request: web.Request) -> Bot:
        """ClientManager.cpp, send: what is no token at all; a token its owner took back is 401 too."""
        token = request.match_info["token"]
        if not _TOKEN.fullmatch(token):
            raise Refusal(401, "Unauthorized: invalid token specified")
        if token.endswith(":revoked"):
            raise Refusal(401, "Unauthorized")
        now = self.servers.clock.now()
        bot = self.servers.bots.by_token(token, now)
        if bot.logged_out and now - bot.logged_out < LOGGED_OUT:
            raise Refusal(400, "Logged out")
        return bot

    def broke(self, entry: JSON, rule: str, detail: str) -> None:
        self.servers.ledger.broke(self.servers.clock.now(), entry["method"], rule, detail, entry["parameters"])

    async def answer(self, call: Call | None, problems: list[Problem], entry: JSON) -> Answer:
        try:
            if call is None:
                raise Refusal(404, "Not Found")
            for problem in problems:
                if problem.refusal:
                    raise bad(problem.refusal)
            return Answer(200, {"ok": True, "result": await self.result(call, entry)})
        except Refusal as refusal:
            if refusal.rule:
                self.broke(entry, refusal.rule, refusal.detail)
            return _refusal(refusal)
        except Exception:
            log.exception("%s with %s", entry["method"], entry["parameters"])
            self.broke(entry, "sandbox_failed", "a defect of the sandbox itself: see its log")
            return _refusal(Refusal(500, "Internal Server Error"))

    async def result(self, call: Call, entry: JSON) -> Any:
        if call.method == "getUpdates":
            return await get_updates(call.bot, call.parameters, self.servers.clock, self.servers.poll_penalty)
        if call.method not in METHODS:
            raise Refusal(501, "Not Implemented", "unsupported", call.method)
        if beyond := sorted(BEYOND & call.parameters.keys()):
            raise Refusal(501, f"Not Implemented: {', '.join(beyond)}", "unsupported", ", ".join(beyond))
        for stray in strays(call.parameters):
            self.broke(entry, "bad_entity", f"Telegram shows «{stray}» as it is written")
        if faults.is_message(call.method):
            chat = call.parameters.get("chat_id")
            wait = self.servers.limits.wait(
                call.bot.id, chat if isinstance(chat, int) else None, weight(call.parameters)
            )
            if wait:
                raise too_many(wait)
        done = METHODS[call.method](call)
        if call.bot.webhook:
            self.couriers.start(call.bot)
        return done

    def instead(self, request: web.Request, entry: JSON, fault: Fault) -> web.Response:
        """Faults that strike before anything is done."""
        entry["fault"] = fault.kind
        if fault.kind == "drop_before":
            faults.reset_connection(request)
            return web.Response()
        if fault.kind == "html502":
            self.servers.ledger.answered(entry, 502, faults.BAD_GATEWAY)
            return web.Response(status=502, text=faults.BAD_GATEWAY, content_type="text/html")
        answer = _refusal(_INSTEAD[fault.kind](fault))
        self.servers.ledger.answered(entry, answer.status, answer.body)
        return answer.response()

    async def deliver(self, request: web.Request, response: web.Response, fault: Fault | None) -> web.StreamResponse:
        """The request is done; the answer may still be lost, late or cut."""
        if fault and fault.kind == "stall":
            await asyncio.sleep(fault.seconds)
        elif fault and fault.kind == "drop_after":
            faults.reset_connection(request)
        elif fault and fault.kind == "half_reply":
            return await faults.half_reply(request, response)
        return response

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Bot API, getFile: the bytes under file_path, while the link lives."""
        await self.servers.latency.trip("telegram")
        try:
            bot = self.bot(request)
        except Refusal as refusal:
            return _refusal(refusal).response()
        path, now = request.match_info["path"], self.servers.clock.now()
        entry = self.servers.ledger.arrived(now, bot.id, DOWNLOAD, {"path": path}, None)
        fault = self.servers.faults.take("telegram", None, DOWNLOAD)
        if fault and fault.kind in _INSTEAD:
            return self.instead(request, entry, fault)
        data = self.servers.files.fetched(path, now)
        answer = _refusal(Refusal(404, "Not Found"))
        self.servers.ledger.answered(entry, 404 if data is None else 200, answer.body if data is None else len(data))
        entry["fault"] = fault.kind if fault else None
        if data is None:
            return await self.deliver(request, answer.response(), fault)
        return await self.deliver(request, web.Response(body=data, content_type="application/octet-stream"), fault)


_INSTEAD: dict[str, Callable[[Fault], Refusal]] = {
    "drop_before": lambda fault: Refusal(500, ""),
    "html502": lambda fault: Refusal(502, ""),
    "429": lambda fault: too_many(fault.retry_after),
    "401": lambda fault: Refusal(401, fault.text or "Unauthorized"),
    "403": lambda fault: Refusal(403, fault.text or "Forbidden: bot was blocked by the user"),
    "400": lambda fault: Refusal(400, fault.text or "Bad Request: chat not found"),
    "409": lambda fault: Refusal(409, fault.text or f"Conflict: terminated by {_OTHER}"),
    "500": lambda fault: Refusal(500, fault.text or "Internal Server Error"),
}
_OTHER = "other getUpdates request; make sure that only one bot instance is running"


def _refusal(refusal: Refusal) -> Answer:
    body: JSON = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return Answer(refusal.code, body)


def _written(parameters: JSON, uploads: dict[str, Upload]) -> JSON:
    """Parameters for the book: files by name and size only."""
    sizes = {f"attach://{name}": {"file": up.name, "size": len(up.data)} for name, up in uploads.items()}
    return {name: sizes.get(value, value) if isinstance(value, str) else value for name, value in parameters.items()}
