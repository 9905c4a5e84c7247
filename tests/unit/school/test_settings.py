"""A school's settings are read as people type them, and what cannot be is refused by its name and its value."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from journal_core.entries.marks import SCALES
from journal_core.errors import Invalid
from journal_core.law import POINTS
from journal_core.school import PROFILES, Jurisdiction, School
from journal_core.settings import SETTINGS, changed, choice, zone

MINSK, OMSK = PROFILES["000"], PROFILES["003"]
SCHOOL = School(1, "Гимназия № 1", MINSK, Jurisdiction.BY_STATE, ZoneInfo(MINSK.zone), MINSK.scale)


@pytest.mark.parametrize(
    ("setting", "written", "value"),
    [
        ("name", "  Школа \t №  2 ", "Школа № 2"),
        ("jurisdiction", "ru-private", Jurisdiction.RU_PRIVATE),
        ("zone", " Asia/Omsk ", ZoneInfo("Asia/Omsk")),
        ("scale", "ru5", SCALES["ru5"]),
        ("region", "ru", "RU"),
        ("region", "BY", "BY"),
        ("grace", "45", timedelta(seconds=45)),
        ("grace", "45s", timedelta(seconds=45)),
        ("grace", "45 с", timedelta(seconds=45)),
        ("grace", "5m", timedelta(minutes=5)),
        ("urgent-grace", "5м", timedelta(minutes=5)),
        ("urgent_grace", "2h", timedelta(hours=2)),
        (" urgent-grace ", "2ч", timedelta(hours=2)),
        ("quiet_from", "21:30", time(21, 30)),
        ("quiet-until", "7:05", time(7, 5)),
        ("homework_at", "23:59", time(23, 59)),
        ("summary_at", "0:00", time(0, 0)),
        ("confirms_links", "Да", True),
        ("confirms_links", "yes", True),
        ("confirms_links", "нет", False),
        ("confirms_links", "true", True),
        ("confirms_links", "no", False),
        ("confirms_links", "FALSE", False),
        ("sms_budget", "0", 0),
        ("sms_budget", "999999999", 999_999_999),
    ],
)
def test_a_setting_is_read_as_people_type_it(setting: str, written: str, value: Any) -> None:
    field = setting.strip().replace("-", "_")
    assert changed(SCHOOL, setting, written) == replace(SCHOOL, **{field: value})


@pytest.mark.parametrize(
    "week",
    [
        "Пн. вт ср чт Пт. сб вс",
        "понедельник вторник среда четверг Пятница суббота воскресенье",
        "mon tue wed thu Fri sat sun",
        "monday tuesday wednesday thursday friday saturday Sunday",
    ],
)
def test_a_weekday_is_read_short_and_whole_in_two_languages(week: str) -> None:
    assert [changed(SCHOOL, "summary_on", word).summary_on for word in week.split()] == list(range(7))


@pytest.mark.parametrize(
    ("setting", "written"),
    [
        ("name", ""),
        ("region", "BLR"),
        ("region", "Б"),
        ("region", "РБ"),
        ("grace", "скоро"),
        ("grace", "5 дней"),
        ("grace", "1234567"),
        ("quiet_from", "24:00"),
        ("quiet_from", "12:60"),
        ("quiet_from", "21"),
        ("confirms_links", "может быть"),
        ("sms_budget", "-1"),
        ("sms_budget", "1000000000"),
        ("sms_budget", "много"),
        ("summary_on", "завтра"),
        ("summary_on", ""),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_setting(setting: str, written: str) -> None:
    assert refusal(setting, f" {written} ") == ("school.setting_value", {"setting": setting, "value": written})


@pytest.mark.parametrize(
    ("setting", "known"),
    [("jurisdiction", "by-state, by-private, ru-state, ru-private"), ("scale", ", ".join(SCALES))],
)
def test_a_choice_that_is_none_of_them_tells_which_there_are(setting: str, known: str) -> None:
    assert refusal(setting, "mars") == (f"school.{setting}_unknown", {"value": "mars", "known": known})


def test_an_unknown_profile_tells_which_there_are() -> None:
    assert refusal("profile", "007") == ("school.profile_unknown", {"value": "007", "known": "000, 001, 002, 003, 004"})


def test_a_choice_is_what_was_written() -> None:
    assert choice("scale", "ru5", SCALES) == "ru5"


def test_an_unknown_setting_tells_which_there_are() -> None:
    known = ", ".join(["profile", *SETTINGS, *POINTS])
    assert refusal("colour", "red") == ("school.setting_unknown", {"setting": "colour", "known": known})


@pytest.mark.parametrize("written", ["Europe/Atlantis", "Europe", "", "../etc/localtime", "Минск"])
def test_a_zone_that_is_none_is_refused(written: str) -> None:
    assert refusal("zone", written) == ("school.zone_unknown", {"value": written})


def test_a_zone_is_found_by_its_name() -> None:
    assert zone("Asia/Omsk") == ZoneInfo("Asia/Omsk")


def test_another_regulation_brings_its_scale_and_its_zone() -> None:
    moved = changed(SCHOOL, "profile", " 003 ")
    assert moved == replace(SCHOOL, profile=OMSK, scale=OMSK.scale, zone=ZoneInfo("Asia/Omsk"))


def test_another_regulation_leaves_the_scale_and_the_zone_a_school_chose_itself() -> None:
    chosen = changed(changed(changed(SCHOOL, "profile", "001"), "scale", "by10"), "zone", "Europe/Vilnius")
    assert (chosen.scale, chosen.zone.key) == (SCALES["by10"], "Europe/Vilnius")
    assert changed(chosen, "profile", "003") == replace(chosen, profile=OMSK)


def test_a_point_of_the_law_is_amended_beside_the_others() -> None:
    hurried = changed(changed(SCHOOL, "marks-due", " 0 16:00 "), "error_days", "3")
    assert hurried.amendments == (("marks_due", "0 16:00"), ("error_days", "3"))
    again = changed(hurried, "marks_due", "0 17:00")
    assert again.amendments == (("error_days", "3"), ("marks_due", "0 17:00"))
    assert changed(again, "marks_due", "default").amendments == (("error_days", "3"),)
    assert changed(again, "error_days", "1").amendments == (("marks_due", "0 17:00"),)
    assert changed(SCHOOL, "error_days", "default") == changed(SCHOOL, "error_days", "1") == SCHOOL


def refusal(setting: str, written: str) -> tuple[str, dict[str, str]]:
    """What is said of a setting that cannot be."""
    with pytest.raises(Invalid) as refused:
        changed(SCHOOL, setting, written)
    return refused.value.code, refused.value.details
