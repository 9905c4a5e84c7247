"""The workbook written: an empty one to be filled, or a roll put back into its cells."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

import xlsxwriter

from exchange.formats.workbook.filling import values_of
from exchange.formats.workbook.layout import Column, SheetLayout
from exchange.formats.workbook.sheets import example_of, sheets
from journal_core.roll import Roll

Value = str | int | date | time
#: A fixed moment of making: the same roll gives the same bytes.
_MADE = datetime(2026, 9, 1, tzinfo=UTC)
_LAST_ROW = 20_000  #: down to which Excel offers the lists of choices
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\x00")
_FORMATS: dict[str, dict[str, Any]] = {
    "header": {"bold": True, "bg_color": "#DDE7F3", "bottom": 1, "text_wrap": True, "valign": "top"},
    "needed": {"bold": True, "bg_color": "#C5D7EE", "bottom": 1, "text_wrap": True, "valign": "top"},
    "example": {"italic": True, "font_color": "#808080", "num_format": "@"},
    # Text even for what looks like a number: Excel must not make a date of «7-2», nor 3,75E+11 of a phone.
    "text": {"num_format": "@"},
    "quoted": {"num_format": "@", "quote_prefix": True},
    "day": {"num_format": "dd.mm.yyyy"},
    "clock": {"num_format": "hh:mm"},
}


def template(language: str = "ru") -> bytes:
    """The empty workbook in "ru" or "be": header, notes, lists of choices, and one grey example on each
    sheet.
    """

    def fill(page: Any, styles: dict[str, Any], layout: SheetLayout) -> None:
        for column, text in enumerate(example_of(layout, language)):
            page.write_string(1, column, text, styles["example"])

    return _made(sheets(), language, fill)


def write(roll: Roll, language: str = "ru") -> bytes:
    """The roll as a workbook that reads back as the same roll, but for its doubts and places.

    Text is never a formula, whatever it begins with (SEC-43).
    """
    most = max((len(pupil.guardians) for pupil in roll.pupils), default=0)

    def fill(page: Any, styles: dict[str, Any], layout: SheetLayout) -> None:
        for index, values in enumerate(values_of(roll, layout.key, language), 1):
            for column, about in enumerate(layout.columns):
                _put(page, (index, column), values.get(about.key, ""), styles)

    return _made(sheets(max(2, most)), language, fill)


def _made(
    layouts: tuple[SheetLayout, ...], language: str, fill: Callable[[Any, dict[str, Any], SheetLayout], None]
) -> bytes:
    with _workbook() as (file, book):
        styles = {name: book.add_format(how) for name, how in _FORMATS.items()}
        for layout in layouts:
            page = book.add_worksheet(layout.title.to(language))
            page.freeze_panes(1, 0)
            for index, column in enumerate(layout.columns):
                _head(page, index, column, styles, language)
            fill(page, styles, layout)
    return file.getvalue()


@contextmanager
def _workbook() -> Iterator[tuple[io.BytesIO, Any]]:
    file = io.BytesIO()
    plain = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, plain)
    book.set_properties({"created": _MADE})
    yield file, book
    book.close()


def _head(page: Any, index: int, column: Column, styles: dict[str, Any], language: str) -> None:
    page.set_column(index, index, column.width, styles[column.looks])
    page.write_string(0, index, column.title.to(language), styles["needed" if column.required else "header"])
    page.write_comment(0, index, column.note.to(language), {"x_scale": 1.6, "y_scale": 0.8})
    if column.choices:
        offered = [said.to(language) for said in column.choices]
        # A hint and not a bar: «учитель; секретарь» is right, and so is «пн».
        page.data_validation(
            1, index, _LAST_ROW, index, {"validate": "list", "source": offered, "error_type": "information"}
        )


def _put(page: Any, at: tuple[int, int], value: Value, styles: dict[str, Any]) -> None:
    if isinstance(value, date):
        page.write_datetime(*at, value, styles["day"])
    elif isinstance(value, time):
        page.write_datetime(*at, value, styles["clock"])
    elif isinstance(value, int):
        page.write_number(*at, value)
    elif value:
        page.write_string(*at, value, styles["quoted" if value.startswith(_FORMULA_SIGNS) else "text"])
