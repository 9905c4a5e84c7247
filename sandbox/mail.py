"""The mail server: SMTP on aiosmtpd, every letter parsed and kept, and the moods of a real one at every stage."""

import asyncio
from datetime import timedelta
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from sandbox.faults import Fault
from sandbox.servers import Servers
from sandbox.troubles import REPLIES, STORED_AND_REFUSED

#: What a letter may weigh, bytes: Postfix, message_size_limit.
LARGEST = 10_240_000
#: How long a greylister (postgrey) turns a client, sender and recipient away that it has not seen before.
GREY, NO_WAIT = timedelta(seconds=300), timedelta(0)
_GREYLISTED = "451 4.7.1 <{to}>: Recipient address rejected: Greylisted, try again in {rest:.0f} seconds"
#: aiosmtpd leaves enhanced status codes (RFC 3463) out where Postfix gives them.
_WITH_STATUS = {
    "552 Error: message size exceeds fixed maximum message size": "552 5.3.4 Message size exceeds fixed limit",
    "552 Error: Too much mail data": "552 5.3.4 Error: message file too big",
}


class _Sink:
    """aiosmtpd's handler: what happens at MAIL, at RCPT and after the final dot."""

    def __init__(self, servers: Servers) -> None:
        self.servers = servers

    async def handle_MAIL(  # noqa: N802 - aiosmtpd names its hooks so
        self, server: "_Server", session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        instead = await server.instead("mail", address)
        if instead is not None:
            return instead
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 Ok"

    async def handle_RCPT(  # noqa: N802
        self, server: "_Server", session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        instead = server.greylisted(address) or await server.instead("rcpt", address)
        if instead is not None:
            return instead
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: "_Server", session: Session, envelope: Envelope) -> str:  # noqa: N802
        instead = await server.instead("dot", _first(envelope))
        if instead is not None:
            return instead
        at = self.servers.clock.now().isoformat()
        raw = envelope.original_content or b""
        letter = self.servers.mail.keep(raw, envelope.mail_from or "", list(envelope.rcpt_tos), at)
        self.servers.world.note("mail", n=letter["n"])
        return f"250 2.0.0 Ok: queued as {letter['n']}"


class _Server(SMTP):
    """SMTP that may be in a mood at every stage: before it carries a command out, or when it answers."""

    def __init__(self, servers: Servers) -> None:
        super().__init__(
            _Sink(servers),
            data_size_limit=LARGEST,
            hostname="sandbox.local",
            enable_SMTPUTF8=True,
            auth_require_tls=False,
            authenticator=_anybody,
            ident="sandbox",
        )
        self._servers = servers
        self._greeted = False
        #: What strikes the answer of the command that is being carried out.
        self._mood: Fault | None = None

    async def instead(self, stage: str, address: str = "") -> str | None:
        """What is answered instead of carrying the command out, «» for nothing at all; None carries it out."""
        await self._servers.latency.trip("smtp")
        fault = self._servers.faults.take("smtp", address, stage=stage)
        kind = fault.kind if fault else ""
        if fault is None or kind in ("drop_after", "stall", "reply_after"):
            self._mood = fault
        elif kind == "drop_before":
            self._hang_up()
            return ""
        elif kind == "stall_before":
            await asyncio.sleep(fault.seconds)
        elif kind == "reply":
            return _words(fault, address)
        elif kind == "greylist":
            return self.greylisted(address, from_now=True)
        return None

    def greylisted(self, address: str, *, from_now: bool = False) -> str | None:
        """The refusal of a recipient whom this client and sender must wait for; ``from_now`` begins a wait."""
        assert self.session and self.envelope
        seen, now = self._servers.mail.greylist, self._servers.clock.now()
        triplet = (str(self.session.peer and self.session.peer[0]), self.envelope.mail_from or "", address)
        if from_now:
            seen.setdefault(triplet, now)
        rest = seen[triplet] + GREY - now if triplet in seen else NO_WAIT
        return _GREYLISTED.format(to=address, rest=rest.total_seconds()) if rest > NO_WAIT else None

    async def _command(self, stage: str, carry_out: Any, arg: str) -> None:
        instead = await self.instead(stage, _first(self.envelope))
        if instead is None:
            await carry_out(arg)
        else:
            await self.push(instead)

    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802
        await self._command("ehlo", super().smtp_EHLO, hostname)

    async def smtp_HELO(self, hostname: str) -> None:  # noqa: N802
        await self._command("ehlo", super().smtp_HELO, hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:  # noqa: N802
        await self._command("starttls", super().smtp_STARTTLS, arg)

    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802
        await self._command("auth", super().smtp_AUTH, arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        await self._command("data", super().smtp_DATA, arg)

    async def smtp_QUIT(self, arg: str) -> None:  # noqa: N802
        await self._command("quit", super().smtp_QUIT, arg)

    async def push(self, status: Any) -> None:
        """Every line that goes out; the greeting is the first of them, and after a 421 the server hangs up."""
        if not self._greeted:
            self._greeted = True
            instead = await self.instead("connect")
            if instead is not None:
                await self.push(instead)
                self._close()
                return
        mood, self._mood = self._mood, None
        if mood and mood.kind == "stall":
            await asyncio.sleep(mood.seconds)
        elif mood and mood.kind == "drop_after":
            self._hang_up()
        elif mood:
            status = _words(mood, "")
        if status and self.transport and not self.transport.is_closing():
            await super().push(_WITH_STATUS.get(status, status))
            if str(status).startswith("421"):
                self._close()

    def _close(self) -> None:
        if self.transport:
            self.transport.close()

    def _hang_up(self) -> None:
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()


def _first(envelope: Envelope | None) -> str:
    return envelope.rcpt_tos[0] if envelope and envelope.rcpt_tos else ""


def _words(fault: Fault, address: str) -> str:
    """The reply as ordered; what the order leaves out is said as real servers say it at that stage."""
    offered = STORED_AND_REFUSED if fault.kind == "reply_after" else REPLIES[fault.stage]
    code = fault.code or offered[0][0]
    known = {code: text for code, text, _ in reversed(offered)}
    return f"{code} {fault.text or known.get(code, 'Said by the sandbox')}".replace("{to}", address)


def _anybody(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    """Any name and password, but the password «wrong»."""
    wrong = isinstance(data, LoginPassword) and data.password == b"wrong"
    return AuthResult(success=not wrong, handled=False)


class MailServer:
    """Listens at one port; while «refuse» is ordered nobody does."""

    def __init__(self, servers: Servers, host: str, port: int) -> None:
        self._servers, self._host, self.port = servers, host, port
        self._listening: asyncio.Server | None = None
        servers.faults.changed = self.heed

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        self._listening = await loop.create_server(lambda: _Server(self._servers), self._host, self.port)
        self.port = self._listening.sockets[0].getsockname()[1]

    async def heed(self) -> None:
        """Closes or opens the port as the orders say."""
        if self._servers.faults.standing("smtp", "refuse"):
            self.close()
        elif self._listening is None:
            await self.open()

    def close(self) -> None:
        if self._listening:
            self._listening.close()
        self._listening = None
