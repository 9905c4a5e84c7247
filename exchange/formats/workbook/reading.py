"""The workbook read: sheets are known by name, columns by title, in any order and either language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exchange import cells
from exchange.book import Book, Cell, Sheet
from exchange.formats.workbook import rows
from exchange.formats.workbook.layout import EXAMPLE, SheetLayout
from exchange.formats.workbook.sheets import example_of, sheets
from exchange.headers import normal
from exchange.lines import Line, NotTaken
from journal_core.roll import Doubt, Roll, Where

_MOST_GUARDIANS = 9
_LAYOUTS = sheets(_MOST_GUARDIANS)
#: The layout's key, which is the Roll's field too, and who makes its rows.
_MAKERS: dict[str, Callable[[Line], Any]] = {
    "pupils": rows.pupil,
    "staff": rows.staff,
    "classes": rows.school_class,
    "timetable": rows.lesson,
    "terms": rows.term,
    "moved_days": rows.moved_day,
    "bells": rows.bell,
    "bell_days": rows.bell_day,
}


def recognises(book: Book) -> bool:
    """Some sheet has our name, all its required columns, and none that is not ours."""
    return any(_is_ours(sheet) for sheet in book.sheets)


def _is_ours(sheet: Sheet) -> bool:
    layout = _layout_of(sheet)
    if layout is None or not sheet.rows:
        return False
    columns = _columns(sheet, layout)
    titles = sum(not cells.is_blank(cell) for cell in sheet.rows[0])
    return titles == len(columns) and all(column.key in columns for column in layout.required)


def read_workbook(book: Book, region: str) -> Roll:
    """All sheets as one roll. A sheet of ours without a required column is a fatal doubt; a stranger's, a
    doubt.
    """
    return sum((_read_sheet(book, sheet, region) for sheet in book.sheets), Roll())


def _read_sheet(book: Book, sheet: Sheet, region: str) -> Roll:
    filled = [index for index, row in enumerate(sheet.rows) if not all(map(cells.is_blank, row))]
    if not filled:
        return Roll()
    top = Where(book.file, sheet.name, 1)
    layout = _layout_of(sheet)
    if layout is None:
        return Roll(doubts=(Doubt(top, "import.sheet_skipped", {"sheet": sheet.name}),))
    columns = _columns(sheet, layout)
    missing = [column.title.ru for column in layout.required if column.key not in columns]
    if missing:
        return Roll(doubts=(Doubt(top, "import.columns_missing", {"columns": ", ".join(missing)}, fatal=True),))
    titles = {key: cells.text(sheet.rows[0][column]) for key, column in columns.items()}
    lines = [
        Line(Where(book.file, sheet.name, index + 1), _cells(sheet.rows[index], columns), titles, region)
        for index in filled
        if index > 0
    ]
    return _read_lines(lines, layout)


def _read_lines(lines: list[Line], layout: SheetLayout) -> Roll:
    taken: list[Any] = []
    doubts: list[Doubt] = []
    for line in lines:
        try:
            if _is_example(line, layout):
                continue
            taken.append(_MAKERS[layout.key](line))
        except NotTaken as refusal:
            doubts.append(refusal.doubt)
        else:
            doubts.extend(line.doubts)
    # The key is the field's name; `replace` would lose the check of types no less than this does.
    return Roll(**{layout.key: tuple(taken)}, doubts=tuple(doubts))


def _layout_of(sheet: Sheet) -> SheetLayout | None:
    return next((layout for layout in _LAYOUTS if layout.title.means(sheet.name)), None)


def _columns(sheet: Sheet, layout: SheetLayout) -> dict[str, int]:
    """Key → index of its column; of two columns with one title the first."""
    by_title = {normal(said): column.key for column in layout.columns for said in column.title}
    found: dict[str, int] = {}
    for index, cell in enumerate(sheet.rows[0]):
        key = by_title.get(normal(cells.text(cell)))
        if key:
            found.setdefault(key, index)
    return found


def _cells(row: list[Cell], columns: dict[str, int]) -> dict[str, Cell]:
    return {key: row[column] if column < len(row) else None for key, column in columns.items()}


def _is_example(line: Line, layout: SheetLayout) -> bool:
    """The example as we wrote it; NotTaken when somebody wrote their own data into it and left the word."""
    marked = next((said for said in EXAMPLE for cell in line.cells.values() if cells.text(cell).startswith(said)), None)
    if marked is None:
        return False
    for language in ("ru", "be"):
        example = dict(zip((column.key for column in layout.columns), example_of(layout, language), strict=True))
        if all(not line.text(key) or line.text(key) == example[key] for key in line.cells):
            return True
    return line.refuse("import.example_changed", word=marked)
