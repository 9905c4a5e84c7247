"""What a person may wish to hear, and when: kinds of news, their timing, the hour of the weekly summary.

Nouns only. The rows and the verbs are the notifier's; without a row the school's default holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from journal_core.school import Channel


class Kind(StrEnum):
    """News somebody may choose about. What guards an account (codes, a new adult) is none of these."""

    MARKS = "marks"
    HOMEWORK = "homework"
    ABSENCES = "absences"
    NOTICES = "notices"
    SUMMARY = "summary"  #: the weekly one itself: only ever «off», where its reader said «stop»


#: What a person chooses about one by one, in the order they are listed.
CHOSEN = (Kind.MARKS, Kind.HOMEWORK, Kind.ABSENCES, Kind.NOTICES)


class Timing(StrEnum):
    """When news of a kind is told on a channel."""

    AT_ONCE = "at_once"
    SUMMARY = "summary"  #: only in the weekly summary
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of every week on a wall clock."""

    weekday: int  #: 0 is Monday
    at: time

    @property
    def minute(self) -> int:
        """Minutes since the week began."""
        return (self.weekday * 24 + self.at.hour) * 60 + self.at.minute

    @staticmethod
    def of_minute(minute: int) -> Hour:
        """The hour of a minute of the week. Raises ValueError past its end."""
        hours, minutes = divmod(minute, 60)
        if not 0 <= hours < 7 * 24:
            raise ValueError("no week has that minute")
        return Hour(hours // 24, time(hours % 24, minutes))


@dataclass(frozen=True, slots=True)
class Weekly:
    """Where and when a person's summary comes, about all their children."""

    hour: Hour
    channel: Channel
    chosen: bool  #: False: nobody chose, it is the school's default


@dataclass(frozen=True, slots=True)
class Chosen:
    """All that one person has chosen, and what there is to choose from."""

    channels: tuple[Channel, ...]  #: with a live account
    weekly: Weekly | None  #: None: no summary comes
    #: (pupil, or None for all; channel; kind) → what was chosen
    timings: Mapping[tuple[int | None, Channel, Kind], Timing] = field(default_factory=dict)

    def timing(self, pupil_id: int, channel: Channel, kind: Kind) -> Timing | None:
        """What holds for one child: said of that child, or of all of them; None when nothing was said."""
        return self.timings.get((pupil_id, channel, kind)) or self.timings.get((None, channel, kind))
