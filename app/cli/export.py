"""`diary export archive | journal | summary | week | oneroster`: what leaves the system, as files of mode 600.

Each is recorded as a read of the classes it shows, by whoever typed it (003 4.2 б; 000 4.2.4).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from app.cli import app, console
from app.cli.opening import Opened, opened
from app.cli.stamps import office
from app.private_files import private_file
from journal_core.access import AdminDesk, ClassPages, archive_pages
from journal_core.actions.schools import school_named
from journal_core.classes import spellings
from journal_core.errors import Unknown
from journal_core.pages import ClassLine, PageName, PupilWeek, TermLine
from journal_core.ports.office import Office
from journal_core.ports.pages import Pages
from journal_core.ports.reading import PageKind
from journal_core.school import School
from texts.catalog import words

export = App(name="export", help="Files for paper, for a spreadsheet and for other programs.")
app.command(export)

Class = Annotated[str, Parameter(name="--class", help="7Б")]
Term = Annotated[str, Parameter(help="«I четверть»; the present one, or the last begun, without it")]
To = Annotated[Path, Parameter(help="the file to be written")]
Language = Annotated[Literal["ru", "be", "en"], Parameter(help="of the words in the file")]


@export.command
async def archive(
    class_: Class, to: To, *, term: Term = "", language: Language = "ru", school: str | None = None
) -> None:
    """Print a class's term: lists with marks and attendance, topics, homework, term marks, lines to sign (PDF)."""
    from texts.paper.archive.book import archive as bound  # here, so that other commands do not load the library

    async with _class(class_, school) as at:
        found = await at.views.archive(at.pages, (await at.term(term)).id)
    await _written(to, lambda: bound(found.sheet, found.pages, words(language)))


@export.command
async def journal(
    class_: Class,
    subject: str,
    to: To,
    *,
    subgroup: str = "",
    term: Term = "",
    language: Language = "ru",
    school: str | None = None,
) -> None:
    """A class's page of one subject as a workbook: marks, attendance, topics, homework (xlsx)."""
    from exchange.reports.journal_xlsx import journal_xlsx

    async with _class(class_, school) as at:
        chosen = (await at.term(term)).id
        name = _page(await at.views.names(at.pages, chosen), subject, subgroup)
        page = await at.views.subject_page(at.pages, chosen, name, PageKind.EXPORT)
    await _written(to, lambda: journal_xlsx(page, words(language)))


@export.command
async def summary(
    class_: Class, to: To, *, term: Term = "", language: Language = "ru", school: str | None = None
) -> None:
    """A class's term sheet: averages, term marks, absences; a workbook, or paper when the file ends in .pdf."""
    from exchange.reports.summary_xlsx import summary_xlsx
    from texts.paper.class_sheet import class_sheet

    async with _class(class_, school) as at:
        sheet = await at.views.class_sheet(at.pages, (await at.term(term)).id, PageKind.EXPORT)
    made = class_sheet if to.suffix.casefold() == ".pdf" else summary_xlsx
    await _written(to, lambda: made(sheet, words(language)))


@export.command
async def week(
    class_: Class,
    to: To,
    *,
    on: Annotated[date | None, Parameter(help="any day of the week; this week without it")] = None,
    pupil: Annotated[tuple[str, ...], Parameter(help="surname and name; all the class without one")] = (),
    declared: Annotated[bool, Parameter(help="those whose families are given paper by their own word")] = False,
    language: Language = "ru",
    school: str | None = None,
) -> None:
    """Weeks on paper for families without electronics, two pupils a page (PDF; 001 4.3.5, 004 1)."""
    from texts.paper.week import week_sheets

    async with _class(class_, school) as at:
        day = on or at.today
        weeks = await at.views.weeks(at.pages, day - timedelta(days=day.weekday()))
        asked = {one.pupil_id for one in await at.office.on_paper(at.desk)} if declared else set()
    chosen = [one for one in weeks if one.pupil_id in asked] if declared else _of(weeks, pupil)
    await _written(to, lambda: week_sheets(chosen, words(language)))


@export.command
async def oneroster(to: To, *, version: Literal["1.1", "1.2"] = "1.2", school: str | None = None) -> None:
    """The whole school with parents and gradebook, for other programs (OneRoster, zip)."""
    from exchange.formats.oneroster.columns import Version
    from exchange.formats.oneroster.writing import write_oneroster

    async with opened() as here:
        chosen = await school_named(here.base.store, school)
        with private_file(to) as file:
            async with here.base.database.exports(here.clock).leaving(office(chosen)) as leaving:
                count = await write_oneroster(leaving, file, Version(version))
    console.print(f"{count} → {to}", highlight=False)


def _of(weeks: Sequence[PupilWeek], pupils: tuple[str, ...]) -> list[PupilWeek]:
    """The weeks of those who are named; of all when nobody is."""
    wanted = {" ".join(name.split()).casefold() for name in pupils}
    chosen = [one for one in weeks if not wanted or one.pupil.casefold() in wanted]
    if len(chosen) < len(wanted):
        known = ", ".join(one.pupil for one in weeks) or "–"
        raise Unknown("export.no_pupil", class_name=weeks[0].class_name if weeks else "–", known=known)
    return chosen


@dataclass(frozen=True, slots=True)
class _At:
    """A class whose pages are asked for."""

    views: Pages
    office: Office
    desk: AdminDesk
    pages: ClassPages
    today: date

    async def term(self, written: str) -> TermLine:
        """The newest of this name, or the one that holds today, or the last begun."""
        terms = await self.views.terms(self.pages)
        named = [one for one in terms if one.name.casefold() == " ".join(written.split()).casefold()]
        begun = [one for one in terms if one.span.first <= self.today]
        # A year that holds today begins before its quarter does.
        found = named[-1:] if written else [one for one in begun if self.today in one.span][-1:] or begun[-1:]
        if not found:
            known = ", ".join(one.name for one in terms) or "–"
            raise Unknown("export.no_term", class_name=self.pages.class_name, known=known)
        return found[0]


@asynccontextmanager
async def _class(written: str, school: str | None) -> AsyncIterator[_At]:
    async with opened() as here:
        chosen = await school_named(here.base.store, school)
        yield await _at(here, chosen, written)


async def _at(here: Opened, school: School, written: str) -> _At:
    desk = office(school)
    views = here.base.database.pages(here.clock)
    line = _known(await views.classes(desk), written)
    pages = archive_pages(desk, line.id, str(line.name))
    return _At(views, here.base.database.office(here.clock), desk, pages, school.local(here.now).date())


def _known(classes: tuple[ClassLine, ...], written: str) -> ClassLine:
    for name in spellings(written):
        for line in classes:
            if line.name == name:
                return line
    known = ", ".join(str(line.name) for line in classes) or "–"
    raise Unknown("export.no_class", class_name=written, known=known)


def _page(names: tuple[PageName, ...], subject: str, subgroup: str) -> PageName:
    wanted = (" ".join(subject.split()).casefold(), subgroup.casefold())
    for name in names:
        if (name.subject.casefold(), name.subgroup.casefold()) == wanted:
            return name
    known = ", ".join(f"{name.subject} {name.subgroup}".strip() for name in names) or "–"
    raise Unknown("export.no_page", subject=f"{subject} {subgroup}".strip(), known=known)


async def _written(to: Path, make: Callable[[], bytes]) -> None:
    """Drawn in a thread: a class's archive takes a second."""
    content = await asyncio.to_thread(make)
    with private_file(to) as file:
        file.write(content)
    console.print(f"→ {to}", highlight=False)
