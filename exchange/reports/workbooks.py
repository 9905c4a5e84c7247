"""A workbook to be printed: text is never a formula, a link or a number, whatever it begins with (SEC-43)."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from textwrap import wrap
from typing import Any

import xlsxwriter

#: A fixed moment of making: the same view gives the same bytes.
_MADE = datetime(2026, 9, 1, tzinfo=UTC)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\x00")
_LONGEST = 32_767  #: characters in a cell (ECMA-376, Excel's limit)
_LINE = 15  #: points, of a line of text
_SCALE = 72  #: percent, of a sheet parted among pages
_GRID = {"border": 1, "valign": "vcenter", "num_format": "@"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "num_format": "@"},
    "note": {"font_color": "#606060", "font_size": 9, "num_format": "@"},
    "head": {**_GRID, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#E8EEF5"},
    "upright": {**_GRID, "bold": True, "align": "center", "rotation": 90, "text_wrap": True, "bg_color": "#E8EEF5"},
    "name": {**_GRID, "shrink": True},
    "text": {**_GRID, "text_wrap": True, "valign": "top"},
    "cell": {**_GRID, "align": "center", "shrink": True},
    "away": {**_GRID, "align": "center", "shrink": True, "bg_color": "#D9D9D9"},
    "strong": {**_GRID, "align": "center", "bold": True},
    "number": {**_GRID, "align": "center", "num_format": "0"},
    "average": {**_GRID, "align": "center", "num_format": "0.00"},
}


@dataclass(frozen=True, slots=True)
class Page:
    """A worksheet being filled."""

    sheet: Any
    styles: dict[str, Any]

    def text(self, row: int, column: int, value: str, style: str = "cell") -> None:
        """A string, and nothing else: what looks like a formula carries Excel's own sign of text besides."""
        value = value.replace("\x00", "")[:_LONGEST]
        chosen = style + ("'" if value.startswith(_FORMULA_SIGNS) else "")
        if value:
            self.sheet.write_string(row, column, value, self.styles[chosen])
        else:
            self.sheet.write_blank(row, column, None, self.styles[style])

    def number(self, row: int, column: int, value: float, style: str = "number") -> None:
        """A number to be counted with."""
        self.sheet.write_number(row, column, value, self.styles[style])

    def mark(self, row: int, column: int, value: str, style: str) -> None:
        """A lone mark as a number, so that Excel can count it; anything else as text."""
        if value.isdecimal() and len(value) <= 2:
            self.number(row, column, int(value), style)
        else:
            self.text(row, column, value, style)

    def lines(self, row: int, first: int, values: Sequence[str], widths: Sequence[int]) -> None:
        """A row of wrapped texts, as high as the longest: not every program that opens a workbook reckons it."""
        for column, value in enumerate(values, first):
            self.text(row, column, value, "text")
        most = max(len(wrap(value, width)) for value, width in zip(values, widths, strict=True))
        self.sheet.set_row(row, _LINE * max(most, 1))

    def printed(self, header: str, *, rows: tuple[int, int], columns: int = 0, breaks: Sequence[int] = ()) -> None:
        """On A4 lying, the head rows and the first `columns` on each page, «2 / 5» at the foot.

        As wide as a page, or parted before the columns `breaks`, where it would be too small to read.
        """
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.set_margins(left=0.6, right=0.4, top=0.7, bottom=0.6)
        if breaks:
            self.sheet.set_print_scale(_SCALE)
            self.sheet.set_v_pagebreaks(list(breaks))
        else:
            self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(*rows)
        if columns:
            self.sheet.repeat_columns(0, columns - 1)
        # In a header & begins a command; two of them are one.
        self.sheet.set_header("&L" + header.replace("&", "&&")[:200])
        self.sheet.set_footer("&R&P / &N")


def workbook(fill: Callable[[Callable[[str], Page]], None]) -> bytes:
    """The bytes of a workbook; `fill` is given a maker of sheets by name."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"created": _MADE})
    styles = {name: book.add_format(how) for name, how in _STYLES.items()}
    styles |= {f"{name}'": book.add_format({**how, "quote_prefix": True}) for name, how in _STYLES.items()}
    fill(lambda name: Page(book.add_worksheet(name), styles))
    book.close()
    return file.getvalue()
