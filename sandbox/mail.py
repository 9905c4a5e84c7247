"""The mail sink: SMTP on aiosmtpd, every letter parsed and kept, and the faults of a real mail server."""

import asyncio
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from sandbox.servers import Servers

JSON = dict[str, Any]

#: Replies of Postfix and postgrey, which a gateway must tell apart.
GREYLISTED = "451 4.7.1 <{to}>: Recipient address rejected: Greylisted, try again in 300 seconds"
REFUSED = "550 5.1.1 <{to}>: Recipient address rejected: User unknown"


class _Sink:
    """aiosmtpd's handler: what happens at RCPT and after the final dot."""

    def __init__(self, servers: Servers) -> None:
        self.servers = servers

    async def handle_RCPT(  # noqa: N802 - aiosmtpd names its hooks so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        fault = self.servers.faults.take("smtp", address, "", "greylist", "refuse", "reply")
        if fault:
            usual = {"greylist": GREYLISTED, "refuse": REFUSED}.get(fault.kind, "450 4.2.0 Try again later")
            code = f"{fault.code or 450} " if fault.kind == "reply" and fault.text else ""
            return (code + fault.text) if fault.text else usual.format(to=address)
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        at = self.servers.clock.now().isoformat()
        raw = envelope.original_content or b""
        letter = self.servers.mail.keep(raw, envelope.mail_from or "", list(envelope.rcpt_tos), at)
        self.servers.world.note("mail", n=letter["n"])
        to = envelope.rcpt_tos[0] if envelope.rcpt_tos else ""
        fault = self.servers.faults.take("smtp", to, "", "drop_after_dot", "stall")
        if fault and fault.kind == "stall":
            await asyncio.sleep(fault.seconds)
        elif fault:
            _hang_up(server)
        return f"250 2.0.0 Ok: queued as {letter['n']}"


class _Server(SMTP):
    """SMTP that may hang up when DATA is announced."""

    def __init__(self, servers: Servers) -> None:
        super().__init__(
            _Sink(servers),
            hostname="sandbox.local",
            enable_SMTPUTF8=True,
            auth_require_tls=False,
            authenticator=_anybody,
            ident="sandbox",
        )
        self._servers = servers

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        to = self.envelope.rcpt_tos[0] if self.envelope and self.envelope.rcpt_tos else ""
        if self._servers.faults.take("smtp", to, "", "drop_before_data"):
            _hang_up(self)
            return
        await super().smtp_DATA(arg)


def _hang_up(server: SMTP) -> None:
    if isinstance(server.transport, asyncio.WriteTransport):
        server.transport.abort()


def _anybody(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    """Any name and password, but the password «wrong»."""
    wrong = isinstance(data, LoginPassword) and data.password == b"wrong"
    return AuthResult(success=not wrong, handled=False)


async def listen(servers: Servers, host: str, port: int) -> asyncio.Server:
    return await asyncio.get_running_loop().create_server(lambda: _Server(servers), host, port)
