"""A school, its profile (the regulation it keeps its journal by) and its jurisdiction (what a channel may carry).

`Profile` and `Jurisdiction` are separate: a school in Minsk may keep its journal by any regulation.
What a regulation asks is a `Law`; docs/regulations.md goes through it clause by clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo

from journal_core.entries.marks import SCALES, Scale
from journal_core.law import Control, Correcting, Due, Law, Paper, amended


class Channel(StrEnum):
    """A way to reach a person. Its value is the `messenger` of an Account."""

    TELEGRAM = "telegram"
    EMAIL = "email"
    SMS = "sms"


class Level(IntEnum):
    """How much a channel may tell (PRV-05)."""

    OFF = 0  #: nothing may be sent at all
    NEUTRAL = 1  #: «новая запись в дневнике»
    INITIALS = 2  #: initials and subject, no value
    FULL = 3  #: all of it


class Jurisdiction(StrEnum):
    """Whose law decides what a channel may carry; unknown is refused when a school is added."""

    BY_STATE = "by-state"
    BY_PRIVATE = "by-private"
    RU_STATE = "ru-state"
    RU_PRIVATE = "ru-private"


_BY = {Channel.TELEGRAM: Level.FULL, Channel.EMAIL: Level.INITIALS, Channel.SMS: Level.NEUTRAL}
LEVELS: dict[Jurisdiction, dict[Channel, Level]] = {
    Jurisdiction.BY_STATE: _BY,
    Jurisdiction.BY_PRIVATE: _BY,
    Jurisdiction.RU_PRIVATE: {**_BY, Channel.TELEGRAM: Level.NEUTRAL},
    Jurisdiction.RU_STATE: {**_BY, Channel.TELEGRAM: Level.OFF},
}


@dataclass(frozen=True, slots=True)
class Profile:
    """A regulation as a preset; the school's row may amend each value."""

    name: str
    title: str  #: the document, in the language it is written in
    scale: Scale
    zone: str
    law: Law


_SEVEN = Due(at=time(19, 0))
_TWO_DAYS = Due(2)
#: 000 3.4.2–3.4.3; grades 1–2 of Belarus have no marks.
_MOLODECHNO = Law(
    grades_without_marks=(1, 2),
    marks_due=_SEVEN,
    attendance_due=_SEVEN,
    topic_due=_SEVEN,
    homework_due=_SEVEN,
    control=(Control.MONTHLY_DEPUTY,),
)
#: 001 4.3.5, 5.2, 5.3.
_SCHOOL = Law(
    least_marks=3,
    counts_written=True,
    term_mark_due=2,
    control=(Control.MONTHLY_DEPUTY, Control.WEEKLY_ABSENCES, Control.MONTHLY_DATA),
    paper=Paper.REFUSED,
)
#: 002 3.4, 3.6.
_KAMENSK = Law(
    marks_due=Due(at=time(17, 0)),
    control=(Control.MONTHLY_DEPUTY, Control.MONTHLY_HEAD, Control.YEARLY_LISTS),
)
#: 003 3.1.2; 4.2 а, б; 5.1.
_LYUBINSKY = Law(
    marks_due=_TWO_DAYS,
    attendance_due=_TWO_DAYS,
    topic_due=_TWO_DAYS,
    homework_due=_TWO_DAYS,
    correcting=Correcting.REQUEST,
    pupil_codes=False,
    control=(
        Control.DAILY_ANALYSIS,
        Control.WEEKLY_ANALYSIS,
        Control.MONTHLY_ANALYSIS,
        Control.WEEKLY_ABSENCES,
    ),
    on_application=True,
)
#: 004 §1 lets the rest wait until 12:00 of the next day; §3 wants marks and attendance on the day: the stricter.
_GEKHI_CHU = Law(
    topic_due=Due(1, time(12, 0)),
    homework_due=Due(1, time(12, 0)),
    control=(Control.YEARLY_SECTIONS,),
)

PROFILES: dict[str, Profile] = {
    profile.name: profile
    for profile in (
        Profile("000", "Молодечно", SCALES["by10"], "Europe/Minsk", _MOLODECHNO),
        Profile("001", "ОУ", SCALES["ru5"], "Europe/Moscow", _SCHOOL),
        Profile("002", "Каменск-Уральский", SCALES["ru5"], "Asia/Yekaterinburg", _KAMENSK),
        Profile("003", "Любинский район", SCALES["ru5"], "Asia/Omsk", _LYUBINSKY),
        Profile("004", "Гехи-Чу", SCALES["ru5"], "Europe/Moscow", _GEKHI_CHU),
    )
}


@dataclass(frozen=True, slots=True)
class School:
    """A school's row: what its people decided."""

    id: int
    name: str
    profile: Profile
    jurisdiction: Jurisdiction
    zone: ZoneInfo
    scale: Scale
    region: str = "BY"  #: for phone numbers without a country
    grace: timedelta = timedelta(minutes=5)  #: how long a mark or a homework may still be corrected unheard
    urgent_grace: timedelta = timedelta(seconds=90)
    quiet_from: time = time(21, 0)
    quiet_until: time = time(7, 0)
    homework_at: time = time(17, 0)  #: the day's homework leaves together at this local time
    confirms_links: bool = True  #: the class teacher's tap is asked for
    sms_budget: int = 3000  #: segments a calendar month
    summary_on: int = 4  #: the weekday of the weekly summary for those who chose none; 0 is Monday
    summary_at: time = time(18, 0)
    amendments: tuple[tuple[str, str], ...] = ()  #: points of the profile's law as this school typed them

    @property
    def law(self) -> Law:
        """What holds here: the profile's law with the school's amendments."""
        return amended(self.profile.law, self.amendments)

    def local(self, moment: datetime) -> datetime:
        """`moment` on the school's wall clock."""
        return moment.astimezone(self.zone)

    def is_quiet(self, at: time) -> bool:
        """Whether pushes wait at this time of the school's day."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until

    def level(self, channel: Channel) -> Level:
        """How much `channel` may tell families of this school."""
        return LEVELS[self.jurisdiction][channel]
