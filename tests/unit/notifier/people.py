"""Named people and happenings for the rule of fan-out. Wednesday 2026-10-07, a school in Minsk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from journal_core.entries.marks import SCALES
from journal_core.entries.revisions import Change
from journal_core.events import Event, EventKind
from journal_core.people import Account
from journal_core.school import PROFILES, Channel, Jurisdiction, School
from notifier.policy import Lane
from notifier.promises import Earlier, Happening, Reachable, Recipient
from notifier.states import State

MINSK = ZoneInfo("Europe/Minsk")
DAY = date(2026, 10, 7)
SCHOOL = School(1, "Гимназия № 1", PROFILES["000"], Jurisdiction.BY_STATE, MINSK, SCALES["by10"])

MARIA, OLEG = 1, 2  #: persons
ANYA, BORIS = 11, 12  #: pupils

CHAT = Reachable(101, Account(Channel.TELEGRAM, "1001"))
MAIL = Reachable(102, Account(Channel.EMAIL, "maria@mail.by"))
PHONE = Reachable(103, Account(Channel.SMS, "+375291234567"))


def at(hour: int, minute: int = 0, second: int = 0, days: int = 0) -> datetime:
    """A moment of the day on the school's clock."""
    return datetime.combine(DAY, datetime.min.time(), MINSK) + timedelta(
        days=days, hours=hour, minutes=minute, seconds=second
    )


NINE, NOON, FIVE_PAST = at(9), at(12), at(12, 5)


def maria(*accounts: Reachable, earlier: Earlier | None = None) -> Recipient:
    """Аня's mother."""
    return Recipient(MARIA, ANYA, accounts or (CHAT,), earlier)


def mark(*to: Recipient, value: str = "7", when: datetime = NOON, **more: Any) -> Happening:
    """Аня's mark."""
    event = Event(EventKind.MARK, 1, "mark:17", more.pop("revision", 1), when, pupil_id=ANYA, day=DAY)
    return Happening(1, event, more.pop("school", SCHOOL), value=value, recipients=to or (maria(),), **more)


def absence(*to: Recipient, code: str = "absent", when: datetime = NINE, **more: Any) -> Happening:
    """Аня is not there."""
    urgent = more.pop("urgent", code in ("absent", "unexcused"))
    event = Event(EventKind.ABSENCE, 1, "absence:5", more.pop("revision", 1), when, urgent, pupil_id=ANYA, day=DAY)
    return Happening(2, event, SCHOOL, value=code, recipients=to or (maria(),), **more)


def homework(*to: Recipient, when: datetime = NOON, **more: Any) -> Happening:
    """№ 214 for the class."""
    event = Event(EventKind.HOMEWORK, 1, "homework:9", more.pop("revision", 1), when, class_id=7, day=DAY)
    return Happening(3, event, SCHOOL, value="№ 214", recipients=to or (maria(),), **more)


def told(value: str = "7", reach: Reachable = CHAT, left_at: datetime | None = FIVE_PAST, **more: Any) -> Earlier:
    """A message that has left."""
    return Earlier(70, reach.account_id, reach.account, State.ACCEPTED, left_at, True, value, **more)


def waiting(reach: Reachable = CHAT, state: State = State.SCHEDULED, **more: Any) -> Earlier:
    """A message that has not left."""
    return Earlier(70, reach.account_id, reach.account, state, None, False, "", **more)


def corrected(happening: Happening, *, removed: bool = False) -> Happening:
    """The second revision of it."""
    change = Change.REMOVED if removed else Change.CORRECTED
    return replace(happening, change=change, event=replace(happening.event, revision=2))


__all__ = ["ANYA", "BORIS", "CHAT", "MAIL", "MARIA", "OLEG", "PHONE", "Lane"]
