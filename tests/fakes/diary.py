"""A school's diary in memory: just enough to see who is let in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from journal_core.access import Child, ClassDesk, Grants, TeacherDesk
from journal_core.desk import Desk
from journal_core.diary import AbsenceLine, Day, HomeworkLine, LessonLine, MarkCard, TermMarks, Week
from journal_core.entries.entry import LessonPage
from journal_core.errors import Refused
from journal_core.people import Account
from journal_core.ports.diary import AbsenceToSettle, Family, LinkLine
from tests.fakes.notices import FakeNoticeViews


@dataclass
class FakeDiary(FakeNoticeViews):
    """`journal_core.ports.Diary`; what a person may see is what was put here under their pass."""

    people: dict[Account, Grants] = field(default_factory=dict)
    cards: dict[tuple[int, int], MarkCard] = field(default_factory=dict)  #: (pupil, mark)
    lessons: dict[date, LessonLine] = field(default_factory=dict)  #: everybody's
    terms: dict[int, TermMarks] = field(default_factory=dict)  #: by pupil
    pages: dict[tuple[int, int], LessonPage] = field(default_factory=dict)  #: (staff, lesson)
    desks: dict[int, Desk] = field(default_factory=dict)  #: by staff
    waiting: dict[int, list[LinkLine]] = field(default_factory=dict)  #: by class
    homes: dict[int, tuple[Family, ...]] = field(default_factory=dict)  #: by class
    away: int = 0  #: readings of grants that find no database
    asked: list[Account] = field(default_factory=list)  #: whose grants were read

    async def grants(self, account: Account) -> Grants | None:
        """Who it is."""
        if self.away:
            self.away -= 1
            raise ConnectionError("the database is away")
        self.asked.append(account)
        return self.people.get(account)

    async def day(self, child: Child, day: date) -> Day:
        """With the lesson that was put there."""
        return Day(day, (self.lessons[day],) if day in self.lessons else ())

    async def week(self, child: Child, monday: date) -> Week:
        """Days with lessons."""
        days = [await self.day(child, date.fromordinal(monday.toordinal() + n)) for n in range(7)]
        return Week(monday, tuple(one for one in days if one.lessons))

    async def marks(self, child: Child, on: date) -> TermMarks:
        """The term's."""
        return self.terms.get(child.pupil_id, TermMarks(""))

    async def mark(self, child: Child, mark_id: int) -> MarkCard:
        """Of this child only."""
        if card := self.cards.get((child.pupil_id, mark_id)):
            return card
        raise Refused("access.not_yours")

    async def homework(self, child: Child, since: date) -> tuple[HomeworkLine, ...]:
        """None."""
        return ()

    async def absences(self, child: Child, on: date) -> tuple[AbsenceLine, ...]:
        """None."""
        return ()

    async def desk(self, teacher: TeacherDesk, at: datetime) -> Desk:
        """The teacher's own."""
        return self.desks[teacher.staff_id]

    async def page(self, teacher: TeacherDesk, lesson_id: int) -> LessonPage:
        """Of this teacher only."""
        if page := self.pages.get((teacher.staff_id, lesson_id)):
            return page
        raise Refused("access.not_yours")

    async def links(self, desk: ClassDesk) -> tuple[LinkLine, ...]:
        """Those that wait."""
        return tuple(self.waiting.get(desk.class_id, ()))

    async def link(self, desk: ClassDesk, link_id: int) -> LinkLine:
        """Of this class only."""
        for one in self.waiting.get(desk.class_id, ()):
            if one.link_id == link_id:
                return one
        raise Refused("access.not_yours")

    async def absences_to_settle(self, desk: ClassDesk, day: date) -> tuple[AbsenceToSettle, ...]:
        """None."""
        return ()

    async def families(self, desk: ClassDesk) -> tuple[Family, ...]:
        """Of this class only."""
        return self.homes.get(desk.class_id, ())
