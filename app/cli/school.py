"""`diary school add | set | list`."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter
from rich.table import Table

from app.cli import app, console
from app.cli.opening import opened
from app.cli.stamps import office, server, stamp
from app.errors import NotConfigured
from journal_core.actions.schools import NewSchool, add_school, change_school, school_named, schools

school = App(name="school", help="The schools of this installation.")
app.command(school)


@school.command
async def add(
    name: str,
    *,
    profile: Annotated[str, Parameter(help="the regulation the journal is kept by: 000 … 004")] = "000",
    jurisdiction: Annotated[str, Parameter(help="by-state, by-private, ru-state or ru-private")] = "by-state",
    zone: Annotated[str | None, Parameter(help="time zone, if not the profile's: Europe/Minsk")] = None,
    region: Annotated[str, Parameter(help="country of phones written without a code, if not the jurisdiction's")] = "",
) -> None:
    """Add a school."""
    async with opened() as here:
        made = await add_school(
            here.base.store,
            server(),
            NewSchool(name, profile, jurisdiction, zone, region),
            stamp("school-add", here.now),
        )
    console.print(f"«{made.name}»: {made.profile.name}, {made.jurisdiction}, {made.zone.key}")


@school.command(name="set")
async def set_(*settings: str, school: str | None = None) -> None:
    """Change a school's settings, written `name=value`: grace=10m quiet_from=20:30 summary_on=пт summary_at=18:00."""
    if wrong := [one for one in settings if "=" not in one] or not settings:
        raise NotConfigured(f"write settings as name=value, for example grace=10m: {wrong}")
    changes = dict(one.split("=", 1) for one in settings)
    async with opened() as here:
        chosen = await school_named(here.base.store, school)
        await change_school(here.base.store, office(chosen), changes, stamp("school-set", here.now))
    console.print(f"«{chosen.name}»: {', '.join(changes)}")


@school.command(name="list")
async def list_() -> None:
    """The schools of this installation."""
    table = Table("school", "profile", "jurisdiction", "zone", "grace")
    async with opened() as here:
        for one in await schools(here.base.store):
            table.add_row(one.name, one.profile.name, one.jurisdiction, one.zone.key, str(one.grace))
    console.print(table)
