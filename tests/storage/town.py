"""A small town in the database: «Гимназия № 1» with two classes, by plain inserts, for tests of storage.

Wednesday 2026-10-07 is «today». Everything is found by name: `town.pupils["Аня"]`, `town.lessons["algebra"]`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, insert
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from journal_core.access import Child, ClassDesk, TeacherDesk
from journal_core.entries.revisions import Stamp
from journal_core.people import Account, Person, Role
from journal_core.school import PROFILES, Channel, Jurisdiction, School
from storage.tables import people as who
from storage.tables import school as at

YEAR = date(2026, 9, 1)
MONDAY = date(2026, 10, 5)
TODAY = date(2026, 10, 7)  #: a Wednesday
NOON = datetime(2026, 10, 7, 9, 0, tzinfo=UTC)  #: 12:00 in Minsk, today
HOLIDAY = date(2026, 11, 2)  #: the Monday of «Осенние каникулы»

#: name → (surname, class, English subgroup)
PUPILS = {
    "Аня": ("Иванова", "7Б", "1"),
    "Борис": ("Петров", "7Б", "1"),
    "Вова": ("Сидоров", "7Б", "2"),
    "Галя": ("Ёлкина", "7Б", "2"),
    "Дима": ("Яковлев", "7А", None),
    "Егор": ("Первый", "1А", None),
}
#: name → (guardian's surname, child, relation)
GUARDIANS = {
    "Мария": ("Иванова", "Аня", "мать"),
    "Олег": ("Петров", "Борис", "отец"),
    "Жанна": ("Яковлева", "Дима", "мать"),
}
#: surname → (name, patronymic); Соколова leads 7Б
STAFF = {
    "Ковалёва": ("Нина", "Петровна"),
    "Орлов": ("Олег", "Ильич"),
    "Лис": ("Анна", "Львовна"),
    "Соколова": ("Вера", "Павловна"),
}
#: name → (class, subject, subgroup, teacher, weekdays, slot)
LINES: dict[str, tuple[str, str, str | None, str, tuple[int, ...], int]] = {
    "algebra": ("7Б", "Алгебра", None, "Ковалёва", (0, 2, 4), 1),
    "history": ("7Б", "История", None, "Соколова", (0, 2), 2),
    "english 1": ("7Б", "Английский язык", "1", "Орлов", (1, 2), 3),
    "english 2": ("7Б", "Английский язык", "2", "Лис", (1, 2), 3),
    "algebra 7А": ("7А", "Алгебра", None, "Ковалёва", (0, 2, 4), 2),
    "reading 1А": ("1А", "Чтение", None, "Соколова", (2,), 4),
}
BELLS = {
    1: (time(8, 0), time(8, 45)),
    2: (time(8, 55), time(9, 40)),
    3: (time(9, 50), time(10, 35)),
    4: (time(11), time(11, 45)),
}


@dataclass
class Town:
    """Numbers of everything in the town, by name."""

    school: School
    classes: dict[str, int] = field(default_factory=dict)
    subjects: dict[str, int] = field(default_factory=dict)
    subgroups: dict[str, int] = field(default_factory=dict)  #: of English in 7Б
    pupils: dict[str, int] = field(default_factory=dict)
    guardians: dict[str, int] = field(default_factory=dict)
    staff: dict[str, int] = field(default_factory=dict)
    lessons: dict[tuple[str, date], int] = field(default_factory=dict)  #: by line and day

    def lesson(self, line: str, day: date = TODAY) -> int:
        """A lesson of a timetable line."""
        return self.lessons[line, day]

    def teacher(self, surname: str = "Ковалёва") -> TeacherDesk:
        """A pass to a teacher's pages."""
        return TeacherDesk(self.staff[surname], self.school)

    def class_desk(self, surname: str = "Соколова", class_name: str = "7Б") -> ClassDesk:
        """A pass to a class's pages."""
        return ClassDesk(self.staff[surname], self.school, self.classes[class_name], class_name)

    def child(self, name: str = "Аня") -> Child:
        """A pass to a pupil's diary."""
        surname, class_name, _ = PUPILS[name]
        return Child(
            self.pupils[name],
            self.school,
            surname,
            name,
            self.classes[class_name],
            class_name,
            consented=True,
            confirmed=True,
        )


def stamp(command_id: str, at: datetime = NOON, role: Role = Role.TEACHER) -> Stamp:
    """Somebody's command from Telegram."""
    return Stamp(command_id, Person(1, role, Account(Channel.TELEGRAM, "100")), at, "telegram")


async def build_town(engine: AsyncEngine) -> Town:
    """Fill a fresh database with the town and return its numbers."""
    async with engine.begin() as connection:
        row = {
            "name": "Гимназия № 1",
            "profile": "000",
            "jurisdiction": "by-state",
            "zone": "Europe/Minsk",
            "scale": "by10",
        }
        school_id = await _put(connection, at.school, **row)
        profile = PROFILES["000"]
        town = Town(
            School(
                school_id,
                row["name"],
                profile,
                Jurisdiction.BY_STATE,
                ZoneInfo("Europe/Minsk"),
                profile.scale,
            )
        )
        await _calendar(connection, school_id)
        await _people(connection, town)
        await _lessons(connection, town)
        return town


