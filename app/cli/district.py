"""`diary district add | join | officer | counts`."""

from __future__ import annotations

from datetime import date, timedelta

from cyclopts import App
from rich.table import Table

from app.cli import app, console
from app.cli.invite import Json, Language, Pdf, somewhere, write
from app.cli.opening import opened
from app.cli.stamps import server, stamp
from journal_core import access
from journal_core.actions.districts import add_district, district_named, invite_officer, join_district
from journal_core.actions.schools import school_named
from journal_core.lessons import Span
from journal_core.office.adoption import adoption_sheet
from texts.catalog import words

district = App(name="district", help="Districts: their schools, and the officers who see counts.")
app.command(district)

LATELY = timedelta(days=30)  #: what counts are of when no day is named


@district.command
async def add(name: str) -> None:
    """Found a district."""
    async with opened() as here:
        made = await add_district(here.base.store, server(), name, stamp("district-add", here.now))
    console.print(f"«{made.name}»")


@district.command
async def join(name: str, *, school: str | None = None) -> None:
    """Count a school under a district from now on."""
    async with opened() as here:
        chosen = await school_named(here.base.store, school)
        found = await join_district(here.base.store, server(), name, chosen, stamp("district-join", here.now))
    console.print(f"«{chosen.name}» → «{found.name}»")


@district.command
async def officer(name: str, *, pdf: Pdf = None, json: Json = None, language: Language = "ru") -> None:
    """Make a slip with a code for an officer of a district."""
    somewhere(pdf, json)
    async with opened() as here:
        found = await district_named(here.base.store, server(), name)
        said = stamp("district-officer", here.now)
        slip = await invite_officer(here.base.store, server(), name, said, here.base.secret)
        write(here, found.schools[0], [slip], pdf, json, words(language))


@district.command
async def counts(name: str, *, since: date | None = None, until: date | None = None) -> None:
    """What an officer of the district sees: numbers of each school, of the last thirty days unless others are named."""
    async with opened() as here:
        found = await district_named(here.base.store, server(), name)
        desk = access.district_of(server(), found.id, found.name)
        last = until or here.now.date()
        span = Span(since or last - LATELY, last + timedelta(days=1))
        shown = adoption_sheet(await here.base.database.office(here.clock).adoption(desk, span))
    t = words("ru")
    table = Table(*(t(column) for column in shown.columns))
    for row in shown.rows:
        table.add_row(*("–" if cell is None else str(cell) for cell in row))
    console.print(table)
