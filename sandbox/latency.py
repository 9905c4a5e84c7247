"""How long a round trip to each server takes, in real time: a request waits that long before it is read."""

import asyncio
import random
from dataclasses import dataclass, field
from typing import Any

from sandbox.troubles import KINDS


@dataclass
class Distance:
    """So many milliseconds, give or take ``jitter``; the same seed gives the same trips."""

    milliseconds: float = 0
    jitter: float = 0
    seed: int | None = None
    _chance: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)

    def trip(self) -> float:
        """Seconds."""
        return max(0.0, self.milliseconds + self._chance.uniform(-self.jitter, self.jitter)) / 1000


@dataclass
class Latency:
    """A request of the Bot API, a command of SMTP and a sending of SMS is one trip each."""

    to: dict[str, Distance] = field(default_factory=lambda: {service: Distance() for service in KINDS})

    def put(self, service: str, milliseconds: Any = 0, jitter: Any = 0, seed: int | None = None) -> None:
        """Raises ValueError in words."""
        if service not in self.to:
            raise ValueError(f"no service «{service}»: there are {', '.join(self.to)}")
        if not all(isinstance(one, int | float) and one >= 0 for one in (milliseconds, jitter)):
            raise ValueError("milliseconds and jitter are numbers, zero or more")
        self.to[service] = Distance(milliseconds, jitter, seed)

    async def trip(self, service: str) -> None:
        if seconds := self.to[service].trip():
            await asyncio.sleep(seconds)

    def shown(self) -> dict[str, dict[str, float]]:
        return {name: {"milliseconds": one.milliseconds, "jitter": one.jitter} for name, one in self.to.items()}
