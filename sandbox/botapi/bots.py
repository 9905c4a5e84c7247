"""What the server knows about each bot: its queue of updates, its menu, how it wants to be reached."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.bell import Bell
from sandbox.botapi.queue import Queue

JSON = dict[str, Any]

#: Sent only to bots that asked (Bot API, getUpdates, allowed_updates).
ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}


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
class Profile:
    """What a bot tells of itself, each text by language; the empty one is for everybody else."""

    name: dict[str, str] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    short_description: dict[str, str] = field(default_factory=dict)
    #: Menu buttons by chat; 0 is for every other.
    menu_buttons: dict[int, JSON] = field(default_factory=dict)
    #: Command lists by scope and language.
    commands: dict[tuple[str, str], list[JSON]] = field(default_factory=dict)


@dataclass(eq=False)
class Bot:
    token: str
    #: When it called for the first time, or the last time after «close».
    since: datetime
    queue: Queue = field(default_factory=Queue)
    #: BotFather's switch: in groups it hears only what is meant for it.
    privacy: bool = True
    allowed: set[str] | None = None
    webhook: JSON = field(default_factory=dict)
    last_error: JSON = field(default_factory=dict)
    #: Since when the webhook answers 410 and nothing else.
    gone_since: datetime | None = None
    #: Real moment before which setWebhook is too early.
    next_webhook: float = 0.0
    logged_out: datetime | None = None
    profile: Profile = field(default_factory=Profile)
    #: The getUpdates that hangs now; another one takes its place.
    poller: object | None = None
    terminated_by: str = "other getUpdates request; make sure that only one bot instance is running"
    #: Real moment from which a conflict is told at once again.
    next_conflict: float = 0.0
    last_offset: int | None = None
    last_poll: float = 0.0
    bell: Bell = field(default_factory=Bell)

    @property
    def id(self) -> int:
        return int(self.token.split(":")[0])

    @property
    def username(self) -> str:
        return f"sandbox_{self.id}_bot"

    @property
    def user(self) -> JSON:
        name = self.profile.name.get("") or "Школьный дневник"
        return {"id": self.id, "is_bot": True, "first_name": name, "username": self.username}

    def allow(self, kinds: list[str]) -> None:
        """Kept until said again; an empty list is the default (Client.cpp, get_allowed_update_types)."""
        self.allowed = {kind.lower() for kind in kinds} or None

    def push(self, kind: str, payload: JSON, now: datetime) -> None:
        """Queued if the bot wants such updates; one that it did not want is lost, as on the real server."""
        if kind in self.allowed if self.allowed else kind not in ON_REQUEST:
            self.queue.push(kind, payload, now)
            self.bell.ring()

    def forget_settings(self) -> None:
        self.profile = Profile()
        self.webhook, self.allowed, self.logged_out, self.privacy = {}, None, None, True


#: What a bot is told; None where it is not its business.
Make = Callable[[Bot], JSON | None]


@dataclass
class Bots:
    """Bots by id. The first to call is «the bot» that people's words go to unless another is named."""

    known: dict[int, Bot] = field(default_factory=dict)
    callbacks: dict[str, Callback] = field(default_factory=dict)
    #: Answers to callbacks ring here.
    bell: Bell = field(default_factory=Bell)
    _early: list[tuple[str, Make, datetime]] = field(default_factory=list)
    _last_callback: int = field(default_factory=lambda: int(time.time()) << 20)

    def by_token(self, token: str, now: datetime) -> Bot:
        number = int(token.split(":")[0])
        if number not in self.known:
            self.known[number] = Bot(token, now)
        bot = self.known[number]
        for kind, make, at in self._early:
            self._push(bot, kind, make, at)
        self._early.clear()
        return bot

    def push(self, kind: str, make: Make, now: datetime, bot: int | None = None) -> None:
        """To the bot named, or the first known; before any bot came it waits for the first."""
        if not self.known:
            self._early.append((kind, make, now))
            return
        self._push(self.known[bot] if bot in self.known else next(iter(self.known.values())), kind, make, now)

    def push_to_all(self, kind: str, make: Make, now: datetime) -> None:
        """To every bot whose business it is."""
        if not self.known:
            self._early.append((kind, make, now))
        for bot in self.known.values():
            self._push(bot, kind, make, now)

    def _push(self, bot: Bot, kind: str, make: Make, now: datetime) -> None:
        payload = make(bot)
        if payload is not None:
            bot.push(kind, payload, now)

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
