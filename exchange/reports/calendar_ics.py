"""A child's lessons and homework as iCalendar (RFC 5545), for a calendar program to fetch again and again.

Lessons with their time and room, homework by the day it is due; no marks, no absences, no name.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from journal_core.diary import Day, HomeworkLine, LessonLine
from texts.catalog import Words

_HOST = "diary"  #: the right part of every UID; the left one is unique in an installation
_REFRESH = timedelta(hours=1)


def calendar_ics(days: Sequence[Day], homework: Sequence[HomeworkLine], today: date, zone: ZoneInfo, t: Words) -> bytes:
    """The calendar as of `today`; the same views are the same bytes. Times carry the school's zone and its rules."""
    made = Calendar()
    made.add("prodid", "-//school-diary-gateway//lessons//RU")
    made.add("version", "2.0")
    made.add("x-wr-calname", t("calendar.name"))
    made.add("refresh-interval", _REFRESH, parameters={"value": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    stamp = datetime.combine(today, time(), UTC)  # when a program asks matters to nobody; the bytes stay the same
    for day in days:
        for lesson in day.lessons:
            made.add_component(_lesson(day.day, lesson, zone, stamp))
    for line in homework:
        made.add_component(_homework(line, stamp, t))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _lesson(day: date, lesson: LessonLine, zone: ZoneInfo, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"lesson-{lesson.id}@{_HOST}")
    event.add("dtstamp", stamp)
    event.add("dtstart", datetime.combine(day, lesson.starts_at, zone))
    event.add("dtend", datetime.combine(day, lesson.ends_at, zone))
    event.add("summary", lesson.subject)
    if lesson.room:
        event.add("location", lesson.room)
    return event


def _homework(line: HomeworkLine, stamp: datetime, t: Words) -> Event:
    """A whole day that takes no time."""
    said = "\x1f".join((str(line.due), line.subject, str(line.set_on), line.text))
    event = Event()
    event.add("uid", f"homework-{sha256(said.encode()).hexdigest()[:20]}@{_HOST}")
    event.add("dtstamp", stamp)
    event.add("dtstart", line.due)
    event.add("dtend", line.due + timedelta(days=1))
    event.add("summary", t("calendar.homework", subject=line.subject))
    event.add("description", line.text)
    event.add("transp", "TRANSPARENT")
    return event
