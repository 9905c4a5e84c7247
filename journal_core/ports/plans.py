"""Plans of lessons and work for one pupil: the writing side, and what people look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from journal_core.access import Child, ClassPages, DeputyDesk, TeacherDesk
from journal_core.classes import ClassName
from journal_core.entries.revisions import Change, Stamp
from journal_core.plans.fulfilment import Fulfilment
from journal_core.plans.individual import IndividualEntry, IndividualWork
from journal_core.plans.plan import Fit, LessonPlan, PlanTopic, fit
from journal_core.plans.programme import Programme


@dataclass(frozen=True, slots=True)
class Course:
    """A subject as one class or subgroup has it."""

    class_id: int
    subgroup_id: int | None
    subject_id: int


@dataclass(frozen=True, slots=True)
class NamedCourse:
    """A course as people call it."""

    course: Course
    class_name: ClassName
    subject: str
    subgroup: str  #: empty is the whole class


@dataclass(frozen=True, slots=True)
class CourseReport:
    """A course of the class with what its plan says; without a plan only the hours asked."""

    course: Course
    subject: str
    subgroup: str
    curriculum: int | None  #: hours a year, when the school said them
    planned: Fulfilment | None

    @property
    def fits(self) -> Fit:
        """The plan's hours against the curriculum's (001 4.4.4)."""
        return fit(self.planned.hours, self.curriculum) if self.planned else Fit.UNKNOWN


class PlanBook(Protocol):
    """Plans, for the verbs that write."""

    async def own(self, desk: TeacherDesk, course: Course, on: date) -> bool:
        """Whether the teacher has this course in the load on the day."""
        ...

    async def exists(self, desk: DeputyDesk, course: Course, on: date) -> bool:
        """Whether the school has it on the day."""
        ...

    async def courses(self, desk: DeputyDesk) -> tuple[NamedCourse, ...]:
        """Every course of the school's timetable, by name."""
        ...

    async def plan(self, course: Course, year: int) -> LessonPlan | None:
        """The course's plan, held until the transaction ends."""
        ...

    async def put(self, school_id: int, course: Course, year: int, topics: Sequence[PlanTopic]) -> None:
        """Make or replace the course's plan."""
        ...

    async def set_hours(self, school_id: int, year: int, grade: int, subject_id: int, hours: int) -> bool:
        """The curriculum's hours; False when the school has no such subject."""
        ...

    async def teaches(self, desk: TeacherDesk, pupil_id: int, subject_id: int, on: date) -> bool:
        """Whether the pupil is in a class or subgroup where this teacher teaches the subject on the day."""
        ...

    async def individual(self, desk: TeacherDesk, individual_id: int) -> IndividualWork | None:
        """Work that this teacher gave, as it stands, held; None when they gave no such."""
        ...

    async def record_individual(
        self, desk: TeacherDesk, individual_id: int, revision: int, change: Change, entry: IndividualEntry, stamp: Stamp
    ) -> None:
        """Write one revision."""
        ...


class Programmes(Protocol):
    """Plans, for people who look."""

    async def offers(self, desk: TeacherDesk, lesson_id: int) -> tuple[PlanTopic, ...]:
        """Topics to choose from when a lesson is filled; Refused when it is not this teacher's."""
        ...

    async def courses(self, pages: ClassPages, on: date) -> tuple[CourseReport, ...]:
        """Every course of the class with its plan's fulfilment by that day."""
        ...

    async def programme(self, child: Child, on: date) -> tuple[Programme, ...]:
        """What is done and ahead in the child's subjects that have a plan."""
        ...

    async def individual_of(self, child: Child, since: date) -> tuple[IndividualWork, ...]:
        """Work for this pupil that is not over by `since`, soonest first."""
        ...
