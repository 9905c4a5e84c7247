"""`diary import`: a school's files into the journal."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.table import Table

from app.cli import REFUSED, app, complaints, console, sentence
from app.cli.opening import opened
from app.cli.stamps import office, stamp
from exchange.files import read_large
from exchange.formats.workbook import template as empty_workbook
from journal_core.actions.import_gradebook import import_gradebook
from journal_core.actions.import_roll import import_roll
from journal_core.actions.schools import school_named
from journal_core.enrolment.difference import Difference
from journal_core.errors import Invalid
from journal_core.gradebook.records import GradebookDifference
from journal_core.roll import Doubt, Roll
from texts.catalog import words
from texts.screens.roll import changed

SHOWN = 40  #: lines of a difference; the counts tell the rest


@app.command(name="import")
async def import_(
    *files: Path,
    dry_run: Annotated[bool, Parameter(help="show what would change and each question; change nothing")] = False,
    template: Annotated[Path | None, Parameter(help="write our empty workbook there, and do nothing else")] = None,
    school: str | None = None,
) -> None:
    """Take pupils, guardians, staff, classes, timetable, calendar and a gradebook from files, several at once.

    Twice changes nothing. A file that cannot be taken changes nothing, and the row and the reason are named.
    """
    if template is not None:
        template.write_bytes(await asyncio.to_thread(empty_workbook))
        console.print(f"→ {template}")
        return
    async with opened() as here:
        chosen = await school_named(here.base.store, school)
        roll = await asyncio.to_thread(_rolls, files, chosen.region)
        said, today = stamp("import", here.now), chosen.local(here.now).date()
        difference = await import_roll(here.base.store, office(chosen), roll, said, today=today, dry_run=dry_run)
        show(difference, dry_run=dry_run)
        if difference.refused:
            sys.exit(REFUSED)
        gradebook = await import_gradebook(here.base.store, office(chosen), roll, said, today=today, dry_run=dry_run)
    if roll.marks:
        _show_marks(gradebook, dry_run=dry_run)


def _rolls(files: tuple[Path, ...], region: str) -> Roll:
    roll = Roll()
    for path in files:
        try:
            roll += read_large(path.name, path.read_bytes(), region=region)
        except Invalid as error:
            complaints.print(f"[red]{path.name}:[/red] {sentence(error)}", highlight=False, soft_wrap=True)
            sys.exit(REFUSED)
    return roll


def show(difference: Difference, *, dry_run: bool) -> None:
    """What changed, or would, and every question with its sheet and row."""
    t = words("ru")
    for line in difference.lines[:SHOWN]:
        console.print(f"  {changed(line, t)}", highlight=False)
    if len(difference.lines) > SHOWN:
        console.print(f"  … {len(difference.lines) - SHOWN}")
    if difference.doubts:
        _questions(difference.doubts)
    verdict = "import.refused" if difference.refused else "import.would" if dry_run else "import.done"
    console.print(t(verdict, n=len(difference.lines), questions=len(difference.doubts)), highlight=False)


def _show_marks(gradebook: GradebookDifference, *, dry_run: bool) -> None:
    """How many marks, and the questions about them; their values are shown to nobody here."""
    t = words("ru")
    if gradebook.doubts:
        _questions(gradebook.doubts)
    counts = {"new": gradebook.new, "corrected": gradebook.corrected, "removed": gradebook.removed}
    told = {name: str(count) for name, count in (counts | {"lessons": gradebook.lessons}).items()}
    console.print(t("import.marks_would" if dry_run else "import.marks_done", **told), highlight=False)


def _questions(doubts: tuple[Doubt, ...]) -> None:
    t = words("ru")
    table = Table(t("import.file"), t("import.sheet"), t("import.row"), t("import.question"))
    for doubt in doubts:
        where = doubt.where
        table.add_row(where.file, where.sheet, str(where.row), t(doubt.code, **doubt.details))
    console.print(table)
