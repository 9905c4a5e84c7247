"""The client of the sandbox: people who say, press and read, for tests and the demo.

>>> async with Sandbox("http://127.0.0.1:8081") as sandbox:
...     anna = await sandbox.person(1001, "Анна")
...     await anna.says("/start")
...     await anna.hears("Здравствуйте")
...     await anna.presses("Неделя")
"""

import asyncio
import base64
from collections.abc import Callable
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

import aiohttp

from sandbox.bubbles import Bubble, Button, NothingCame, bubble_of, drawn

__all__ = ["Bubble", "Button", "NothingCame", "Person", "Sandbox", "SandboxError"]

JSON = dict[str, Any]

#: Seconds that a wait lasts at most: it ends with the signal, and a busy machine may take long to give it.
PATIENCE = 30.0


class SandboxError(Exception):
    """The sandbox refused a control call; the message is its own words."""


class Sandbox:
    """A running sandbox at an address."""

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")
        self._session: aiohttp.ClientSession | None = None
        #: Letters and texts that next_mail and next_sms have returned, by number.
        self._taken: dict[str, set[int]] = {"mail": set(), "sms": set()}

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session:
            await self._session.close()

    async def get(self, path: str, **query: Any) -> Any:
        """Any control call by its path after /control/."""
        return await self._ask("GET", path, params=query)

    async def post(self, path: str, body: Any = None) -> Any:
        return await self._ask("POST", path, json={} if body is None else body)

    async def _ask(self, verb: str, path: str, **more: Any) -> Any:
        assert self._session, "use it as «async with Sandbox(…) as sandbox»"
        async with self._session.request(verb, f"{self.base}/control/{path}", **more) as response:
            read = await response.json()
            if response.status >= 400:
                raise SandboxError(read["error"])
            return read

    async def as_bot(self, method: str, token: str = "42:TEST", **parameters: Any) -> JSON:  # noqa: S107
        """One call of the Bot API as a bot would make it; the whole answer, refusals too."""
        assert self._session, "use it as «async with Sandbox(…) as sandbox»"
        async with self._session.post(f"{self.base}/bot{token}/{method}", json=parameters) as response:
            return dict(await response.json())

    async def person(self, id: int, first_name: str, **more: Any) -> "Person":
        """``more``: last_name, username, language_code, phone, started, deactivated."""
        return (await self.people_at_once([{"id": id, "first_name": first_name, **more}]))[0]

    async def people_at_once(self, people: list[JSON]) -> list["Person"]:
        return [Person(self, one["id"], one["first_name"]) for one in await self.post("people", people)]

    async def group(self, id: int, title: str, members: list["Person"], **more: Any) -> int:
        """``id`` is negative; pass it as ``chat=`` to what a person does. ``more``: admins, bot, supergroup."""
        await self.post("groups", {"id": id, "title": title, "members": [one.id for one in members], **more})
        return id

    async def in_group(self, group: int, deed: str, **asked: Any) -> JSON:
        """joins, leaves, kicks, promotes, demotes with ``person`` or ``bot``; upgrades, deletes. The group after it."""
        return dict(await self.post(f"groups/{group}/{deed}", asked))

    async def mail(self) -> list[JSON]:
        return list(await self.get("mail"))

    async def sms(self) -> list[JSON]:
        return list(await self.get("sms"))

    async def next_mail(self, to: str = "", contains: str = "", timeout: float = PATIENCE) -> JSON:
        """The first letter that fits and was not returned so before; waits for it."""
        return await self._next(
            "mail",
            timeout,
            f"a letter to «{to}» with «{contains}»",
            lambda one: (not to or to in one["to"]) and contains in f"{one['subject']}\n{one['text']}\n{one['html']}",
        )

    async def next_sms(self, to: str = "", contains: str = "", timeout: float = PATIENCE) -> JSON:
        return await self._next(
            "sms",
            timeout,
            f"an SMS to «{to}» with «{contains}»",
            lambda one: (not to or to.lstrip("+") == one["to"].lstrip("+")) and contains in one["text"],
        )

    async def _next(self, tray: str, timeout: float, wanted: str, fits: Callable[[JSON], bool]) -> JSON:
        deadline = asyncio.get_running_loop().time() + timeout
        after, taken = 0, self._taken[tray]
        seen: list[JSON] = []
        while True:
            rest = max(0.0, deadline - asyncio.get_running_loop().time())
            came: list[JSON] = await self.get(tray, after=after, timeout=rest)
            for one in came:
                after = one["n"]
                seen.append(one)
                if after not in taken and fits(one):
                    taken.add(after)
                    return one
            if rest == 0:
                there = "\n".join(f"  {one['to']}: {one.get('subject') or one['text'][:80]}" for one in seen)
                raise NothingCame(f"{wanted} did not come in {timeout} s; there are:\n{there or '  none'}")

    async def sms_callback(self, url: str, incoming: str | None = None, auto: bool = True) -> None:
        """Where receipts (and incoming texts) go; ``auto`` confirms every SMS by itself."""
        await self.post("sms/callback", {"url": url, "incoming": incoming or url, "auto": auto})

    async def violations(self) -> list[JSON]:
        return list(await self.get("violations"))

    async def calls(self, after: int = 0) -> list[JSON]:
        return list((await self.get("calls", after=after))["calls"])

    async def throttled(self) -> int:
        """How many requests were answered 429."""
        return int((await self.get("calls", after=1 << 60))["throttled"])

    async def limits(self, **changed: float) -> JSON:
        """per_bot, per_chat, burst, per_group; zero switches one off."""
        return dict(await self.post("limits", changed))

    async def fault(self, service: str, kind: str, **more: Any) -> None:
        """``more``: count, stage, person, method, retry_after, seconds, code, text; of receipts status, times, after,
        early."""
        await self.post("faults", {"service": service, "kind": kind, **more})

    async def faults(self) -> list[JSON]:
        return list(await self.get("faults"))

    async def clear_faults(self) -> None:
        await self.post("faults", {"clear": True})

    async def now(self) -> datetime:
        return datetime.fromisoformat((await self.get("clock"))["now"])

    async def advance(self, by: timedelta | str) -> datetime:
        """Steps the clock, which stands still from then on; a string is an ISO 8601 duration."""
        text = by if isinstance(by, str) else f"PT{by.total_seconds():f}S"
        return datetime.fromisoformat((await self.post("clock", {"advance": text}))["now"])

    async def set_clock(self, now: datetime) -> datetime:
        return datetime.fromisoformat((await self.post("clock", {"now": now.isoformat()}))["now"])

    async def flow(self) -> None:
        await self.post("clock", {"flows": True})

    async def reset(self) -> None:
        await self.post("reset")
        self._taken = {"mail": set(), "sms": set()}