async def speaks(
    connection: AsyncConnection,
    town: Town,
    chat: str,
    *,
    guardian: str | None = None,
    staff: str | None = None,
    state: str = "live",
) -> int:
    """A person with a live Telegram chat, linked to a guardian's child (with consent) or to staff."""
    person = await _put(connection, who.person, created_at=NOON)
    await _put(
        connection,
        who.account,
        person_id=person,
        channel="telegram",
        address=chat,
        state="live",
        changed_at=NOON,
    )
    held: dict[str, Any] = {"staff_id": town.staff[staff]} if staff else {}
    if guardian:
        pupil = town.pupils[GUARDIANS[guardian][1]]
        held = {"guardian_id": town.guardians[guardian], "pupil_id": pupil}
        await _put(
            connection,
            who.consent,
            person_id=person,
            pupil_id=pupil,
            channel="telegram",
            version="1",
            evidence="tap",
            given_at=NOON,
        )
    await _put(connection, who.link, person_id=person, school_id=town.school.id, state=state, asked_at=NOON, **held)
    return person


async def _put(connection: AsyncConnection, table: Table, **values: Any) -> int:
    return int((await connection.execute(insert(table).values(**values).returning(table.c.id))).scalar_one())


async def _calendar(connection: AsyncConnection, school_id: int) -> None:
    spans = (
        ("term", "I четверть", YEAR, date(2026, 11, 1)),
        ("term", "II четверть", date(2026, 11, 9), date(2026, 12, 25)),
        ("holiday", "Осенние каникулы", date(2026, 11, 1), date(2026, 11, 9)),
    )
    for kind, name, first, end in spans:
        system = "quarter" if kind == "term" else ""
        days = Range(first, end)
        await _put(connection, at.term, school_id=school_id, kind=kind, system=system, name=name, days=days)
    for slot, (starts_at, ends_at) in BELLS.items():
        await _put(connection, at.bell, school_id=school_id, slot=slot, starts_at=starts_at, ends_at=ends_at)


async def _people(connection: AsyncConnection, town: Town) -> None:
    of_school = {"school_id": town.school.id}
    since = Range(YEAR, None)
    for surname, (name, patronymic) in STAFF.items():
        town.staff[surname] = await _put(
            connection,
            at.staff,
            **of_school,
            surname=surname,
            name=name,
            patronymic=patronymic,
            duties=["teacher"],
        )
    for class_name, leader in (("7А", None), ("7Б", "Соколова"), ("1А", None)):
        town.classes[class_name] = await _put(
            connection,
            at.school_class,
            **of_school,
            grade=int(class_name[0]),
            letter=class_name[1],
            class_teacher_id=town.staff[leader] if leader else None,
        )
    for subject in ("Алгебра", "История", "Английский язык", "Чтение"):
        town.subjects[subject] = await _put(connection, at.subject, **of_school, name=subject)
    english = {"class_id": town.classes["7Б"], "subject_id": town.subjects["Английский язык"]}
    for name in ("1", "2"):
        town.subgroups[name] = await _put(connection, at.subgroup, **english, name=name)
    for name, (surname, class_name, group) in PUPILS.items():
        pupil = await _put(connection, at.pupil, **of_school, surname=surname, name=name, birth_date=date(2013, 10, 17))
        town.pupils[name] = pupil
        await _put(connection, at.membership, pupil_id=pupil, class_id=town.classes[class_name], days=since)
        if group:
            await _put(connection, at.subgroup_member, subgroup_id=town.subgroups[group], pupil_id=pupil, days=since)
    for name, (surname, child, relation) in GUARDIANS.items():
        guardian = await _put(connection, at.guardian, **of_school, surname=surname, name=name)
        town.guardians[name] = guardian
        await _put(connection, at.guardianship, guardian_id=guardian, pupil_id=town.pupils[child], relation=relation)


async def _lessons(connection: AsyncConnection, town: Town) -> None:
    """The timetable, and the lessons of five weeks: two back from this one and two ahead."""
    days = [MONDAY + timedelta(n) for n in range(-14, 21)]
    for line, (class_name, subject, group, teacher, weekdays, slot) in LINES.items():
        taught = {
            "school_id": town.school.id,
            "class_id": town.classes[class_name],
            "subgroup_id": town.subgroups[group] if group else None,
            "subject_id": town.subjects[subject],
            "staff_id": town.staff[teacher],
            "slot": slot,
            "room": "204",
        }
        for weekday in weekdays:
            await _put(connection, at.timetable_line, **taught, weekday=weekday)
        starts_at, ends_at = BELLS[slot]
        for day in days:
            if day.weekday() in weekdays:
                town.lessons[line, day] = await _put(
                    connection, at.lesson, **taught, day=day, starts_at=starts_at, ends_at=ends_at
                )
