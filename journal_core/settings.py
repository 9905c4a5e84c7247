"""A school's settings as people type them: «grace 5m», «quiet-from 21:00», «summary-on пт»."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from journal_core.entries.marks import SCALES
from journal_core.errors import Invalid
from journal_core.law import POINTS, amended
from journal_core.school import PROFILES, Jurisdiction, School

_DURATION = re.compile(r"(\d{1,6})\s*([smhсмч]?)")
_SECONDS = {"": 1, "s": 1, "с": 1, "m": 60, "м": 60, "h": 3600, "ч": 3600}
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
#: From Monday, each as it is cut short and whole.
_WEEKDAYS = (
    ("пн", "понедельник", "mon", "monday"),
    ("вт", "вторник", "tue", "tuesday"),
    ("ср", "среда", "wed", "wednesday"),
    ("чт", "четверг", "thu", "thursday"),
    ("пт", "пятница", "fri", "friday"),
    ("сб", "суббота", "sat", "saturday"),
    ("вс", "воскресенье", "sun", "sunday"),
)
_ANSWERS = {"yes": True, "да": True, "true": True, "no": False, "нет": False, "false": False}


def changed(school: School, setting: str, written: str) -> School:
    """`school` with one setting as `written`. Raises Invalid for a setting or a value that cannot be."""
    name = setting.strip().replace("-", "_")
    if name == "profile":
        return _with_profile(school, written)
    if name in POINTS:
        return _amended(school, name, written.strip())
    if name not in SETTINGS:
        raise Invalid("school.setting_unknown", setting=setting, known=", ".join(("profile", *SETTINGS, *POINTS)))
    return replace(school, **{name: SETTINGS[name](name, written.strip())})


def choice(setting: str, written: str, known: Iterable[str]) -> str:
    """`written` when it is one of `known`; Invalid telling which there are."""
    known = [str(one) for one in known]
    if written not in known:
        raise Invalid(f"school.{setting}_unknown", value=written, known=", ".join(known))
    return written


def zone(written: str) -> ZoneInfo:
    """A time zone by its name; Invalid when there is none."""
    try:
        return ZoneInfo(written)
    except (KeyError, OSError, ValueError) as error:  # there is none, a folder's name, or one that is no path
        raise Invalid("school.zone_unknown", value=written) from error


def _amended(school: School, point: str, written: str) -> School:
    """One point of the law; «default» gives it back to the profile. A value that is the profile's is no amendment."""
    others = tuple(one for one in school.amendments if one[0] != point)
    if written == "default" or amended(school.profile.law, ((point, written),)) == school.profile.law:
        return replace(school, amendments=others)
    return replace(school, amendments=(*others, (point, written)))


def _with_profile(school: School, written: str) -> School:
    """Another regulation; scale and zone follow it when they were the old one's."""
    old, new = school.profile, PROFILES[choice("profile", written.strip(), PROFILES)]
    scale = new.scale if school.scale == old.scale else school.scale
    moved = ZoneInfo(new.zone) if school.zone.key == old.zone else school.zone
    return replace(school, profile=new, scale=scale, zone=moved)


def _wrong(setting: str, written: str) -> Invalid:
    return Invalid("school.setting_value", setting=setting, value=written)


def _name(setting: str, written: str) -> str:
    if not written:
        raise _wrong(setting, written)
    return " ".join(written.split())


def _region(setting: str, written: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", written):
        raise _wrong(setting, written)
    return written.upper()


def _duration(setting: str, written: str) -> timedelta:
    match = _DURATION.fullmatch(written)
    if match is None:
        raise _wrong(setting, written)
    return timedelta(seconds=int(match[1]) * _SECONDS[match[2]])


def _clock(setting: str, written: str) -> time:
    match = _CLOCK.fullmatch(written)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise _wrong(setting, written)
    return time(int(match[1]), int(match[2]))


def _weekday(setting: str, written: str) -> int:
    """«пт», «пятница», "fri", "Friday"."""
    word = written.casefold().removesuffix(".")
    for number, names in enumerate(_WEEKDAYS):
        if word in names:
            return number
    raise _wrong(setting, written)


def _answer(setting: str, written: str) -> bool:
    if written.casefold() not in _ANSWERS:
        raise _wrong(setting, written)
    return _ANSWERS[written.casefold()]


def _count(setting: str, written: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", written):
        raise _wrong(setting, written)
    return int(written)


#: Setting → how its text is read.
SETTINGS: dict[str, Callable[[str, str], Any]] = {
    "name": _name,
    "jurisdiction": lambda name, written: Jurisdiction(choice(name, written, Jurisdiction)),
    "zone": lambda _, written: zone(written),
    "scale": lambda name, written: SCALES[choice(name, written, SCALES)],
    "region": _region,
    "grace": _duration,
    "urgent_grace": _duration,
    "quiet_from": _clock,
    "quiet_until": _clock,
    "homework_at": _clock,
    "confirms_links": _answer,
    "sms_budget": _count,
    "summary_on": _weekday,
    "summary_at": _clock,
}
