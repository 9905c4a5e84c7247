"""The fault switch: what goes wrong with the next calls, and how a connection breaks."""

import socket
import struct
from dataclasses import asdict, dataclass, field
from typing import Any

from aiohttp import web

JSON = dict[str, Any]

KINDS = {
    "telegram": {"429", "403", "400", "500", "html502", "drop_before", "drop_after", "stall", "half_reply"},
    "smtp": {"greylist", "refuse", "drop_before_data", "drop_after_dot", "stall", "reply"},
    "sms": {"500", "html502", "drop_before", "drop_after", "stall", "half_reply", "error"},
}


@dataclass
class Fault:
    """One order to misbehave: ``count`` calls from now on, of those it is meant for."""

    service: str
    kind: str
    count: int = 1
    #: Telegram: the chat; SMTP: the address; SMS: the number.
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
    id: int = 0

    def meant_for(self, person: int | str | None, method: str) -> bool:
        if self.person is not None and str(self.person) != str(person):
            return False
        if self.service != "telegram" or self.method == "*":
            return True
        return method == self.method if self.method else is_message(method)


def is_message(method: str) -> bool:
    """Sends and edits: what the limits count and what faults strike by default."""
    return method.startswith(("send", "edit", "copy", "forward")) and method != "sendChatAction"


@dataclass
class Faults:
    """Orders in the sequence they were given; the first that fits is used up first."""

    ordered: list[Fault] = field(default_factory=list)
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
        for name in ("count", "retry_after", "seconds"):
            if not isinstance(getattr(fault, name), int | float):
                raise ValueError(f"{name} of a fault is a number")
        self._last += 1
        fault.id = self._last
        self.ordered.append(fault)
        return fault

    def take(self, service: str, person: int | str | None = None, method: str = "", *kinds: str) -> Fault | None:
        """The fault that strikes this call, used up by one; ``kinds`` narrows it to a stage."""
        for fault in self.ordered:
            if fault.service == service and fault.meant_for(person, method) and (not kinds or fault.kind in kinds):
                fault.count -= 1
                if fault.count <= 0:
                    self.ordered.remove(fault)
                return fault
        return None

    def left(self) -> list[JSON]:
        return [asdict(fault) for fault in self.ordered]

    def clear(self) -> None:
        self.ordered.clear()


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