class Person:
    """Somebody with a phone. ``chat`` in any call is a group; without it the private chat with the bot."""

    def __init__(self, sandbox: Sandbox, id: int, name: str) -> None:
        self.id, self.name = id, name
        self.sandbox = sandbox
        #: The id of the last message heard, by chat.
        self._heard: dict[int, int] = {}

    def __repr__(self) -> str:
        return f"<{self.name} {self.id}>"

    async def _do(self, deed: str, **asked: Any) -> JSON:
        given = {name: value for name, value in asked.items() if value is not None}
        return dict(await self.sandbox.post(f"people/{self.id}/{deed}", given))

    async def says(self, text: str = "", **more: Any) -> int:
        """``more``: caption; a file as bytes or (name, bytes) under photo, document, video, voice, sticker…; contact,
        location, forward, reply_to, quote, album, chat, bot."""
        return int(
            (await self._do("says", text=text, **{name: _file(one) for name, one in more.items()}))["message_id"]
        )

    async def shares_contact(self) -> int:
        return int((await self._do("says", contact=True))["message_id"])

    async def edits(self, message_id: int, text: str, chat: int | None = None) -> None:
        await self._do("edits", message_id=message_id, text=text, chat=chat)

    async def deletes(self, message_id: int, chat: int | None = None) -> None:
        """Gone for everybody; bots are not told."""
        await self._do("deletes", message_id=message_id, chat=chat)

    async def reacts(self, message_id: int, emoji: str, chat: int | None = None) -> None:
        await self._do("reacts", message_id=message_id, emoji=emoji, chat=chat)

    async def presses(
        self, label: str, message: int | None = None, wait: float | None = None, chat: int | None = None
    ) -> str | None:
        """Presses the newest button so labelled, or that of a message; gives the alert of the answer."""
        alert: str | None = (await self._do("presses", label=label, message_id=message, wait=wait, chat=chat))["alert"]
        return alert

    async def presses_data(
        self, message_id: int, data: str, wait: float | None = None, chat: int | None = None
    ) -> str | None:
        """A press with any data, even one that no button has: real clients can be forged."""
        asked = {"message_id": message_id, "data": data, "wait": wait, "chat": chat}
        alert: str | None = (await self._do("presses", **asked))["alert"]
        return alert

    async def screen(self, chat: int | None = None) -> list[Bubble]:
        """Every message of the chat, oldest first, deleted ones too."""
        query = {} if chat is None else {"chat": chat}
        return [bubble_of(one) for one in await self.sandbox.get(f"people/{self.id}/screen", **query)]

    async def hears(self, text: str, timeout: float = PATIENCE, chat: int | None = None) -> Bubble:
        """Waits for a message of the bot, new since the last one heard, that contains the text."""
        place = chat or self.id
        bubble = await self._until(
            lambda b: b.by == "bot" and b.message_id > self._heard.get(place, 0) and text in b.text,
            f"{self.name} did not hear «{text}»",
            timeout,
            chat,
        )
        self._heard[place] = bubble.message_id
        return bubble

    async def sees(self, text: str, timeout: float = PATIENCE, chat: int | None = None) -> Bubble:
        """Waits until some message on the screen contains the text, edited ones included."""
        return await self._until(lambda b: text in b.text, f"{self.name} does not see «{text}»", timeout, chat)

    async def _until(self, fits: Callable[[Bubble], bool], complaint: str, timeout: float, chat: int | None) -> Bubble:
        deadline = asyncio.get_running_loop().time() + timeout
        query = {} if chat is None else {"chat": chat}
        seq = 0
        while True:
            rest = max(0.0, deadline - asyncio.get_running_loop().time())
            seen = await self.screen(chat)
            newest = max((b.seq for b in seen), default=0)
            for bubble in seen:
                if not bubble.deleted and fits(bubble):
                    return bubble
            if rest == 0:
                raise NothingCame(f"{complaint} in {timeout} s; the screen:\n{drawn(seen)}")
            path = f"people/{self.id}/wait"
            seq = (await self.sandbox.get(path, after=max(seq, newest), timeout=rest, **query))["seq"]

    async def news(self, after: int, timeout: float) -> JSON:
        """What changed on the screen after `after`; waits for it at most `timeout` seconds."""
        return dict(await self.sandbox.get(f"people/{self.id}/wait", after=after, timeout=timeout))

    async def blocks(self) -> None:
        await self._do("blocks")

    async def unblocks(self) -> None:
        await self._do("unblocks")


def _file(said: Any) -> Any:
    """A file as the control API takes it; anything else as it is."""
    if isinstance(said, bytes):
        return base64.b64encode(said).decode()
    if isinstance(said, tuple):
        return {"name": said[0], "base64": base64.b64encode(said[1]).decode()}
    return said
