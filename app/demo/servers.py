"""The two processes of a trial: the sandbox (other people's servers) and the gateway, each started and stopped here."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp

from app.errors import NotReady
from app.secret import key_of, pepper
from app.street import CALLBACKS

TOKEN = "42:TRIAL"  # noqa: S105 (the sandbox takes any)
BOT_NAME = "diary_trial_bot"
SECRET = "a trial has no secrets"  # noqa: S105 (neither has this)
READY_SECONDS = 60.0
STOP_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class SandboxAt:
    """Where the sandbox answers."""

    http: str
    smtp: int


@asynccontextmanager
async def sandbox(now: datetime | None = None, port: int = 0, log: Path | None = None) -> AsyncIterator[SandboxAt]:
    """A sandbox process on free ports (or on `port`), its clock standing at `now`."""
    clock = ["--clock", now.isoformat()] if now else []
    output = (log or Path(os.devnull)).open("ab")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "sandbox",
        "--port",
        str(port),
        "--smtp-port",
        "0",
        *clock,
        stdout=asyncio.subprocess.PIPE,
        stderr=output,
    )
    output.close()  # the process has its own
    try:
        assert process.stdout is not None
        line = await asyncio.wait_for(process.stdout.readline(), READY_SECONDS)
        if not line:
            raise NotReady(f"the sandbox did not start: port {port} is taken; choose another with --port")
        said = json.loads(line)
        yield SandboxAt(said["http"], said["smtp"])
    finally:
        await stop(process)


@dataclass(slots=True)
class GatewayProcess:
    """One gateway: its home, its environment, and the process while it runs. It may be killed and started again."""

    at: SandboxAt
    home: Path
    more: dict[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()  #: parts that this process runs; all without any
    process: asyncio.subprocess.Process | None = None
    listen: str = ""

    @property
    def log(self) -> Path:
        """What it wrote to standard error, all starts together."""
        return self.home / "gateway.log"

    def environment(self) -> dict[str, str]:
        """The installation as variables; nothing of the caller's own installation is taken over."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("DIARY_")}
        return clean | {
            "DIARY_HOME": str(self.home),
            "DIARY_BOT_TOKEN": TOKEN,
            "DIARY_BOT_NAME": BOT_NAME,
            "DIARY_BOT_API": self.at.http,
            "DIARY_CLOCK": self.at.http,
            "DIARY_SMTP": f"smtp://127.0.0.1:{self.at.smtp}",
            "DIARY_MAIL_FROM": "diary@school.example",
            "DIARY_SMS": self.at.http.replace("://", "://diary:secret@") + "/sms/sys/send.php",
            "DIARY_LISTEN": self.listen,
            "DIARY_SECRET": SECRET,
            "DIARY_PUBLIC_URL": f"http://{self.listen}",
            "DIARY_MAIL_REPLIES": "answers@school.example",
            **self.more,
        }

    async def start(self) -> None:
        """Start it and wait until its parts run and its address answers; the same port every time."""
        self.listen = self.listen or f"127.0.0.1:{free_port()}"
        self.home.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            written = log.tell()
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "app",
                "run",
                *(word for part in self.only for word in ("--only", part)),
                env=self.environment(),
                cwd=self.home,
                stderr=log,
                stdout=asyncio.subprocess.DEVNULL,
            )
        await self._answers(written)
        await self._introduce()

    async def command(self, *arguments: str) -> str:
        """Run one command line, as the administrator would; what it printed. Raises CommandFailed otherwise."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "app",
            *arguments,
            env=self.environment() | {"COLUMNS": "200"},
            cwd=self.home,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, complaints = await process.communicate()
        if process.returncode:
            raise CommandFailed(f"diary {' '.join(arguments)}: {complaints.decode()}{out.decode()}")
        return out.decode()

    async def health(self) -> dict[str, Any]:
        """The gateway's own counts, and up to when it has looked for summaries."""
        async with aiohttp.ClientSession() as session, session.get(f"http://{self.listen}/health") as answer:
            return dict(await answer.json())

    async def settled(self, seconds: float = 60.0) -> None:
        """Return once nothing is left that is due now. Raises TimeoutError with the counts otherwise."""
        async with asyncio.timeout(seconds):
            while _busy(await self.health()):  # noqa: ASYNC110 (another process is asked, nobody can ring)
                await asyncio.sleep(0.02)

    async def summaries(self, until: datetime, seconds: float = 60.0) -> None:
        """Return once it has looked for weekly summaries that fall due up to a moment."""
        async with asyncio.timeout(seconds):
            while datetime.fromisoformat((await self.health())["summaries_until"]) < until:  # noqa: ASYNC110 (as above)
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """SIGKILL: no handler runs."""
        assert self.process is not None
        self.process.kill()
        await self.process.wait()

    async def stop(self) -> None:
        """Ask it to stop, and wait."""
        if self.process is not None:
            await stop(self.process)

    async def _introduce(self) -> None:
        """Tell the sandbox's mail and SMS where we take what people answer; receipts of SMS are a test's own affair."""
        secret, here = pepper(SECRET, self.home), f"http://{self.listen}"
        mail = {"url": f"{here}{CALLBACKS['mail incoming']}{key_of(secret, 'mail incoming')}"}
        sms = {"incoming": f"{here}{CALLBACKS['sms incoming']}{key_of(secret, 'sms incoming')}"}
        async with aiohttp.ClientSession(f"{self.at.http}/control/") as session:
            for tray, said in (("mail", mail), ("sms", sms)):
                async with session.post(f"{tray}/callback", json=said) as answer:
                    answer.raise_for_status()

    async def _answers(self, written: int) -> None:
        """`written` is how long the log was before: without the web part only the log tells that it runs."""
        assert self.process is not None
        async with asyncio.timeout(READY_SECONDS):
            while True:
                if self.process.returncode is not None:
                    raise CommandFailed(self.log.read_text()[-2000:])
                with contextlib.suppress(aiohttp.ClientError):
                    if await self.health() and b'"event": "started"' in self.log.read_bytes()[written:]:
                        return
                await asyncio.sleep(0.05)


def _busy(health: dict[str, Any]) -> int:
    """What is due now and not done."""
    return sum(int(health[name]) for name in ("events", "inbox", "due", "leased"))


class CommandFailed(Exception):
    """A command or the gateway itself ended with a complaint."""


async def stop(process: asyncio.subprocess.Process) -> None:
    """Ask a process to end; one that does not is killed."""
    if process.returncode is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
