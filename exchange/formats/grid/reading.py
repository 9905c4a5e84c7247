"""A wall timetable read: the week's lessons and, where times stand beside them, the bells."""

from __future__ import annotations

from exchange import cells
from exchange.book import Book, Sheet
from exchange.formats.grid.entries import entries
from exchange.formats.grid.layout import Grid, Place, find_grid
from journal_core.roll import BellRow, ClassRow, Doubt, Roll, TimetableRow, Where


def recognises(book: Book) -> bool:
    """Some sheet has classes, days and lessons where a wall timetable has them."""
    return any(find_grid(sheet) for sheet in book.sheets)


def read_grid(book: Book, region: str) -> Roll:
    """The classes and lessons of every sheet; subjects are as short as the sheet writes them."""
    return sum((_read_sheet(book, sheet) for sheet in book.sheets), Roll())


def _read_sheet(book: Book, sheet: Sheet) -> Roll:
    grid = find_grid(sheet)
    if grid is None:
        filled = any(not cells.is_blank(cell) for row in sheet.rows for cell in row)
        skipped = Doubt(Where(book.file, sheet.name, 1), "import.sheet_skipped", {"sheet": sheet.name})
        return Roll(doubts=(skipped,) if filled else ())
    rows: list[TimetableRow] = []
    asked: dict[tuple[str, str], Doubt] = {}
    for place in grid.places:
        where = Where(book.file, sheet.name, place.row + 1)
        lessons = entries(place.subject, place.room, place.teacher)
        rows.extend(
            TimetableRow(
                where, place.weekday, place.slot, place.written_class, one.subject, one.teacher, one.group, one.room
            )
            for one in lessons
        )
        if len(lessons) > 1:
            _ask(asked, place, where)
    return Roll(
        classes=_classes(rows), timetable=tuple(rows), bells=_bells(book, sheet, grid), doubts=tuple(asked.values())
    )


def _classes(rows: list[TimetableRow]) -> tuple[ClassRow, ...]:
    first: dict[str, Where] = {}
    for row in rows:
        first.setdefault(row.written_class, row.where)
    return tuple(ClassRow(where, written) for written, where in first.items())


def _ask(asked: dict[tuple[str, str], Doubt], place: Place, where: Where) -> None:
    """Which group comes first nobody wrote: once for each class and cell's text."""
    details = {"class": place.written_class, "subject": cells.text(place.subject)}
    asked.setdefault((details["class"], details["subject"]), Doubt(where, "import.grid_groups", details))


def _bells(book: Book, sheet: Sheet, grid: Grid) -> tuple[BellRow, ...]:
    """The times of each lesson, as they first stand; a day with other times is read by the bells' own sheet."""
    first = {ring.slot: ring for ring in reversed(grid.rings)}
    return tuple(
        BellRow(Where(book.file, sheet.name, ring.row + 1), slot, ring.starts_at, ring.ends_at)
        for slot, ring in sorted(first.items())
    )
