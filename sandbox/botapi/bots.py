"""What the server knows about each bot: its queue of updates, its menu, how it wants to be reached."""

import itertools
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sandbox.bell import Bell

JSON = dict[str, Any]

#: telegram-bot-api/Client.cpp, add_update: how long an update is kept for a bot that does not fetch it.
LIFE = timedelta(hours=24)
CALLBACK_LIFE = timedelta(seconds=150)
#: Sent only to bots that asked (Bot API, getUpdates, allowed_updates).
ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(eq=False)
class Update:
    id: int
    kind: str
    payload: JSON
    expires: datetime

    def shown(self) -> JSON:
        return {"update_id": self.id, self.kind: self.payload}


@dataclass
class Callback:
    """One press of an inline button, waiting for answerCallbackQuery."""

    id: str
    bot: int
    person: int
    chat: int
    at: datetime
    answered: bool = False
    alert: str | None = None
    show_alert: bool = False
    url: str | None = None


@dataclass
class Bot:
    """``update_id`` starts from real seconds and is never reset: a gateway with a kept database must not see
    an old number twice (the real server starts from a random one too)."""

    token: str
    queue: deque[Update] = field(default_factory=deque)
    allowed: set[str] | None = None
    webhook: JSON = field(default_factory=dict)
    last_error: JSON = field(default_factory=dict)
    #: Command lists by scope and language.
    commands: dict[tuple[str, str], list[JSON]] = field(default_factory=dict)
    #: The getUpdates that hangs now; another one takes its place.
    poller: object | None = None
    terminated_by: str = "other getUpdates request; make sure that only one bot instance is running"
    last_offset: int | None = None
    last_answer: float = 0.0
    bell: Bell = field(default_factory=Bell)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(int(time.time())))

    @property
    def id(self) -> int:
        return int(self.token.split(":")[0])

    @property
    def user(self) -> JSON:
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": "Школьный дневник",
            "username": f"sandbox_{self.id}_bot",
        }

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ON_REQUEST

    def push(self, kind: str, payload: JSON, now: datetime) -> None:
        """Queued if the bot wants such updates; one that it did not want is lost, as on the real server."""
        if self.wants(kind):
            life = CALLBACK_LIFE if kind == "callback_query" else LIFE
            self.queue.append(Update(next(self._ids), kind, payload, now + life))
            self.bell.ring()

    def confirm(self, offset: int) -> None:
        """Everything before the offset is forgotten; a negative one counts from the end."""
        if offset < 0:
            while len(self.queue) > -offset:
                self.queue.popleft()
        while offset > 0 and self.queue and self.queue[0].id < offset:
            self.queue.popleft()

    def pending(self, now: datetime) -> list[Update]:
        if any(update.expires <= now for update in self.queue):
            self.queue = deque(update for update in self.queue if update.expires > now)
        return list(self.queue)

    def forget_settings(self) -> None:
        self.commands.clear()
        self.webhook.clear()
        self.allowed = None


@dataclass
class Bots:
    """Bots by id. The first to call is «the bot» that people's words go to unless another is named."""

    known: dict[int, Bot] = field(default_factory=dict)
    callbacks: dict[str, Callback] = field(default_factory=dict)
    #: Answers to callbacks ring here.
    bell: Bell = field(default_factory=Bell)
    _early: list[tuple[str, Callable[[Bot], JSON], datetime]] = field(default_factory=list)
    _last_callback: int = field(default_factory=lambda: int(time.time()) << 20)

    def by_token(self, token: str) -> Bot:
        number = int(token.split(":")[0])
        if number not in self.known:
            self.known[number] = Bot(token)
        bot = self.known[number]
        for kind, make, at in self._early:
            bot.push(kind, make(bot), at)
        self._early.clear()
        return bot

    def push(self, kind: str, make: Callable[[Bot], JSON], now: datetime, bot: int | None = None) -> None:
        """To the bot named, or the first known; before any bot came it waits for the first."""
        if not self.known:
            self._early.append((kind, make, now))
            return
        to = self.known[bot] if bot in self.known else next(iter(self.known.values()))
        to.push(kind, make(to), now)

    def pressed(self, bot: int, person: int, chat: int, now: datetime) -> Callback:
        self._last_callback += 1
        callback = Callback(str(self._last_callback), bot, person, chat, now)
        self.callbacks[callback.id] = callback
        return callback

    def forget(self) -> None:
        self._early.clear()
        self.callbacks.clear()
        for bot in self.known.values():
            bot.queue.clear()

    def forget_settings(self) -> None:
        for bot in self.known.values():
            bot.forget_settings()
