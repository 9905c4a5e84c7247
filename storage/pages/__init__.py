"""The pages of the journal: each by one or two statements, whatever the class, and the record that it was read.

A page is of those who belonged to the class or subgroup in the term, and of whoever else has something on it: a mark
never falls off the paper because a list was changed afterwards.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.errors import Refused
from journal_core.lessons import Span
from journal_core.month import SchoolMonth
from journal_core.pages import ClassLine, ClassSheet, PageName, PupilWeek, SubjectPage, TermArchive, TermLine
from journal_core.passes import AdminDesk, ClassPages, DeputyDesk, HeadDesk
from journal_core.ports import Clock
from journal_core.ports.reading import PageKind, Seen
from storage.pages import month, names, sheet, subject, weeks
from storage.readings import PgReadings
from storage.views import Views

__all__ = ["PgPages"]


class PgPages(Views):
    """`journal_core.ports.pages.Pages` over the run-time role's engine."""

    def __init__(self, engine: AsyncEngine, clock: Clock) -> None:
        super().__init__(engine)
        self._readings = PgReadings(engine)
        self._clock = clock

    async def _seen(self, pages: ClassPages, what: Seen) -> None:
        await self._readings.seen(pages, what, self._clock.now())

    async def classes(self, desk: AdminDesk | DeputyDesk | HeadDesk) -> tuple[ClassLine, ...]:
        """The classes of the school, by grade and letter."""
        async with self._reading() as connection:
            return await names.read_classes(connection, desk.school.id)

    async def terms(self, pages: ClassPages) -> tuple[TermLine, ...]:
        """The terms in which the class has lessons, the oldest first."""
        async with self._reading() as connection:
            return await names.read_terms(connection, pages)

    async def names(self, pages: ClassPages, term_id: int) -> tuple[PageName, ...]:
        """The pages of the class that the pass opens."""
        async with self._reading() as connection:
            return await names.read_names(connection, pages, term_id)

    async def subject_page(
        self, pages: ClassPages, term_id: int, page: PageName, kind: PageKind = PageKind.SUBJECT
    ) -> SubjectPage:
        """One page of the journal."""
        async with self._reading() as connection:
            found = await subject.read_page(connection, pages, term_id, page)
        await self._seen(pages, Seen(kind, page.subject_id, page.subgroup_id, term_id))
        return found

    async def class_sheet(self, pages: ClassPages, term_id: int, kind: PageKind = PageKind.SHEET) -> ClassSheet:
        """The class's term sheet."""
        _whole(pages)
        async with self._reading() as connection:
            found = await sheet.read_sheet(connection, pages, term_id)
        await self._seen(pages, Seen(kind, term_id=term_id))
        return found

    async def archive(self, pages: ClassPages, term_id: int) -> TermArchive:
        """Everything of a class's term, read page by page."""
        _whole(pages)
        async with self._reading() as connection:
            listed = await names.read_names(connection, pages, term_id)
            found = [await subject.read_page(connection, pages, term_id, page) for page in listed]
            made = TermArchive(await sheet.read_sheet(connection, pages, term_id), tuple(found))
        await self._seen(pages, Seen(PageKind.ARCHIVE, term_id=term_id))
        return made

    async def weeks(self, pages: ClassPages, monday: date) -> tuple[PupilWeek, ...]:
        """The week of every pupil of the class, by name."""
        _whole(pages)
        async with self._reading() as connection:
            found = await weeks.read_weeks(connection, pages, monday)
        if found:  # a class of another school has none, and nobody read it
            await self._seen(pages, Seen(PageKind.EXPORT))
        return found

    async def month(self, desk: DeputyDesk | HeadDesk | AdminDesk, span: Span) -> SchoolMonth:
        """The school's figures of a period."""
        async with self._reading() as connection:
            return await month.read_month(connection, desk.school, span)


def _whole(pages: ClassPages) -> None:
    """What is of all the class's subjects is for those who may see all of them."""
    if pages.subjects is not None:
        raise Refused("access.not_yours")
