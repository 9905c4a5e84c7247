"""The office: matters kept and moved on, and the lists that staff and families look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar

from journal_core.entries.revisions import Stamp
from journal_core.lessons import Span
from journal_core.office.adoption import Adoption
from journal_core.office.analysis import LessonFigures
from journal_core.office.concerns import Concern, ConcernLine
from journal_core.office.declarations import Declaration, PaperFamily
from journal_core.office.findings import Finding
from journal_core.office.hand_over import ClassHandOver, HandOver
from journal_core.office.inspections import Owed
from journal_core.office.matters import Filed, Matter, Step
from journal_core.office.mistakes import Mistake
from journal_core.office.movement import Movement, Places
from journal_core.office.questions import Consultation, Question
from journal_core.passes import AdminDesk, Child, ClassDesk, DeputyDesk, DistrictDesk, HeadDesk, OfficeDesk, TeacherDesk
from journal_core.roll import FullName

M = TypeVar("M", bound=Matter)


class MatterBook(Protocol):
    """Matters, for the verbs that write."""

    async def open(self, matters: Sequence[Matter], stamp: Stamp) -> list[int]:
        """Keep new matters of one kind and school; their numbers, in order.

        Raises the one Refused of `access` when any of them names somebody or something of another school.
        """
        ...

    async def opened(self, kind: type[M], command_id: str) -> list[int]:
        """The matters that a command opened, in order."""
        ...

    async def filed(self, kind: type[M], school_id: int, number: int) -> Filed[M]:
        """One matter, locked until the transaction ends; Refused when it is not this school's."""
        ...

    async def take(
        self,
        filed: Filed[Matter],
        revision: int,
        step: Step,
        stamp: Stamp,
        *,
        staff_id: int | None,
        note: str,
        refers: str,
    ) -> None:
        """Add a step."""
        ...  # fmt: skip

    async def handed(self, school_id: int, class_id: int, term_id: int) -> Filed[HandOver] | None:
        """What the class has handed over of the term, locked though there be nothing yet."""
        ...

    async def declarations(self, school_id: int) -> tuple[Filed[Declaration], ...]:
        """All of the school's declarations."""
        ...


class PupilBook(Protocol):
    """Where pupils are, for the verbs that write."""

    async def class_of(self, school_id: int, pupil_id: int, day: date) -> int | None:
        """The pupil's class on that day; None for one who is in none, or of another school."""
        ...

    async def is_guardian(self, pupil_id: int, guardian_id: int) -> bool:
        """Whether this record is one of the pupil's guardians."""
        ...

    async def has_entry(self, pupil_id: int, mark_id: int | None, absence_id: int | None) -> bool:
        """Whether this mark or absence is the pupil's."""
        ...

    async def places(self, school_id: int, pupil_id: int, day: date) -> Places:
        """Where the pupil is on that day and later."""
        ...

    async def namesake(self, school_id: int, name: FullName, birth_date: date | None) -> int | None:
        """The pupil whom the school's records know by exactly this name and birth date."""
        ...


class ConcernBook(Protocol):
    """Words to guardians, for the verbs that write."""

    async def say(self, concern: Concern, stamp: Stamp) -> None:
        """Write a revision."""
        ...

    async def concern(self, school_id: int, concern_id: int) -> Concern:
        """A word as it stands, locked until the transaction ends; Refused when it is not this school's."""
        ...

    async def said_by(self, school_id: int, command_id: str) -> Concern:
        """What a command said, as it stands now; Refused when it said nothing in this school."""
        ...

    async def read_by(self, concern: Concern, person_id: int, channel: str, at: datetime) -> bool:
        """Note that this adult has read it; False when they had before."""
        ...


class OfficeBook(MatterBook, PupilBook, ConcernBook, Protocol):
    """All of it, in one transaction."""


class Office(Protocol):
    """The office's lists; each is one to three statements, whatever it holds."""

    async def movements(self, desk: ClassDesk | OfficeDesk, span: Span) -> tuple[Filed[Movement], ...]:
        """Movement of pupils of a period: of the class, or of the school."""
        ...

    async def agenda(self, desk: ClassDesk | OfficeDesk, span: Span) -> tuple[Owed, ...]:
        """What the school's law asks for in the days of `span`, of whom, and what is done."""
        ...

    async def data_checks(self, desk: ClassDesk | OfficeDesk, month: date) -> tuple[Owed, ...]:
        """The month's check of pupils' and guardians' data, class by class."""
        ...

    async def lesson_figures(self, desk: AdminDesk | DeputyDesk | HeadDesk, span: Span) -> tuple[LessonFigures, ...]:
        """Counts and moments of every lesson of a period."""
        ...

    async def findings(
        self, desk: TeacherDesk | AdminDesk | DeputyDesk | HeadDesk, span: Span
    ) -> tuple[Filed[Finding], ...]:
        """The analysis's remarks of a period: to this teacher, or to all of the school's."""
        ...

    async def declarations(self, desk: ClassDesk | OfficeDesk) -> tuple[Filed[Declaration], ...]:
        """The register of applications and refusals: of the class as it is today, or of the school."""
        ...

    async def on_paper(self, desk: ClassDesk | OfficeDesk) -> tuple[PaperFamily, ...]:
        """Whose families are given this week on paper."""
        ...

    async def concerns(self, desk: ClassDesk | DeputyDesk | HeadDesk, span: Span) -> tuple[ConcernLine, ...]:
        """Words to guardians of a period, with who has read them."""
        ...

    async def concerns_about(self, child: Child) -> tuple[ConcernLine, ...]:
        """Words that stand about this child, newest first, with whether the reader has read them."""
        ...

    async def hand_overs(self, desk: OfficeDesk, term_id: int) -> tuple[ClassHandOver, ...]:
        """Where every class of the school stands with a term's papers."""
        ...

    async def mistakes(self, desk: Child | ClassDesk | DeputyDesk | HeadDesk) -> tuple[Filed[Mistake], ...]:
        """Reports of mistakes, newest first: about the child, of the class, of the school."""
        ...

    async def questions(self, desk: Child | TeacherDesk | ClassDesk | OfficeDesk) -> tuple[Filed[Question], ...]:
        """Questions, newest first: one's own, of the class's families, of the school."""
        ...

    async def consultations(self, desk: ClassDesk | OfficeDesk, span: Span) -> tuple[Filed[Consultation], ...]:
        """Consultations that were given in a period."""
        ...

    async def adoption(
        self, desk: DeputyDesk | HeadDesk | AdminDesk | DistrictDesk, span: Span
    ) -> tuple[Adoption, ...]:
        """Counts of a period: of the school, or of each of the district's, by name."""
        ...
