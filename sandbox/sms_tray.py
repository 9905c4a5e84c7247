"""The SMS tray: what phones received, what the account holds, and where receipts are to be sent."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.bell import Bell

JSON = dict[str, Any]


@dataclass
class SmsTray:
    texts: list[JSON] = field(default_factory=list)
    callback: str | None = None
    incoming_url: str | None = None
    #: DELIVRD by itself soon after acceptance, where nothing else was ordered.
    auto: bool = True
    #: How many segments the money still pays for; None is without end.
    balance: int | None = None
    #: When the same request was last taken: within a minute it is a duplicate.
    requests: dict[frozenset[tuple[str, str]], datetime] = field(default_factory=dict)
    bell: Bell = field(default_factory=Bell)
    #: Receipts on their way; kept so that the loop does not drop them.
    tasks: set["asyncio.Task[Any]"] = field(default_factory=set)

    async def close(self) -> None:
        """Nothing is on its way any more."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    def forget(self) -> None:
        for task in self.tasks:
            task.cancel()
        self.texts.clear()
        self.requests.clear()
        self.balance = None
        self.bell.ring()

    def forget_settings(self) -> None:
        self.callback = self.incoming_url = None
        self.auto = True
