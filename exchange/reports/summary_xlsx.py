"""A class's term sheet as a workbook: term marks, averages, absences (001 2.6, 7.1; 000 3.3.5; 003 4.2 г)."""

from __future__ import annotations

from collections.abc import Callable

from exchange.reports.workbooks import Page, workbook
from journal_core.pages import ClassSheet, SheetCell
from texts.catalog import Words

_HEAD, _FIRST = 2, 3  #: rows
_COUNTS = ("paper.missed", "paper.unexcused", "paper.ill", "paper.late")


def summary_xlsx(sheet: ClassSheet, t: Words) -> bytes:
    """An .xlsx of two sheets, term marks with absences and averages; the same view is the same bytes."""

    def fill(page: Callable[[str], Page]) -> None:
        _grid(page(t("book.term_marks")), sheet, t, _term_mark, counts=True)
        _grid(page(t("book.averages")), sheet, t, _average, counts=False)

    return workbook(fill)


def _term_mark(page: Page, row: int, column: int, cell: SheetCell) -> None:
    page.mark(row, column, cell.term_mark, "strong")


def _average(page: Page, row: int, column: int, cell: SheetCell) -> None:
    if cell.average:
        page.number(row, column, float(cell.average.value), "average")
    else:
        page.text(row, column, "")


def _grid(
    page: Page, sheet: ClassSheet, t: Words, put: Callable[[Page, int, int, SheetCell], None], *, counts: bool
) -> None:
    heading = t("paper.sheet_of", class_name=sheet.class_name, term=sheet.term)
    page.text(0, 0, heading, "title")
    page.text(1, 0, f"{sheet.school}. {sheet.class_teacher}", "note")
    titles = [name for _, name in sheet.subjects] + [t(one) for one in _COUNTS if counts]
    page.text(_HEAD, 0, "№", "head")
    page.text(_HEAD, 1, t("paper.pupil"), "head")
    for column, title in enumerate(titles, 2):
        page.text(_HEAD, column, title, "upright")
    for row, pupil in enumerate(sheet.rows, _FIRST):
        page.number(row, 0, row - _FIRST + 1)
        page.text(row, 1, pupil.name, "name")
        for column, (subject, _) in enumerate(sheet.subjects, 2):
            put(page, row, column, pupil.cells.get(subject, SheetCell(None)))
        told = (pupil.missed, pupil.unexcused, pupil.ill, pupil.late) if counts else ()
        for column, value in enumerate(told, 2 + len(sheet.subjects)):
            page.number(row, column, value)
    page.sheet.set_row(_HEAD, 150)
    page.sheet.set_column(0, 0, 4)
    page.sheet.set_column(1, 1, 28)
    page.sheet.set_column(2, 1 + max(len(titles), 1), 7)
    page.sheet.freeze_panes(_FIRST, 2)
    page.printed(heading, rows=(_HEAD, _HEAD), columns=2)
