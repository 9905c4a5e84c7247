"""The week of an aSc file: each card is a lesson on a day and in a slot, for every class that it is given to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exchange import cells
from exchange.document import Document, Element
from exchange.formats.asc.masks import Days, is_all_year, week_of
from exchange.formats.asc.people import People, where
from exchange.lines import NotTaken
from journal_core.lessons import Week
from journal_core.roll import Doubt, Roll, TimetableRow


@dataclass(frozen=True, slots=True)
class _Reading:
    document: Document
    people: People
    days: Days
    lessons: dict[str, Element]
    weeks: dict[str, str]


def timetable(document: Document, people: People) -> Roll:
    """A row for each card and class; a card that cannot be read is a doubt with its line."""
    lessons = {one.get("id"): one for one in document.elements.get("lesson", ())}
    weeks = {one.get("id"): one.get("weeks") for one in document.elements.get("weeksdef", ())}
    reading = _Reading(document, people, Days.of(document), lessons, weeks)
    rows: list[TimetableRow] = []
    doubts: list[Doubt] = []
    for card in document.elements.get("card", ()):
        try:
            found, asked = _card(reading, card)
        except NotTaken as refusal:
            doubts.append(refusal.doubt)
        else:
            rows.extend(found)
            doubts.extend(asked)
    return Roll(timetable=tuple(rows), doubts=tuple(doubts))


def _card(reading: _Reading, card: Element) -> tuple[list[TimetableRow], list[Doubt]]:
    # In the oldest files a card says all of it itself.
    lesson = reading.lessons.get(card.get("lessonid"), card)
    weekday, slot, week = _when(reading, card, lesson)
    subject = reading.people.subjects.get(lesson.get("subjectid"))
    given = list(_given_to(reading, lesson))
    if not subject or not given:
        raise _refused(reading, card, "import.asc_card", lesson=card.get("lessonid"))
    teachers = [name for key in _ids(lesson, "teacher") if (name := reading.people.teachers.get(key))]
    rooms = [room for key in (_ids(card, "classroom") or _ids(lesson, "classroom")) for room in _room(reading, key)]
    place = where(reading.document, card)
    rows = [
        TimetableRow(
            place, weekday, slot, written_class, subject, teachers[0] if teachers else None, group,
            "/".join(dict.fromkeys(rooms)), week,
        )
        for written_class, group in given
    ]  # fmt: skip
    details = {"class": given[0][0], "subject": subject, "teacher": str(teachers[0]) if teachers else ""}
    asked = [Doubt(place, "import.two_teachers", details)] if len(teachers) > 1 else []
    return rows, asked


def _when(reading: _Reading, card: Element, lesson: Element) -> tuple[int, int, Week]:
    weekday, slot = reading.days.weekday(card), cells.number(card.get("period"))
    week = week_of(card, lesson, reading.weeks)
    if weekday is None or slot is None:
        raise _refused(reading, card, "import.asc_card", lesson=card.get("lessonid"))
    if week is None:
        raise _refused(reading, card, "import.asc_weeks", weeks=card.get("weeks") or lesson.get("weeks"))
    if not is_all_year(card):
        raise _refused(reading, card, "import.asc_terms", lesson=card.get("lessonid"))
    return weekday, slot, week


def _given_to(reading: _Reading, lesson: Element) -> Iterator[tuple[str, str]]:
    """Classes with the group of each; a lesson without groups is given to whole classes."""
    groups = [reading.people.groups[key] for key in _ids(lesson, "group") if key in reading.people.groups]
    if groups:
        pairs = [(group.class_id, group.name) for group in groups]
    else:
        pairs = [(key, "") for key in _ids(lesson, "class")]
    yield from dict.fromkeys(
        (reading.people.classes[key], name) for key, name in pairs if key in reading.people.classes
    )


def _room(reading: _Reading, key: str) -> list[str]:
    return [reading.people.rooms[key]] if key in reading.people.rooms else []


def _ids(element: Element, what: str) -> list[str]:
    """The numbers in «teacherids», or in «teacherid» of the older dialect."""
    written = element.get(f"{what}ids") or element.get(f"{what}id")
    return [one.strip() for one in written.split(",") if one.strip()]


def _refused(reading: _Reading, card: Element, code: str, **details: str) -> NotTaken:
    return NotTaken(Doubt(where(reading.document, card), code, details))
