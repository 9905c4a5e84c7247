"""The reading side: views for people, each behind a pass of `access`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from journal_core.access import Child, ClassDesk, Grants, TeacherDesk
from journal_core.desk import Desk
from journal_core.diary import AbsenceLine, Day, HomeworkLine, MarkCard, TermMarks, Week
from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import LessonPage
from journal_core.entries.explaining import Explained
from journal_core.people import Account
from journal_core.ports.notices import NoticeViews
from journal_core.school import Channel


@dataclass(frozen=True, slots=True)
class LinkLine:
    """Somebody who used a code and waits for the class teacher's tap."""

    link_id: int
    pupil: str  #: «Иванов Пётр»
    relation: str  #: «мать», or empty
    adult: str  #: the record's name, or empty when the list had none
    asked_at: datetime
    state: str  #: awaiting, live, rejected or revoked


@dataclass(frozen=True, slots=True)
class AbsenceToSettle:
    """An absence of the class teacher's pupil with the reason a teacher proposed."""

    absence_id: int
    pupil: str
    slot: int
    subject: str
    code: AbsenceCode
    proposed: AbsenceCode | None
    family: Explained | None = None  #: what the family says of that day; it never leaves this page


@dataclass(frozen=True, slots=True)
class Reach:
    """One adult of a pupil and how they are reached."""

    guardian_id: int
    name: str
    relation: str
    live: tuple[Channel, ...]
    waiting: tuple[Channel, ...]  #: addresses entered and not confirmed yet


@dataclass(frozen=True, slots=True)
class Family:
    """A pupil of the class with the adults around them."""

    pupil_id: int
    pupil: str
    adults: tuple[Reach, ...]


class Diary(NoticeViews, Protocol):
    """Everything people may look at. Nothing here takes a pupil's bare number but with a pass."""

    async def grants(self, account: Account) -> Grants | None:
        """Everything the person behind a live account may do now; None for a stranger.

        `Child.consented` tells of the account's own channel.
        """
        ...

    async def day(self, child: Child, day: date) -> Day: ...

    async def week(self, child: Child, monday: date) -> Week: ...

    async def marks(self, child: Child, on: date) -> TermMarks:
        """Marks of the term that `on` falls into; of the last one begun when it falls between terms."""
        ...

    async def mark(self, child: Child, mark_id: int) -> MarkCard:
        """One mark; the one Refused of `access` when it is not this child's."""
        ...

    async def homework(self, child: Child, since: date) -> tuple[HomeworkLine, ...]:
        """Homework due on `since` or later, by day and lesson."""
        ...

    async def absences(self, child: Child, on: date) -> tuple[AbsenceLine, ...]:
        """Absences of the term that `on` falls into, newest first."""
        ...

    async def desk(self, teacher: TeacherDesk, at: datetime) -> Desk:
        """The teacher's classes, load and lessons, from two weeks before `at` to four weeks after."""
        ...

    async def page(self, teacher: TeacherDesk, lesson_id: int) -> LessonPage:
        """What stands at a lesson now; Refused when it is not this teacher's."""
        ...

    async def links(self, desk: ClassDesk) -> tuple[LinkLine, ...]:
        """Who waits for the class teacher's tap, oldest first."""
        ...

    async def link(self, desk: ClassDesk, link_id: int) -> LinkLine:
        """One link of the class; Refused for another class's."""
        ...

    async def absences_to_settle(self, desk: ClassDesk, day: date) -> tuple[AbsenceToSettle, ...]:
        """Absences of the class on a day that carry no reason yet; those whose family knows nothing first."""
        ...

    async def families(self, desk: ClassDesk) -> tuple[Family, ...]:
        """The class with its adults: who is linked and who is not reached."""
        ...
