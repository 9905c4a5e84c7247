"""Lessons: materialised from the timetable, identified by school, class or subgroup, subject, date and slot.

Importing a new timetable moves future lessons that nobody has touched; past ones and touched ones stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` up to, not including, `end`."""

    first: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.end

    def days(self) -> Iterator[date]:
        """Each day of the span."""
        return (self.first + timedelta(n) for n in range((self.end - self.first).days))


@dataclass(frozen=True, slots=True)
class Bell:
    """When a slot begins and ends, local time."""

    slot: int
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True)
class Weekly:
    """One line of the timetable as the school keeps it."""

    class_id: int
    subgroup_id: int | None
    subject_id: int
    staff_id: int
    weekday: int  #: 0 is Monday
    slot: int
    room: str = ""


@dataclass(frozen=True, slots=True)
class PlannedLesson:
    """A lesson to be: what materialising says there should stand on a day."""

    class_id: int
    subgroup_id: int | None
    subject_id: int
    staff_id: int
    day: date
    slot: int
    starts_at: time
    ends_at: time
    room: str = ""


def materialise(
    timetable: Iterable[Weekly], bells: Iterable[Bell], terms: Iterable[Span], holidays: Iterable[Span], span: Span
) -> list[PlannedLesson]:
    """The lessons of `span`: weekly lines on days inside a term and outside every holiday.

    A slot without a bell gives no lesson: the importer has asked about it.
    """
    rung = {bell.slot: bell for bell in bells}
    terms, holidays = tuple(terms), tuple(holidays)
    by_weekday: dict[int, list[Weekly]] = {}
    for line in timetable:
        by_weekday.setdefault(line.weekday, []).append(line)
    lessons = []
    for day in span.days():
        if not any(day in term for term in terms) or any(day in holiday for holiday in holidays):
            continue
        for line in by_weekday.get(day.weekday(), ()):
            if bell := rung.get(line.slot):
                lessons.append(_on(line, day, bell))
    return lessons


def _on(line: Weekly, day: date, bell: Bell) -> PlannedLesson:
    return PlannedLesson(
        line.class_id,
        line.subgroup_id,
        line.subject_id,
        line.staff_id,
        day,
        line.slot,
        bell.starts_at,
        bell.ends_at,
        line.room,
    )
