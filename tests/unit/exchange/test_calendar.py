"""iCalendar: lessons in the school's own hours, homework by its day, and nothing more."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from exchange.reports.calendar_ics import calendar_ics
from journal_core.diary import Day, HomeworkLine, LessonLine, MarkCell
from journal_core.entries.attendance import AbsenceCode
from texts.catalog import words

TODAY = date(2026, 10, 7)
MARK = MarkCell(1, "3", TODAY)
LESSON = LessonLine(
    7, 1, time(8), time(8, 45), "Алгебра", "204", "Дроби", ("№ 7",), (MARK,), AbsenceCode.ILL, remark="Шумел"
)
HOMEWORK = HomeworkLine(TODAY + timedelta(days=2), "Алгебра", "№ 14; с. 7,\nвыучить", TODAY)


def made(zone: str = "Europe/Minsk", language: str = "ru") -> bytes:
    return calendar_ics([Day(TODAY, (LESSON,))], [HOMEWORK], TODAY, ZoneInfo(zone), words(language))


def events(written: bytes) -> dict[str, dict[str, Any]]:
    read = Calendar.from_ical(written)
    return {str(one["UID"]).partition("-")[0]: dict(one) for one in read.walk("VEVENT")}


@pytest.mark.parametrize(("zone", "hours"), [("Europe/Minsk", 3), ("Asia/Omsk", 6), ("Europe/Moscow", 3)])
def test_a_lesson_stands_at_the_school_s_own_hour_with_the_zone_s_rules(zone: str, hours: int) -> None:
    written = made(zone)
    lesson = Calendar.from_ical(written).walk("VEVENT")[0]
    begins: Any = lesson.decoded("DTSTART")
    assert (begins.date(), begins.time()) == (TODAY, time(8))
    assert begins.utcoffset() == timedelta(hours=hours)
    assert (str(lesson["SUMMARY"]), str(lesson["LOCATION"])) == ("Алгебра", "204")
    assert f"TZID:{zone}".encode() in written and b"BEGIN:VTIMEZONE" in written


def test_homework_is_a_day_that_takes_no_time() -> None:
    homework = events(made())["homework"]
    assert homework["DTSTART"].dt == date(2026, 10, 9)
    assert (str(homework["SUMMARY"]), str(homework["DESCRIPTION"])) == ("Задано: Алгебра", "№ 14; с. 7,\nвыучить")
    assert str(homework["TRANSP"]) == "TRANSPARENT"


def test_no_mark_no_absence_no_remark_no_topic_leaves_with_it() -> None:
    written = made().decode()
    for secret in ("Шумел", "Дроби", "DESCRIPTION:3", "ill", "Б\r\n"):
        assert secret not in written
    assert set(events(made())["lesson"]) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION"}


def test_the_same_day_is_the_same_bytes_in_lines_of_at_most_75_octets() -> None:
    assert made() == made()
    assert all(len(line) <= 75 for line in made().split(b"\r\n"))


def test_it_speaks_the_language_of_whoever_asked() -> None:
    assert "Зададзена: Алгебра" in str(events(made(language="be"))["homework"]["SUMMARY"])
