"""The fault switch: what goes wrong with the next calls, and how a connection breaks."""

import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from aiohttp import web

from sandbox.clock import duration
from sandbox.troubles import KINDS, SMTP_KINDS, STAGES, STATUSES

JSON = dict[str, Any]

#: Stages of SMTP at which an address has been named, so that an order can be meant for one.
_ADDRESSED = {"mail", "rcpt", "data", "dot"}


@dataclass
class Fault:
    """One order to misbehave: the next ``count`` calls of those it is meant for."""

    service: str
    kind: str
    #: Zero: all calls, until the order is taken back.
    count: int = 1
    #: SMTP: where in the dialogue, a key of STAGES.
    stage: str = ""
    #: Telegram: the chat; SMTP: the sender at MAIL, the recipient afterwards; SMS: the number.
    person: int | str | None = None
    #: Telegram: a method or "*"; without it only sends and edits.
    method: str | None = None
    #: Answered with 429.
    retry_after: int = 5
    #: How long a stall holds the answer, real seconds.
    seconds: float = 30.0
    #: The error_code of the SMS gateway, or the reply code of SMTP.
    code: int | None = None
    #: The description of a Bot API error, or the words of an SMTP reply.
    text: str = ""
    #: A receipt of an SMS yet to come: what it says, how often it is sent, how long after the SMS by the sandbox's
    #: clock (ISO 8601), and whether it overtakes the answer to the SMS.
    status: str = "DELIVRD"
    times: int = 1
    after: str = ""
    early: bool = False
    id: int = 0

    def meant_for(self, person: int | str | None, method: str, stage: str) -> bool:
        if stage != self.stage:
            return False
        if self.person is not None and str(self.person) != str(person):
            return False
        if self.service != "telegram" or self.method == "*":
            return True
        return method == self.method if self.method else is_message(method)


def is_message(method: str) -> bool:
    """Sends and edits: what the limits count and what faults strike by default."""
    return method.startswith(("send", "edit", "copy", "forward")) and method != "sendChatAction"


async def nobody() -> None:
    """Hears that orders have changed where no mail server listens."""


@dataclass
class Faults:
    """Orders in the sequence they were given; the first that fits is used up first."""

    ordered: list[Fault] = field(default_factory=list)
    #: Called when orders were given or taken back: the mail server opens and closes its port by them.
    changed: Callable[[], Awaitable[None]] = nobody
    _last: int = 0

    def order(self, asked: JSON) -> Fault:
        """Raises ValueError in words."""
        service, kind = asked.get("service"), str(asked.get("kind"))
        if service not in KINDS:
            raise ValueError(f"no service «{service}»: there are {', '.join(KINDS)}")
        if kind not in KINDS[service]:
            raise ValueError(f"{service} has no fault «{kind}»: it has {', '.join(sorted(KINDS[service]))}")
        try:
            fault = Fault(**asked | {"kind": kind})
        except TypeError as error:
            raise ValueError(f"a fault has no such field: {error}") from None
        _check(fault)
        self._last += 1
        fault.id = self._last
        self.ordered.append(fault)
        return fault

    def take(self, service: str, person: int | str | None = None, method: str = "", stage: str = "") -> Fault | None:
        """The fault that strikes this call, used up by one."""
        for fault in self.ordered:
            if fault.service == service and fault.meant_for(person, method, stage):
                if fault.count == 1:
                    self.ordered.remove(fault)
                fault.count = max(fault.count - 1, 0)
                return fault
        return None

    def standing(self, service: str, kind: str) -> bool:
        """Whether something is out of order altogether, until somebody mends it."""
        return any((fault.service, fault.kind) == (service, kind) for fault in self.ordered)

    def left(self) -> list[JSON]:
        return [asdict(fault) for fault in self.ordered]

    def clear(self) -> None:
        self.ordered.clear()


def _check(fault: Fault) -> None:
    """Fills in the stage where there is but one. Raises ValueError in words."""
    for name in ("count", "retry_after", "seconds", "times"):
        if not isinstance(getattr(fault, name), int | float) or getattr(fault, name) < 0:
            raise ValueError(f"{name} of a fault is a number, zero or more")
    if fault.kind == "refuse":
        fault.count = 0  # nobody sees a connection that was not made, so nobody could count it
    if fault.service == "smtp":
        _check_stage(fault)
    elif fault.stage:
        raise ValueError(f"{fault.service} has no stages")
    if fault.kind == "receipt":
        fault.stage = "receipt"
        if fault.status not in STATUSES:
            raise ValueError(f"no status «{fault.status}»: there are {', '.join(STATUSES)}")
        if fault.after:
            duration(fault.after)


def _check_stage(fault: Fault) -> None:
    stages = [stage for stage in STAGES if (fault.kind, stage) in SMTP_KINDS]
    if not fault.stage and len(stages) == 1:
        fault.stage = stages[0]
    if fault.stage not in stages:
        raise ValueError(f"«{fault.kind}» needs its stage: {', '.join(stages)}")
    if fault.person is not None and fault.stage not in _ADDRESSED:
        raise ValueError(f"at «{fault.stage}» nobody knows yet for whom the letter is: leave the person out")


def reset_connection(request: web.Request) -> None:
    """The peer sees «connection reset», not a polite end: a linger of zero makes the kernel send RST."""
    transport = request.transport
    if transport is None:
        return
    connection = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


async def half_reply(request: web.Request, response: web.Response) -> web.StreamResponse:
    """The whole length is announced, half of the body follows, then the connection ends."""
    body = response.body if isinstance(response.body, bytes) else b""
    half = web.StreamResponse(status=response.status, headers={"Content-Type": "application/json"})
    half.content_length = len(body)
    await half.prepare(request)
    await half.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return half


BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    "<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
    "<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n"
)
