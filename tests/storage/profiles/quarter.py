"""A school added by the name of its regulation, and its first quarter: Ковалёва teaches 7Б, Соколова leads it.

The roll is imported and the lessons are planned as any school's are. What people say is timed by the wall clock of
their school.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import (
    AdminDesk,
    Child,
    ClassDesk,
    DeputyDesk,
    HeadDesk,
    SecretaryDesk,
    ServerDesk,
    TeacherDesk,
    Upkeep,
)
from journal_core.actions.import_roll import import_roll
from journal_core.actions.plan_lessons import plan_lessons
from journal_core.actions.post_lesson import Posted, post_lesson
from journal_core.actions.schools import NewSchool, add_school, school_named
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import AbsenceEntry, HomeworkEntry, LessonEntry, MarkEntry, RemarkEntry
from journal_core.entries.revisions import Stamp
from journal_core.lessons import Span
from journal_core.people import Account, Job, Operator, Person, Role
from journal_core.roll import Roll
from journal_core.school import Channel, School
from journal_core.term_marks.setting import Column, TermKind
from storage.office.views import PgOffice
from storage.term_marks.reading import PgTermMarks
from storage.transaction import PgStore
from tests.fakes.clock import FakeClock
from tests.unit.roll.rolls import bell, guardian, pupil, school_class, staff, term, weekly

FIRST, LAST = date(2026, 9, 1), date(2026, 10, 31)  #: of the quarter; the last day is a Saturday
QUARTER = Span(FIRST, LAST + timedelta(days=1))
WEDNESDAY = date(2026, 10, 7)
HOLIDAY = date(2026, 11, 3)
PEPPER = b"pepper of the tests"

ROLL = Roll(
    staff=(
        staff("Ковалёва Нина Петровна"),
        staff("Соколова Вера Павловна"),
        staff("Лис Анна Львовна", "deputy"),
        staff("Громов Иван Ильич", "head"),
        staff("Орлов Олег Ильич", "administrator"),
        staff("Белая Ольга Юрьевна", "secretary"),
    ),
    classes=(school_class("7Б", "Соколова Вера Павловна"), school_class("1А"), school_class("2А")),
    pupils=(
        pupil("7Б Иванова Аня", "17.10.2013", guardian("Иванова Мария", relation="мать")),
        pupil("7Б Петров Борис", "03.02.2013", guardian("Петров Олег", relation="отец")),
        pupil("7Б Сидоров Вова", "21.06.2013"),
        pupil("1А Первый Егор", "14.05.2019"),
        pupil("2А Второва Зоя", "30.01.2018"),
    ),
    terms=(
        term("I четверть", "01.09.2026", "31.10.2026"),
        term("II четверть", "09.11.2026", "30.12.2026"),
        term("Осенние каникулы", "01.11.2026", "08.11.2026", "holiday"),
    ),
    bells=(bell(1, "08:00", "08:45"), bell(2, "08:55", "09:40"), bell(3, "09:50", "10:35")),
    timetable=(
        *(weekly(weekday, 1, "7Б", "Алгебра", "Ковалёва Н.П.") for weekday in (0, 2, 4)),
        weekly(2, 2, "1А", "Чтение", "Соколова В.П."),
        weekly(2, 3, "2А", "Чтение", "Соколова В.П."),
    ),
)
_NUMBERS = {
    "staff": "SELECT surname, id FROM staff",
    "pupils": "SELECT name, id FROM pupil",
    "guardians": "SELECT name, id FROM guardian",
    "classes": "SELECT grade || letter, id FROM school_class",
    "subjects": "SELECT name, id FROM subject",
    "terms": "SELECT name, id FROM term",
}


@dataclass
class Walk:
    """One school on its way through the quarter."""

    owner: AsyncEngine
    runtime: AsyncEngine
    school: School
    numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    _commands: Any = field(default_factory=lambda: count(1))

    @property
    def store(self) -> PgStore:
        return PgStore(self.runtime)

    @property
    def term_marks(self) -> PgTermMarks:
        return PgTermMarks(self.runtime)

    def office(self, now: datetime) -> PgOffice:
        """The office's lists as they read at a moment."""
        return PgOffice(self.runtime, FakeClock(now))

    def at(self, day: date, wall: str = "12:00") -> datetime:
        """A moment by the school's clock."""
        return datetime.combine(day, time.fromisoformat(wall), self.school.zone)

    def teacher(self, surname: str = "Ковалёва") -> TeacherDesk:
        return TeacherDesk(self.numbers["staff"][surname], self.school)

    def leader(self) -> ClassDesk:
        """Соколова's desk."""
        return ClassDesk(self.numbers["staff"]["Соколова"], self.school, self.numbers["classes"]["7Б"], "7Б")

    def deputy(self) -> DeputyDesk:
        return DeputyDesk(self.numbers["staff"]["Лис"], self.school)

    def head(self) -> HeadDesk:
        return HeadDesk(self.numbers["staff"]["Громов"], self.school)

    def admin(self) -> AdminDesk:
        return AdminDesk(self.numbers["staff"]["Орлов"], self.school)

    def secretary(self) -> SecretaryDesk:
        return SecretaryDesk(self.numbers["staff"]["Белая"], self.school)

    def child(self, name: str = "Аня", surname: str = "Иванова") -> Child:
        pupil_id, class_id = self.numbers["pupils"][name], self.numbers["classes"]["7Б"]
        return Child(pupil_id, self.school, surname, name, class_id, "7Б", consented=True, confirmed=True)

    def column(self, class_name: str = "7Б", subject: str = "Алгебра") -> Column:
        """Term marks of the quarter."""
        found = self.numbers
        return Column(
            TermKind.TERM, found["classes"][class_name], found["subjects"][subject], None, found["terms"]["I четверть"]
        )

    def says(self, who: str, at: datetime, why: str = "") -> Stamp:
        """The next command of a member of staff, or of a guardian by first name."""
        staff_ids, guardians = self.numbers["staff"], self.numbers["guardians"]
        number = staff_ids[who] if who in staff_ids else 1000 + guardians[who]
        role = Role.TEACHER if who in staff_ids else Role.GUARDIAN
        actor = Person(number, role, Account(Channel.TELEGRAM, str(number)))
        return Stamp(f"said {next(self._commands)}", actor, at, "telegram", why)

    async def lesson(self, day: date, class_name: str = "7Б") -> int:
        asked = "SELECT id FROM lesson WHERE class_id = :class AND day = :day"
        [(number,)] = await self.rows(asked, **{"class": self.numbers["classes"][class_name], "day": day})
        return int(number)

    async def posts(
        self,
        day: date,
        at: datetime,
        *,
        class_name: str = "7Б",
        topic: str | None = None,
        homework: str = "",
        work: str | None = None,
        absent: Sequence[str] = (),
        about: str = "",
        words: str = "",
        **marks: str,
    ) -> Posted:
        """What whoever teaches the class writes of its lesson of `day`, at `at`: Аня="8", `words` about a pupil."""
        pupils = self.numbers["pupils"]
        said = LessonEntry(
            await self.lesson(day, class_name),
            topic,
            HomeworkEntry(homework, day + timedelta(days=2)) if homework else None,
            tuple(MarkEntry(pupils[name], (value,), work) for name, value in marks.items()),
            tuple(AbsenceEntry(pupils[name], AbsenceCode.ABSENT) for name in absent),
            (RemarkEntry(pupils[about], words),) if about else (),
        )
        who = "Ковалёва" if class_name == "7Б" else "Соколова"
        return await post_lesson(self.store, self.teacher(who), said, self.says(who, at))

    async def late(self, posted: Posted) -> set[str]:
        """What of a message is flagged as late."""
        tables = ("mark", "absence", "homework", "topic", "remark")
        asked = " UNION ALL ".join(
            f"SELECT '{one}' FROM {one}_revision WHERE late AND command_id = :command" for one in tables
        )
        return {row[0] for row in await self.rows(asked, command=posted.command_id)}

    async def mark_of(self, name: str, day: date) -> int:
        """The number of a pupil's mark at a lesson of algebra."""
        asked = "SELECT DISTINCT mark_id FROM mark_revision WHERE pupil_id = :pupil AND lesson_id = :lesson"
        known = {"pupil": self.numbers["pupils"][name], "lesson": await self.lesson(day)}
        [(number,)] = await self.rows(asked, **known)
        return int(number)

    async def values(self, name: str, day: date) -> list[tuple[str, str, bool]]:
        """(change, value, late) of every revision of that mark."""
        asked = "SELECT change, value, late FROM mark_revision WHERE mark_id = :mark ORDER BY revision"
        return [tuple(row) for row in await self.rows(asked, mark=await self.mark_of(name, day))]

    async def rows(self, asked: str, **known: Any) -> Sequence[Any]:
        async with self.owner.connect() as connection:
            return (await connection.execute(sql(asked), known)).all()


async def begin(owner: AsyncEngine, runtime: AsyncEngine, profile: str, jurisdiction: str) -> Walk:
    """The first of September: the school is added by the name of its profile and takes its roll."""
    store, root = PgStore(runtime), Operator("root")
    founded = datetime.combine(FIRST, time(3)).astimezone()
    new = NewSchool(f"Школа по {profile}", profile, jurisdiction)
    await add_school(store, ServerDesk("root"), new, Stamp("add", root, founded, "command line"))
    walk = Walk(owner, runtime, await school_named(store, new.name))
    morning = walk.at(FIRST, "07:00")
    await import_roll(store, AdminDesk(None, walk.school), ROLL, Stamp("import", root, morning), today=FIRST)
    planning = Stamp("plan", Job("lessons ahead"), morning)
    await plan_lessons(store, Upkeep(walk.school), planning, today=FIRST, ahead=LAST - FIRST)
    for what, asked in _NUMBERS.items():
        walk.numbers[what] = dict(await walk.rows(asked))
    return walk
