"""A conversation with a mail server, one command at a time, as a client without a library leads it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

#: In the order of a letter; «auth» is PLAIN with a name and a password.
COMMANDS = {
    "connect": "",
    "ehlo": "EHLO school.example.org",
    "starttls": "STARTTLS",
    "auth": "AUTH PLAIN AHNjaG9vbABzZWNyZXQ=",
    "mail": "MAIL FROM:<school@example.org>",
    "rcpt": "RCPT TO:<{to}>",
    "data": "DATA",
    "dot": "Subject: week\r\nTo: {to}\r\n\r\nPetya: 7\r\n.",
    "quit": "QUIT",
}
#: Without it a letter goes all the same: a relay that wants no TLS and no password.
OPTIONAL = {"starttls", "auth"}


class Dialogue:
    """Replies are «code status words», all lines of one joined; an ended connection says «»."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        #: Real seconds that the server has for a reply.
        self.patience = 10.0

    async def says(self, line: str) -> str:
        try:
            if line:
                self._writer.write(line.encode() + b"\r\n")
                await self._writer.drain()
            return await self._reply()
        except ConnectionError:
            return ""

    async def _reply(self) -> str:
        lines = []
        async with asyncio.timeout(self.patience):
            while line := (await self._reader.readline()).decode():
                lines.append(line.rstrip())
                if line[3:4] == " ":
                    break
        return " | ".join(lines)

    async def until(self, stage: str, to: str) -> str:
        """Everything up to a stage of the letter; the reply at it, or at the first stage that went wrong."""
        reply = ""
        for each, command in COMMANDS.items():
            if each in OPTIONAL and each != stage:
                continue
            reply = await self.says(command.format(to=to))
            if each == stage or not reply.startswith(("2", "3")):
                break
        return reply


@asynccontextmanager
async def dialogue(host: str, port: int) -> AsyncIterator[Dialogue]:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        yield Dialogue(reader, writer)
    finally:
        writer.close()
