"""How fast a bot may speak (https://core.telegram.org/bots/faq): counted by the real clock."""

import math
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field


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

    def wait(self, bot: int, chat: int | None) -> int:
        """Seconds to wait before this message would be taken; 0 takes it."""
        now = time.monotonic()
        waits = [_window(self._bots[bot], now, self.per_bot, 1.0)]
        if chat is not None:
            waits.append(self._chat(bot, chat, now))
        if chat is not None and chat < 0:
            waits.append(_window(self._groups[chat], now, self.per_group, 60.0))
        longest = max(waits)
        if longest > 0:
            return math.ceil(longest)
        self._bots[bot].append(now)
        if chat is not None:
            self._chats[bot, chat].tokens -= 1
            if chat < 0:
                self._groups[chat].append(now)
        return 0

    def _chat(self, bot: int, chat: int, now: float) -> float:
        bucket = self._chats.setdefault((bot, chat), Bucket(self.burst, now))
        bucket.tokens = min(self.burst, bucket.tokens + (now - bucket.at) * self.per_chat)
        bucket.at = now
        if not self.per_chat or bucket.tokens >= 1:
            return 0.0
        return (1 - bucket.tokens) / self.per_chat


def _window(taken: deque[float], now: float, most: int, seconds: float) -> float:
    while taken and now - taken[0] >= seconds:
        taken.popleft()
    return seconds - (now - taken[0]) if most and len(taken) >= most else 0.0
