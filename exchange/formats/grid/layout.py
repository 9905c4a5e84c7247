"""Where a wall timetable keeps its days, lessons and classes: classes in columns, or classes in rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from exchange import cells
from exchange.book import Cell, Sheet
from exchange.weekdays import weekday_of
from journal_core.classes import spellings

_DEPTH = 15  #: rows in which a header may begin
_ROOM = re.compile(r"№?\s*(?:каб|ауд)\w*\.?\s*№?", re.IGNORECASE)
_TEACHER = re.compile(r"учител\w*|настаўнік\w*|преподавател\w*|ф\.?\s*и\.?\s*о\.?", re.IGNORECASE)
_HOURS = re.compile(r"(\d{1,2}[:.]\d{2})\s*[-–—]\s*(\d{1,2}[:.]\d{2})")
_SLOT = re.compile(r"(\d{1,2})\s*(?:-?й)?\s*\.?\s*(?:урок)?", re.IGNORECASE)
_LAST_SLOT = 15


@dataclass(frozen=True, slots=True)
class Place:
    """One cell of the week: whose, when, and what the cells that belong to it say."""

    row: int  #: index of the row in the sheet
    written_class: str
    weekday: int
    slot: int
    subject: Cell
    room: Cell = None
    teacher: Cell = None


@dataclass(frozen=True, slots=True)
class Ring:
    """The times that stand beside a lesson."""

    row: int
    slot: int
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True)
class Grid:
    """All that a sheet says."""

    places: tuple[Place, ...]
    rings: tuple[Ring, ...]


def find_grid(sheet: Sheet) -> Grid | None:
    """The week on a sheet; None when it is no timetable."""
    for index in range(min(_DEPTH, len(sheet.rows))):
        found = _classes_across(sheet, index) or _classes_down(sheet, index)
        if found and found.places:
            return found
    return None


def day_of(cell: Cell) -> int | None:
    """0 for Monday; the name may stand letter by letter, as it does in a narrow merged cell."""
    written = cells.text(cell)
    found = weekday_of(written)
    return found if found is not None else weekday_of(written.replace(" ", ""))


def class_of(cell: Cell) -> str:
    """The class that a cell names, as written; empty for other words."""
    written = cells.text(cell)
    return written if spellings(written) else ""


def slot_of(cell: Cell) -> int | None:
    """«3», «3.», «3-й урок»."""
    match = _SLOT.fullmatch(cells.text(cell))
    return int(match[1]) if match and int(match[1]) <= _LAST_SLOT else None


def hours_of(cell: Cell) -> tuple[time, time] | None:
    """«8:30-9:15»."""
    match = _HOURS.search(cells.text(cell))
    begins, ends = (cells.clock(match[1]), cells.clock(match[2])) if match else (None, None)
    return (begins, ends) if begins and ends and begins < ends else None


def _at(row: list[Cell], column: int | None) -> Cell:
    return row[column] if column is not None and column < len(row) else None


@dataclass(frozen=True, slots=True)
class _ClassColumn:
    written_class: str
    subject: int
    room: int | None
    teacher: int | None


def _classes_across(sheet: Sheet, index: int) -> Grid | None:
    columns = list(_class_columns(sheet.rows[index]))
    if not columns:
        return None
    leading = range(columns[0].subject)
    places: list[Place] = []
    rings: list[Ring] = []
    weekday: int | None = None
    slot = 0
    for at, row in enumerate(sheet.rows[index + 1 :], index + 1):
        said = [_at(row, column) for column in leading] or row[:1]
        named = next((day for cell in said if (day := day_of(cell)) is not None), None)
        if named is not None:
            weekday, slot = named, 0
        numbered = next((number for cell in said if (number := slot_of(cell)) is not None), None)
        if weekday is None or (not any(not cells.is_blank(cell) for cell in row[len(leading) :]) and numbered is None):
            continue
        slot = slot + 1 if numbered is None else numbered
        hours = next((found for cell in said if (found := hours_of(cell))), None)
        if hours:
            rings.append(Ring(at, slot, *hours))
        places.extend(_places(row, at, columns, weekday, slot))
    return Grid(tuple(places), tuple(rings))


def _places(row: list[Cell], at: int, columns: list[_ClassColumn], weekday: int, slot: int) -> Iterator[Place]:
    for one in columns:
        subject = _at(row, one.subject)
        if not cells.is_blank(subject) and day_of(subject) is None:
            yield Place(at, one.written_class, weekday, slot, subject, _at(row, one.room), _at(row, one.teacher))


def _class_columns(header: list[Cell]) -> Iterator[_ClassColumn]:
    """Columns under a class's name; what stands to the right of one, until the next class, is its room or teacher."""
    found = [(column, name) for column, cell in enumerate(header) if (name := class_of(cell))]
    ends = [*(column for column, _ in found), len(header)][1:]
    for (column, name), end in zip(found, ends, strict=True):
        room = teacher = None
        for beside in range(column + 1, end):
            title = cells.text(header[beside])
            if room is None and (not title or _ROOM.fullmatch(title)):
                room = beside
            elif _TEACHER.fullmatch(title):
                teacher = beside
        yield _ClassColumn(name, column, room, teacher)


def _classes_down(sheet: Sheet, index: int) -> Grid | None:
    """Days over the columns, their lessons' numbers below, a class in each row."""
    if index + 1 >= len(sheet.rows):
        return None
    days, slots = sheet.rows[index], sheet.rows[index + 1]
    if sum(day_of(cell) is not None for cell in days) < 2:
        return None
    columns: dict[int, tuple[int, int]] = {}
    weekday: int | None = None
    for column in range(max(len(days), len(slots))):
        named = day_of(_at(days, column))
        weekday = weekday if named is None else named
        number = slot_of(_at(slots, column))
        if weekday is not None and number is not None:
            columns[column] = (weekday, number)
    places = [
        Place(at, name, *columns[column], cell)
        for at, row in enumerate(sheet.rows[index + 2 :], index + 2)
        if (name := next((found for cell in row[: min(columns, default=0)] if (found := class_of(cell))), ""))
        for column, cell in enumerate(row)
        if column in columns and not cells.is_blank(cell)
    ]
    return Grid(tuple(places), ())
