"""The updates a bot has not fetched yet, as td/db/TQueue.cpp keeps them: numbered, mortal, forgotten when confirmed."""

import random
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

JSON = dict[str, Any]

#: telegram-bot-api/Client.cpp, add_update: how long an update is kept for a bot that does not fetch it.
LIFE = timedelta(hours=24)
CALLBACK_LIFE = timedelta(seconds=150)
#: Bot API, Update.update_id: «if there are no new updates for at least a week», the next number is a random one.
SILENCE = timedelta(weeks=1)
#: TQueue.cpp, get: an offset further off than this is taken for none.
_AHEAD, _BEHIND = 10, 100_000


@dataclass(eq=False)
class Update:
    id: int
    kind: str
    payload: JSON
    expires: datetime

    def shown(self) -> JSON:
        return {"update_id": self.id, self.kind: self.payload}


class Queue:
    """Numbers start from real seconds and never from the beginning: a gateway with a kept database must not see an
    old one twice (the real server starts from a random one too)."""

    def __init__(self) -> None:
        self._updates: deque[Update] = deque()
        self._next = int(time.time())
        self._last: datetime | None = None

    def __iter__(self) -> Iterator[Update]:
        return iter(self._updates)

    def __len__(self) -> int:
        return len(self._updates)

    def push(self, kind: str, payload: JSON, now: datetime) -> None:
        if self._last and now - self._last >= SILENCE:
            self._next = random.randrange(100_000_000, 1_000_000_000)
        self._last = now
        life = CALLBACK_LIFE if kind == "callback_query" else LIFE
        self._updates.append(Update(self._next, kind, payload, now + life))
        self._next += 1

    def confirm(self, offset: int) -> None:
        """Everything before the offset is forgotten; a negative one counts from the end."""
        head = self._updates[0].id if self._updates else self._next
        if offset < 0:
            while len(self._updates) > -offset:
                self._updates.popleft()
        elif head - _BEHIND <= offset <= self._next + _AHEAD:
            while self._updates and self._updates[0].id < offset:
                self._updates.popleft()

    def pending(self, now: datetime) -> list[Update]:
        if any(update.expires <= now for update in self._updates):
            self._updates = deque(update for update in self._updates if update.expires > now)
        return list(self._updates)

    def remove(self, update: Update) -> None:
        self._updates.remove(update)

    def clear(self) -> None:
        self._updates.clear()
