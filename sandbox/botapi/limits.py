"""How fast a bot may speak (https://core.telegram.org/bots/faq): counted by the real clock."""

import math
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]


def weight(parameters: JSON) -> int:
    """How many messages a request makes: an album and a bundle count by their items."""
    for name in ("media", "message_ids"):
        if isinstance(parameters.get(name), list):
            return len(parameters[name])
    return 1


@dataclass
class Bucket:
    """So many at once, then one each ``every`` seconds."""

    tokens: float
    at: float


@dataclass
class Limits:
    """Zero switches a limit off."""

    #: Messages a bot may send in any sliding second.
    per_bot: int = 30
    #: Messages a chat takes at once, and each second after that.
    burst: int = 3
    per_chat: float = 1.0
    #: Messages a group takes in any sliding minute.
    per_group: int = 20
    _bots: defaultdict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _groups: defaultdict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _chats: dict[tuple[int, int], Bucket] = field(default_factory=dict)

    def wait(self, bot: int, chat: int | None, count: int = 1) -> int:
        """Seconds to wait before so many messages would be taken; 0 takes them. More than a chat takes at once pass
        when it has been quiet, and are paid off afterwards."""
        now = time.monotonic()
        waits = [_window(self._bots[bot], now, self.per_bot, 1.0, count)]
        if chat is not None:
            waits.append(self._chat(bot, chat, now, count))
        if chat is not None and chat < 0:
            waits.append(_window(self._groups[chat], now, self.per_group, 60.0, count))
        longest = max(waits)
        if longest > 0:
            return math.ceil(longest)
        self._bots[bot].extend([now] * count)
        if chat is not None:
            self._chats[bot, chat].tokens -= count
            if chat < 0:
                self._groups[chat].extend([now] * count)
        return 0

    def _chat(self, bot: int, chat: int, now: float, count: int) -> float:
        bucket = self._chats.setdefault((bot, chat), Bucket(self.burst, now))
        bucket.tokens = min(self.burst, bucket.tokens + (now - bucket.at) * self.per_chat)
        bucket.at = now
        enough = min(count, self.burst)
        if not self.per_chat or bucket.tokens >= enough:
            return 0.0
        return (enough - bucket.tokens) / self.per_chat


def _window(taken: deque[float], now: float, most: int, seconds: float, count: int) -> float:
    while taken and now - taken[0] >= seconds:
        taken.popleft()
    over = len(taken) + min(count, most) - most
    return seconds - (now - taken[over - 1]) if most and over > 0 else 0.0
