"""The desk a row is played from: bots, people, letters and texts over plain HTTP and SMTP, and the clock."""

import itertools
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from sandbox.term.dialogue import Dialogue, dialogue

JSON = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What a server said to one request."""

    status: int
    headers: dict[str, str]
    body: Any

    @property
    def result(self) -> Any:
        """Of the Bot API."""
        return self.body["result"]

    @property
    def words(self) -> str:
        """«200», or the code and the description of a refusal."""
        return f"{self.status} {self.body.get('description', '')}".strip()


class Desk:
    def __init__(self, session: aiohttp.ClientSession, base: str, smtp: int) -> None:
        self.session, self.base, self._smtp = session, base.rstrip("/"), smtp
        #: New bots, people and addresses for every row, so that no row meets what another left behind.
        self._numbers = itertools.count(int(time.time()))

    def number(self) -> int:
        return next(self._numbers)

    async def control(self, path: str, body: Any = None) -> Any:
        """A control call: GET without a body, POST with one. Raises RuntimeError in the sandbox's own words."""
        verb = "GET" if body is None else "POST"
        async with self.session.request(verb, f"{self.base}/control/{path}", json=body) as response:
            read = await response.json()
        if response.status >= 400:
            raise RuntimeError(read["error"])
        return read

    async def fault(self, service: str, kind: str, **more: Any) -> None:
        await self.control("faults", {"service": service, "kind": kind, **more})

    async def step(self, by: str) -> datetime:
        """Lets time pass by an ISO 8601 duration."""
        return datetime.fromisoformat((await self.control("clock", {"advance": by}))["now"])

    async def stand_still(self) -> datetime:
        """Stops the clock where it is: from now on time passes only by steps."""
        return datetime.fromisoformat((await self.control("clock", {"flows": False}))["now"])

    async def now(self) -> datetime:
        return datetime.fromisoformat((await self.control("clock"))["now"])

    async def person(self, **more: Any) -> int:
        """Somebody new with a private chat."""
        number = self.number()
        await self.control("people", {"id": number, "first_name": "Anna", **more})
        return number

    async def people(self, count: int) -> list[int]:
        numbers = [self.number() for _ in range(count)]
        await self.control("people", [{"id": number, "first_name": "Anna"} for number in numbers])
        return numbers

    async def group(self, *members: int, **more: Any) -> int:
        """A new group; ``more``: admins, bot, supergroup."""
        number = -self.number()
        await self.control("groups", {"id": number, "title": "7B", "members": list(members), **more})
        return number

    async def does(self, person: int, deed: str, **more: Any) -> Any:
        return await self.control(f"people/{person}/{deed}", more)

    async def sees(self, person: int) -> str:
        """The newest words of a bot on somebody's screen; waits for the first."""
        seq = 0
        while True:
            screen = await self.control(f"people/{person}/screen")
            if said := [one["text"] for one in screen if one["from"] == "bot"]:
                return str(said[-1])
            changes = await self.control(f"people/{person}/wait?timeout=10&after={seq}")
            if changes["seq"] == seq:
                return "nothing"
            seq = changes["seq"]

    @asynccontextmanager
    async def limits(self, **changed: float) -> AsyncIterator[None]:
        """Other limits for a while: to meet one of them without meeting the others."""
        before = await self.control("limits")
        await self.control("limits", changed)
        try:
            yield
        finally:
            await self.control("limits", before)

    async def bot(self) -> "Bot":
        """A bot that nobody has heard of yet."""
        bot = Bot(self, self.number())
        await bot.call("getMe")
        return bot

    async def sms(self, **form: str) -> Answer:
        """One submission in the manner of SMSC.ru."""
        async with self.session.post(f"{self.base}/sms/sys/send.php", data=self.form(**form)) as response:
            return Answer(response.status, dict(response.headers), await response.json())

    def form(self, **more: str) -> dict[str, str]:
        return {"login": "school", "psw": "x", "phones": self.phone(), "mes": "Petya: 7", "fmt": "3"} | more

    async def texts(self, phone: str) -> list[JSON]:
        """What the phone received."""
        return [one for one in await self.control("sms") if one["to"] == phone]

    def phone(self) -> str:
        return f"+37529{self.number() % 10_000_000:07}"

    def mailbox(self) -> str:
        return f"anna{self.number()}@example.org"

    def smtp(self) -> AbstractAsyncContextManager[Dialogue]:
        return dialogue(urlsplit(self.base).hostname or "", self._smtp)

    async def letter(self, to: str, until: str = "quit") -> str:
        """A letter on a connection of its own, up to a stage; the reply at it, or at the first that went wrong."""
        async with self.smtp() as talk:
            return await talk.until(until, to)

    async def letters(self, to: str) -> list[JSON]:
        """What the mailbox holds."""
        return [one for one in await self.control("mail") if one["to"] == [to]]


class Bot:
    def __init__(self, desk: Desk, number: int) -> None:
        self._desk, self.id, self.token = desk, number, f"{number}:TERM"

    async def call(self, method: str, **parameters: Any) -> Answer:
        url = f"{self._desk.base}/bot{self.token}/{method}"
        async with self._desk.session.post(url, json=parameters) as response:
            return Answer(response.status, dict(response.headers), await response.json())

    async def says(self, chat: int, text: str = "Петя: 7", **more: Any) -> Answer:
        return await self.call("sendMessage", chat_id=chat, text=text, **more)

    async def hears(self, person: int, text: str = "hello", **more: Any) -> None:
        """Somebody says something to this bot."""
        await self._desk.does(person, "says", text=text, bot=self.id, **more)

    async def updates(self, **more: Any) -> list[JSON]:
        return list((await self.call("getUpdates", **more)).result)

    async def fetch(self, path: str) -> int:
        """The status of a download."""
        async with self._desk.session.get(f"{self._desk.base}/file/bot{self.token}/{path}") as response:
            return response.status

    async def upload(self, method: str, field: str, data: bytes, **parameters: Any) -> Answer:
        form = aiohttp.FormData({name: str(value) for name, value in parameters.items()})
        form.add_field(field, data, filename="week.pdf")
        async with self._desk.session.post(f"{self._desk.base}/bot{self.token}/{method}", data=form) as response:
            return Answer(response.status, dict(response.headers), await response.json())
