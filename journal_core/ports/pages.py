"""The pages of the journal for staff and for paper: each view by one or two statements, whatever the class's size."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from journal_core.lessons import Span
from journal_core.month import SchoolMonth
from journal_core.pages import ClassLine, ClassSheet, PageName, PupilWeek, SubjectPage, TermArchive, TermLine
from journal_core.passes import AdminDesk, ClassPages, DeputyDesk, HeadDesk
from journal_core.ports.reading import PageKind


class Pages(Protocol):
    """What a `ClassPages` pass opens; each page that is shown is recorded as a read of `kind`.

    Of another school's class or term, and of a page outside the pass: the one Refused of `access`.
    """

    async def classes(self, desk: AdminDesk | DeputyDesk | HeadDesk) -> tuple[ClassLine, ...]:
        """The classes of the school, by grade and letter."""
        ...

    async def terms(self, pages: ClassPages) -> tuple[TermLine, ...]:
        """The terms in which the class has lessons, the oldest first."""
        ...

    async def names(self, pages: ClassPages, term_id: int) -> tuple[PageName, ...]:
        """The pages of the class that the pass opens, by subject and subgroup."""
        ...

    async def subject_page(
        self, pages: ClassPages, term_id: int, page: PageName, kind: PageKind = PageKind.SUBJECT
    ) -> SubjectPage:
        """One page: lessons with topics and homework, pupils with marks, attendance and term marks."""
        ...

    async def class_sheet(self, pages: ClassPages, term_id: int, kind: PageKind = PageKind.SHEET) -> ClassSheet:
        """The class's term sheet: averages, term marks, absences; for those who may see every subject."""
        ...

    async def archive(self, pages: ClassPages, term_id: int) -> TermArchive:
        """Everything of a class's term, for paper; two statements a page."""
        ...

    async def weeks(self, pages: ClassPages, monday: date) -> tuple[PupilWeek, ...]:
        """The week of every pupil of the class, by name, for paper."""
        ...

    async def month(self, desk: DeputyDesk | HeadDesk | AdminDesk, span: Span) -> SchoolMonth:
        """The school's figures of a period, class by class; nobody is named, and no read is recorded."""
        ...
