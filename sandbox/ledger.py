"""The book of the Bot API server: every call it got and every rule that was broken."""

import time
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

JSON = dict[str, Any]

#: Calls kept; older ones fall off, so that a benchmark does not eat the machine.
KEPT = 50_000


@dataclass
class Ledger:
    """Calls in the order of arrival; an answer is written into its entry when it is given."""

    calls: deque[JSON] = field(default_factory=lambda: deque(maxlen=KEPT))
    violations: list[JSON] = field(default_factory=list)
    #: How many requests were answered 429 (by the limits or by a fault): not a violation by itself.
    throttled: int = 0
    _last_call: int = 0
    _last_violation: int = 0

    def arrived(self, at: datetime, bot: int, method: str, parameters: JSON, person: Any) -> JSON:
        self._last_call += 1
        entry = {
            "seq": self._last_call,
            "at": at.isoformat(),
            "t": time.monotonic(),
            "bot": bot,
            "method": method,
            "parameters": parameters,
            "person": person,
            "status": None,
            "answer": None,
            "fault": None,
        }
        self.calls.append(entry)
        return entry

    def answered(self, entry: JSON, status: int, answer: Any) -> None:
        entry["status"], entry["answer"] = status, answer
        self.throttled += status == 429

    def broke(self, at: datetime, method: str, rule: str, detail: str, parameters: JSON) -> None:
        self._last_violation += 1
        self.violations.append(
            {
                "seq": self._last_violation,
                "at": at.isoformat(),
                "method": method,
                "rule": rule,
                "detail": detail,
                "parameters": parameters,
            }
        )

    def forget(self) -> None:
        self.calls.clear()
        self.violations.clear()
        self.throttled = 0
