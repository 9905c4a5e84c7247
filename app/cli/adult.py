"""`diary adult list | bar | lift | revoke`: who reaches a pupil's diary, and who must not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Annotated

from cyclopts import App, Parameter
from rich.table import Table

from app.cli import app, console
from app.cli.opening import Opened, opened
from app.cli.stamps import office, stamp
from journal_core.access import AdminDesk
from journal_core.actions.barring import adults_of, bar_adult, lift_bar, named
from journal_core.actions.revoking import revoke_link
from journal_core.actions.schools import school_named
from journal_core.errors import Unknown
from journal_core.ports.rights import AdultLine
from texts.catalog import words

adult = App(name="adult", help="Adults around the pupils: their access, a court's bar, a link taken back.")
app.command(adult)

_COLUMNS = ("adult.pupil", "adult.adult", "adult.relation", "adult.access")

Pupil = Annotated[str, Parameter(help="surname and name, as the list of the class has them")]
Whom = Annotated[str, Parameter(help="surname and name of the adult, or what `diary adult list` calls them")]
Paper = Annotated[str, Parameter(help="the court's paper: what it is, of which day")]


@adult.command(name="list")
async def list_(class_name: str, *, school: str | None = None) -> None:
    """Everybody around the pupils of a class: linked, waiting, barred."""
    t = words("ru")
    table = Table(*map(t, _COLUMNS))
    async with _desk(school) as (here, desk):
        for line in await adults_of(here.base.store, desk, class_name, here.now):
            table.add_row(str(line.pupil), line.called, line.relation, _access(line, desk))
    console.print(table)


@adult.command
async def bar(class_name: str, pupil: Pupil, whom: Whom, *, paper: Paper, school: str | None = None) -> None:
    """Keep an adult away from a pupil's diary from now on: nothing opens, nothing more is sent. They are not told."""
    async with _chosen(class_name, pupil, whom, school) as (here, desk, line):
        new = await bar_adult(here.base.store, desk, line.whom, replace(stamp("adult-bar", here.now), reason=paper))
    console.print(words("ru")("adult.barred" if new else "adult.barred_before", pupil=line.pupil, adult=line.called))


@adult.command
async def lift(class_name: str, pupil: Pupil, whom: Whom, *, paper: Paper, school: str | None = None) -> None:
    """Lift the bar by another paper."""
    async with _chosen(class_name, pupil, whom, school) as (here, desk, line):
        stood = await lift_bar(here.base.store, desk, line.whom, replace(stamp("adult-lift", here.now), reason=paper))
    console.print(words("ru")("adult.lifted" if stood else "adult.not_barred", pupil=line.pupil, adult=line.called))


@adult.command
async def revoke(class_name: str, pupil: Pupil, whom: Whom, *, school: str | None = None) -> None:
    """Take back every link of an adult to a pupil, as after a lost phone: a new slip opens it again."""
    async with _chosen(class_name, pupil, whom, school) as (here, desk, line):
        if not line.links:
            raise Unknown("adult.not_linked", pupil=str(line.pupil), adult=line.called)
        for link_id in line.links:
            await revoke_link(here.base.store, desk, link_id, stamp("adult-revoke", here.now))
    console.print(words("ru")("adult.revoked", pupil=line.pupil, adult=line.called))


@asynccontextmanager
async def _desk(school: str | None) -> AsyncIterator[tuple[Opened, AdminDesk]]:
    async with opened() as here:
        yield here, office(await school_named(here.base.store, school))


@asynccontextmanager
async def _chosen(
    class_name: str, pupil: str, whom: str, school: str | None
) -> AsyncIterator[tuple[Opened, AdminDesk, AdultLine]]:
    async with _desk(school) as (here, desk):
        yield here, desk, named(await adults_of(here.base.store, desk, class_name, here.now), pupil, whom)


def _access(line: AdultLine, desk: AdminDesk) -> str:
    t = words("ru")
    if line.barred is not None:
        return t("adult.is_barred", since=f"{desk.school.local(line.barred):%d.%m.%Y}")
    if line.live:
        return t("adult.live")
    return t("adult.awaiting" if line.links else "adult.not_yet")
