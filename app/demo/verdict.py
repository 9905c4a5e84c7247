"""The verdict: what was posted against what phones, mail and SMS received; and that nobody else received anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from app.demo.day import Expected
from sandbox.client import Person, Sandbox


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message as it stands on a phone, in a mailbox or among SMS."""

    where: str
    text: str
    at: datetime


@dataclass(slots=True)
class Verdict:
    """What came of the day."""

    expected: int
    arrivals: int
    missing: list[Expected] = field(default_factory=list)
    doubled: list[Expected] = field(default_factory=list)
    strays: list[Arrival] = field(default_factory=list)
    violations: list[dict[str, Any]] = field(default_factory=list)
    delays: list[timedelta] = field(default_factory=list)
    by_kind: Counter[str] = field(default_factory=Counter)

    @property
    def passed(self) -> bool:
        """Everything once, nothing else, and no rule of the messenger broken."""
        return not (self.missing or self.doubled or self.strays or self.violations)

    @property
    def typical_delay(self) -> timedelta:
        """The median time from the teacher's tap to the arrival, by the journal's clock."""
        return timedelta(seconds=median(one.total_seconds() for one in self.delays)) if self.delays else timedelta(0)


def judge(expected: Sequence[Expected], arrivals: Sequence[Arrival]) -> Verdict:
    """Match each expected thing to the messages of its own address; what no expectation explains is a stray."""
    verdict = Verdict(len(expected), len(arrivals))
    by_place: dict[str, list[Arrival]] = {}
    for arrival in arrivals:
        by_place.setdefault(arrival.where, []).append(arrival)
    explained: set[int] = set()
    for one in expected:
        found = [arrival for arrival in by_place.get(one.where, []) if one.fits(arrival.text, arrival.at)]
        explained.update(id(arrival) for arrival in found)
        if not found:
            verdict.missing.append(one)
        elif len(found) > 1:
            verdict.doubled.append(one)
        else:
            verdict.delays.append(found[0].at - one.posted_at)
            verdict.by_kind[one.where.partition(":")[0]] += 1
    verdict.strays = [arrival for arrival in arrivals if id(arrival) not in explained]
    return verdict


async def received(phones: Sequence[Person], town: Sandbox, since: datetime) -> list[Arrival]:
    """Everything the families' phones, mailboxes and SMS got since a moment, as it stands now."""
    found: list[Arrival] = []
    for phone in phones:
        found += [
            Arrival(f"phone:{phone.id}", bubble.text, bubble.at)
            for bubble in await phone.screen()
            if bubble.by == "bot" and not bubble.deleted
        ]
    for letter in await town.mail():
        text = f"{letter['subject']}\n{letter['text']}"
        found += [Arrival(f"mail:{to}", text, moment(letter["at"])) for to in _listed(letter["to"])]
    for sms in await town.sms():
        found.append(Arrival(f"sms:{sms['to']}", sms["text"], moment(sms["at"])))
    return [arrival for arrival in found if arrival.at >= since]


def _listed(to: Any) -> list[str]:
    return [to] if isinstance(to, str) else list(to)


def moment(value: Any) -> datetime:
    """An instant of the sandbox's JSON."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
