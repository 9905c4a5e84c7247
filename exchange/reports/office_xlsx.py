"""The office's lists as a workbook, a worksheet each, ready for paper (001 4.3.6, 6.2; 003 4.2 б–в, plan 2.6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from exchange.reports.workbooks import Page, workbook
from journal_core.office.sheets import Cell, OfficeSheet, Word
from texts.catalog import Words

_LONGEST_NAME = 31  #: characters of a worksheet's name (ECMA-376, Excel's limit)
_WIDTH = 22  #: characters, of a column
_HEAD, _FIRST = 2, 3  #: rows


def office_xlsx(sheets: Sequence[OfficeSheet], school: str, zone: ZoneInfo, t: Words) -> bytes:
    """An .xlsx; moments stand on the school's clock, and the same lists are the same bytes."""

    def fill(page: Callable[[str], Page]) -> None:
        for one in sheets:
            _list(page(t(one.title)[:_LONGEST_NAME]), one, school, zone, t)

    return workbook(fill)


def _list(page: Page, one: OfficeSheet, school: str, zone: ZoneInfo, t: Words) -> None:
    page.text(0, 0, t(one.title), "title")
    page.text(1, 0, school, "note")
    for column, key in enumerate(one.columns):
        page.text(_HEAD, column, t(key), "head")
    widths = [_WIDTH] * len(one.columns)
    for row, cells in enumerate(one.rows, _FIRST):
        page.lines(row, 0, [said(cell, zone, t) for cell in cells], widths)
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                page.number(row, column, cell)
    page.sheet.set_column(0, len(one.columns) - 1, _WIDTH)
    page.sheet.freeze_panes(_FIRST, 1)
    page.printed(t(one.title), rows=(_HEAD, _HEAD))


def said(cell: Cell, zone: ZoneInfo, t: Words) -> str:
    """A cell in words: «07.10.2026», «нет темы; с опозданием»."""
    match cell:
        case None:
            return ""
        case Word(key):
            return t(key)
        case tuple():
            return "; ".join(t(one.key) for one in cell)
        case datetime():
            return f"{cell.astimezone(zone):%d.%m.%Y %H:%M}"
        case date():
            return f"{cell:%d.%m.%Y}"
        case _:
            return str(cell)
