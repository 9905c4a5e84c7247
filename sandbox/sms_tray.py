"""The SMS tray: what phones received, and how receipts are to be sent."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from sandbox.bell import Bell

JSON = dict[str, Any]


@dataclass
class SmsTray:
    texts: list[JSON] = field(default_factory=list)
    callback: str | None = None
    incoming_url: str | None = None
    #: DELIVRD by itself soon after acceptance.
    auto: bool = True
    #: Receipts that overtake the answer: by the number of the SMS to come.
    early: dict[int, JSON] = field(default_factory=dict)
    bell: Bell = field(default_factory=Bell)
    #: Receipts on their way; kept so that the loop does not drop them.
    tasks: set["asyncio.Task[Any]"] = field(default_factory=set)

    def forget(self) -> None:
        self.texts.clear()
        self.early.clear()
        self.bell.ring()

    def forget_settings(self) -> None:
        self.callback = self.incoming_url = None
        self.auto = True
