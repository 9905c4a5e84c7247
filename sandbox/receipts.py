"""Receipts and coming texts of the SMS gateway: forms to the callback, again while it does not answer 200."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from sandbox.clock import duration
from sandbox.faults import Fault
from sandbox.outside import post
from sandbox.servers import Servers
from sandbox.troubles import STATUSES

JSON = dict[str, Any]

#: How long after each refusal by the callback the same form is brought again; the times are ours.
RETRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180))
AT_ONCE = timedelta(0)


class Receipts:
    def __init__(self, servers: Servers) -> None:
        self.servers, self.tray = servers, servers.sms

    async def overtake(self, sms: JSON, plan: Fault | None) -> None:
        """The receipt that comes before the answer to the SMS, where one was ordered."""
        if plan and plan.early and self.tray.callback:
            await self.send(sms, plan.status, plan.times)

    def follow(self, sms: JSON, plan: Fault | None) -> None:
        """What comes after the SMS was taken: as ordered, else DELIVRD by itself where that is switched on."""
        if self.tray.callback is None or (plan and plan.early):
            return
        if plan:
            pause = duration(plan.after) if plan.after else AT_ONCE
            self.later(pause, lambda: self.send(sms, plan.status, plan.times))
        elif self.tray.auto:
            self.later(AT_ONCE, lambda: self.send(sms))

    async def send(self, sms: JSON, status: str = "DELIVRD", times: int = 1) -> list[JSON]:
        """As often as asked; what came of it is noted on the SMS."""
        notes = [await self._bring(sms, status) for _ in range(times)]
        self.servers.world.note("sms", n=sms["n"])
        return notes

    async def _bring(self, sms: JSON, status: str, refused: int = 0) -> JSON:
        now = self.servers.clock.now()
        form = {
            "id": sms["id"],
            "phone": sms["to"],
            "status": str(STATUSES[status][0]),
            "time": stamp(now),
            "ts": str(int(now.timestamp())),
            "cnt": str(sms["segments"]),
        }
        note = {"status": status, "at": now.isoformat(), "http": await post(str(self.tray.callback), form)}
        sms["receipts"].append(note)
        self.tray.bell.ring()
        if note["http"] != 200 and refused < len(RETRIES):
            self.later(RETRIES[refused], lambda: self._bring(sms, status, refused + 1))
        return note

    async def incoming(self, url: str, form: dict[str, str], refused: int = 0) -> int | str:
        """Somebody writes to the school: ``phone``, ``mes``, ``to`` and ``time``."""
        told = await post(url, form)
        if told != 200 and refused < len(RETRIES):
            self.later(RETRIES[refused], lambda: self.incoming(url, form, refused + 1))
        return told

    def later(self, pause: timedelta, deed: Callable[[], Awaitable[object]]) -> None:
        """By the sandbox's clock, beside whatever else goes on."""
        task = asyncio.create_task(self._wait(self.servers.clock.now() + pause, deed))
        self.tray.tasks.add(task)
        task.add_done_callback(self.tray.tasks.discard)

    async def _wait(self, until: datetime, deed: Callable[[], Awaitable[object]]) -> None:
        await self.servers.clock.reach(until)
        await deed()


def stamp(now: datetime) -> str:
    """A moment as SMSC.ru writes it."""
    return now.strftime("%d.%m.%Y %H:%M:%S")
