"""`diary plan import | hours | show`: what is to be taught (КТП), against the curriculum, and what was given of it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter
from rich.table import Table

from app.cli import REFUSED, app, complaints, console
from app.cli.opening import Opened, opened
from app.cli.stamps import stamp, typist
from exchange.files import open_table
from exchange.formats.plan import WrittenPlan, read_plans
from journal_core import access
from journal_core.access import DeputyDesk
from journal_core.actions.plans import TakenPlan, set_curriculum, take_plan
from journal_core.actions.schools import school_named
from journal_core.classes import spellings
from journal_core.errors import Invalid, Unknown
from journal_core.plans.courses import course_named
from journal_core.plans.plan import Alteration, Fit
from journal_core.ports.plans import CourseReport
from journal_core.school import School
from texts.catalog import Words, words

_ALTERED = {
    Alteration.ADDED: "plan.added",
    Alteration.CHANGED: "plan.changed",
    Alteration.REMOVED: "plan.removed",
}
_COLUMNS = (
    "plan.column_subject", "plan.column_curriculum", "plan.column_planned", "plan.column_given", "plan.column_behind",
    "plan.column_short", "plan.column_unwritten",
)  # fmt: skip
#: How a plan's hours stand to the curriculum's.
_FITS = {
    Fit.EQUAL: "plan.fits_equal",
    Fit.MORE: "plan.fits_more",
    Fit.FEWER: "plan.fits_fewer",
    Fit.UNKNOWN: "plan.fits_unknown",
}

plan = App(name="plan", help="Plans of lessons, the curriculum's hours, and how far they are carried out.")
app.command(plan)


@plan.command(name="import")
async def import_(
    *files: Path,
    class_name: Annotated[str, Parameter(name="--class", help="of sheets that do not name one: 7Б")] = "",
    subject: Annotated[str, Parameter(help="of sheets that do not name one: Алгебра")] = "",
    subgroup: Annotated[str, Parameter(help="whose plan it is, when the class is divided")] = "",
    dry_run: Annotated[bool, Parameter(help="show what would change; change nothing")] = False,
    school: str | None = None,
) -> None:
    """Take plans of lessons from workbooks: a sheet a course. Twice changes nothing."""
    async with opened() as here:
        chosen = await school_named(here.base.store, school)
        for written in await asyncio.to_thread(_plans, files):
            taken = await _take(here, chosen, written, (class_name, subject, subgroup), dry_run=dry_run)
            _tell(written, taken, dry_run=dry_run)


@plan.command
async def hours(grade: int, subject: str, hours: int, *, school: str | None = None) -> None:
    """Say how many hours a year the curriculum gives a subject in a grade: `diary plan hours 7 Алгебра 105`."""
    async with opened() as here:
        chosen = await school_named(here.base.store, school)
        desk = _desk(chosen)
        async with here.base.store.transaction() as tx:
            courses = await tx.plans.courses(desk)
        known = [one for one in courses if one.subject.casefold() == subject.casefold()]
        if not known:
            raise Unknown("plan.no_subject")
        today = chosen.local(here.now).date()
        number = known[0].course.subject_id
        await set_curriculum(here.base.store, desk, grade, number, hours, stamp("plan-hours", here.now), today=today)
    console.print(f"{grade}: {known[0].subject} – {hours}")


@plan.command
async def show(class_name: str, *, school: str | None = None) -> None:
    """How far the plans of a class are carried out."""
    async with opened() as here:
        chosen = await school_named(here.base.store, school)
        async with here.base.store.transaction() as tx:
            courses = await tx.plans.courses(_desk(chosen))
        known = [one for one in courses if one.class_name in spellings(class_name)]
        if not known:
            raise Unknown("plan.no_course", class_name=class_name, subject="", known="–")
        pages = access.archive_pages(_desk(chosen), known[0].course.class_id, str(known[0].class_name))
        reports = await here.base.database.programmes().courses(pages, chosen.local(here.now).date())
    _table(reports)


def _desk(school: School) -> DeputyDesk:
    return access.operator(DeputyDesk, school, typist())


def _plans(files: tuple[Path, ...]) -> list[WrittenPlan]:
    found = [plan for path in files for plan in read_plans(open_table(path.name, path.read_bytes()))]
    if not found:
        raise Invalid("plan.no_header")
    return found


async def _take(
    here: Opened, school: School, written: WrittenPlan, said: tuple[str, str, str], *, dry_run: bool
) -> TakenPlan:
    class_name, subject, subgroup = said
    desk, today = _desk(school), school.local(here.now).date()
    async with here.base.store.transaction() as tx:
        courses = await tx.plans.courses(desk)
    course = course_named(courses, written.written_class or class_name, written.subject or subject, subgroup)
    if written.doubts:
        for doubt in written.doubts:
            where = f"{doubt.where.file} / {doubt.where.sheet} / {doubt.where.row}"
            complaints.print(f"{where}: {words('ru')(doubt.code, **doubt.details)}", highlight=False, soft_wrap=True)
        sys.exit(REFUSED)
    said_so = stamp("plan-import", here.now)
    return await take_plan(here.base.store, desk, course, written.topics, said_so, today=today, dry_run=dry_run)


def _tell(written: WrittenPlan, taken: TakenPlan, *, dry_run: bool) -> None:
    t = words("ru")
    for line in taken.lines:
        topic = line.after or line.before
        title = f"{line.number}. {topic.title} ({topic.hours})" if topic else ""
        console.print(f"  {t(_ALTERED[line.alteration], topic=title)}", highlight=False)
    key = "plan.would" if dry_run else "plan.taken"
    told = {"topics": str(len(written.topics)), "hours": str(taken.hours), "n": str(len(taken.lines))}
    console.print(t(key, sheet=written.where.sheet, **told), highlight=False)


def _table(reports: tuple[CourseReport, ...]) -> None:
    t = words("ru")
    table = Table(*(t(column) for column in _COLUMNS))
    for one in reports:
        name = f"{one.subject} {one.subgroup}".strip()
        table.add_row(name, str(one.curriculum or "–"), *_figures(one, t))
    console.print(table)


def _figures(one: CourseReport, t: Words) -> tuple[str, ...]:
    found = one.planned
    if found is None:
        return ("–",) * 5
    hours = f"{found.hours} {t(_FITS[one.fits])}".strip()
    given = f"{found.given} ({found.percent} %)"
    return hours, given, str(found.behind), str(found.short), str(found.unwritten)
