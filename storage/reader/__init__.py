"""The diary's views: each by one to three statements, whatever the size of the class.

Statements are module constants (built once) and run without a transaction: one round trip each. A mark, an
absence or a homework «as it stands» is its last revision; what was removed is not shown. Membership is dated:
a pupil sees the lessons of the class and subgroups they belonged to on the lesson's day.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.access import Child, ClassDesk, Grants, TeacherDesk
from journal_core.desk import Desk
from journal_core.diary import AbsenceLine, Day, HomeworkLine, MarkCard, TermMarks, Week
from journal_core.entries.entry import LessonPage
from journal_core.notices import NoticeLine, NoticeStatus, NoticeView, Reach
from journal_core.people import Account
from journal_core.ports import Clock
from journal_core.ports.diary import AbsenceToSettle, Family, LinkLine
from storage.lessons.pages import read_page
from storage.reader import absences, desk, diary, families, homework, marks, notices
from storage.reader.grants import read_grants
from storage.views import Views

__all__ = ["PgDiary"]


class PgDiary(Views):
    """`journal_core.ports.Diary` over the run-time role's engine."""

    def __init__(self, engine: AsyncEngine, clock: Clock | None = None) -> None:
        super().__init__(engine)
        self._clock = clock

    def _now(self) -> datetime | None:
        """By the clock people notice; the database's own when none was given."""
        return self._clock.now() if self._clock else None

    async def grants(self, account: Account) -> Grants | None:
        """Everything the person behind a live account may do now; None for a stranger."""
        async with self._reading() as connection:
            return await read_grants(connection, account, self._now())

    async def day(self, child: Child, day: date) -> Day:
        """One day of a child."""
        async with self._reading() as connection:
            days = await diary.read_days(connection, child, day, day)
            return days[0]

    async def week(self, child: Child, monday: date) -> Week:
        """The week of a child that begins on `monday`."""
        async with self._reading() as connection:
            days = await diary.read_days(connection, child, monday, monday + timedelta(days=6))
            return Week(monday, tuple(day for day in days if day.lessons or day.holiday))

    async def marks(self, child: Child, on: date) -> TermMarks:
        """Marks of the term that `on` falls into; of the last one begun when it falls between terms."""
        async with self._reading() as connection:
            return await marks.read_term(connection, child, on)

    async def mark(self, child: Child, mark_id: int) -> MarkCard:
        """One mark; the one Refused of `access` when it is not this child's."""
        async with self._reading() as connection:
            return await marks.read_card(connection, child, mark_id)

    async def homework(self, child: Child, since: date) -> tuple[HomeworkLine, ...]:
        """Homework due on `since` or later, by day and lesson."""
        async with self._reading() as connection:
            return await homework.read_homework(connection, child, since)

    async def absences(self, child: Child, on: date) -> tuple[AbsenceLine, ...]:
        """Absences of the term that `on` falls into, newest first."""
        async with self._reading() as connection:
            return await absences.read_absences(connection, child, on)

    async def desk(self, teacher: TeacherDesk, at: datetime) -> Desk:
        """The teacher's classes, load and lessons, from two weeks before `at` to four weeks after."""
        async with self._reading() as connection:
            return await desk.read_desk(connection, teacher, at)

    async def page(self, teacher: TeacherDesk, lesson_id: int) -> LessonPage:
        """What stands at a lesson now; Refused when it is not this teacher's."""
        async with self._reading() as connection:
            return await read_page(connection, teacher.school.id, teacher.staff_id, lesson_id)

    async def absences_to_settle(self, desk: ClassDesk, day: date) -> tuple[AbsenceToSettle, ...]:
        """Absences of the class on a day that carry no reason yet."""
        async with self._reading() as connection:
            return await absences.read_unsettled(connection, desk, day)

    async def links(self, desk: ClassDesk) -> tuple[LinkLine, ...]:
        """Who waits for the class teacher's tap, oldest first."""
        async with self._reading() as connection:
            return await families.read_links(connection, desk, self._now())

    async def link(self, desk: ClassDesk, link_id: int) -> LinkLine:
        """One link of the class; Refused for another class's."""
        async with self._reading() as connection:
            return await families.read_link(connection, desk, link_id, self._now())

    async def families(self, desk: ClassDesk) -> tuple[Family, ...]:
        """The class with its adults: who is linked and who is not reached."""
        async with self._reading() as connection:
            return await families.read_families(connection, desk, self._now())

    async def notice_reach(self, desk: ClassDesk, at: datetime) -> Reach:
        """Whom a notice to the class would reach if it were sent at `at`, by the rule that will send it."""
        async with self._reading() as connection:
            return await notices.read_reach(connection, desk, at)

    async def class_notices(self, desk: ClassDesk) -> tuple[NoticeLine, ...]:
        """The notices of the class, newest first."""
        async with self._reading() as connection:
            return await notices.read_of_class(connection, desk)

    async def notice_status(self, desk: ClassDesk, notice_id: int, at: datetime) -> NoticeStatus:
        """How far a notice came with every family; Refused for another class's."""
        async with self._reading() as connection:
            return await notices.read_status(connection, desk, notice_id, at)

    async def notices(self, child: Child, person_id: int) -> tuple[NoticeLine, ...]:
        """The notices for a child, newest first, as this adult has read them; recalled ones are left out."""
        async with self._reading() as connection:
            return await notices.read_for_child(connection, child, person_id)

    async def notice(self, child: Child, person_id: int, notice_id: int) -> NoticeView:
        """One notice; the one Refused of `access` when it is not for this child."""
        async with self._reading() as connection:
            return await notices.read_notice(connection, child, person_id, notice_id)
