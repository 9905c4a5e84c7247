"""When a weekly summary falls due: a pure rule over wall clocks.

An hour that comes twice when the clocks go back counts once, the first time; one that is skipped when they go forward
comes as much later as they jumped. So whatever a zone's law does, a date has one such moment and a week has one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from journal_core.wishes import Hour

#: A summary missed while nothing ran is still sent within this; one missed for longer is reported instead.
CATCH_UP = timedelta(hours=12)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Slot:
    """An hour of the week at which somebody's summary comes, on the wall clock of a zone."""

    zone: ZoneInfo
    hour: Hour


@dataclass(frozen=True, slots=True)
class Due:
    """A slot whose time has come."""

    slot: Slot
    on: date  #: the local date
    at: datetime  #: the moment, UTC


def moment(slot: Slot, on: date) -> datetime:
    """The moment of the slot on a date (PEP 495, fold 0), UTC."""
    return datetime.combine(on, slot.hour.at, slot.zone).astimezone(UTC)


def last(slot: Slot, now: datetime) -> Due:
    """The slot's latest moment that is not after `now`."""
    today = now.astimezone(slot.zone).date()
    on = today - timedelta(days=(today.weekday() - slot.hour.weekday) % 7)
    if moment(slot, on) > now:
        on -= WEEK
    return Due(slot, on, moment(slot, on))


def due(slots: Iterable[Slot], now: datetime, since: datetime | None) -> list[Due]:
    """What has come since `since`, the last moment of each slot; without it, whatever came last, however long ago.

    A week is as far as anybody looks back: a slot's moment before the last one is another week's.
    """
    found = [last(slot, now) for slot in slots]
    return [one for one in found if since is None or one.at > since]
