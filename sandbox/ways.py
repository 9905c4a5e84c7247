"""Ways: what a system under trial tells of its own notifications, promised, waiting, sent. Only shown, never read."""

from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]

#: Kept; the oldest fall off.
KEPT = 5000
#: A way is for a chat, a mailbox or a number; the provider's id is that of the message, letter or SMS it became.
FIELDS = {"key", "person", "title", "channel", "provider_id", "steps"}


@dataclass
class Ways:
    """By key, in the order of the last change."""

    told: dict[str, JSON] = field(default_factory=dict)

    def keep(self, way: JSON) -> None:
        """Raises ValueError in words."""
        if missing := {"key", "person", "title", "steps"} - way.keys():
            raise ValueError(f"a way lacks {', '.join(sorted(missing))}")
        if unknown := way.keys() - FIELDS:
            raise ValueError(f"a way has no {', '.join(sorted(unknown))}; it has {', '.join(sorted(FIELDS))}")
        if not all(isinstance(step, dict) and "step" in step for step in way["steps"]):
            raise ValueError('the steps of a way are a list of {"step": …, "at": …, "note": …}')
        self.told.pop(str(way["key"]), None)
        self.told[str(way["key"])] = way
        while len(self.told) > KEPT:
            del self.told[next(iter(self.told))]

    def of(self, person: str | None, last: int) -> list[JSON]:
        """Of one chat, mailbox or number, or of all; the newest at the end, as many as asked (0: all)."""
        return [way for way in self.told.values() if person is None or str(way["person"]) == person][-last:]

    def forget(self) -> None:
        self.told.clear()
