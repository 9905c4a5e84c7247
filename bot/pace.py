"""How fast one account may ask, so that one person's flood costs nobody else their answers (SEC-34).

Kept in memory: a restart forgives. It is no permission, so it may remember who taught a moment ago.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from journal_core import access
from journal_core.access import Grants
from journal_core.people import Account, Role

MINUTE = timedelta(minutes=1)
MOST = 20  #: updates a minute
TEACHERS = 3  #: times as many: a lesson's posts and their cards come in a burst


@dataclass(slots=True)
class _Asked:
    """What one account asked of late."""

    taken: deque[tuple[int, datetime]] = field(default_factory=deque)  #: updates let in, oldest first
    teaches: bool = False
    told: datetime | None = None  #: when it was last asked to slow down


class Pace:
    """Who asked how much within a minute."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._asked: dict[Account, _Asked] = {}
        self._swept: datetime | None = None

    def admits(self, account: Account, update_id: int, at: datetime) -> bool:
        """Whether the update may be handled; one that comes again after a lost reply is counted once."""
        self._sweep(at)
        asked = self._asked.setdefault(account, _Asked())
        while asked.taken and not _within(asked.taken[0][1], at):
            asked.taken.popleft()
        if any(number == update_id for number, _ in asked.taken):
            return True
        if len(asked.taken) >= self._most * (TEACHERS if asked.teaches else 1):
            return False
        asked.taken.append((update_id, at))
        return True

    def learn(self, account: Account, grants: Grants | None) -> None:
        """Who the account turned out to be: teachers may ask more."""
        if asked := self._asked.get(account):
            roles = (Role.TEACHER, Role.CLASS_TEACHER)
            asked.teaches = grants is not None and any(access.has_role(grants, role) for role in roles)

    def may_tell(self, account: Account, at: datetime) -> bool:
        """Whether to ask the account to slow down: once a minute."""
        asked = self._asked.setdefault(account, _Asked())
        if asked.told is not None and _within(asked.told, at):
            return False
        asked.told = at
        return True

    def _sweep(self, at: datetime) -> None:
        """Forget those who have been silent for a minute."""
        if self._swept is not None and _within(self._swept, at):
            return
        self._swept = at
        self._asked = {
            account: asked for account, asked in self._asked.items() if asked.taken and _within(asked.taken[-1][1], at)
        }


def _within(moment: datetime, at: datetime) -> bool:
    """Less than a minute away; a clock that was set back keeps nobody out."""
    return abs(at - moment) < MINUTE
