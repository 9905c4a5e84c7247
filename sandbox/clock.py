"""The sandbox's own clock: real time until somebody steps it, then it stands still until stepped again.

Stamps and lifetimes use it (message dates, arrival of mail, the 150 seconds of a callback); rate limits and
stalls use the real monotonic clock.
"""

import re
import time
from collections import Counter
from datetime import datetime, timedelta

from sandbox.bell import Bell

#: How long a step waits for listeners to come back before it answers anyway, real seconds.
PATIENCE = 2.0

_DURATION = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)


def duration(text: str) -> timedelta:
    """An ISO 8601 duration of weeks, days, hours, minutes and seconds; ValueError in words otherwise."""
    match = _DURATION.fullmatch(text)
    parts = {name: float(value) for name, value in match.groupdict().items() if value} if match else {}
    if not parts:
        raise ValueError(f"«{text}» is no ISO 8601 duration like PT5M or P1DT2H")
    return timedelta(**parts)


def moment(text: str) -> datetime:
    """An ISO 8601 moment with its offset from UTC; ValueError in words otherwise."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"«{text}» is no ISO 8601 moment") from None
    if read.tzinfo is None:
        raise ValueError(f"«{text}» has no offset from UTC: write it like 2026-09-01T08:00:00+03:00")
    return read


class Clock:
    """What time the sandbox says it is, and who wants to hear when that changes by a jump."""

    def __init__(self, stands_at: datetime | None = None) -> None:
        self.flows = stands_at is None
        #: Grows with every jump; listeners quote it to say what they already know.
        self.seq = 0
        self._from = stands_at or datetime.now().astimezone()
        self._since = time.monotonic()
        self._jumped = Bell()
        self._came_back = Bell()
        self._listening: Counter[str] = Counter()
        self._away: Counter[str] = Counter()

    def now(self) -> datetime:
        if not self.flows:
            return self._from
        return self._from + timedelta(seconds=time.monotonic() - self._since)

    async def step(self, to: datetime) -> None:
        """Jumps and stands still; returns when every listener has come back, or after PATIENCE."""
        await self._jump(to, flows=False)

    async def flow(self) -> None:
        """Lets real time flow from where the clock stands."""
        await self._jump(self.now(), flows=True)

    async def _jump(self, to: datetime, *, flows: bool) -> None:
        self._from, self._since, self.flows = to, time.monotonic(), flows
        self.seq += 1
        self._away = self._away + self._listening
        self._jumped.ring()
        await self._came_back.until(lambda: not self._away, PATIENCE)
        self._away.clear()

    async def reach(self, moment: datetime) -> None:
        """Comes back when it is that time, by a step or by itself."""
        while (rest := (moment - self.now()).total_seconds()) > 0:
            seen = self.seq
            await self._jumped.until(lambda: self.seq > seen, rest if self.flows else 3600)  # noqa: B023

    @property
    def listening(self) -> int:
        """How many long polls hang now."""
        return self._listening.total()

    async def listen(self, after: int, timeout: float, name: str = "") -> None:
        """One long poll, until the clock has jumped past ``after``. Coming here acknowledges ``after``."""
        if after >= self.seq and self._away[name] > 0:
            self._away[name] -= 1
        self._away += Counter()  # drops the zeros
        self._came_back.ring()
        self._listening[name] += 1
        try:
            await self._jumped.until(lambda: self.seq > after, timeout)
        finally:
            self._listening[name] -= 1
            self._listening += Counter()
