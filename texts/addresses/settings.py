"""Where the buttons of the settings lead: the weekly summary, and which news comes when."""

from __future__ import annotations

from texts.addresses.codec import Address, address
from texts.addresses.keys import ClassId, GuardianId, PupilId


@address("st")
class Settings(Address):
    """What a person may set for themselves."""


@address("su")
class SummarySettings(Address):
    """When and where one's own weekly summary comes."""


@address("sc")
class ChooseSummary(Address):
    """The summary comes at this `minute` of the week (0 is Monday, 0:00) on this `channel`."""

    minute: int
    channel: str


@address("so")
class StopSummary(Address):
    """No summary any more."""


@address("sn")
class NewsSettings(Address):
    """Which news of a child comes when on a channel; the number 0 asks of which child."""

    pupil: PupilId
    channel: str


@address("sx")
class SetTiming(Address):
    """News of a `kind` about a child comes so; `sure` is 1 where the person has read the warning."""

    pupil: PupilId
    channel: str
    kind: str
    timing: str
    sure: int


@address("sf")
class SummaryFor(Address):
    """The class teacher's page of the summary of an adult who has no chat."""

    class_id: ClassId
    pupil: PupilId
    guardian: GuardianId


@address("sg")
class ChooseSummaryFor(Address):
    """The class teacher chooses the `minute` of the week for them."""

    class_id: ClassId
    pupil: PupilId
    guardian: GuardianId
    minute: int
