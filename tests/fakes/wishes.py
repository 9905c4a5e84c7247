"""What people chose, in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from journal_core.access import Child, ClassDesk, Grants
from journal_core.entries.revisions import Stamp
from journal_core.errors import Refused
from journal_core.school import Channel
from journal_core.wishes import Chosen, Hour, Kind, Timing, Weekly

IN_THE_CHAT = Chosen((Channel.TELEGRAM,), None)


@dataclass
class FakeWishes:
    """`notifier.ports.Wishes`; nobody without a word of their own has chosen anything."""

    people: dict[int, Chosen] = field(default_factory=dict)  #: by person
    adults: dict[int, dict[int, Chosen]] = field(default_factory=dict)  #: by pupil, then by record
    stopped: list[tuple[int, Kind | None]] = field(default_factory=list)  #: (account, kind)

    async def of(self, grants: Grants) -> Chosen:
        """Theirs."""
        return self.people.get(grants.person_id, IN_THE_CHAT)

    async def of_class(self, desk: ClassDesk, pupil_id: int, at: datetime) -> Mapping[int, Chosen]:
        """Of the pupil's adults."""
        return self.adults.get(pupil_id, {})

    async def choose_summary(self, grants: Grants, hour: Hour, channel: Channel, stamp: Stamp) -> None:
        """Only where they are reached."""
        chosen = await self.of(grants)
        if channel not in chosen.channels:
            raise Refused("settings.no_such_channel")
        self.people[grants.person_id] = replace(chosen, weekly=Weekly(hour, channel, chosen=True))

    async def choose_summary_for(
        self, desk: ClassDesk, pupil_id: int, guardian_id: int, hour: Hour, stamp: Stamp
    ) -> None:
        """The channel stays."""
        chosen = self.adults.get(pupil_id, {}).get(guardian_id)
        if chosen is None or chosen.weekly is None:
            raise Refused("settings.not_for_them")
        self.adults[pupil_id][guardian_id] = replace(chosen, weekly=Weekly(hour, chosen.weekly.channel, chosen=True))

    async def stop_summary(self, person_id: int, at: datetime) -> None:
        """None any more."""
        self.people[person_id] = replace(self.people.get(person_id, IN_THE_CHAT), weekly=None)

    async def set_timing(
        self, grants: Grants, child: Child | None, channel: Channel, kind: Kind, timing: Timing, stamp: Stamp
    ) -> None:
        """Of one child, or of all."""
        chosen = await self.of(grants)
        said = {**chosen.timings, (child.pupil_id if child else None, channel, kind): timing}
        self.people[grants.person_id] = replace(chosen, timings=said)

    async def stop(self, account_id: int, at: datetime, kind: Kind | None = None, said: str = "") -> None:
        """Remembered."""
        self.stopped.append((account_id, kind))

    async def resume(self, account_id: int, at: datetime, said: str = "") -> None:
        """Forgotten."""
        self.stopped = [one for one in self.stopped if one[0] != account_id]
