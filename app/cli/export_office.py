"""`diary export office`: the office's lists of a month in one workbook, recorded as a read of every class.

What is handed over and adopted is told of the term: the last one that has begun by the day (003, plan 2.6).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from app.cli import console
from app.cli.export import Language, export
from app.cli.opening import Opened, opened
from app.cli.stamps import office as admin_desk
from app.cli.stamps import typist
from app.private_files import private_file
from journal_core import access
from journal_core.access import DeputyDesk, archive_pages
from journal_core.actions.schools import school_named
from journal_core.law import Control
from journal_core.office.adoption import adoption_sheet
from journal_core.office.analysis import analysis_sheet, by_teacher, proposals, teachers_sheet
from journal_core.office.concerns import concerns_sheet
from journal_core.office.declarations import declarations_sheet, paper_sheet
from journal_core.office.findings import findings_sheet
from journal_core.office.hand_over import hand_over_sheet
from journal_core.office.inspections import control_sheet, period_of
from journal_core.office.mistakes import mistakes_sheet
from journal_core.office.movement import movement_sheet
from journal_core.office.questions import consultations_sheet, questions_sheet
from journal_core.office.sheets import OfficeSheet
from journal_core.pages import TermLine
from journal_core.ports.office import Office
from journal_core.ports.reading import PageKind, Seen
from journal_core.school import School
from texts.catalog import words


@export.command(name="office")
async def office_lists(
    to: Annotated[Path, Parameter(help="the workbook to be written")],
    *,
    month: Annotated[date | None, Parameter(help="any day of the month; this month without it")] = None,
    language: Language = "ru",
    school: str | None = None,
) -> None:
    """Movement, control, remarks, declarations, mistakes, questions, adoption of a month (xlsx)."""
    from exchange.reports.office_xlsx import office_xlsx

    async with opened() as here:
        chosen = await school_named(here.base.store, school)
        day, desk = month or chosen.local(here.now).date(), admin_desk(chosen)
        views = here.base.database.pages(here.clock)
        classes = [archive_pages(desk, one.id, str(one.name)) for one in await views.classes(desk)]
        terms = await views.terms(classes[0]) if classes else ()
        sheets = await _lists(here, chosen, day, _term(terms, day))
        for pages in classes:  # the lists name pupils of every class
            await here.base.database.readings().seen(pages, Seen(PageKind.EXPORT), here.now)
    content = await asyncio.to_thread(office_xlsx, sheets, chosen.name, chosen.zone, words(language))
    with private_file(to) as file:
        file.write(content)
    console.print(f"→ {to}", highlight=False)


def _term(terms: Sequence[TermLine], day: date) -> TermLine | None:
    """The last begun by `day`; of those that began together the shortest."""
    begun = [one for one in terms if one.span.first <= day]
    return max(begun, key=lambda one: (one.span.first, -one.span.end.toordinal()), default=None)


async def _lists(here: Opened, school: School, day: date, term: TermLine | None) -> list[OfficeSheet]:
    desk: DeputyDesk = access.operator(DeputyDesk, school, typist())
    lists: Office = here.base.database.office(here.clock)
    month = period_of(Control.MONTHLY_DATA, day)
    figures = await lists.lesson_figures(desk, month)
    declared = await lists.declarations(desk)
    return [
        movement_sheet(await lists.movements(desk, month)),
        control_sheet(await lists.agenda(desk, month)),
        teachers_sheet(by_teacher(figures, school, here.now)),
        analysis_sheet(proposals(figures, school, here.now)),
        findings_sheet(await lists.findings(desk, month)),
        declarations_sheet(declared),
        paper_sheet(await lists.on_paper(desk)),
        concerns_sheet(await lists.concerns(desk, month)),
        mistakes_sheet(await lists.mistakes(desk), school),
        questions_sheet(await lists.questions(desk), here.now),
        consultations_sheet(await lists.consultations(desk, month)),
        *([hand_over_sheet(await lists.hand_overs(desk, term.id))] if term else []),
        adoption_sheet(await lists.adoption(desk, term.span if term else month)),
    ]
